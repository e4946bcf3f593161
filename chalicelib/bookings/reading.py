"""Bookings as people look at them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import OPEN_STATES, Booking, Kind, booking_id, has_lapsed
from chalicelib.bookings.needs import BookingStore
from chalicelib.bookings.rules import local_day
from chalicelib.bookings.slots import Taken
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger


@dataclass(frozen=True)
class Day:
    """One charger's day: what is held, and by which booking where that is known."""

    charger: Charger
    standing: Standing
    period: Period
    busy: tuple[tuple[Period, Booking | None], ...]


@dataclass(frozen=True)
class BookingReader:
    """Answers about bookings. What has lapsed is not shown as held, worked off or not."""

    store: BookingStore
    now: Clock
    charger_for: Callable[[str, Caller | None], tuple[Charger, Standing]]
    standing: Callable[[str, str | None], Standing]
    """Of a network, by account; judges nothing."""

    def booking(self, booking_id: str, caller: Caller) -> tuple[Booking, Standing]:
        """One booking, for its driver and for managers of its network; NotFound for anyone else.

        Its driver sees it even where the network can no longer be seen; a block is the managers' alone.
        """
        found = self.store.booking(booking_id)
        if found is None or found.kind is Kind.HOLD:
            raise not_found("booking")
        standing = self.standing(found.network_id, caller.account_id)
        is_mine = found.kind is not Kind.BLOCK and found.driver_id == caller.account_id
        if not is_mine and not standing.may_manage:
            raise not_found("booking")
        return found, standing

    def day(self, charger_id: str, caller: Caller | None, date: date) -> Day:
        """Who holds a charger on one day of its station's calendar: its sheets, and the bookings on them."""
        charger, standing = self.charger_for(charger_id, caller)
        period, now = local_day(date, charger.time_zone), self.now()
        taken = self.store.occupancy(charger_id, period).taken(period)
        found = self.store.bookings(booking_id(charger_id, stretch.ref) for stretch in taken)
        return Day(charger, standing, period, told(charger_id, taken, found, now))

    def upcoming(self, caller: Caller, wanted: Wanted) -> Page[Booking]:
        """My bookings not yet over, soonest first: 2 requests, and one more for each hundred."""
        now = self.now()
        entries = sorted(
            (entry.period, entry.booking_id)
            for agenda in self.store.agendas_of(caller.account_id)
            for entry in agenda.entries
        )
        found = self.store.bookings(booking_id for _, booking_id in entries)
        shown = [
            booking
            for _, booking_id in entries
            if (booking := found.get(booking_id)) and booking.state_at(now) in OPEN_STATES
        ]
        if wanted.cursor:
            shown = [booking for booking in shown if _mark(booking) > wanted.cursor]
        goes_on = len(shown) > wanted.limit
        shown = shown[: wanted.limit]
        return Page(shown, _mark(shown[-1]) if goes_on else None)

    def past(self, caller: Caller, wanted: Wanted) -> Page[Booking]:
        """My bookings that are over, latest first; those whose end nobody has worked off yet go before."""
        found = self.store.past_of_driver(caller.account_id, self.now(), wanted)
        if wanted.cursor:
            return found
        return Page(
            [*self._lapsed(self.store.agendas_of(caller.account_id)), *found.items], found.next_cursor
        )

    def _lapsed(self, agendas: list[Agenda]) -> list[Booking]:
        now = self.now()
        begun = [e.booking_id for agenda in agendas for e in agenda.entries if e.period.start <= now]
        found = self.store.bookings(begun).values() if begun else []
        over = [booking for booking in found if has_lapsed(booking, now)]
        return sorted(over, key=lambda booking: booking.period.end, reverse=True)


def told(
    charger_id: str, taken: Iterable[Taken], found: Mapping[str, Booking], now: datetime
) -> tuple[tuple[Period, Booking | None], ...]:
    """What is held, and by whom: not what has lapsed, and nobody is told of what is held for a moment."""
    return tuple(
        (stretch.period, booking if booking and booking.kind is not Kind.HOLD else None)
        for stretch in taken
        if not ((booking := found.get(booking_id(charger_id, stretch.ref))) and has_lapsed(booking, now))
    )


def _mark(booking: Booking) -> str:
    """Where a booking stands among those to come."""
    return f"{booking.period.start:%Y-%m-%dT%H:%M}~{booking.period.end:%Y-%m-%dT%H:%M}~{booking.booking_id}"
