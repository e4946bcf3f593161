"""What the end of a session makes of its booking, and what its driver owes who stayed too long."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from chalicelib.bookings.agenda import Agenda, Past, pardoned, past_of, recounted, without
from chalicelib.bookings.booking import Booking, Moment, booking_id
from chalicelib.bookings.charges import Charge, Reason, charge_for
from chalicelib.bookings.life import ended
from chalicelib.bookings.moments import overstays_at
from chalicelib.bookings.needs import Owe, Writes
from chalicelib.bookings.slots import SLOT, Occupancy
from chalicelib.bookings.telling import in_figures
from chalicelib.kernel.money import Money
from chalicelib.kernel.period import Period
from chalicelib.notices.rules import Notice
from chalicelib.policies.rules import MINUTE, AtEnd

MOST_MINUTES = 24 * 60
"""That cost a fee: who forgets to check out owes no fortune."""


class FinishingStore(Protocol):
    """What the end of a session needs of the bookings kept."""

    def occupancy(self, charger_id: str, period: Period) -> Occupancy:
        """Who holds which slots."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def agenda(self, driver_id: str, network_id: str) -> Agenda:
        """A member's agenda."""

    def moving(self, agenda: Agenda) -> Writes:
        """The writes that replace an agenda, if it is as it was read."""

    def changing(self, before: Booking, after: Booking, now: datetime) -> Writes:
        """The writes that replace a booking."""

    def leaving(self, booking: Booking, past: Past | None = None) -> Writes:
        """The writes that take one off its driver's agenda."""

    def charging(self, charge: Charge) -> Writes:
        """The writes that record a charge."""


@dataclass(frozen=True)
class Finished:
    """A booking that is FULFILLED, and the writes that make it so."""

    booking: Booking
    writes: Writes


@dataclass(frozen=True)
class Finishing:
    """One rule for the session's own transaction and for the clock that mends what that could not do."""

    store: FinishingStore
    owe: Owe

    def finished(self, before: Booking, at: datetime, energy_wh: Decimal, now: datetime) -> Finished:
        """Its session ended at `at`; from that slot on the charger is free again.

        What it took counts on its driver's agenda. A fee is due for each begun minute after the end and
        `late_stop`, where the terms let it stay; where they have it stopped, that is ours to do.
        """
        after = ended(before, at, now)
        past = past_of(after, _whole(energy_wh))
        fee = self._fee(before, at)
        writes = (*self.store.changing(before, after, now), *self._leaving(before, past, at))
        if fee is None:
            return Finished(after, writes)
        charge = charge_for(before, Reason.OVERSTAY, fee, at)
        return Finished(
            after,
            (*writes, *self.store.charging(charge), *self.owe(_fee_recorded(before, charge.amount), now)),
        )

    def recounted(self, over: Booking, before_wh: Decimal, after_wh: Decimal) -> Writes:
        """The writes by which another energy than before counts for a booking that is over. 1 read."""
        agenda = self.store.agenda(over.driver_id, over.network_id)
        mended = recounted(agenda, past_of(over, _whole(before_wh)), _whole(after_wh))
        return self.store.moving(mended) if mended != agenda else ()

    def _leaving(self, booking: Booking, past: Past, at: datetime) -> Writes:
        """Off its driver's agenda; whose end in time was told late has no strike for staying."""
        if booking.done is not Moment.OVERSTAY or at > self.overstays_from(booking, at):
            return self.store.leaving(booking, past)
        agenda = without(self.store.agenda(booking.driver_id, booking.network_id), booking.booking_id, past)
        for strike in agenda.strikes:
            if strike.booking_id == booking.booking_id and strike.why == Reason.OVERSTAY:
                agenda = pardoned(agenda, strike)
        return self.store.moving(agenda)

    def _fee(self, booking: Booking, at: datetime) -> Money | None:
        per_minute = booking.terms.fees.overstay_per_minute
        if per_minute is None or booking.terms.at_end is not AtEnd.KEEP or at <= overstays_at(booking):
            return None
        minutes = min(-((self.overstays_from(booking, at) - at) // MINUTE), MOST_MINUTES)
        return Money(per_minute.amount * minutes, per_minute.currency) if minutes > 0 else None

    def overstays_from(self, booking: Booking, at: datetime) -> datetime:
        """From when on a car that is there `at` has stayed too long.

        Who had booked the time that follows too, or booked it meanwhile, overstays nothing there.
        """
        until = booking.period.end
        if at < overstays_at(booking):
            return overstays_at(booking)
        period = Period(until, at + SLOT)
        taken = self.store.occupancy(booking.charger_id, period)
        for stretch in taken.taken(period, but_for=booking.ref):
            following = self.store.booking(booking_id(booking.charger_id, stretch.ref))
            is_gap = stretch.period.start > until
            if is_gap or following is None or following.driver_id != booking.driver_id:
                break
            until = max(until, following.period.end)
        return until + (overstays_at(booking) - booking.period.end)


def _whole(energy_wh: Decimal) -> int:
    return int(energy_wh.to_integral_value(ROUND_HALF_UP))


def _fee_recorded(booking: Booking, fee: Money) -> Notice:
    amount, currency = in_figures(fee)
    return Notice(
        key=f"fee_recorded#{booking.booking_id}#{Reason.OVERSTAY}",
        account_id=booking.driver_id,
        event="fee_recorded",
        facts={
            "reason": Reason.OVERSTAY,
            "amount": amount,
            "currency": currency,
            "station_name": booking.station_name,
            "booking_id": booking.booking_id,
        },
    )
