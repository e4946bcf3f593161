"""What people are told of a booking."""

from datetime import datetime

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.life import CHARGER_REMOVED
from chalicelib.kernel.money import Money
from chalicelib.notices.rules import Notice

OWN_REASONS = {CHARGER_REMOVED: "charger_removed"}
"""What no person wrote, by the code for which notices have a sentence in each language."""


def told(
    event: str,
    booking: Booking,
    *,
    to: str | None = None,
    not_after: datetime | None = None,
    **facts: str,
) -> Notice:
    """A notice about a booking to its driver, or to another account; one for each version of it."""
    account_id = to or booking.driver_id
    return Notice(
        key=f"{event}#{booking.booking_id}#{booking.version}#{account_id}",
        account_id=account_id,
        event=event,
        facts={
            "station_name": booking.station_name,
            "charger_name": booking.charger_name,
            "start_at": booking.period.start.isoformat(),
            "end_at": booking.period.end.isoformat(),
            "booking_id": booking.booking_id,
            **facts,
        },
        not_after=not_after,
    )


def told_canceled(booking: Booking, reason: str) -> Notice:
    """That somebody else cancelled it, and why."""
    return told("booking_canceled", booking, reason=OWN_REASONS.get(reason, reason))


def told_at_plug(event: str, booking: Booking, *, not_after: datetime | None = None, **facts: str) -> Notice:
    """A notice about charging, whose times are those of `facts`; one for each version of its booking."""
    return Notice(
        key=f"{event}#{booking.booking_id}#{booking.version}",
        account_id=booking.driver_id,
        event=event,
        facts={
            "station_name": booking.station_name,
            "charger_name": booking.charger_name,
            "booking_id": booking.booking_id,
            **facts,
        },
        not_after=not_after,
    )


def in_figures(amount: Money | None) -> tuple[str, str]:
    """An amount and its currency as a notice's facts; none is empty."""
    return ("", "") if amount is None else (f"{amount.rounded().amount:f}", amount.currency)
