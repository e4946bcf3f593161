"""Use cases of bookings: load, ask the rule, save; when somebody was faster, once more from the start."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Protocol

from chalicelib.bookings.life import REF_LENGTH, drafted, stepped
from chalicelib.bookings.rules import (
    Agenda,
    Booking,
    State,
    Wish,
    asked_period,
    booking_id,
    cancel_violations,
    change_violations,
    local_day,
    terms_for,
    terms_of,
    violations,
)
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, Forbidden, Stale, not_found, refused
from chalicelib.kernel.ids import Clock, base32, secret_code
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger

TRIES = 24


class BookingStore(Protocol):
    """What bookings need kept."""

    def occupancy(self, charger_id: str, period: Period, *, consistent: bool = False) -> Occupancy:
        """Who holds which slots around a period."""

    def look(self, charger_id: str, period: Period, agenda: Agenda) -> tuple[Occupancy, Agenda]:
        """The same as of now, and the member's agenda."""

    def refs_from(self, charger_id: str, instant: datetime) -> set[str]:
        """Who holds slots of a charger at or after an instant."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def bookings(self, booking_ids: Iterable[str]) -> dict[str, Booking]:
        """Those that exist, by id."""

    def of_driver(
        self, driver_id: str, span: tuple[str, str], *, forward: bool, wanted: Wanted
    ) -> Page[Booking]:
        """A driver's bookings whose end lies within a span."""

    def add(self, booking: Booking, agenda: Agenda) -> None:
        """Make a booking; raises Stale."""

    def change(self, before: Booking, now: Booking, agenda: Agenda) -> None:
        """Replace a booking; raises Stale."""

    def end(self, before: Booking, now: Booking) -> None:
        """Replace a booking by one that is over; raises Stale."""


@dataclass(frozen=True)
class Day:
    """One charger's day: what is held, and by which booking where that is known."""

    charger: Charger
    standing: Standing
    period: Period
    busy: tuple[tuple[Period, Booking | None], ...]


