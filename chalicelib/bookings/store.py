"""Bookings in DynamoDB: what decides a race is a condition in one transaction, never a read before it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from itertools import islice
from operator import and_

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.bookings.items import AgendaItem, BookingItem, BookingsItem, SheetItem
from chalicelib.bookings.rules import Agenda, Booking, Kind
from chalicelib.bookings.slots import Occupancy, Slots, sheet_key, sheet_keys, slots_of
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.table import ConditionFailed, Write, after, page, put, transact, update

Writes = tuple[Write, ...]
MOST_KEYS = 100  # of one BatchGetItem


class DynamoBookings:
    """The store of bookings, agendas and sheets; see items.py for the keys."""

    def occupancy(self, charger_id: str, period: Period, *, consistent: bool = False) -> Occupancy:
        """Who holds which slots on the sheets that `period` touches: one Query."""
        keys = sheet_keys(period)
        found = SheetItem.query(
            f"CHARGER#{charger_id}",
            SheetItem.sk.between(f"SHEET#{keys[0]}", f"SHEET#{keys[-1]}"),
            consistent_read=consistent,
        )
        return Occupancy({sheet.sk.removeprefix("SHEET#"): sheet.refs() for sheet in found})

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """The same for many chargers: one BatchGet for each hundred sheets."""
        keys = (
            (f"CHARGER#{charger}", f"SHEET#{key}") for charger in charger_ids for key in sheet_keys(period)
        )
        sheets: dict[str, dict[str, dict[str, str]]] = {}
        while batch := list(islice(keys, MOST_KEYS)):
            for sheet in SheetItem.batch_get(batch):
                charger = sheet.pk.removeprefix("CHARGER#")
                sheets.setdefault(charger, {})[sheet.sk.removeprefix("SHEET#")] = sheet.refs()
        return {charger: Occupancy(found) for charger, found in sheets.items()}

    def refs_from(self, charger_id: str, instant: datetime) -> set[str]:
        """Who holds slots on the sheet of `instant` or any after it: one Query of what is to come."""
        from_here = SheetItem.sk.between(f"SHEET#{sheet_key(instant)}", "SHEET#~")
        sheets = SheetItem.query(f"CHARGER#{charger_id}", from_here, consistent_read=True)
        return {ref for sheet in sheets for ref in sheet.refs().values()}

    def look(self, charger_id: str, period: Period, agenda: Agenda) -> tuple[Occupancy, Agenda]:
        """Who holds which slots, and the member's agenda as it is now: one consistent BatchGet.

        `agenda` says whose is asked for; it comes back as it is when there is none yet.
        """
        keys = [SheetItem.keyed(charger_id, key) for key in sheet_keys(period)]
        key = AgendaItem.keyed(agenda.driver_id, agenda.network_id)
        sheets = {}
        wanted = [(item.pk, item.sk) for item in (*keys, key)]
        for item in BookingsItem.batch_get(wanted, consistent_read=True):
            if isinstance(item, SheetItem):
                sheets[item.sk.removeprefix("SHEET#")] = item.refs()
            elif isinstance(item, AgendaItem):
                agenda = item.agenda()
        return Occupancy(sheets), agenda

    def booking(self, booking_id: str) -> Booking | None:
        """The booking of this id, as last written."""
        key = BookingItem.keyed(booking_id)
        try:
            return BookingItem.get(key.pk, key.sk, consistent_read=True).booking()
        except BookingItem.DoesNotExist:
            return None

    def bookings(self, booking_ids: Iterable[str]) -> dict[str, Booking]:
        """Those that exist, by id: one BatchGet for each hundred."""
        keys = ((key.pk, key.sk) for key in map(BookingItem.keyed, sorted(set(booking_ids))))
        found: dict[str, Booking] = {}
        while batch := list(islice(keys, MOST_KEYS)):
            found |= {item.booking_id: item.booking() for item in BookingItem.batch_get(batch)}
        return found

    def of_driver(
        self, driver_id: str, span: tuple[str, str], *, forward: bool, wanted: Wanted
    ) -> Page[Booking]:
        """A driver's bookings whose end lies within `span` (text of instants), by end."""
        found = BookingItem.by_driver.query(
            f"DRIVER#{driver_id}",
            BookingItem.gsi1sk.between(*span),
            scan_index_forward=forward,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, lambda item: item.booking())

    def add(self, booking: Booking, agenda: Agenda) -> None:
        """Take the slots, write the booking and move the agenda, or do nothing.

        Raises Stale "taken" when a slot is no longer free, "agenda_moved" when the member booked elsewhere
        meanwhile, "exists" when a booking has this id already.
        """
        self._commit([*self.making(booking), self._moved(agenda)])

    def change(self, before: Booking, now: Booking, agenda: Agenda) -> None:
        """Replace a booking and move its slots. Raises Stale as `add` does, "changed" if it was changed."""
        self._commit([*self.changing(before, now), self._moved(agenda)])

    def end(self, before: Booking, now: Booking) -> None:
        """Replace a booking by one that is over, off its driver's agenda. Raises Stale "changed"."""
        self._commit([*self.changing(before, now), *self.leaving(before)])

    def changing(self, before: Booking, now: Booking) -> Writes:
        """The writes that replace `before` by `now`, slots included."""
        old, new = slots_of(before.held), slots_of(now.held)
        return (
            *self._slots(now.booking_id, old, new, now.ref),
            put("changed", BookingItem.of(now), BookingItem.version == before.version),
        )

    def making(self, booking: Booking) -> Writes:
        """The writes that make a booking; on their own they count on no agenda, as for a walk-up."""
        return (
            *self._slots(booking.booking_id, {}, slots_of(booking.held), booking.ref),
            put("exists", BookingItem.of(booking), BookingItem.pk.does_not_exist()),
        )

    def leaving(self, booking: Booking) -> Writes:
        """The writes that take a booking off its driver's agenda, whatever else is on it."""
        if booking.kind is Kind.WALK_UP:
            return ()
        agenda = AgendaItem.keyed(booking.driver_id, booking.network_id)
        actions = [Path(["active", booking.booking_id]).remove(), AgendaItem.version.add(1)]
        return (update("agenda_moved", agenda, actions, AgendaItem.pk.exists()),)

    @staticmethod
    def _slots(booking_id: str, old: Slots, new: Slots, ref: str) -> Writes:
        charger_id = booking_id.rpartition("-")[0]
        writes = []
        for key in sorted(old.keys() | new.keys()):
            taken = [name for name in new.get(key, ()) if name not in old.get(key, ())]
            freed = [name for name in old.get(key, ()) if name not in new.get(key, ())]
            if not taken and not freed:
                continue
            conditions: list[Condition] = [Path([name]).does_not_exist() for name in taken]
            conditions += [Path([name]) == ref for name in freed]
            actions = [Path([name]).set(ref) for name in taken] + [Path([name]).remove() for name in freed]
            actions.append(SheetItem.kind.set(SheetItem))
            writes.append(
                update("taken", SheetItem.keyed(charger_id, key), actions, reduce(and_, conditions))
            )
        return tuple(writes)

    @staticmethod
    def _moved(agenda: Agenda) -> Write:
        seen = AgendaItem.version == agenda.version if agenda.version else AgendaItem.pk.does_not_exist()
        return put("agenda_moved", AgendaItem.of(replace(agenda, version=agenda.version + 1)), seen)

    @staticmethod
    def _commit(writes: Sequence[Write]) -> None:
        try:
            transact(writes)
        except ConditionFailed as error:
            code = next(code for code in CODES if code in error.labels)
            raise Stale(code, CODES[code]) from error


CODES = {
    "exists": "A booking has this id already.",
    "taken": "Somebody has taken this time meanwhile.",
    "changed": "The booking was changed meanwhile.",
    "agenda_moved": "The member booked something else meanwhile.",
}
