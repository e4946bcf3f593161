"""Bookings in DynamoDB: what decides a race is a condition in one transaction, never a read before it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from pynamodb.expressions.operand import Path

from chalicelib.bookings.agenda import Agenda, Past, Strike
from chalicelib.bookings.agenda_items import AgendaItem, past_text, strike_text
from chalicelib.bookings.booking import Booking, Kind
from chalicelib.bookings.charge_items import ChargeItem
from chalicelib.bookings.charges import Charge
from chalicelib.bookings.items import ISO, BookingItem, BookingsItem
from chalicelib.bookings.sheet_items import SheetItem
from chalicelib.bookings.sheet_writes import slots_moved
from chalicelib.bookings.slots import Occupancy, sheet_keys, slots_of
from chalicelib.bookings.usage_store import counting
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.pages import after, page
from chalicelib.table import MOST_KEYS, ConditionFailed, Look, Write, delete, look, put, transact, update

Writes = tuple[Write, ...]
Found = Mapping[tuple[str, str], Any]


class DynamoBookings:
    """The store of bookings, agendas and sheets; see items.py for the keys. Reads are consistent."""

    @staticmethod
    def occupancy_of(charger_id: str, period: Period) -> Look[Occupancy]:
        """Who holds which slots on the sheets that `period` touches."""
        sheets = [SheetItem.keyed(charger_id, key) for key in sheet_keys(period)]

        def answer(found: Found) -> Occupancy:
            return Occupancy({sheet.key: sheet.refs() for sheet in found.values()})

        return Look(tuple((BookingsItem, sheet.pk, sheet.sk) for sheet in sheets), answer)

    @staticmethod
    def agenda_of(driver_id: str, network_id: str) -> Look[Agenda]:
        """A member's agenda; an empty one of version 0 when there is none yet."""
        key = AgendaItem.keyed(driver_id, network_id)

        def answer(found: Found) -> Agenda:
            item = found.get((key.pk, key.sk))
            return item.agenda() if item else Agenda(driver_id, network_id)

        return Look(((BookingsItem, key.pk, key.sk),), answer)

    @staticmethod
    def booking_of(booking_id: str) -> Look[Booking | None]:
        """One booking as it was last written."""
        key = BookingItem.keyed(booking_id)

        def answer(found: Found) -> Booking | None:
            item = found.get((key.pk, key.sk))
            return item.booking() if item else None

        return Look(((BookingsItem, key.pk, key.sk),), answer)

    def look(self, charger_id: str, period: Period, agenda: Agenda) -> tuple[Occupancy, Agenda]:
        """Who holds which slots, and the agenda again: one request."""
        occupancy, now = look(
            self.occupancy_of(charger_id, period), self.agenda_of(agenda.driver_id, agenda.network_id)
        )
        return occupancy, now

    def occupancy(self, charger_id: str, period: Period) -> Occupancy:
        """Who holds which slots on the sheets that `period` touches: one request for each hundred sheets."""
        found: Occupancy = look(self.occupancy_of(charger_id, period))[0]
        return found

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """The same for many chargers, eventually: one BatchGet for each hundred sheets."""
        sheets: dict[str, dict[str, dict[str, str]]] = {}
        keys = (SheetItem.keyed(charger, key) for charger in charger_ids for key in sheet_keys(period))
        while batch := [(sheet.pk, sheet.sk) for sheet in islice(keys, MOST_KEYS)]:
            for sheet in SheetItem.batch_get(batch):
                sheets.setdefault(sheet.charger_id, {})[sheet.key] = sheet.refs()
        return {charger: Occupancy(found) for charger, found in sheets.items()}

    def agenda(self, driver_id: str, network_id: str) -> Agenda:
        """A member's agenda."""
        found: Agenda = look(self.agenda_of(driver_id, network_id))[0]
        return found

    def agendas(self, driver_ids: Iterable[str], network_id: str) -> dict[str, Agenda]:
        """The agendas of many members of one network."""
        found = look(*(self.agenda_of(driver_id, network_id) for driver_id in driver_ids))
        return {agenda.driver_id: agenda for agenda in found}

    def agendas_of(self, driver_id: str) -> list[Agenda]:
        """All of one driver's agendas: one Query."""
        found = AgendaItem.query(
            f"DRIVER#{driver_id}", AgendaItem.sk.startswith("AGENDA#"), consistent_read=True
        )
        return [item.agenda() for item in found]

    def booking(self, booking_id: str) -> Booking | None:
        """The booking of this id, as last written."""
        found: Booking | None = look(self.booking_of(booking_id))[0]
        return found

    def bookings(self, booking_ids: Iterable[str]) -> dict[str, Booking]:
        """Those that exist, by id: one request for each hundred."""
        found = look(*(self.booking_of(booking_id) for booking_id in sorted(set(booking_ids))))
        return {booking.booking_id: booking for booking in found if booking}

    def past_of_driver(self, driver_id: str, before: datetime, wanted: Wanted) -> Page[Booking]:
        """A driver's bookings that were over before an instant, latest first."""
        found = BookingItem.of_driver.query(
            f"DRIVER#{driver_id}",
            BookingItem.gsi2sk <= f"{before:{ISO}}~",
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, lambda item: item.booking())

    def past_of_network(
        self, network_id: str, span: Period, wanted: Wanted, *, latest_first: bool = False
    ) -> Page[Booking]:
        """A network's bookings that were over within a span, in order."""
        found = BookingItem.of_network.query(
            f"OVER#{network_id}",
            BookingItem.gsi3sk.between(f"{span.start:{ISO}}", f"{span.end:{ISO}}"),
            scan_index_forward=not latest_first,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, lambda item: item.booking())

    def pending(self, network_id: str, wanted: Wanted) -> Page[Booking]:
        """What waits for a manager of the network, by start."""
        found = BookingItem.of_network.query(
            f"PENDING#{network_id}", limit=wanted.limit, last_evaluated_key=after(wanted.cursor)
        )
        return page(found, lambda item: item.booking())

    def blocks_of(self, charger_id: str, after: datetime) -> list[Booking]:
        """A charger's blocks that end after an instant, soonest end first."""
        found = BookingItem.of_network.query(f"BLOCKS#{charger_id}", BookingItem.gsi3sk > f"{after:{ISO}}~")
        return [item.booking() for item in found]

    def commit(self, *parts: Iterable[Any]) -> None:
        """All these writes or none.

        Raises Stale "taken" when a slot is no longer free, "agenda_moved" when the member booked elsewhere
        meanwhile, "exists" when a booking has this id already, "changed" when it was changed.
        """
        try:
            transact([write for part in parts for write in part])
        except ConditionFailed as error:
            code = next((code for code in CODES if code in error.labels), "changed")
            raise Stale(code, CODES[code]) from error

    def making(self, booking: Booking, now: datetime) -> Writes:
        """The writes that make a booking and take its slots."""
        return (
            *slots_moved(booking.charger_id, {}, slots_of(booking.held), booking.ref),
            put("exists", BookingItem.of(booking, now), BookingItem.pk.does_not_exist()),
        )

    def changing(self, before: Booking, after: Booking, now: datetime) -> Writes:
        """The writes that replace `before` by `after`, slots included. A hold that is over goes."""
        as_before = BookingItem.version == before.version
        if after.kind is Kind.HOLD and not after.is_open:
            written = delete("changed", BookingItem.keyed(after.booking_id), as_before)
        else:
            written = put("changed", BookingItem.of(after, now), as_before)
        slots = slots_moved(after.charger_id, slots_of(before.held), slots_of(after.held), after.ref)
        return (*slots, written, *counting(before, after))

    def moving(self, agenda: Agenda) -> Writes:
        """The write that replaces an agenda, if it is as it was read."""
        seen = AgendaItem.version == agenda.version if agenda.version else AgendaItem.pk.does_not_exist()
        return (put("agenda_moved", AgendaItem.of(replace(agenda, version=agenda.version + 1)), seen),)

    def leaving(self, booking: Booking, past: Past | None = None, strike: Strike | None = None) -> Writes:
        """The write that takes a booking off its driver's agenda, whatever else is on it, on to the past."""
        if booking.kind in NOT_COUNTED:
            return ()
        actions = [Path(["active", booking.booking_id]).remove(), AgendaItem.version.add(1)]
        if past is not None:
            actions.append(AgendaItem.past.set((AgendaItem.past | []).append([past_text(past)])))
        if strike is not None:
            actions.append(AgendaItem.strikes.set((AgendaItem.strikes | []).append([strike_text(strike)])))
        agenda = AgendaItem.keyed(booking.driver_id, booking.network_id)
        return (update("agenda_moved", agenda, actions, AgendaItem.pk.exists()),)

    def charging(self, charge: Charge) -> Writes:
        """The write that records a charge; the same twice is one."""
        return (put("charge", ChargeItem.of(charge)),)

    def withdrawing(self, charge: Charge, now: datetime) -> Writes:
        """The write that withdraws a charge that was recorded."""
        key = ChargeItem.of(charge)
        return (update("charge", key, [ChargeItem.withdrawn_at.set(now)], ChargeItem.pk.exists()),)

    def charges_of_driver(self, driver_id: str, wanted: Wanted) -> Page[Charge]:
        """A driver's charges, latest first."""
        found = ChargeItem.query(
            f"DRIVER#{driver_id}",
            ChargeItem.sk.startswith("CHARGE#"),
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, lambda item: item.charge())

    def charge_for(self, booking: Booking, charge_id: str) -> Charge | None:
        """One charge for a booking: its driver's since it was made are looked through."""
        found = ChargeItem.query(
            f"DRIVER#{booking.driver_id}",
            ChargeItem.sk.between(f"CHARGE#{booking.created_at:{ISO}}", "CHARGE#~"),
            ChargeItem.charge_id == charge_id,
            consistent_read=True,
        )
        return next((item.charge() for item in found), None)

    def charges_of_network(self, network_id: str, wanted: Wanted) -> Page[Charge]:
        """A network's charges, latest first."""
        found = ChargeItem.of_network.query(
            f"CHARGES#{network_id}",
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, lambda item: item.charge())


NOT_COUNTED = frozenset({Kind.BLOCK, Kind.OFFER, Kind.HOLD})
"""Nobody's share."""


CODES = {
    "exists": "A booking has this id already.",
    "taken": "Somebody has taken this time meanwhile.",
    "changed": "The booking was changed meanwhile.",
    "agenda_moved": "The member booked something else meanwhile.",
}
