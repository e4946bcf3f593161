"""The end of a booking under which a car charges: said beforehand, then stopped or kept, as its terms say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chalicelib.bookings.agenda import Strike
from chalicelib.bookings.at_charger import AtCharger, Visit
from chalicelib.bookings.booking import Booking, Moment
from chalicelib.bookings.charges import Reason
from chalicelib.bookings.finishing import Finishing
from chalicelib.bookings.life import staying, worked
from chalicelib.bookings.moments import LONGEST_STAY, STAYS, overstays_at
from chalicelib.bookings.needs import BookingStore, Owe, Writes
from chalicelib.bookings.slots import SLOT, ceiling
from chalicelib.bookings.strikes import Strikes
from chalicelib.bookings.telling import in_figures, told_at_plug
from chalicelib.kernel.money import Money
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import AtEnd


@dataclass(frozen=True)
class WindowEnd:
    """What is due at the end of a booking, or of a walk-up, while its car is there. All raise Stale."""

    store: BookingStore
    owe: Owe
    strikes: Strikes
    finishing: Finishing
    at_charger: Callable[[str], AtCharger]
    visit: Callable[[str], Visit | None]
    """A session by its id."""
    stop: Callable[[Visit], None]
    """Asks its charger to stop it. Never raises."""
    freed: Callable[[Booking], None]

    def ends_soon(self, booking: Booking, now: datetime) -> Booking:
        """Its driver is told what happens at the end."""
        after = worked(booking, Moment.ENDS_SOON)
        fee, currency = in_figures(fee_per_minute(booking))
        notice = told_at_plug(
            "ends_soon",
            after,
            not_after=booking.period.end,
            end_at=booking.period.end.isoformat(),
            at_end=booking.terms.at_end.value,
            fee_per_minute=fee,
            currency=currency,
        )
        self.store.commit(self.store.changing(booking, after, now), self.owe(notice, now))
        return after

    def end(self, booking: Booking, now: datetime) -> Booking:
        """Its time is over and the car still charges: nobody can book over it."""
        visit = self.visit(booking.session_id or "")
        if visit is None or visit.end is not None:
            return self._fulfilled(booking, visit, now)
        if self.at_charger(booking.charger_id).has_left(visit):
            return self._waits(booking, now)
        return self._stays(booking, now)

    def overstay(self, booking: Booking, now: datetime) -> Booking:
        """It stays: stopped, and again while it goes on; or told, with a strike, once."""
        visit = self.visit(booking.session_id or "")
        if visit is None or visit.end is not None:
            return self._fulfilled(booking, visit, now)
        if now >= booking.period.end + LONGEST_STAY:
            return self._changed(booking, staying(booking, booking.held_until, None, Moment.OVERSTAY), now)
        there = self.at_charger(booking.charger_id)
        if there.has_left(visit):
            return self._waits(booking, now)
        since = self.finishing.overstays_from(booking, now)
        is_stopped = booking.terms.at_end is AtEnd.STOP and visit.charge_point_id is not None
        is_told = booking.done is Moment.OVERSTAY and not is_stopped
        if now < since or is_told or there.cannot_tell_of(visit):
            return self._stays(booking, now)
        if is_stopped:
            return self._stopped(booking, visit, now)
        return self._overstays(booking, there, since, now)

    def _stopped(self, booking: Booking, visit: Visit, now: datetime) -> Booking:
        """Told before it is asked: its end may come faster than we can write. Lost, it is asked again."""
        end_at = booking.period.end.isoformat()
        after = staying(booking, self._held_until(booking, now), now + STAYS, Moment.OVERSTAY)
        is_first = booking.done is not Moment.OVERSTAY
        notice = self.owe(told_at_plug("charging_stopped", after, end_at=end_at), now) if is_first else ()
        self._changed(booking, after, now, notice)
        self.stop(visit)
        return after

    def _overstays(self, booking: Booking, there: AtCharger, since: datetime, now: datetime) -> Booking:
        after = staying(booking, booking.held_until, now + SLOT, Moment.OVERSTAY)
        strike = Strike(since, Reason.OVERSTAY, booking.booking_id)
        struck = self.strikes.struck(booking, strike, there.charger, now)
        fee, currency = in_figures(fee_per_minute(booking))
        notice = told_at_plug(
            "overstay", after, since_at=since.isoformat(), fee_per_minute=fee, currency=currency
        )
        return self._changed(booking, after, now, struck.writes, self.owe(notice, now))

    def _stays(self, booking: Booking, now: datetime) -> Booking:
        """It keeps the slots that follow, as far as they are free, and is looked at again before they end."""
        look_at = now + STAYS
        if now < overstays_at(booking):
            look_at = min(look_at, overstays_at(booking))
        elif booking.done is not Moment.OVERSTAY and booking.done is not Moment.END:
            look_at = now
        held_until = self._held_until(booking, now)
        return self._changed(booking, staying(booking, held_until, look_at, _done_then(booking)), now)

    def _waits(self, booking: Booking, now: datetime) -> Booking:
        """The car has left, and how its session ended may still be told: it keeps nothing more until then."""
        after = staying(booking, booking.held_until, now + STAYS, _done_then(booking))
        return self._changed(booking, after, now)

    def _held_until(self, booking: Booking, now: datetime) -> datetime:
        """Until when it can hold the slots: past the next look, or up to somebody else's."""
        held = booking.held
        held_until = held.end if held else booking.period.end
        wanted = ceiling(now + STAYS + SLOT)
        if held_until >= wanted:
            return held_until
        occupancy = self.store.occupancy(booking.charger_id, Period(held_until, wanted))
        return occupancy.free_until(held_until, wanted)

    def _fulfilled(self, booking: Booking, visit: Visit | None, now: datetime) -> Booking:
        """Its session has ended, and could not tell it then."""
        at = visit.end if visit and visit.end else booking.period.end
        done = self.finishing.finished(booking, min(at, now), visit.energy_wh if visit else Decimal(0), now)
        self.store.commit(done.writes)
        self.freed(booking)
        return done.booking

    def _changed(self, before: Booking, after: Booking, now: datetime, *others: Writes) -> Booking:
        self.store.commit(self.store.changing(before, after, now), *others)
        return after


def _done_then(booking: Booking) -> Moment:
    """What is done of a booking whose car is looked at again: what was said at an overstay stays said."""
    return Moment.OVERSTAY if booking.done is Moment.OVERSTAY else Moment.END


def fee_per_minute(booking: Booking) -> Money | None:
    """What staying costs, where it may stay."""
    return booking.terms.fees.overstay_per_minute if booking.terms.at_end is AtEnd.KEEP else None
