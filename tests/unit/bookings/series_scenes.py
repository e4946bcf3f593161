"""Series of bookings as the tests of them wish for them, and what is left in the store afterwards."""

from collections import Counter
from datetime import timedelta
from typing import Any

from chalicelib.bookings.booking import Booking, Kind
from chalicelib.bookings.items import BookingItem, BookingsItem
from chalicelib.bookings.recurrence import parsed
from chalicelib.bookings.series import SeriesWish
from chalicelib.bookings.series_service import SeriesService
from chalicelib.bookings.series_store import DynamoSeries
from chalicelib.bookings.sheet_items import SheetItem
from chalicelib.bookings.slots import slots_of
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.kernel.paging import Wanted
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Policy
from chalicelib.table import Look
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, hours

ANN, BOB, OWNER = Caller("ann"), Caller("bob"), Caller("owner")
ID = CHARGER.charger_id
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
OPEN = Policy(max_advance=timedelta(days=366), max_active=None, max_duration=None)
DAILY = "BYDAY=MO,TU,WE,TH,FR,SA,SU"


def series_of(desk: Desk) -> SeriesService:
    store = DynamoSeries(
        charger_of=lambda _: Look((), lambda _: desk.charger),
        has_car=lambda _, car_id: Look((), lambda _: car_id == "zoe"),
    )
    return SeriesService(store, desk.bookings)


def wish(count: int = 3, first: Period | None = None, days: str = "", **other: Any) -> SeriesWish:
    rule = f"FREQ=WEEKLY;COUNT={count}" + (f";{days}" if days else "")
    return SeriesWish(ID, first or hours(1, 2), parsed(rule), **other)


def weeks(count: int, first: Period | None = None) -> list[Period]:
    """The same period a week later each time, where no clock is changed."""
    first = first or hours(1, 2)
    return [Period(first.start + n * A_WEEK, first.end + n * A_WEEK) for n in range(count)]


def stored(kind: type[BookingsItem]) -> list[Any]:
    return list(kind.scan())


def all_bookings() -> list[Booking]:
    """Whatever the table has, holds too."""
    return [item.booking() for item in stored(BookingItem) if isinstance(item, BookingItem)]


def slots() -> dict[str, str]:
    """Every slot that is taken, and by whom."""
    sheets = [item for item in stored(SheetItem) if isinstance(item, SheetItem)]
    return {f"{sheet.key} {name}": ref for sheet in sheets for name, ref in sheet.refs().items()}


def consistent(desk: Desk) -> None:
    """Slots are those of the bookings that hold them, and agendas name those that are not over."""
    held = [booking for booking in all_bookings() if booking.held]
    expected = {
        f"{key} {name}": booking.ref
        for booking in held
        for key, names in slots_of(booking.held).items()
        for name in names
    }
    assert slots() == expected
    assert Counter(slots().values()) == Counter(
        booking.ref for booking in held for names in slots_of(booking.held).values() for _ in names
    )
    on_agendas = {
        entry.booking_id
        for driver in ("ann", "bob")
        for agenda in desk.store.agendas_of(driver)
        for entry in agenda.entries
    }
    assert on_agendas == {booking.booking_id for booking in held if booking.kind is Kind.BOOKING}


def nothing_is_left(desk: Desk) -> None:
    assert (slots(), all_bookings()) == ({}, [])
    assert [entry for agenda in desk.store.agendas_of("ann") for entry in agenda.entries] == []
    assert series_of(desk).mine(ANN, Wanted()).items == []


def codes(refusal: Refused) -> list[list[str]]:
    refused: Any = refusal.facts["refused"]
    return [[violation.code for violation in one["violations"]] for one in refused]
