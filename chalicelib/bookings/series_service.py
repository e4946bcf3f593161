"""Use cases of series: book one, look at it, cancel or move all that is later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from chalicelib.bookings.booking import OPEN_STATES, Booking, Kind, State
from chalicelib.bookings.recurrence import occurrences
from chalicelib.bookings.series import (
    Edited,
    Left,
    Made,
    Series,
    SeriesWish,
    at_wall_times,
    begun,
    series_id_of,
)
from chalicelib.bookings.series_making import SeriesMaking, spots
from chalicelib.bookings.series_needs import SeriesStore
from chalicelib.bookings.service import BookingService, stood_on
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.tries import tries
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, Refused, not_found
from chalicelib.kernel.paging import Page, Wanted


@dataclass(frozen=True)
class Since:
    """From which booking of a series on, or from when; neither: all that is still to come."""

    booking_id: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class SeriesService:
    """Series of bookings. For who may not see a charger or a series, it does not exist."""

    store: SeriesStore
    bookings: BookingService

    def book(self, wish: SeriesWish, caller: Caller, key: str | None = None) -> Made:
        """A new series; the same `key` gives the same again, and books what of it is not booked yet.

        Raises Refused "series_refused" when nothing is booked, Invalid for a rule that cannot be. 3 reads,
        one more for each hundred sheets, and 1 transaction for each booking; where it is all or none, one
        for the slots of some dozens and 1 for all bookings.
        """
        series_id = series_id_of(caller.account_id, wish, key)
        making = SeriesMaking(self.store, self.bookings)
        car = (caller.account_id, wish.car_id) if wish.car_id else None
        for _ in tries():
            place, known = self.store.place(wish.charger_id, series_id, car)
            if place.charger is None:
                raise not_found("charger")
            standing, agenda = self.bookings.facts.member(place.charger.network_id, caller.account_id)
            ground = stood_on(place, standing, agenda, Occupancy())
            if known and wish.all_or_none:
                return Made(known, self.bookings_of(known))
            periods = occurrences(wish.rule, wish.first, place.charger.time_zone)
            now = self.bookings.now()
            series = known or begun(wish, series_id, place.charger, caller.account_id, periods, now)
            if wish.all_or_none:
                made = making.together(series, periods, ground)
            else:
                made = making.one_by_one(series, periods, ground, is_kept=known is not None)
            if made:
                self._ask(made.bookings, now)
                return made
        raise AssertionError("tries end with an error")

    def series(self, series_id: str, caller: Caller) -> Made:
        """One series and its bookings by their starts, for its driver and for managers of its network."""
        found, _ = self._seen(series_id, caller)
        return Made(found, self.bookings_of(found))

    def mine(self, caller: Caller, wanted: Wanted) -> Page[Series]:
        """My series, the one that ends last first."""
        return self.store.of_driver(caller.account_id, wanted)

    def bookings_of(self, series: Series) -> tuple[Booking, ...]:
        """Its bookings by their starts, whatever became of them: one request."""
        found = [spot.booking for spot in spots(series, self.bookings.store)]
        made = [booking for booking in found if booking and booking.kind is not Kind.HOLD]
        return tuple(sorted(made, key=lambda booking: (booking.period, booking.booking_id)))

    def cancel(self, series_id: str, caller: Caller, since: Since, reason: str = "") -> Edited:
        """Its driver, or a manager of the network, gives back what is later, each by its own terms."""
        series, _ = self._seen(series_id, caller)
        later = self._later(series, since)
        return self._edited(later, lambda one: self.bookings.cancel(one.booking_id, caller, reason))

    def move(
        self,
        series_id: str,
        caller: Caller,
        since: Since,
        start: time | None,
        end: time | None,
        car_id: str | None,
    ) -> Edited:
        """Its driver moves what is later to other wall times, each an ordinary change; what is None stays.

        Raises Invalid "bad_period" when one of them would end before it begins: then nothing is changed.
        """
        series, is_mine = self._seen(series_id, caller)
        if not is_mine:
            raise Forbidden("not_yours", "Only its driver changes a series.")
        later = self._later(series, since)
        wanted = {one.booking_id: at_wall_times(one.period, start, end, series.time_zone) for one in later}
        if any(wanted[one.booking_id].start > one.period.start for one in later):
            later.reverse()  # the last makes room for the one before

        def changed(one: Booking) -> Booking:
            period = wanted[one.booking_id]
            return self.bookings.change(one.booking_id, caller, period.start, period.end, car_id)

        return self._edited(later, changed)

    def _seen(self, series_id: str, caller: Caller) -> tuple[Series, bool]:
        """A series, and whether it is the caller's."""
        found = self.store.series(series_id)
        if found is None:
            raise not_found("series")
        if found.driver_id == caller.account_id:
            return found, True
        standing, _ = self.bookings.facts.member(found.network_id, caller.account_id)
        if standing is None or not standing.may_manage:
            raise not_found("series")
        return found, False

    def _later(self, series: Series, since: Since) -> list[Booking]:
        """Its bookings that are not over, from there on, by their starts."""
        found, now = self.bookings_of(series), self.bookings.now()
        start = since.at
        if since.booking_id is not None:
            named = next((one for one in found if one.booking_id == since.booking_id), None)
            if named is None:
                raise not_found("booking")
            start = named.period.start
        return [
            one
            for one in found
            if one.state_at(now) in OPEN_STATES and (start is None or one.period.start >= start)
        ]

    def _ask(self, made: Sequence[Booking], now: datetime) -> None:
        """Managers are asked once for a series, by its first booking that waits for them."""
        waiting = [booking for booking in made if booking.state is State.PENDING]
        if waiting:
            self.bookings.ask_managers(waiting[0], now)

    def _edited(self, bookings: Sequence[Booking], edit: Callable[[Booking], Booking]) -> Edited:
        done: list[str] = []
        left: list[Left] = []
        for booking in bookings:
            try:
                done.append(edit(booking).booking_id)
            except Refused as refusal:
                violations = refusal.facts["violations"]
                left.append(Left(booking, tuple(violations if isinstance(violations, list) else ())))
        written = self.bookings.store.bookings(done).values()
        return Edited(
            tuple(sorted(written, key=lambda booking: booking.period)),
            tuple(sorted(left, key=lambda one: one.booking.period)),
        )
