"""Bookings as the plug needs them: whose turn it is, and what a session does to the booking it runs under."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.life import REF_LENGTH, drafted, stepped
from chalicelib.bookings.rules import Booking, Kind, State, booking_id, terms_of
from chalicelib.bookings.slots import Occupancy, floor
from chalicelib.bookings.turns import Plug, Turn, horizon, ref_that_decides, turn
from chalicelib.kernel.ids import Clock, secret_code
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger

Writes = tuple[object, ...]
"""Storage writes that another store adds to a transaction of its own."""
CHARGER = "charger"


class PlugStore(Protocol):
    """What the plug needs of the bookings kept."""

    def occupancy(self, charger_id: str, period: Period, *, consistent: bool = False) -> Occupancy:
        """Who holds which slots around a period."""

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """The same for many chargers."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def changing(self, before: Booking, now: Booking) -> Writes:
        """The writes that replace a booking."""

    def making(self, booking: Booking) -> Writes:
        """The writes that make one that counts on no agenda."""

    def leaving(self, booking: Booking) -> Writes:
        """The writes that take one off its driver's agenda."""


@dataclass(frozen=True)
class PlugService:
    """The one rule of authorisation, for the charger, the app and the check-in."""

    store: PlugStore
    now: Clock
    new_ref: Callable[[], str] = lambda: secret_code(REF_LENGTH)

    def turn(self, charger: Charger, standing: Standing, account_id: str, at: datetime) -> Turn:
        """Whether this account may charge there at `at`; at most two reads.

        A walk-up's booking is made up here, and written by `begin`.
        """
        terms = terms_of(standing)
        around = Period(floor(at), horizon(terms, at))
        occupancy = self.store.occupancy(charger.charger_id, around, consistent=True)
        ref = ref_that_decides(occupancy, terms, at)
        holder = self.store.booking(booking_id(charger.charger_id, ref)) if ref else None
        found = turn(Plug(at, occupancy, holder), terms, charger, account_id)
        if found.walk_up is None or found.violations:
            return found
        walk_up = drafted(charger, self.new_ref(), account_id, found.walk_up, self.now())
        return replace(found, booking=replace(walk_up, kind=Kind.WALK_UP))

    def begin(self, turn: Turn, session_id: str, at: datetime) -> Writes:
        """The writes that tie the session to its booking.

        A walk-up's booking is made; an early start takes the slots up to its booking's start.
        """
        booking = turn.booking
        if booking is None:
            return ()
        if booking.version == 0:
            return self.store.making(
                stepped(replace(booking, session_id=session_id), self.now(), CHARGER, "walk-up")
            )
        early = floor(at) if at < (booking.held_from or booking.period.start) else booking.held_from
        begun = replace(booking, session_id=session_id, held_from=early)
        return self.store.changing(booking, stepped(begun, self.now(), CHARGER, "session began"))

    def finish(self, booking_id: str, at: datetime, session_id: str | None = None) -> Writes:
        """The writes that fulfil a booking whose session ended at `at`; from that slot on it is free again.

        The slot in which it ended is free too, so that the next car, or the same one after a power cut, need
        not wait.

        Of a session under which it no longer runs, since another began, nothing is written.
        """
        before = self.store.booking(booking_id)
        if (
            before is None
            or before.state is not State.RESERVED
            or session_id not in (None, before.session_id)
        ):
            return ()
        end = before.held_until or before.period.end
        until = max(min(floor(at), end), before.held_from or before.period.start)
        after = replace(before, state=State.FULFILLED, held_until=until if until < end else before.held_until)
        ended = stepped(after, self.now(), CHARGER, "session ended")
        return (*self.store.changing(before, ended), *self.store.leaving(before))

    def taken(self, charger_ids: Iterable[str], period: Period) -> set[str]:
        """Which of these chargers somebody holds at some moment of `period`."""
        found = self.store.occupancies(charger_ids, period)
        return {charger_id for charger_id, occupancy in found.items() if occupancy.taken(period)}