@dataclass(frozen=True)
class BookingService:
    """Bookings of members. Who may not see a charger gets NotFound from `charger_for`."""

    store: BookingStore
    now: Clock
    charger_for: Callable[[str, Caller | None], tuple[Charger, Standing]]
    standing: Callable[[str, str | None], Standing]
    """Of a network, by account; judges nothing."""
    has_car: Callable[[str, str], object]
    """Raises NotFound for a car that is not the account's."""

    def book(
        self,
        charger_id: str,
        caller: Caller,
        period: Period,
        car_id: str | None = None,
        key: str | None = None,
    ) -> Booking:
        """A new booking; the same `key` gives the same booking again. Raises Refused "booking_refused"."""
        charger, standing = self.charger_for(charger_id, caller)
        if car_id:
            self.has_car(caller.account_id, car_id)
        terms, ref = terms_of(standing), _ref(caller, charger_id, period, key)
        for _ in _tries():
            now = self.now()
            draft = replace(drafted(charger, ref, caller.account_id, period, now), car_id=car_id)
            booking = stepped(draft, now, caller.account_id, "booked")
            if key and (made := self._made_before(booking)):
                return made
            blank = Agenda(caller.account_id, charger.network_id)
            occupancy, agenda = self.store.look(charger_id, period, blank)
            found = violations(Wish(period), terms, charger, agenda, occupancy, self.now())
            if found:
                raise refused("booking_refused", found)
            try:
                self.store.add(booking, _with(agenda, booking, self.now()))
            except Stale as stale:
                if stale.code == "exists" and not key:
                    ref = _ref(caller, charger_id, period, None)
            else:
                return booking
        raise _too_busy()

    def change(
        self,
        booking_id: str,
        caller: Caller,
        start: datetime | None,
        end: datetime | None,
        car_id: str | None,
        if_match: int | None = None,
    ) -> Booking:
        """Its driver moves a booking: what is None stays. Raises Refused "booking_refused", Changed."""
        if car_id:
            self.has_car(caller.account_id, car_id)
        for _ in _tries():
            before, _ = self._seen(booking_id, caller)
            if before.driver_id != caller.account_id:
                raise Forbidden("not_yours", "Only its driver changes a booking.")
            if if_match is not None and if_match != before.version:
                raise Changed("changed_meanwhile", "The booking was changed meanwhile. Look again.")
            charger, standing = self.charger_for(before.charger_id, caller)
            now, terms = self.now(), terms_of(standing)
            wanted = asked_period(start or before.period.start, end or before.period.end)
            blank = Agenda(before.driver_id, before.network_id)
            occupancy, agenda = self.store.look(charger.charger_id, wanted, blank)
            found = change_violations(before, wanted, now)
            if wanted != before.period:
                found += violations(Wish(wanted, before), terms, charger, agenda, occupancy, now)
            if found:
                raise refused("booking_refused", found)
            after = replace(before, period=wanted, car_id=car_id or before.car_id)
            if after == before:
                return before
            after = stepped(after, now, caller.account_id, "changed")
            try:
                self.store.change(before, after, _with(agenda, after, now))
            except Stale:
                continue
            return after
        raise _too_busy()

    def cancel(self, booking_id: str, caller: Caller, reason: str = "") -> Booking:
        """Its driver, or a manager of the network, gives a booking back; twice is as good as once."""
        for _ in _tries():
            before, standing = self._seen(booking_id, caller)
            if before.state is State.CANCELED:
                return before
            now, is_mine = self.now(), before.driver_id == caller.account_id
            found = cancel_violations(before, terms_for(standing, is_mine=is_mine), now)
            if found:
                raise refused("booking_refused", found)
            try:
                return self._cancel(before, caller.account_id, reason)
            except Stale:
                continue
        raise _too_busy()

    def withdraw(self, charger_id: str, by: str, reason: str) -> None:
        """Cancel what is still to come on a charger that goes: found by the slots held from now on."""
        for ref in self.store.refs_from(charger_id, self.now()):
            for _ in _tries():
                before = self.store.booking(booking_id(charger_id, ref))
                if before is None or before.session_id or before.state is not State.RESERVED:
                    break
                try:
                    self._cancel(before, by, reason)
                except Stale:
                    continue
                break

    def booking(self, booking_id: str, caller: Caller) -> tuple[Booking, Standing]:
        """One booking, for its driver and for managers of its network; NotFound for anyone else."""
        return self._seen(booking_id, caller)

    def day(self, charger_id: str, caller: Caller | None, date: date) -> Day:
        """Who holds a charger on one day of its station's calendar: three sheets and the bookings on them."""
        charger, standing = self.charger_for(charger_id, caller)
        period = local_day(date, charger.time_zone)
        taken = self.store.occupancy(charger_id, period).taken(period)
        found = self.store.bookings(booking_id(charger_id, stretch.ref) for stretch in taken)
        busy = tuple((stretch.period, found.get(booking_id(charger_id, stretch.ref))) for stretch in taken)
        return Day(charger, standing, period, busy)

    def upcoming(self, caller: Caller, wanted: Wanted) -> Page[Booking]:
        """My bookings not yet over, soonest first."""
        return self.store.of_driver(caller.account_id, (_text(self.now()), "~"), forward=True, wanted=wanted)

    def past(self, caller: Caller, wanted: Wanted) -> Page[Booking]:
        """My bookings that are over, latest first."""
        return self.store.of_driver(caller.account_id, ("0", _text(self.now())), forward=False, wanted=wanted)

    def _cancel(self, before: Booking, by: str, reason: str) -> Booking:
        now = self.now()
        canceled = stepped(replace(before, state=State.CANCELED), now, by, reason)
        self.store.end(before, canceled)
        return canceled

    def _seen(self, booking_id: str, caller: Caller) -> tuple[Booking, Standing]:
        """Its driver sees a booking even where the network can no longer be seen."""
        found = self.store.booking(booking_id)
        if found is None:
            raise not_found("booking")
        standing = self.standing(found.network_id, caller.account_id)
        if found.driver_id != caller.account_id and not standing.may_manage:
            raise not_found("booking")
        return found, standing

    def _made_before(self, booking: Booking) -> Booking | None:
        made = self.store.booking(booking.booking_id)
        return made if made and made.driver_id == booking.driver_id else None


def _tries() -> Iterator[int]:
    for number in range(TRIES):
        if number:
            time.sleep(random.uniform(0, 0.004 * min(number, 8)))  # noqa: S311 - jitter, not a secret
        yield number


def _too_busy() -> Stale:
    return Stale("too_busy", "Too many changes at once; try again.")


def _ref(caller: Caller, charger_id: str, period: Period, key: str | None) -> str:
    """What the booking's slots hold: random, or the same for the same request."""
    if key is None:
        return secret_code(REF_LENGTH)
    asked = "\0".join((caller.account_id, charger_id, str(period.start), str(period.end), key))
    digest = sha256(asked.encode()).digest()
    return base32(int.from_bytes(digest), REF_LENGTH)


def _with(agenda: Agenda, booking: Booking, now: datetime) -> Agenda:
    """The agenda after `booking` was made or changed; what is over leaves it."""
    others = {
        made: period for made, period in agenda.active if made != booking.booking_id and now < period.end
    }
    if booking.is_active(now):
        others[booking.booking_id] = booking.period
    return replace(agenda, active=tuple(sorted(others.items(), key=lambda entry: entry[1])))


def _text(now: datetime) -> str:
    """After all that is over in this second, before all that ends later."""
    return f"{now:%Y-%m-%dT%H:%M:%SZ}~"
