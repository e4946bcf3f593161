"""Years of past bookings, written straight to the table as the engine left them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from chalicelib.bookings.agenda import REMEMBERED
from chalicelib.bookings.booking import Booking, State
from chalicelib.bookings.items import BookingItem, BookingsItem
from chalicelib.bookings.life import REF_LENGTH, drafted, stepped
from chalicelib.bookings.sheet_items import SheetItem
from chalicelib.bookings.slots import SHEET, floor, sheet_key, slots_of
from chalicelib.kernel.ids import base32, utc_now
from chalicelib.kernel.period import Period
from chalicelib.wiring import services

LENGTH = timedelta(minutes=30)
"""One after the other: 48 a day."""


def past(asked: Mapping[str, Any]) -> dict[str, int]:
    """So many fulfilled bookings, evenly on `chargers` and by `drivers`, before what agendas remember."""
    chargers, drivers, now = asked["chargers"], asked["drivers"], utc_now()
    for number, charger in enumerate(chargers):
        many = asked["bookings"] // len(chargers) + (number < asked["bookings"] % len(chargers))
        _write(list(_bookings(charger, drivers[number:] + drivers[:number], many, now)), now)
    return {"bookings": asked["bookings"]}


def _bookings(charger_id: str, drivers: list[str], many: int, now: datetime) -> Iterator[Booking]:
    end = floor(now - REMEMBERED, SHEET)
    charger = (
        services()
        .bookings.facts.place(charger_id, Period(end - LENGTH, end), f"{charger_id}-x", None)
        .charger
    )
    assert charger is not None
    for number in range(many):
        period = Period(end - (number + 1) * LENGTH, end - number * LENGTH)
        ref = base32(number, REF_LENGTH)
        draft = drafted(
            charger, ref, drivers[number % len(drivers)], period, period.start - timedelta(days=1)
        )
        yield stepped(_fulfilled(draft), period.end, "charger", "session ended")


def _fulfilled(draft: Booking) -> Booking:
    return replace(draft, state=State.FULFILLED, held_until=draft.period.end, session_id=f"s-{draft.ref}")


def _write(bookings: list[Booking], now: datetime) -> None:
    with BookingsItem.batch_write() as batch:
        for booking in bookings:
            batch.save(BookingItem.of(booking, now))
        for key, of_sheet in groupby(bookings, key=lambda booking: sheet_key(booking.period.start)):
            sheet = SheetItem.keyed(bookings[0].charger_id, key)
            for booking in of_sheet:
                for name in slots_of(booking.held)[key]:
                    setattr(sheet, f"slot_{name}", booking.ref)
            batch.save(sheet)
