"""What is due in bookings' lives, worked off: late too, and each thing once in effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.bookings.agenda import Strike, past_of
from chalicelib.bookings.booking import Booking, Kind, Moment, State
from chalicelib.bookings.charges import Reason, charge_for
from chalicelib.bookings.life import CLOCK, over
from chalicelib.bookings.moments import next_moment
from chalicelib.bookings.needs import BookingStore, Owe, Writes
from chalicelib.bookings.telling import told
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.ids import Clock


@dataclass(frozen=True)
class BookingClock:
    """Works off due moments."""

    store: BookingStore
    now: Clock
    owe: Owe
    freed: Callable[[Booking], None]

    def settle(self, booking: Booking, now: datetime) -> None:
        """Work off what is due of one booking. Who comes second changes nothing."""
        due = next_moment(booking)
        if due is None or due[0] > now:
            return
        try:
            self._work_off(booking, due[1], now)
        except Stale:
            return

    def _work_off(self, booking: Booking, moment: Moment, now: datetime) -> None:
        if moment is Moment.LAPSE:
            self._lapse(booking, now)
        elif moment is Moment.NO_SHOW:
            self._release(booking, now)

    def _lapse(self, booking: Booking, now: datetime) -> None:
        after = over(booking, State.REJECTED, now, CLOCK, "lapsed")
        notice = self.owe(told("booking_lapsed", after), now) if booking.kind is Kind.BOOKING else ()
        self._write(booking, after, now, self.store.leaving(booking), notice)
        self.freed(booking)

    def _release(self, booking: Booking, now: datetime) -> None:
        after = over(booking, State.NO_SHOW, now, CLOCK, "nobody came")
        fee = booking.terms.fees.no_show
        charges = self.store.charging(charge_for(booking, Reason.NO_SHOW, fee, now)) if fee else ()
        strike = Strike(now, "no_show", booking.booking_id)
        leaving = self.store.leaving(booking, past_of(after), strike)
        self._write(booking, after, now, leaving, charges, self.owe(told("no_show", after), now))
        self.freed(booking)

    def _write(self, before: Booking, after: Booking, now: datetime, *others: Writes) -> None:
        self.store.commit(self.store.changing(before, after, now), *others)
