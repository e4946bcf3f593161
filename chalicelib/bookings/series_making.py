"""How a series is booked: its times one by one, as far as each fits; or all of them together."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.bookings.agenda import entered
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.life import CLOCK, over
from chalicelib.bookings.needs import BookingStore, Writes
from chalicelib.bookings.rules import Wish, violations, with_room
from chalicelib.bookings.series import Made, Series, Unfit, series_refused
from chalicelib.bookings.series_needs import SeriesStore
from chalicelib.bookings.service import BookingService, Ground, booked_on
from chalicelib.bookings.slots import Occupancy, slots_of
from chalicelib.bookings.tries import tries
from chalicelib.kernel.errors import Stale, Violation
from chalicelib.kernel.period import Period
from chalicelib.metrics import Metric, tally

HOLD_FOR = timedelta(minutes=2)
"""Longer than a request can take: what a crash leaves lapses then."""
MOST_WRITES = 100
"""Of one transaction."""


@dataclass(frozen=True)
class Spot:
    """One time of a series: its booking's id, and the booking if there is one."""

    number: int
    booking_id: str
    booking: Booking | None

    @property
    def ref(self) -> str:
        """What its slots hold."""
        return self.booking_id.rpartition("-")[2]


def spots(series: Series, store: BookingStore, numbers: Sequence[int] | None = None) -> list[Spot]:
    """The times of a series, or some of them, in order: one request, and one more where ids clash.

    An id that another booking of the charger has is passed over for the next. A hold of another series is
    waited for: it goes, or becomes such a booking.
    """
    found: dict[int, Spot] = {}
    wanted, attempt = list(range(series.times) if numbers is None else numbers), 0
    while wanted:
        ids = {number: series.booking_id(number, attempt) for number in wanted}
        there = store.bookings(ids.values())
        for number in wanted:
            booking = there.get(ids[number])
            is_ours = booking is None or booking.series_id == series.series_id
            if is_ours or (booking and booking.kind is Kind.HOLD):
                found[number] = Spot(number, ids[number], booking if is_ours else None)
        wanted, attempt = [number for number in wanted if number not in found], attempt + 1
    return [found[number] for number in sorted(found)]


