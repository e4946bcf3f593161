"""Use cases of bookings: load, ask the rule, save; when somebody was faster, once more from the start."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import count

from chalicelib.bookings.agenda import Agenda, entered
from chalicelib.bookings.booking import Booking, Kind, State, booking_id, has_lapsed
from chalicelib.bookings.charges import Reason, charge_for
from chalicelib.bookings.life import OFFERED, REF_LENGTH, drafted, moved, over, stepped, under
from chalicelib.bookings.needs import BookingStore, Facts, Owe, Place, Writes
from chalicelib.bookings.rules import (
    FARTHEST,
    LONGEST_BOOKING,
    Wish,
    asked_period,
    cancel_violations,
    change_violations,
    late_fee,
    violations,
    with_room,
)
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.telling import told_canceled
from chalicelib.bookings.terms import BookingTerms, terms_of
from chalicelib.bookings.tries import tries
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, Forbidden, NotFound, Stale, Violation, not_found, refused
from chalicelib.kernel.ids import Clock, base32, secret_code
from chalicelib.kernel.period import Period
from chalicelib.metrics import Metric, tally
from chalicelib.networks.rules import Standing
from chalicelib.policies.rules import Approval
from chalicelib.stations.rules import Charger


@dataclass(frozen=True)
class Ground:
    """What a booking is judged on: its charger, who asks and on what terms, who holds the time already."""

    charger: Charger
    terms: BookingTerms
    agenda: Agenda
    occupancy: Occupancy


@dataclass(frozen=True)
class BookingService:
    """Bookings of members. For who may not see a charger, it does not exist."""

    store: BookingStore
    facts: Facts
    now: Clock
    owe: Owe
    settle: Callable[[Booking, datetime], None]
    """Works off what is due of a booking, so that one that has lapsed holds nothing."""
    ask_managers: Callable[[Booking, datetime], None]
    """Tells them of a booking that waits for one of them."""
    freed: Callable[[Booking], None]
    """Told of a booking that gave time back."""

    def book(
        self,
        charger_id: str,
        caller: Caller,
        period: Period,
        car_id: str | None = None,
        key: str | None = None,
        series_id: str | None = None,
    ) -> Booking:
        """A new booking; the same `key` gives the same booking again. Raises Refused "booking_refused".

        2 reads and 1 transaction of 3 items; of 4 where it goes over the edge of a sheet.
        """
        refs, around = _refs(caller, charger_id, period, key), with_room(period)
        ref, ground = next(refs), None
        for _ in tries():
            if ground is None:
                car = (caller.account_id, car_id) if car_id else None
                place = self.facts.place(charger_id, around, booking_id(charger_id, ref), car)
                if key and place.booking and place.booking.driver_id == caller.account_id:
                    return place.booking
                if place.booking:
                    ref = next(refs)
                    continue
                ground = self._ground(place, caller)
            else:
                occupancy, agenda = self.store.look(charger_id, around, ground.agenda)
                ground = replace(ground, occupancy=occupancy, agenda=agenda)
            now = self.now()
            if not self._fits(Wish(period, car_id=car_id), ground, now):
                continue
            booking = booked_on(ground, ref, caller.account_id, Wish(period, car_id=car_id), now, series_id)
            agenda = entered(ground.agenda, [booking], now)
            try:
                self.store.commit(self.store.making(booking, now), self.store.moving(agenda))
            except Stale as stale:
                ground = None if stale.code == "exists" else ground
                continue
            tally(Metric.BOOKINGS_MADE)
            self._ask(booking, now)
            return booking
        raise AssertionError("tries end with an error")

    def change(
        self,
        booking_id: str,
        caller: Caller,
        start: datetime | None,
        end: datetime | None,
        car_id: str | None,
        if_match: int | None = None,
    ) -> Booking:
        """Its driver moves, extends or shortens a booking, or stays longer unbooked: what is None stays.

        Raises Refused "booking_refused", Changed. 2 reads and 1 transaction.
        """
        for _ in tries():
            place = self.facts.booked(booking_id, caller.account_id, car_id)
            before = place.booking
            if before is None or before.kind is Kind.HOLD:
                raise not_found("booking")
            if before.driver_id != caller.account_id:
                raise self._others(before, caller)
            wanted = asked_period(start or before.period.start, end or before.period.end)
            occupancy, standing, agenda = self.facts.change(
                before.charger_id, with_room(wanted), before.network_id, caller.account_id
            )
            if if_match is not None and if_match != before.version:
                raise Changed("changed_meanwhile", "The booking was changed meanwhile. Look again.")
            ground = stood_on(place, standing, agenda, occupancy)
            wish = Wish(wanted, before, car_id or before.car_id)
            if wanted == before.period and wish.car_id == before.car_id:
                return before
            now = self.now()
            if not self._fits(wish, ground, now, change_violations(before, wanted, now)):
                continue
            after = moved(before, wanted, wish.car_id, now)
            if not wish.gives_back and not before.session_id:
                after = under(ground.terms, after, now)
            try:
                self.store.commit(
                    self.store.changing(before, after, now),
                    self.store.moving(entered(agenda, [after], now)),
                    self._late(before, wanted, now),
                )
            except Stale:
                continue
            self._ask(after, now)
            self.freed(before)
            return after
        raise AssertionError("tries end with an error")

    def cancel(self, booking_id: str, caller: Caller, reason: str = "") -> Booking:
        """Its driver, or a manager, gives it back, a block only a manager; twice is as good as once."""
        for _ in tries():
            before = self.store.booking(booking_id)
            if before is None or before.kind is Kind.HOLD:
                raise not_found("booking")
            standing, _ = self.facts.member(before.network_id, caller.account_id)
            is_mine = before.kind is not Kind.BLOCK and before.driver_id == caller.account_id
            if not is_mine and not (standing and standing.may_manage):
                raise not_found("booking")
            if before.state is State.CANCELED:
                return before
            now = self.now()
            found = cancel_violations(before, now, by_manager=not is_mine)
            if found:
                raise refused("booking_refused", found)
            try:
                return self.canceled(before, caller.account_id, reason, now)
            except Stale:
                continue
        raise AssertionError("tries end with an error")

    def withdraw(self, charger_id: str, by: str, reason: str) -> None:
        """Cancel what is still to come on a charger that goes; whoever booked it is told."""
        now = self.now()
        horizon = Period(now, now + FARTHEST + LONGEST_BOOKING)
        taken = self.store.occupancies([charger_id], horizon).get(charger_id, Occupancy())
        for ref in {stretch.ref for stretch in taken.taken(horizon)}:
            for _ in tries():
                before = self.store.booking(booking_id(charger_id, ref))
                if before is None or before.session_id or not before.is_open:
                    break
                try:
                    self.canceled(before, by, reason, now)
                except Stale:
                    continue
                break

    def canceled(self, before: Booking, by: str, reason: str, now: datetime) -> Booking:
        """The booking, cancelled by whom it may be; its driver, if it was another, is told.

        Raises Stale when it was changed meanwhile.
        """
        after = over(before, State.CANCELED, now, by, reason)
        is_theirs = by == before.driver_id
        is_told = not is_theirs and before.kind not in (Kind.BLOCK, Kind.HOLD)
        self.store.commit(
            self.store.changing(before, after, now),
            self.store.leaving(before),
            self._late(before, None, now) if is_theirs else (),
            self.owe(told_canceled(after, reason), now) if is_told else (),
        )
        self.freed(before)
        return after

    def _others(self, booking: Booking, caller: Caller) -> Forbidden | NotFound:
        """What is told to who would change another's booking: to others than managers, it is not there."""
        standing, _ = self.facts.member(booking.network_id, caller.account_id)
        if standing and standing.may_manage:
            return Forbidden("not_yours", "Only its driver changes a booking.")
        return not_found("booking")

    def _ground(self, place: Place, caller: Caller) -> Ground:
        if place.charger is None:
            raise not_found("charger")
        standing, agenda = self.facts.member(place.charger.network_id, caller.account_id)
        return stood_on(place, standing, agenda, place.occupancy)

    def _fits(self, wish: Wish, ground: Ground, now: datetime, found: Sequence[Violation] = ()) -> bool:
        """Whether it can be. False: who was in the way had lapsed, and is now out of it: look again.

        Raises Refused "booking_refused".
        """
        found = [
            *found,
            *violations(wish, ground.terms, ground.charger, ground.agenda, ground.occupancy, now),
        ]
        if found and self.settled(wish, ground, now):
            return False
        if found:
            raise refused("booking_refused", found)
        return True

    def settled(self, wish: Wish, ground: Ground, now: datetime) -> bool:
        """Whether what was in the way, somebody's or the member's own, had lapsed and is now out of it.

        Before its start only an offer lapses, or where managers approve: else it costs no read to know.
        """
        may_wait = ground.terms.policy.approval is Approval.MANAGER
        mine = wish.instead_of.ref if wish.instead_of else None
        wanted = with_room(wish.period, wish.buffer(ground.terms))
        near = [
            booking_id(ground.charger.charger_id, taken.ref)
            for taken in ground.occupancy.taken(wanted, but_for=mine)
            if may_wait or taken.ref[0] == OFFERED or min(taken.period.start, wish.period.start) <= now
        ]
        near += [entry.booking_id for entry in ground.agenda.entries if entry.period.start <= now]
        holders = self.store.bookings(near).values() if near else ()
        lapsed = [holder for holder in holders if has_lapsed(holder, now)]
        for holder in lapsed:
            self.settle(holder, now)
        return bool(lapsed)

    def _ask(self, booking: Booking, now: datetime) -> None:
        if booking.state is State.PENDING:
            self.ask_managers(booking, now)

    def _late(self, before: Booking, wanted: Period | None, now: datetime) -> Writes:
        fee = late_fee(before, wanted, now)
        if fee is None:
            return ()
        reason = Reason.LATE_CHANGE if wanted else Reason.LATE_CANCEL
        return self.store.charging(charge_for(before, reason, fee, now))


