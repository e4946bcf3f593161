"""Sessions over HTTP: start and stop, look, list."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from chalicelib.api.commands import CommandAccepted
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Id, In, Items, MoneyOut, Out, Paging
from chalicelib.api.tariffs import TariffOut
from chalicelib.charge_points.rules import Command
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.paging import Wanted
from chalicelib.sessions.figures import Shown
from chalicelib.sessions.reviewing import Decision, Review
from chalicelib.sessions.rules import ChargingPeriod, MeterValue, State
from chalicelib.sessions.settling import cdr_of
from chalicelib.wiring import services

api = Api(__name__)


class NewSession(In):
    """Which of my cars is charged, if one likes to say."""

    car_id: Id | None = None


class CheckOut(In):
    """What the car took, as its driver reads it off a plain charger or the car."""

    energy_kwh: Annotated[Decimal, Field(ge=0, le=10_000, decimal_places=3)] | None = None


class MySessions(Paging):
    """Which of my sessions."""

    state: State | None = None


class SessionOut(Out):
    """A visit. While it is ACTIVE, energy, power and cost are those of now. `flags` tell what is odd."""

    session_id: str
    charger_id: str | None
    station_id: str | None
    network_id: str | None
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str | None
    driver_name: str | None
    driver_is_erased: bool = Field(
        description="That account was erased: it has no name any more, nor is its token told."
    )
    booking_id: str | None
    car_id: str | None
    token_uid: str | None
    state: State
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime | None
    energy_kwh: float
    power_kw: float | None
    cost: MoneyOut
    tariff: TariffOut
    stop_reason: str | None
    flags: list[str]
    updated_at: AwareDatetime


class ReadingOut(Out):
    """What the charger told at one moment; `energy_kwh` is its meter, not the session's energy."""

    at: AwareDatetime
    energy_kwh: float | None
    power_kw: float | None


class DimensionOut(Out):
    """OCPI 2.2.1, CdrDimension: ENERGY in kWh, TIME in hours."""

    type: str
    volume: float


class ChargingPeriodOut(Out):
    """A stretch of one price."""

    start_date_time: AwareDatetime
    dimensions: list[DimensionOut]


class DecisionOut(Out):
    """What a manager decided of an odd session; `energy_kwh` is what was right instead."""

    decision: Decision
    reason: str
    at: AwareDatetime
    energy_kwh: float | None


class SessionDetail(SessionOut):
    """A visit with its readings, and, when it has ended, its record and what was decided of it."""

    readings: list[ReadingOut]
    charging_periods: list[ChargingPeriodOut]
    cdr_id: str | None
    reviews: list[DecisionOut]


@api.route("/chargers/{charger_id}/sessions", methods=["POST"], who=Who.MEMBER, status=201, idempotent=True)
def start_session(charger_id: str, caller: Caller, body: NewSession) -> SessionOut | CommandAccepted:
    """Start charging. A plain charger is checked in: 201 and the session.

    A networked one is told to start: 202 and the command to follow; the session appears among mine when the
    charger begins. A refusal names every rule that says no.
    """
    return _begun(services().visits.start_at(charger_id, caller, body.car_id))


@api.route("/sessions/{session_id}/stop", methods=["POST"], who=Who.ACCOUNT)
def stop_session(session_id: str, caller: Caller, body: CheckOut) -> SessionOut | CommandAccepted:
    """Stop a session, by its driver or a manager. At a plain charger it is checked out: 200 and the session.

    A networked charger is told to stop: 202 and the command to follow.
    """
    return _begun(services().visits.stop_by(session_id, caller, body.energy_kwh))


@api.route("/sessions/{session_id}/close", methods=["POST"], who=Who.MANAGER)
def close_session(session_id: str, caller: Caller) -> SessionOut:
    """End a session whose charger never tells its end, by the last reading.

    What the charger still tells later is kept, and flags the session.
    """
    return session_out(services().visits.close_by(session_id, caller))


@api.route("/sessions/{session_id}", methods=["GET"], who=Who.ACCOUNT)
def show_session(session_id: str, caller: Caller) -> SessionDetail:
    """One session, for its driver and the managers of its network."""
    shown = services().visits.session(session_id, caller)
    session = shown.session
    periods = () if session.is_open else cdr_of(session, session.updated_at or session.start).charging_periods
    return SessionDetail(
        **_same(shown),
        readings=[_reading_out(reading) for reading in shown.readings],
        charging_periods=[_period_out(period) for period in periods],
        cdr_id=session.cdr_id,
        reviews=[_decision_out(review) for review in shown.reviews],
    )


@api.route("/me/sessions", methods=["GET"], who=Who.ACCOUNT)
def my_sessions(caller: Caller, query: MySessions) -> Items[SessionOut]:
    """My sessions: those that go on, then ended ones, then invalid ones; each newest first."""
    found = services().visits.mine(caller, query.state, Wanted(query.limit, query.cursor))
    return Items[SessionOut](
        items=[session_out(shown) for shown in found.items], next_cursor=found.next_cursor
    )


@api.route("/networks/{network_id}/sessions", methods=["GET"], who=Who.MANAGER)
def network_sessions(network_id: str, caller: Caller, query: Paging) -> Items[SessionOut]:
    """A network's sessions, newest first."""
    found = services().visits.of_network(network_id, caller, Wanted(query.limit, query.cursor))
    return Items[SessionOut](
        items=[session_out(shown) for shown in found.items], next_cursor=found.next_cursor
    )


def _begun(result: Command | Shown) -> SessionOut | CommandAccepted:
    if isinstance(result, Shown):
        return session_out(result)
    return CommandAccepted.of(result, utc_now())


def session_out(shown: Shown) -> SessionOut:
    """A visit as it is shown in lists."""
    return SessionOut(**_same(shown))


def _same(shown: Shown) -> dict[str, Any]:
    session = shown.session
    return {name: getattr(session, name) for name in SAME} | {
        "driver_name": shown.driver_name,
        "driver_is_erased": shown.driver_is_erased,
        "token_uid": None if shown.driver_is_erased else session.token_uid,
        "start_date_time": session.start,
        "end_date_time": session.end,
        "energy_kwh": kilo(session.energy_wh),
        "power_kw": kilo(shown.power_w),
        "cost": MoneyOut.of(session.cost),
        "tariff": TariffOut.of(session.tariff),
        "flags": sorted(session.flags),
        "updated_at": session.updated_at or session.start,
    }


SAME = (
    "session_id",
    "charger_id",
    "station_id",
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "driver_id",
    "booking_id",
    "car_id",
    "state",
    "stop_reason",
)


def _decision_out(review: Review) -> DecisionOut:
    return DecisionOut(
        decision=review.decision,
        reason=review.reason,
        at=review.at,
        energy_kwh=kilo(review.energy_wh),
    )


def _reading_out(reading: MeterValue) -> ReadingOut:
    return ReadingOut(at=reading.at, energy_kwh=kilo(reading.energy_wh), power_kw=kilo(reading.power_w))


def _period_out(period: ChargingPeriod) -> ChargingPeriodOut:
    return ChargingPeriodOut(
        start_date_time=period.start,
        dimensions=[
            DimensionOut(type="ENERGY", volume=float(period.energy_wh / 1000)),
            DimensionOut(type="TIME", volume=round(float(period.hours), 4)),
        ],
    )


def kilo(amount: Decimal | None) -> float | None:
    """A thousandth, to the watt or watt-hour."""
    return None if amount is None else round(float(amount / 1000), 3)
