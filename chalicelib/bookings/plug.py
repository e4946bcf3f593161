"""Bookings as the plug needs them: whose turn it is, and what a session does to the booking it runs under."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.agenda import Agenda, Past, entered, past_of
from chalicelib.bookings.booking import Booking, Kind, booking_id, has_lapsed
from chalicelib.bookings.life import CHARGER, REF_LENGTH, begun, drafted, ended, stepped, under
from chalicelib.bookings.needs import Writes
from chalicelib.bookings.slots import Occupancy, floor
from chalicelib.bookings.terms import terms_of
from chalicelib.bookings.turns import Plug, Turn, horizon, ref_that_decides, turn
from chalicelib.kernel.ids import Clock, secret_code
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger


class PlugStore(Protocol):
    """What the plug needs of the bookings kept."""

    def look(self, charger_id: str, period: Period, agenda: Agenda) -> tuple[Occupancy, Agenda]:
        """Who holds which slots around a period, and an agenda: one request."""

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """Who holds which slots of many chargers."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def making(self, booking: Booking, now: datetime) -> Writes:
        """The writes that make one."""

    def changing(self, before: Booking, after: Booking, now: datetime) -> Writes:
        """The writes that replace a booking."""

    def moving(self, agenda: Agenda) -> Writes:
        """The writes that replace an agenda."""

    def leaving(self, booking: Booking, past: Past | None = None) -> Writes:
        """The writes that take one off its driver's agenda."""


@dataclass(frozen=True)
class PlugService:
    """The one rule of authorisation, for the charger, the app and the check-in."""

    store: PlugStore
    now: Clock
    settle: Callable[[Booking, datetime], None]
    """Works off what is due of a booking, so that one that has lapsed holds nothing."""
    new_ref: Callable[[], str] = lambda: secret_code(REF_LENGTH)

    def turn(self, charger: Charger, standing: Standing, account_id: str, at: datetime) -> Turn:
        """Whether this account may charge there at `at`; at most two reads, but where somebody has lapsed.

        A walk-up's booking is made up here, and written by `begin`.
        """
        terms = terms_of(standing, charger)
        around = Period(floor(at), horizon(terms, at))
        blank = Agenda(account_id, charger.network_id)
        for is_second_look in (False, True):
            occupancy, agenda = self.store.look(charger.charger_id, around, blank)
            ref = ref_that_decides(occupancy, terms, at)
            holder = self.store.booking(booking_id(charger.charger_id, ref)) if ref else None
            if holder is None or is_second_look or not has_lapsed(holder, self.now()):
                break
            self.settle(holder, self.now())
        found = turn(Plug(at, occupancy, holder, agenda), terms, charger, account_id)
        if found.walk_up is None or found.violations:
            return found
        walk_up = drafted(charger, self.new_ref(), account_id, found.walk_up, self.now())
        return replace(found, booking=under(terms, replace(walk_up, kind=Kind.WALK_UP), self.now()))

    def begin(self, turn: Turn, session_id: str, at: datetime, car_id: str | None = None) -> Writes:
        """The writes that tie the session to its booking.

        A walk-up's booking is made, and counts on its driver's agenda; an early start takes the slots up to
        its booking's start.
        """
        booking, now = turn.booking, self.now()
        if booking is None:
            return ()
        if booking.version or turn.agenda is None:
            return self.store.changing(booking, begun(booking, session_id, at, now), now)
        made = replace(booking, session_id=session_id, car_id=car_id)
        made = stepped(made, now, CHARGER, "walk-up")
        agenda = entered(turn.agenda, [made], now)
        return (*self.store.making(made, now), *self.store.moving(agenda))

    def finish(
        self, booking_id: str, at: datetime, session_id: str | None = None, energy_wh: int = 0
    ) -> Writes:
        """The writes that fulfil a booking whose session ended at `at`; from that slot on it is free again.

        The slot in which it ended is free too, so that the next car, or the same one after a power cut, need
        not wait. What it took counts on its driver's agenda from now on.

        Of a session under which it no longer runs, since another began, nothing is written.
        """
        before, now = self.store.booking(booking_id), self.now()
        if before is None or not before.is_open or session_id not in (None, before.session_id):
            return ()
        after = ended(before, at, now)
        past = past_of(after, energy_wh)
        return (*self.store.changing(before, after, now), *self.store.leaving(before, past))

    def taken(self, charger_ids: Iterable[str], period: Period) -> set[str]:
        """Which of these chargers somebody holds at some moment of `period`."""
        found = self.store.occupancies(charger_ids, period)
        return {charger_id for charger_id, occupancy in found.items() if occupancy.taken(period)}