def stood_on(place: Place, standing: Standing | None, agenda: Agenda, occupancy: Occupancy) -> Ground:
    """Raises NotFound for a charger that the member may not see, and for a car that is not theirs."""
    if place.charger is None or standing is None or not standing.may_see:
        raise not_found("charger")
    if not place.has_car:
        raise not_found("car")
    return Ground(place.charger, terms_of(standing, place.charger), agenda, occupancy)


def booked_on(
    ground: Ground, ref: str, driver_id: str, wish: Wish, now: datetime, series_id: str | None = None
) -> Booking:
    """The booking that a wish becomes there, under the terms of now; nobody has written it down yet."""
    draft = drafted(ground.charger, ref, driver_id, wish.period, now)
    draft = under(ground.terms, replace(draft, car_id=wish.car_id, series_id=series_id), now)
    return stepped(draft, now, driver_id, "booked")


def _refs(caller: Caller, charger_id: str, period: Period, key: str | None) -> Iterator[str]:
    """What the booking's slots hold, and what instead when another booking of the charger has that.

    Random, or with a key the same for the same request.
    """
    for number in count():
        if key is None:
            yield secret_code(REF_LENGTH)
            continue
        asked = (caller.account_id, charger_id, str(period.start), str(period.end), key, *[""] * number)
        digest = sha256("\0".join(asked).encode()).digest()
        yield base32(int.from_bytes(digest), REF_LENGTH)
