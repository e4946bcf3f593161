"""Bookings whose driver should have come: released, postponed where nobody can know, or failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.bookings.agenda import Strike, past_of
from chalicelib.bookings.at_charger import BROKEN, UNKNOWN, Absence, AtCharger, absence
from chalicelib.bookings.booking import Booking, Kind, Moment, State, booking_id
from chalicelib.bookings.charges import Reason, charge_for
from chalicelib.bookings.keeping import Keeping
from chalicelib.bookings.life import CLOCK, came, has_come, over, postponed, worked
from chalicelib.bookings.moments import AHEAD, is_kept
from chalicelib.bookings.needs import BookingStore, Owe, Writes
from chalicelib.bookings.strikes import Strikes
from chalicelib.bookings.telling import in_figures, told
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.period import Period

WAITS = timedelta(minutes=5)
"""How long a booking waits longer, each time, while nobody can know whether its driver is there."""


@dataclass(frozen=True)
class NoShows:
    """What is due between a booking's reminder and its first kilowatt-hour. All raise Stale."""

    store: BookingStore
    owe: Owe
    strikes: Strikes
    at_charger: Callable[[str], AtCharger]
    """What is going on at a charger now."""
    keeping: Keeping
    nearest: Callable[[Booking], tuple[str, str]]
    """Name and path of the nearest charger that is free instead; both empty where there is none."""
    freed: Callable[[Booking], None]

    def open(self, booking: Booking, now: datetime) -> Booking:
        """Its time is near: the charger is kept for its driver, or cannot be had."""
        there = self.at_charger(booking.charger_id)
        if there.charger is None or not there.is_in_service or there.is_faulted:
            return self._failed(booking, Absence.OUT_OF_SERVICE, there, now)
        if self._is_next(booking, there, now):
            self.keeping.keep(booking, there.charger)
        after = worked(booking, Moment.OPEN)
        try:
            self.store.commit(self.store.changing(booking, after, now))
        except Stale:
            self.keeping.changed(after)  # cancelled in this very moment, it must not be kept
            raise
        return after

    def _is_next(self, booking: Booking, there: AtCharger, now: datetime) -> bool:
        """Whether nobody else comes before it; the one that comes after makes room. 1 read, 2 with others.

        A charger that is kept for one driver sends away all others, also who has booked the time before.
        """
        start = booking.period.start
        ahead = Period(min(now, start), start + AHEAD)
        others = self.store.occupancy(booking.charger_id, ahead).taken(ahead, but_for=booking.ref)
        if not others:
            return True
        ids = [booking_id(booking.charger_id, taken.ref) for taken in others]
        found = self.store.bookings(ids)
        later = [found[each] for each in ids if each in found and found[each].period.start >= start]
        mine = booking.driver_id
        before = [other for other in found.values() if other.period.start < start and other.driver_id != mine]
        if any(other.kind is not Kind.BLOCK for other in before):
            return False
        if later and later[0].driver_id != mine and is_kept(later[0]):
            self.keeping.give_up(later[0], there.charger)
        return True

    def missing(self, booking: Booking, now: datetime) -> Booking:
        """Nobody has begun to charge under it in time."""
        there = self.at_charger(booking.charger_id)
        why = absence(booking, there, now)
        if why in BROKEN:
            return self._failed(booking, why, there, now)
        if why in UNKNOWN and now < booking.period.end:
            after = postponed(booking, min(now + WAITS, booking.period.end), now, why)
            self.store.commit(self.store.changing(booking, after, now))
            return after
        if has_come(booking) or why is Absence.CHARGES_ALREADY:
            return self._without_blame(booking, came(booking, now), there, now)
        if why in UNKNOWN:
            return self._without_blame(booking, over(booking, State.NO_SHOW, now, CLOCK, why), there, now)
        if booking.look_at is not None:
            after = over(booking, State.NO_SHOW, now, CLOCK, why)
            notice = told("no_show", after, fee="", currency="", strikes_left="")
            return self._without_blame(booking, after, there, now, self.owe(notice, now))
        return self._released(booking, there, now)

    def _without_blame(
        self, booking: Booking, after: Booking, there: AtCharger, now: datetime, notice: Writes = ()
    ) -> Booking:
        """Over: when its driver was due nobody could know, or they were there."""
        self._give_up(booking, there)
        self.store.commit(self.store.changing(booking, after, now), self.store.leaving(booking), notice)
        self.freed(booking)
        return after

    def _released(self, booking: Booking, there: AtCharger, now: datetime) -> Booking:
        """NO_SHOW: the slots are free; strike and fee count from when it was due, however late this is."""
        after, due = over(booking, State.NO_SHOW, now, CLOCK, Absence.NOBODY_CAME), booking.lapses_at
        strike = Strike(due, Reason.NO_SHOW, booking.booking_id)
        struck = self.strikes.struck(booking, strike, there.charger, now, past_of(after))
        fee = booking.terms.fees.no_show
        charges = self.store.charging(charge_for(booking, Reason.NO_SHOW, fee, due)) if fee else ()
        amount, currency = in_figures(fee)
        left = "" if struck.left is None else str(struck.left)
        notice = self.owe(told("no_show", after, fee=amount, currency=currency, strikes_left=left), now)
        self._give_up(booking, there)
        self.store.commit(self.store.changing(booking, after, now), struck.writes, charges, notice)
        self.freed(booking)
        return after

    def _failed(self, booking: Booking, why: Absence, there: AtCharger, now: datetime) -> Booking:
        after = over(booking, State.FAILED, now, CLOCK, why)
        name, path = self.nearest(booking) if now < booking.period.end else ("", "")
        notice = told("booking_failed", after, nearest_name=name, nearest_path=path)
        self._give_up(booking, there)
        self.store.commit(
            self.store.changing(booking, after, now), self.store.leaving(booking), self.owe(notice, now)
        )
        self.freed(booking)
        return after

    def _give_up(self, booking: Booking, there: AtCharger) -> None:
        """Before it is written: then it cannot be forgotten, and once more does no harm."""
        if is_kept(booking):
            self.keeping.give_up(booking, there.charger)
