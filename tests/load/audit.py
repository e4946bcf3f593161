"""A look at all that bookings left behind: what overlaps, and what does not fit together."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from chalicelib.bookings.agenda import REMEMBERED, Agenda, past_of
from chalicelib.bookings.agenda_items import AgendaItem
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.items import BookingItem
from chalicelib.bookings.sheet_items import SheetItem, sheets_of
from chalicelib.bookings.slots import SHEET, floor, sheet_key, slots_of
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.period import Period

COUNTED = frozenset({Kind.BOOKING, Kind.WALK_UP})
"""What stands on its driver's agenda."""
USED = frozenset({State.FULFILLED, State.NO_SHOW})
"""What counts as past."""
IN_STEP = {"overlaps": 0, "slots_out_of_step": 0, "agendas_out_of_step": 0}


@dataclass(frozen=True)
class Left:
    """All that there is of some chargers and members: slots as (charger, sheet, slot, ref)."""

    bookings: Collection[Booking]
    slots: frozenset[tuple[str, str, str, str]]
    agendas: Collection[Agenda]


def left(chargers: Collection[str], drivers: Collection[str]) -> Left:
    """What is stored of them since agendas remember, by scans that know nothing of how it is found else."""
    since = floor(utc_now() - REMEMBERED, SHEET)
    scanned = BookingItem.scan(BookingItem.end > since, consistent_read=True)
    found = (item.booking() for item in scanned)
    sheets = (
        sheet
        for sheet in SheetItem.scan(SheetItem.pk >= sheets_of(sheet_key(since), 0), consistent_read=True)
        if sheet.charger_id in chargers
    )
    return Left(
        [booking for booking in found if booking.charger_id in chargers],
        frozenset(
            (sheet.charger_id, sheet.key, name, ref) for sheet in sheets for name, ref in sheet.refs().items()
        ),
        _agendas(drivers),
    )


def near(chargers: Collection[str], drivers: Collection[str], period: Period) -> Left:
    """The same by keys, of the sheets of a period: where a scan would find too many others."""
    store = DynamoBookings()
    found = [
        item.booking()
        for charger in chargers
        for item in BookingItem.query(
            f"CHARGER#{charger}", BookingItem.sk.startswith("BOOKING#"), consistent_read=True
        )
    ]
    sheets = ((charger, store.occupancy(charger, period).sheets) for charger in chargers)
    return Left(
        found,
        frozenset(
            (charger, key, name, ref)
            for charger, of_charger in sheets
            for key, refs in of_charger.items()
            for name, ref in refs.items()
        ),
        _agendas(drivers),
    )


def _agendas(drivers: Iterable[str]) -> list[Agenda]:
    return [
        item.agenda()
        for driver in drivers
        for item in AgendaItem.query(
            f"DRIVER#{driver}", AgendaItem.sk.startswith("AGENDA#"), consistent_read=True
        )
    ]


def faults(left: Left) -> dict[str, int]:
    """How many of each kind; all are 0 when everything is in step."""
    return {
        "overlaps": overlaps(left.bookings),
        "slots_out_of_step": len(slots_held(left.bookings) ^ left.slots),
        "agendas_out_of_step": agendas_out_of_step(left),
    }


def overlaps(bookings: Iterable[Booking]) -> int:
    """Bookings of one charger that hold the same time."""
    held = sorted((b.charger_id, b.held.start, b.held.end) for b in bookings if b.held)
    return sum(
        one[2] > two[1]
        for _, of_charger in groupby(held, key=lambda booking: booking[0])
        for one, two in pairwise(of_charger)
    )


def slots_held(bookings: Iterable[Booking]) -> set[tuple[str, str, str, str]]:
    """The slots that must be taken, and no others."""
    return {
        (booking.charger_id, key, name, booking.ref)
        for booking in bookings
        for key, names in slots_of(booking.held).items()
        for name in names
    }


def agendas_out_of_step(left: Left) -> int:
    """Entries that are no open booking, open bookings without one, and the same of what is past."""
    should: Counter[Any] = Counter()
    for booking in left.bookings:
        whose = booking.driver_id, booking.network_id
        if booking.kind not in COUNTED:
            continue
        if booking.is_open:
            should[whose, booking.booking_id, booking.period, booking.kind, booking.car_id] += 1
        elif booking.state in USED:
            past = past_of(booking)
            should[whose, past.start, past.length, past.kind, past.car_id] += 1
    has: Counter[Any] = Counter()
    for agenda in left.agendas:
        whose = agenda.driver_id, agenda.network_id
        for entry in agenda.entries:
            has[whose, entry.booking_id, entry.period, entry.kind, entry.car_id] += 1
        for past in agenda.past:
            has[whose, past.start, past.length, past.kind, past.car_id] += 1
    return sum(((should - has) + (has - should)).values())


def most_at_once(bookings: Iterable[Booking]) -> Mapping[str, int]:
    """How many open bookings each driver has."""
    return Counter(b.driver_id for b in bookings if b.is_open and b.kind is Kind.BOOKING)
