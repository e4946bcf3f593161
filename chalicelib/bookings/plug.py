"""Bookings as the plug needs them: whose turn it is, and what a session does to the booking it runs under."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol

from chalicelib.bookings.agenda import Agenda, Strike, entered, pardoned
from chalicelib.bookings.booking import Booking, Kind, booking_id, has_lapsed
from chalicelib.bookings.charges import Charge, Reason, charge_for
from chalicelib.bookings.finishing import Finishing
from chalicelib.bookings.life import CHARGER, REF_LENGTH, begun, drafted, stepped, under
from chalicelib.bookings.needs import Writes
from chalicelib.bookings.slots import Occupancy, floor
from chalicelib.bookings.terms import terms_of
from chalicelib.bookings.turns import (
    Plug,
    Turn,
    came_in_time,
    horizon,
    in_time_after_all,
    missed_at,
    promised,
    ref_that_decides,
    turn,
)
from chalicelib.kernel.ids import Clock, secret_code
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger

LATE = timedelta(minutes=5)
"""What a charger tells later than this may be of a booking that is over since."""
MOST_PAST = 20
"""Past bookings among which it is looked for."""


@dataclass(frozen=True)
class Seen:
    """What was just read: who holds which slots of a charger, a driver's agenda, some of the bookings."""

    occupancy: Occupancy
    agenda: Agenda
    bookings: Mapping[str, Booking | None] = field(default_factory=dict)


class PlugStore(Protocol):
    """What the plug needs of the bookings kept."""

    def look(self, charger_id: str, period: Period, agenda: Agenda) -> tuple[Occupancy, Agenda]:
        """Who holds which slots around a period, and an agenda: one request."""

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """Who holds which slots of many chargers."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def past_of_driver(self, driver_id: str, before: datetime, wanted: Wanted) -> Page[Booking]:
        """A driver's bookings that were over before an instant, latest first."""

    def making(self, booking: Booking, now: datetime) -> Writes:
        """The writes that make one."""

    def changing(self, before: Booking, after: Booking, now: datetime) -> Writes:
        """The writes that replace a booking."""

    def moving(self, agenda: Agenda) -> Writes:
        """The writes that replace an agenda."""

    def withdrawing(self, charge: Charge, now: datetime) -> Writes:
        """The writes that withdraw a charge that was recorded."""


