"""From facts to a session, and from a session to its one Cdr.

A start that is refused, or whose token nobody knows, is an INVALID session; so is one that ends without any
token. If the charger gave energy all the same, and the driver is known, the session ends COMPLETED and costs
what the tariff says, held for review: somebody used that energy. Otherwise it stays INVALID and costs
nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from chalicelib.bookings.turns import Turn
from chalicelib.kernel.errors import Violation
from chalicelib.kernel.money import Money
from chalicelib.sessions import flags
from chalicelib.sessions.clocks import Instant, ended, trusted
from chalicelib.sessions.matching import fingerprint, transaction_id_of
from chalicelib.sessions.metering import Metered, in_order, metered
from chalicelib.sessions.rules import (
    NO_TARIFF,
    Cdr,
    ChargingPeriod,
    MeterValue,
    Session,
    StartFact,
    State,
    StopFact,
)
from chalicelib.stations.rules import Charger
from chalicelib.tariffs.rules import cost
from chalicelib.tokens.rules import Token

SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Place:
    """Where a charge point says it charges: what is set up there, as far as anything is."""

    station_id: str | None = None
    network_id: str | None = None
    charger: Charger | None = None
    connector_id: int | None = None

    @property
    def max_power_w(self) -> Decimal | None:
        """The most that the strongest of the charger's connectors can give."""
        if self.charger is None or not self.charger.connectors:
            return None
        return max(connector.max_kw for connector in self.charger.connectors) * 1000


def arrived(session_id: str, place: Place, driver_id: str | None, at: datetime) -> Session:
    """A visit that begins `at`, as far as the place tells of it."""
    charger = place.charger
    tariff = charger.tariff if charger else NO_TARIFF
    return Session(
        session_id=session_id,
        charger_id=charger.charger_id if charger else None,
        station_id=place.station_id,
        network_id=place.network_id,
        station_name=charger.station_name if charger else "",
        charger_name=charger.name if charger else "",
        time_zone=charger.time_zone if charger else "UTC",
        driver_id=driver_id,
        token_uid=None,
        tariff=tariff,
        start=at,
        start_received_at=at,
        max_power_w=place.max_power_w,
        cost=Money(Decimal(0), tariff.currency),
        updated_at=at,
    )


def placed(session: Session, place: Place) -> Session:
    """The visit at a place that was not known when it began."""
    charger = place.charger
    if charger is None:
        return replace(session, connector_id=place.connector_id)
    return replace(
        session,
        charger_id=charger.charger_id,
        station_id=place.station_id,
        network_id=place.network_id,
        station_name=charger.station_name,
        charger_name=charger.name,
        time_zone=charger.time_zone,
        tariff=charger.tariff,
        cost=Money(Decimal(0), charger.tariff.currency),
        connector_id=place.connector_id,
        max_power_w=place.max_power_w,
        flags=session.flags - {flags.UNKNOWN_CONNECTOR},
    )


def under(session: Session, turn: Turn) -> Session:
    """The visit under the booking that gives it its turn; the car is the booking's, unless it is known."""
    booking = turn.booking
    if booking is None:
        return replace(session, booking_id=None)
    return replace(session, booking_id=booking.booking_id, car_id=session.car_id or booking.car_id)


def opened(
    session_id: str,
    fact: StartFact,
    place: Place,
    token: Token | None,
    violations: tuple[Violation, ...],
    *,
    received: datetime,
) -> Session:
    """The session that `fact` tells of, whatever is odd about it."""
    start = trusted(fact.at, received)
    odd = set(start.flags)
    if place.charger is None:
        odd.add(flags.UNKNOWN_CONNECTOR)
    if violations:
        odd.add(flags.REFUSED)
    told = fingerprint(fact)
    return replace(
        arrived(session_id, place, token.account_id if token else None, start.at),
        token_uid=fact.token_uid,
        start_received_at=received,
        start_reported_at=fact.at,
        charge_point_id=fact.charge_point_id,
        connector_id=place.connector_id if fact.connector_id is None else fact.connector_id,
        transaction_id=fact.transaction_id or transaction_id_of(told),
        fingerprint=told,
        state=State.INVALID if violations else State.ACTIVE,
        violations=violations,
        flags=frozenset(odd),
        meter_start_wh=fact.meter_wh,
        updated_at=received,
    )


def closed(
    session: Session, stop: StopFact, readings: Iterable[MeterValue], received: datetime, cdr_id: str
) -> Session:
    """The same session, ended by `stop`. What `readings` there are bear witness."""
    end = ended(session.start, session.start_reported_at, stop.at, received)
    took = metered(
        session.meter_start_wh,
        stop.meter_wh,
        in_order([*readings, *stop.readings]),
        session.max_power_w,
        end.at - session.start,
    )
    return replace(
        _finished(session, end, took, received, cdr_id),
        meter_stop_wh=stop.meter_wh,
        end_reported_at=stop.at,
        stop_reason=stop.reason,
    )


def checked_out(session: Session, energy_wh: Decimal | None, now: datetime, cdr_id: str) -> Session:
    """The same visit to a plain charger, ended now; `energy_wh` is what the driver says it took."""
    if energy_wh is None:
        took = Metered(Decimal(0), None, None, frozenset())
    else:
        said = metered(Decimal(0), energy_wh, (), session.max_power_w, now - session.start)
        odd = {flags.IMPOSSIBLE_POWER} if said.flags else set()
        took = Metered(energy_wh, None, None, frozenset({flags.SELF_REPORTED, *odd}))
    return _finished(session, Instant(max(now, session.start)), took, now, cdr_id)


def _finished(session: Session, end: Instant, took: Metered, received: datetime, cdr_id: str) -> Session:
    odd = {*session.flags, *end.flags, *took.flags}
    state = session.state
    if session.is_tokenless:
        odd.add(flags.NO_TOKEN)
        state = State.INVALID
    elif state is State.ACTIVE:
        state = State.COMPLETED
    elif took.energy_wh > 0:
        odd.add(flags.ENERGY_AFTER_REFUSAL)
        state = State.COMPLETED if session.driver_id else State.INVALID
    free = Money(Decimal(0), session.tariff.currency)
    owed = cost(session.tariff, took.energy_wh, end.at - session.start)
    return replace(
        session,
        state=state,
        flags=frozenset(odd),
        energy_wh=took.energy_wh,
        cost=owed if state is State.COMPLETED else free,
        end=end.at,
        end_received_at=received,
        cdr_id=cdr_id,
        updated_at=received,
    )


def cdr_of(session: Session, received: datetime) -> Cdr:
    """The record of a session that has ended. Raises ValueError while it has not."""
    if session.end is None or session.cdr_id is None:
        raise ValueError("only an ended session has a record")
    hours = Decimal((session.end - session.start) // SECOND) / 3600
    return Cdr(
        cdr_id=session.cdr_id,
        session_id=session.session_id,
        driver_id=session.driver_id,
        network_id=session.network_id,
        charger_id=session.charger_id,
        start=session.start,
        end=session.end,
        tariff=session.tariff,
        total_energy_wh=session.energy_wh,
        total_hours=hours,
        total_cost=session.cost,
        charging_periods=(ChargingPeriod(session.start, session.energy_wh, hours),),
        held_for_review=flags.is_held(session.flags),
        created_at=received,
    )
