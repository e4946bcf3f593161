"""What a driver owes for not keeping to the terms: recorded when it happens, billed later."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.bookings.booking import Booking
from chalicelib.kernel.money import Money


class Reason(StrEnum):
    """What it is for."""

    NO_SHOW = "no_show"
    LATE_CANCEL = "late_cancel"
    LATE_CHANGE = "late_change"
    OVERSTAY = "overstay"


@dataclass(frozen=True)
class Charge:
    """An amount that one booking cost its driver beyond the energy. One for each booking and reason."""

    charge_id: str
    network_id: str
    driver_id: str
    booking_id: str
    station_name: str
    charger_name: str
    reason: Reason
    amount: Money
    at: datetime
    withdrawn_at: datetime | None = None
    """When it turned out that nothing is owed."""


def charge_for(booking: Booking, reason: Reason, amount: Money, at: datetime) -> Charge:
    """The charge; moving a booking late a second time is a second charge."""
    times = f"-{booking.version}" if reason is Reason.LATE_CHANGE else ""
    return Charge(
        charge_id=f"{booking.booking_id}-{reason}{times}",
        network_id=booking.network_id,
        driver_id=booking.driver_id,
        booking_id=booking.booking_id,
        station_name=booking.station_name,
        charger_name=booking.charger_name,
        reason=reason,
        amount=amount.rounded(),
        at=at,
    )
