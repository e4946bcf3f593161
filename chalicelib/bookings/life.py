"""How a booking begins, and how each change is written into it."""

from dataclasses import replace
from datetime import datetime

from chalicelib.bookings.rules import Booking, Step, booking_id
from chalicelib.kernel.period import Period
from chalicelib.stations.rules import Charger

REF_LENGTH = 7
"""35 bits: a charger's 96 slots and their references stay below 1 KB."""


def drafted(charger: Charger, ref: str, driver_id: str, period: Period, now: datetime) -> Booking:
    """A booking that nobody has written down yet: version 0, no history."""
    return Booking(
        booking_id=booking_id(charger.charger_id, ref),
        charger_id=charger.charger_id,
        station_id=charger.station_id,
        network_id=charger.network_id,
        station_name=charger.station_name,
        charger_name=charger.name,
        time_zone=charger.time_zone,
        driver_id=driver_id,
        period=period,
        created_at=now,
    )


def stepped(booking: Booking, now: datetime, by: str, reason: str) -> Booking:
    """The same with one more step in its history, and the next version."""
    step = Step(now, by, booking.state, reason)
    return replace(booking, history=(*booking.history, step), version=booking.version + 1)
