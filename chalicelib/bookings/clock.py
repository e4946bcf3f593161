"""What is due in bookings' lives, worked off: late too, and each thing once in effect."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.booking import Booking, Kind, Moment, State
from chalicelib.bookings.life import CLOCK, LAPSED, over, worked
from chalicelib.bookings.moments import due
from chalicelib.bookings.needs import BookingStore, Owe
from chalicelib.bookings.no_shows import NoShows
from chalicelib.bookings.putting_on_the_clock import Opening
from chalicelib.bookings.slots import SHARDS
from chalicelib.bookings.telling import told
from chalicelib.bookings.window_end import WindowEnd
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.shards import in_shards
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger

WORK = 45.0
"""Seconds after which a worker begins nothing more; the next minute's goes on."""
OPENING = 15.0
"""Of them, those for putting on the clock what is a day away: what is due now does not wait for that."""
MOST_STEPS = 12
"""That one booking can have due at once, lost races included; what is left is the next minute's."""


class DueStore(Protocol):
    """What is due."""

    def due(self, shard: int, now: datetime) -> Iterator[str]:
        """The ids of a shard's bookings of which something is due, what has waited longest first."""


@dataclass(frozen=True)
class BookingClock:
    """Works off due moments.

    Each is one transaction on condition that the booking is as it was read: the change, its notice, strike
    and charge. So two workers at once, or one that dies at any point, do no more and no less than one.
    """

    store: BookingStore
    dues: DueStore
    opening: Opening
    owe: Owe
    no_shows: NoShows
    window_end: WindowEnd
    freed: Callable[[Booking], None]
    elapsed: Callable[[], float] = time.monotonic

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Work off what of a slice is due at `now`, all its shards at once, for about WORK seconds."""
        begun = self.elapsed()
        in_shards(mine.shards(SHARDS), lambda shard: self._shard(shard, mine, now, begun))

    def settle(self, booking: Booking, now: datetime) -> None:
        """Work off all that is due of one booking. Who comes second changes nothing."""
        current: Booking | None = booking
        for _ in range(MOST_STEPS):
            if current is None or (moment := due(current, now)) is None:
                return
            try:
                current = self._worked_off(current, moment, now)
            except Stale:
                current = self.store.booking(booking.booking_id)

    def _shard(self, shard: int, mine: Slice, now: datetime, begun: float) -> None:
        """One that fails never keeps the others waiting; it is tried again the next minute."""

        def goes_on(within: float = WORK) -> bool:
            return self.elapsed() - begun < within

        try:
            self.opening.open(shard, now, lambda: goes_on(OPENING), mine)
        except Exception:  # noqa: BLE001 - what is on the clock already is still to be worked off
            logger.exception("clock_not_set", shard=shard)
        try:
            for booking_id in self.dues.due(shard, now):
                if not goes_on():
                    logger.warning("clock_behind", shard=shard)
                    return
                if mine.has(booking_id, shard, SHARDS):
                    self._one(booking_id, now)
        except Exception:  # noqa: BLE001 - the other shards are not at fault
            logger.exception("clock_stopped", shard=shard)

    def _one(self, booking_id: str, now: datetime) -> None:
        try:
            booking = self.store.booking(booking_id)  # the index may be a little behind
            if booking is not None:
                self.settle(booking, now)
        except Exception:  # noqa: BLE001 - whatever it is, the next one is not at fault
            logger.exception("due_moment_failed", booking_id=booking_id)

    def _worked_off(self, booking: Booking, moment: Moment, now: datetime) -> Booking:
        """What the booking is then. Raises Stale when it was changed meanwhile."""
        work = {
            Moment.LAPSE: self._lapsed,
            Moment.REMIND: self._reminded,
            Moment.OPEN: self.no_shows.open,
            Moment.NO_SHOW: self.no_shows.missing,
            Moment.ENDS_SOON: self.window_end.ends_soon,
            Moment.END: self._unblocked if booking.kind is Kind.BLOCK else self.window_end.end,
            Moment.OVERSTAY: self.window_end.overstay,
        }
        return work[moment](booking, now)

    def _lapsed(self, booking: Booking, now: datetime) -> Booking:
        after = over(booking, State.REJECTED, now, CLOCK, LAPSED)
        notice = self.owe(told("booking_lapsed", after), now) if booking.kind is Kind.BOOKING else ()
        self.store.commit(self.store.changing(booking, after, now), self.store.leaving(booking), notice)
        self.freed(booking)
        return after

    def _reminded(self, booking: Booking, now: datetime) -> Booking:
        after = worked(booking, Moment.REMIND)
        notice = told("booking_soon", after, not_after=booking.period.start)
        self.store.commit(self.store.changing(booking, after, now), self.owe(notice, now))
        return after

    def _unblocked(self, booking: Booking, now: datetime) -> Booking:
        after = over(booking, State.FULFILLED, now, CLOCK, "over")
        self.store.commit(self.store.changing(booking, after, now))
        return after