@dataclass(frozen=True)
class PlugService:
    """The one rule of authorisation, for the charger, the app and the check-in."""

    store: PlugStore
    now: Clock
    settle: Callable[[Booking, datetime], None]
    """Works off what is due of a booking, so that one that has lapsed holds nothing."""
    finishing: Finishing
    new_ref: Callable[[], str] = lambda: secret_code(REF_LENGTH)

    def turn(
        self, charger: Charger, standing: Standing, account_id: str, at: datetime, seen: Seen | None = None
    ) -> Turn:
        """Whether this account may charge there at `at`; `seen` is what was just read, over `widest(at)`.

        At most two reads, less by what was `seen`, but where somebody has lapsed, or a charger tells late of
        what would be refused. A walk-up's booking is made up here, and written by `begin`.
        """
        terms = terms_of(standing, charger)
        around = Period(floor(at), horizon(terms, at))
        blank = Agenda(account_id, charger.network_id)
        for is_second_look in (False, True):
            if seen is None or is_second_look:
                seen = Seen(*self.store.look(charger.charger_id, around, blank))
            occupancy, agenda = seen.occupancy, seen.agenda
            ref = ref_that_decides(occupancy, terms, at)
            if ref and not self._matters(booking_id(charger.charger_id, ref), occupancy, agenda, at):
                ref = None
            holder = self._holder(booking_id(charger.charger_id, ref), seen) if ref else None
            if holder is None or is_second_look or not has_lapsed(holder, self.now()):
                break
            self.settle(holder, self.now())
        found = turn(Plug(at, occupancy, holder, agenda), terms, charger, account_id)
        if found.booking is None and (missed := self._missed(agenda, charger, at, may=found.may)):
            found = replace(in_time_after_all(found, missed, terms, charger), agenda=agenda)
        if found.walk_up is None or found.violations:
            return found
        walk_up = drafted(charger, self.new_ref(), account_id, found.walk_up, self.now())
        walk_up = under(terms, replace(walk_up, kind=Kind.WALK_UP), self.now())
        return replace(found, booking=promised(walk_up, found.missed[0]) if found.missed else walk_up)

    def begin(self, turn: Turn, session_id: str, at: datetime, car_id: str | None = None) -> Writes:
        """The writes that tie the session to its booking.

        A walk-up's booking is made, and counts on its driver's agenda; an early start takes the slots up to
        its booking's start. Whose booking counts as a no-show by mistake is pardoned.
        """
        booking, now = turn.booking, self.now()
        if turn.agenda is None or (booking is not None and booking.version):
            return self.store.changing(booking, begun(booking, session_id, at, now), now) if booking else ()
        agenda, writes = turn.agenda, ()
        if turn.missed is not None:
            missed, strike = turn.missed
            if strike is not None:
                agenda, writes = pardoned(agenda, strike), self._withdrawn(missed, strike, now)
        if booking is not None:
            made = stepped(replace(booking, session_id=session_id, car_id=car_id), now, CHARGER, "walk-up")
            agenda = entered(agenda, [made], now)
            writes = (*self.store.making(made, now), *writes)
        return (*writes, *self.store.moving(agenda)) if agenda != turn.agenda else ()

    def finish(
        self,
        booking_id: str,
        at: datetime,
        session_id: str | None = None,
        energy_wh: Decimal | int = 0,
    ) -> Writes:
        """The writes that fulfil a booking whose session ended at `at`; from that slot on it is free again.

        The slot in which it ended is free too, so that the next car, or the same one after a power cut, need
        not wait. What it took counts on its driver's agenda from now on, and staying too long may cost.

        Who waits for that time is looked for by the clock, within a minute: a charger's message has no reads
        to spare. Of a session under which it no longer runs, since another began, nothing is written.
        """
        before, now = self.store.booking(booking_id), self.now()
        if before is None or not before.is_open or session_id not in (None, before.session_id):
            return ()
        return self.finishing.finished(before, at, Decimal(energy_wh), now).writes

    def recount(self, booking_id: str, before_wh: Decimal, after_wh: Decimal) -> Writes:
        """The writes by which another energy than before counts for a booking that is over. 2 reads."""
        over = self.store.booking(booking_id)
        return self.finishing.recounted(over, before_wh, after_wh) if over and not over.is_open else ()

    def _holder(self, booking_id: str, seen: Seen) -> Booking | None:
        return seen.bookings[booking_id] if booking_id in seen.bookings else self.store.booking(booking_id)

    def _matters(self, booking_id: str, occupancy: Occupancy, agenda: Agenda, at: datetime) -> bool:
        """Whether the booking itself decides: it holds this moment, or is the driver's own next one.

        Another's next one only ends a walk-up, which its slots tell; of what a charger tells late it may have
        lapsed since.
        """
        is_own = any(entry.booking_id == booking_id for entry in agenda.entries)
        return is_own or occupancy.ref_at(at) is not None or self.now() - at > LATE

    def _missed(
        self, agenda: Agenda, charger: Charger, at: datetime, *, may: bool
    ) -> tuple[Booking, Strike | None] | None:
        """A booking that was kept after all; where nothing else gives a turn, one without a strike too."""
        for strike in missed_at(agenda, charger.charger_id, at):
            booking = self.store.booking(strike.booking_id)
            if booking is not None and came_in_time(booking, strike, at):
                return booking, strike
        if may or self.now() - at <= LATE:
            return None
        past = self.store.past_of_driver(agenda.driver_id, self.now(), Wanted(MOST_PAST)).items
        kept = (booking for booking in past if booking.charger_id == charger.charger_id)
        return next(((booking, None) for booking in kept if came_in_time(booking, None, at)), None)

    def _withdrawn(self, booking: Booking, strike: Strike, now: datetime) -> Writes:
        fee = booking.terms.fees.no_show
        if fee is None:
            return ()
        return self.store.withdrawing(charge_for(booking, Reason.NO_SHOW, fee, strike.at), now)

    def taken(self, charger_ids: Iterable[str], period: Period) -> set[str]:
        """Which of these chargers somebody holds at some moment of `period`."""
        found = self.store.occupancies(charger_ids, period)
        return {charger_id for charger_id, occupancy in found.items() if occupancy.taken(period)}
