"""How much of the time that chargers were open was taken, by weekday and hour of their own clock."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.bookings.slots import ceiling
from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import WeeklyHours, stretches, without_overlaps

QUARTER = timedelta(minutes=15)
"""Every zone's offset, and every change of a clock since 1972, is a whole number of these."""
NOTHING = timedelta(0)
Cell = tuple[int, int]
"""ISO weekday and hour, by the clock on the wall."""
Cells = Mapping[Cell, timedelta]
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Hour:
    """One hour of one weekday, added up over all such hours and all chargers."""

    weekday: int
    hour: int
    held: timedelta
    open: timedelta

    @property
    def utilisation(self) -> float:
        """0 to 1; 0 where nothing was open."""
        return self.held / self.open if self.open else 0.0


@dataclass(frozen=True)
class Place:
    """A charger for these figures: when it could be used, and when it was. `held` may overlap."""

    time_zone: str
    opening_hours: tuple[WeeklyHours, ...] | None
    period: Period
    held: tuple[Period, ...] = ()
    blocked: tuple[Period, ...] = ()


def by_hour(places: Iterable[Place]) -> list[Hour]:
    """All 168 hours of a week.

    A charger counts as open in its opening hours but for blocks, and whenever it was taken: a visit may run
    past closing time. So no hour is taken for longer than it was open.
    """
    held: dict[Cell, timedelta] = defaultdict(timedelta)
    opened: dict[Cell, timedelta] = defaultdict(timedelta)
    alike: dict[tuple[str, tuple[WeeklyHours, ...] | None, Period], Cells] = {}
    for place in places:
        zone = ZoneInfo(place.time_zone)
        key = (place.time_zone, place.opening_hours, place.period)
        could = _open(place, zone)
        if key not in alike:
            alike[key] = cells(could, zone)
        taken, blocked = within(place.held, place.period), within(place.blocked, place.period)
        _add(held, cells(taken, zone), 1)
        _add(opened, alike[key], 1)
        _add(opened, cells(minus(intersection(could, blocked), taken), zone), -1)
        _add(opened, cells(minus(taken, could), zone), 1)
    return [
        Hour(weekday, hour, held[weekday, hour], opened[weekday, hour])
        for weekday in range(1, 8)
        for hour in range(24)
    ]


def _open(place: Place, zone: ZoneInfo) -> list[Stretch]:
    if place.opening_hours is None:
        return [(place.period.start, place.period.end)]
    return clipped(stretches(place.opening_hours, zone, place.period), place.period)


def within(periods: Iterable[Period], whole: Period) -> list[Stretch]:
    """What of `periods` lies in `whole`, without overlaps."""
    return clipped(sorted((period.start, period.end) for period in periods), whole)


def clipped(found: Sequence[Stretch], whole: Period) -> list[Stretch]:
    """Sorted stretches without overlaps and without what lies outside of `whole`."""
    cut = ((max(start, whole.start), min(end, whole.end)) for start, end in found)
    return without_overlaps((start, end) for start, end in cut if start < end)


def intersection(one: Sequence[Stretch], other: Sequence[Stretch]) -> list[Stretch]:
    """What lies in both; each is sorted and without overlaps."""
    cut = [(max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) < min(b, d)]
    return sorted(cut)


def minus(one: Sequence[Stretch], other: Sequence[Stretch]) -> list[Stretch]:
    """What lies in `one` and not in `other`; each is sorted and without overlaps."""
    left = []
    for begin, end in one:
        start = begin
        for other_start, other_end in other:
            if other_end <= start or other_start >= end:
                continue
            if start < other_start:
                left.append((start, other_start))
            start = max(start, other_end)
        if start < end:
            left.append((start, end))
    return left


def cells(found: Iterable[Stretch], zone: ZoneInfo) -> Cells:
    """How much of each hour of the week lies in these stretches."""
    counted: dict[Cell, timedelta] = defaultdict(timedelta)
    for start, end in found:
        for begin, until in _quarters(start, end):
            local = begin.astimezone(zone)
            counted[local.isoweekday(), local.hour] += until - begin
    return counted


def _quarters(start: datetime, end: datetime) -> Iterator[Stretch]:
    begin = start
    while begin < end:
        until = min(end, ceiling(begin + timedelta(microseconds=1), QUARTER))
        yield begin, until
        begin = until


def _add(to: dict[Cell, timedelta], more: Cells, sign: int) -> None:
    for cell, length in more.items():
        to[cell] += sign * length
