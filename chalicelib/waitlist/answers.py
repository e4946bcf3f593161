"""What drivers answer to an offer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.bookings.agenda import entered
from chalicelib.bookings.booking import OPEN_STATES, Booking, Kind, State
from chalicelib.bookings.life import over, stepped, under
from chalicelib.bookings.rules import Wish, violations, with_room
from chalicelib.bookings.terms import BookingTerms, terms_of
from chalicelib.bookings.tries import tries
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused, Stale, not_found, refused
from chalicelib.kernel.ids import Clock
from chalicelib.metrics import Metric, tally
from chalicelib.stations.rules import Station
from chalicelib.waitlist.entry import WaitlistEntry, passed, snoozed
from chalicelib.waitlist.needs import Bookings, Facts, WaitlistStore, Writes
from chalicelib.waitlist.rules import is_open


@dataclass(frozen=True)
class OfferService:
    """Offers as those answer them to whom they are made; for anybody else they do not exist."""

    store: WaitlistStore
    facts: Facts
    bookings: Bookings
    now: Clock
    station: Callable[[str], Station]
    """Raises NotFound."""
    ask_managers: Callable[[Booking, datetime], None]
    """Tells them of a booking that waits for one of them."""
    moved: Callable[[str, datetime], None]
    """Looks whether somebody can be offered something at a station; never raises."""
    waited: Callable[[WaitlistEntry, Booking, datetime], Writes] = lambda *_: ()
    """The writes that keep how long somebody waited who now has booked."""

    def accept(self, booking_id: str, caller: Caller) -> Booking:
        """The offer is a booking, under the terms as they are now. Twice is as good as once.

        Raises Refused "booking_refused" when by now the rules say no (the offer stays), "offer_over".
        """
        for _ in tries():
            offer = self._mine(booking_id, caller)
            now = self.now()
            if offer.kind is Kind.BOOKING and offer.state_at(now) in OPEN_STATES:
                return offer
            entry = self._entry(offer, now)
            charger = self.station(offer.station_id).charger(offer.charger_id)
            people = self.facts.people(offer.network_id, [caller.account_id], [])
            standing = people.standings.get(caller.account_id)
            if charger is None or standing is None:
                raise not_found("offer")
            terms, agenda = terms_of(standing, charger), people.agendas[caller.account_id]
            occupancy = self.bookings.occupancy(offer.charger_id, with_room(offer.period))
            wish = Wish(offer.period, offer, offer.car_id)
            found = violations(wish, terms, charger, agenda, occupancy, now)
            if found:
                raise refused("booking_refused", found)
            booking = accepted(offer, terms, now)
            try:
                self.bookings.commit(
                    self.bookings.changing(offer, booking, now),
                    self.bookings.moving(entered(agenda, [booking], now)),
                    self.store.removing(entry),
                    self.waited(entry, booking, now),
                )
            except Stale:
                continue
            tally(Metric.BOOKINGS_MADE)
            if booking.state is State.PENDING:
                self.ask_managers(booking, now)
            return booking
        raise AssertionError("tries end with an error")

    def pass_by(self, booking_id: str, caller: Caller, *, keep: bool) -> None:
        """Not this time: somebody else gets it. Its driver waits on for another, or (not `keep`) no more.

        Raises Refused "offer_over".
        """

        def after(entry: WaitlistEntry, offer: Booking, now: datetime) -> Writes:
            if not keep:
                return self.store.removing(entry)
            return self.store.changing(entry, passed(entry, offer.charger_id, offer.period, now))

        self._decline(booking_id, caller, "passed", after)

    def snooze(self, booking_id: str, caller: Caller, length: timedelta) -> str:
        """Not this time, and nothing else for so long; the entry's id. Raises Refused "offer_over"."""

        def after(entry: WaitlistEntry, _: Booking, now: datetime) -> Writes:
            return self.store.changing(entry, snoozed(entry, now + length))

        return self._decline(booking_id, caller, "snoozed", after)

    def _decline(
        self,
        booking_id: str,
        caller: Caller,
        why: str,
        after: Callable[[WaitlistEntry, Booking, datetime], Writes],
    ) -> str:
        for _ in tries():
            offer, now = self._mine(booking_id, caller), self.now()
            entry = self._entry(offer, now)
            declined = over(offer, State.REJECTED, now, caller.account_id, why)
            try:
                self.bookings.commit(self.bookings.changing(offer, declined, now), after(entry, offer, now))
            except Stale:
                continue
            self.moved(offer.station_id, now)
            return entry.entry_id
        raise AssertionError("tries end with an error")

    def _mine(self, booking_id: str, caller: Caller) -> Booking:
        """Raises NotFound for what never was an offer to the caller."""
        found = self.bookings.booking(booking_id)
        if found is None or found.driver_id != caller.account_id or not _was_offered(found):
            raise not_found("offer")
        return found

    def _entry(self, offer: Booking, now: datetime) -> WaitlistEntry:
        """The entry that the offer was made to. Raises Refused."""
        if is_open(offer, now):
            for entry in self.store.entries(offer.station_id):
                if entry.offer_id == offer.booking_id:
                    return entry
        raise Refused("offer_over", "This offer is no longer held for you.")


def _was_offered(booking: Booking) -> bool:
    return booking.kind is Kind.OFFER or any(step.reason == ACCEPTED for step in booking.history)


ACCEPTED = "accepted"


def accepted(offer: Booking, terms: BookingTerms, now: datetime) -> Booking:
    """The booking that an offer becomes; if it has begun by now, it waits for its driver from now on."""
    booking = under(terms, replace(offer, kind=Kind.BOOKING, look_at=None), now)
    timeout = booking.terms.noshow_timeout
    if booking.state is State.RESERVED and timeout is not None and now > offer.period.start:
        booking = replace(booking, look_at=min(now + timeout, offer.period.end))
    return stepped(booking, now, offer.driver_id, ACCEPTED)
