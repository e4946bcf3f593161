"""What is going on at a charger when something is due of a booking, and what that says of its driver."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from chalicelib.bookings.booking import Booking
from chalicelib.stations.rules import OCCUPIED, STATUS_OF_CONNECTOR, Charger, Status

FRESH = timedelta(minutes=10)
"""What a connector does now tells of a moment that was due no longer ago than this."""
FAULTED = "Faulted"
OUT_OF_ORDER = frozenset({FAULTED, "Unavailable"})
PLUGGED_IN = frozenset({"Preparing", "Finishing", OCCUPIED})
"""A cable is in, but no energy flows (OCPP 1.6, 7.7), or nobody knows whether it does (2.x)."""
FREE = frozenset({"Available", "Reserved"})


@dataclass(frozen=True)
class Visit:
    """A session, as far as the booking under which it runs must know it."""

    session_id: str
    driver_id: str | None
    start: datetime
    end: datetime | None = None
    energy_wh: Decimal = Decimal(0)
    charge_point_id: str | None = None
    """None: a plain charger, which nobody can stop from afar."""
    transaction_id: str | None = None


@dataclass(frozen=True)
class AtCharger:
    """A charger (None: it was removed), what its connector last told, and the session that goes on there."""

    charger: Charger | None
    status: str | None = None
    """In OCPP's words, of 1.6 or 2.x; None: a plain charger, or nothing was told."""
    online: bool | None = None
    """None: a plain charger."""
    visit: Visit | None = None
    since: datetime | None = None
    """When it told its status."""

    def has_lasted_since(self, instant: datetime) -> bool:
        """Whether its status was told no later than that, and nothing else since."""
        return self.since is not None and self.since <= instant

    @property
    def is_in_service(self) -> bool:
        """Whether it is there, and both it and its station are in service."""
        return self.charger is not None and self.charger.is_in_service

    @property
    def is_faulted(self) -> bool:
        """Whether it says that it cannot charge."""
        return bool(self.online) and self.status == FAULTED

    def has_left(self, visit: Visit) -> bool:
        """Whether a visit whose end was never told is over: its connector is free, or another began there."""
        if visit.charge_point_id is None:
            return False
        is_free = self.online and self.status in FREE and self.since is not None and self.since > visit.start
        followed = self.visit is not None and self.visit.session_id != visit.session_id
        return bool(is_free) or (followed and self.visit is not None and self.visit.start >= visit.start)

    def cannot_tell_of(self, visit: Visit) -> bool:
        """Whether the visit may be over, and its charger, offline, not have told so yet."""
        return visit.charge_point_id is not None and not self.online


class Absence(StrEnum):
    """Why no session runs under a booking whose driver should have come."""

    NOBODY_CAME = "nobody came"
    OFFLINE = "charger offline"
    """Nobody can know: what it tells later is kept, and counted then."""
    PLUGGED_IN = "a car is plugged in"
    """Whose, nobody can know."""
    CHARGES_ALREADY = "charging went on"
    """Its driver's, under what was booked before."""
    OUT_OF_SERVICE = "out_of_service"
    IN_USE = "in_use"
    """Somebody else's car charges there."""


BROKEN = frozenset({Absence.OUT_OF_SERVICE, Absence.IN_USE})
"""The booking cannot be had; its driver is not at fault."""
UNKNOWN = frozenset({Absence.OFFLINE, Absence.PLUGGED_IN, Absence.CHARGES_ALREADY})
"""It waits longer; at its end it is over without a fault of its driver's."""


def absence(booking: Booking, there: AtCharger, now: datetime) -> Absence:
    """Why nobody charges under the booking, as far as can be known at `now`.

    When its moment was long ago, as after an outage, only what has lasted since then tells anything of it.
    """
    visit = there.visit if there.visit and there.visit.start < booking.period.end else None
    is_fresh = now - booking.lapses_at <= FRESH
    status = there.status if is_fresh or there.has_lasted_since(booking.lapses_at) else None
    if visit is not None and visit.driver_id == booking.driver_id:
        return Absence.CHARGES_ALREADY
    if there.online is False and there.is_in_service:
        return Absence.OFFLINE
    is_gone = there.charger is None or (is_fresh and not there.is_in_service)
    if is_gone or status in OUT_OF_ORDER:
        return Absence.OUT_OF_SERVICE
    if _is_used(there, status, visit):
        return Absence.IN_USE
    return Absence.PLUGGED_IN if status in PLUGGED_IN else Absence.NOBODY_CAME


def _is_used(there: AtCharger, status: str | None, visit: Visit | None) -> bool:
    """By a session that somebody forgot to end, a connector that says otherwise is not used."""
    if there.online is None:
        return visit is not None
    told = there.status if visit is not None else status
    if told == OCCUPIED:
        return visit is not None
    return STATUS_OF_CONNECTOR.get(told or "") is Status.CHARGING