@dataclass(frozen=True)
class SeriesMaking:
    """Both ways. Each booking is judged by the rule, and written as any booking is."""

    store: SeriesStore
    bookings: BookingService

    def one_by_one(self, series: Series, periods: Sequence[Period], ground: Ground, *, is_kept: bool) -> Made:
        """What fits, in order, and the rest with every reason; what was booked before stays so.

        The series is kept with the first of its bookings. Raises Refused "series_refused" when none fits.
        """
        ground = self._looked(series, periods, ground)
        made: list[Booking] = []
        unfit: list[Unfit] = []
        for spot, period in zip(spots(series, self.bookings.store), periods, strict=False):
            keeping = () if made or is_kept else self.store.keeping(series)
            booking, found, ground = self._one(series, spot, period, ground, keeping)
            if booking:
                made.append(booking)
            else:
                unfit.append(Unfit(period, tuple(found)))
        if not made:
            raise series_refused(unfit, len(periods))
        return Made(series, tuple(made), tuple(unfit))

    def _one(
        self, series: Series, spot: Spot, period: Period, ground: Ground, keeping: Writes
    ) -> tuple[Booking | None, list[Violation], Ground]:
        store, wish = self.bookings.store, Wish(period, car_id=series.car_id)
        for _ in tries():
            if spot.booking:
                return spot.booking, [], ground
            now = self.bookings.now()
            found = _judged(wish, ground, now)
            if found and not self.bookings.settled(wish, ground, now):
                return None, found, ground
            if not found:
                booking = booked_on(ground, spot.ref, series.driver_id, wish, now, series.series_id)
                after = _with(ground, booking, now)
                try:
                    store.commit(store.making(booking, now), store.moving(after.agenda), keeping)
                except Stale:
                    pass
                else:
                    tally(Metric.BOOKINGS_MADE)
                    agenda = replace(after.agenda, version=ground.agenda.version + 1)
                    return booking, [], replace(after, agenda=agenda)
            (spot,) = spots(series, store, [spot.number])
            occupancy, agenda = store.look(series.charger_id, _around(period, ground), ground.agenda)
            sheets = {**ground.occupancy.sheets, **occupancy.sheets}
            ground = replace(ground, occupancy=Occupancy(sheets), agenda=agenda)
        raise AssertionError("tries end with an error")

    def together(self, series: Series, periods: Sequence[Period], ground: Ground) -> Made | None:
        """All of it or nothing. None: somebody was faster; look again from the start.

        A transaction has room for 100 items: the slots are first taken by holds, some at a time; then one
        transaction makes them bookings, with the agenda and the series. Raises Refused "series_refused".
        """
        store = self.bookings.store
        found = spots(series, store)
        before = [spot.booking for spot in found if spot.booking]
        if any(booking.kind is not Kind.HOLD for booking in before):
            return None
        self._release(before)
        ground, now = self._looked(series, periods, ground), self.bookings.now()
        unfit: list[Unfit] = []
        made: list[Booking] = []
        for spot, period in zip(found, periods, strict=False):
            wish = Wish(period, car_id=series.car_id)
            if reasons := _judged(wish, ground, now):
                if self.bookings.settled(wish, ground, now):
                    return None
                unfit.append(Unfit(period, tuple(reasons)))
                continue
            made.append(booked_on(ground, spot.ref, series.driver_id, wish, now, series.series_id))
            ground = _with(ground, made[-1], now)
        if unfit:
            raise series_refused(unfit, len(periods))
        holds = [_hold(booking, now) for booking in made]
        try:
            for some in _chunks(holds):
                store.commit(*(store.making(hold, now) for hold in some))
            store.commit(
                *(store.changing(hold, booking, now) for hold, booking in zip(holds, made, strict=True)),
                store.moving(ground.agenda),
                self.store.keeping(series),
            )
        except Stale:
            self._release(holds)
            return None
        return Made(series, tuple(made))

    def _looked(self, series: Series, periods: Sequence[Period], ground: Ground) -> Ground:
        around = [_around(period, ground) for period in periods]
        return replace(ground, occupancy=self.store.occupancy(series.charger_id, around))

    def _release(self, holds: Sequence[Booking]) -> None:
        """Give back what these hold; one that is gone already is passed over."""
        for some in _chunks(holds):
            try:
                self._let_go(some)
            except Stale:
                for hold in some:
                    try:
                        self._let_go([hold])
                    except Stale:
                        continue

    def _let_go(self, holds: Sequence[Booking]) -> None:
        store, now = self.bookings.store, self.bookings.now()
        ended = [over(hold, State.REJECTED, now, CLOCK, "released") for hold in holds]
        store.commit(*(store.changing(hold, after, now) for hold, after in zip(holds, ended, strict=True)))


def _judged(wish: Wish, ground: Ground, now: datetime) -> list[Violation]:
    return violations(wish, ground.terms, ground.charger, ground.agenda, ground.occupancy, now)


def _around(period: Period, ground: Ground) -> Period:
    return with_room(period, ground.terms.policy.buffer or timedelta(0))


def _with(ground: Ground, booking: Booking, now: datetime) -> Ground:
    """The ground as it is for the next one, when this one is booked; its agenda as it is to be written."""
    occupancy = ground.occupancy.with_taken(booking.held, booking.ref)
    return replace(ground, agenda=entered(ground.agenda, [booking], now), occupancy=occupancy)


def _hold(booking: Booking, now: datetime) -> Booking:
    """What holds a booking's slots. Its version is random, so that nobody lets go of another's of this id."""
    version = 1 + secrets.randbelow(2**31)
    hold = replace(booking, kind=Kind.HOLD, state=State.PENDING, history=(), version=version)
    return replace(hold, look_at=now + HOLD_FOR)


def _chunks(holds: Sequence[Booking]) -> Iterator[list[Booking]]:
    """In order, each as many as one transaction can take."""
    some: list[Booking] = []
    room = MOST_WRITES
    for hold in holds:
        writes = 1 + len(slots_of(hold.held))
        if some and writes > room:
            yield some
            some, room = [], MOST_WRITES
        some.append(hold)
        room -= writes
    if some:
        yield some
