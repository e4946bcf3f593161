"""When a charger is free: what opening hours, closures and those who hold it leave of a time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.bookings.rules import closed_for, on_grid, with_room
from chalicelib.bookings.slots import SLOT, Occupancy, ceiling, floor
from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import stretches, without_overlaps
from chalicelib.policies.rules import Policy
from chalicelib.stations.rules import Charger


def gaps(period: Period, busy: Iterable[Period]) -> list[Period]:
    """What `busy` leaves of `period`, in order; stretches may overlap each other, and touch."""
    found, reached = [], period.start
    for stretch in sorted(busy):
        if reached < min(stretch.start, period.end):
            found.append(Period(reached, min(stretch.start, period.end)))
        reached = max(reached, stretch.end)
    if reached < period.end:
        found.append(Period(reached, period.end))
    return found


def merged(busy: Iterable[Period]) -> list[Period]:
    """The same time in as few stretches as can be, in order."""
    return [Period(*joined) for joined in without_overlaps((one.start, one.end) for one in sorted(busy))]


def held(occupancy: Occupancy, period: Period) -> list[Period]:
    """When somebody holds the charger within `period`, whoever it is."""
    return merged(taken.period for taken in occupancy.taken(period))


def free(charger: Charger, policy: Policy, occupancy: Occupancy, period: Period) -> list[Period]:
    """When a booking that begins and ends within `period` would be in nobody's way.

    It ends `buffer` before somebody else's begins, and lies within opening hours and outside closures; of
    the other rules nothing is known here. Edges lie on the policy's grid. The occupancy must reach as far
    as `with_room(period)`.
    """
    if not charger.is_in_service:
        return []
    buffer = policy.buffer or timedelta(0)
    ahead = with_room(period, buffer)
    busy = [Period(taken.start - buffer, taken.end) for taken in held(occupancy, ahead)]
    busy += [closed_for(closure, charger.time_zone) for closure in policy.closures]
    busy += closed(charger, period)
    snapped = (on_the_grid(gap, policy.grid, charger.time_zone) for gap in gaps(period, busy))
    return [gap for gap in snapped if gap]


def closed(charger: Charger, period: Period) -> list[Period]:
    """When the station's doors are closed within `period`."""
    if charger.opening_hours is None:
        return []
    opened = stretches(charger.opening_hours, ZoneInfo(charger.time_zone), period)
    return gaps(period, [Period(start, end) for start, end in opened if start < end])


def on_the_grid(period: Period, grid: timedelta, time_zone: str) -> Period | None:
    """The longest stretch within `period` that begins and ends on the grid of the station's clock."""
    start = first_on_grid(period.start, grid, time_zone)
    end = floor(period.end)
    while end > start and not on_grid(end, grid, time_zone):
        end -= SLOT
    return Period(start, end) if start < end else None


def first_on_grid(instant: datetime, grid: timedelta, time_zone: str) -> datetime:
    """The first instant on the grid of the station's clock that is not before this one."""
    start = ceiling(instant)
    while not on_grid(start, grid, time_zone):
        start += SLOT
    return start


def last_on_grid(instant: datetime, grid: timedelta, time_zone: str) -> datetime:
    """The last instant on the grid of the station's clock that is not after this one."""
    start = floor(instant)
    while not on_grid(start, grid, time_zone):
        start -= SLOT
    return start


def next_free(stretches: Sequence[Period], length: timedelta) -> datetime | None:
    """When the first of these free stretches begins that is at least so long; their edges are on the grid."""
    return next((stretch.start for stretch in stretches if stretch.duration >= length), None)


def is_free(charger: Charger, policy: Policy, occupancy: Occupancy, period: Period) -> bool:
    """Whether a booking of exactly this period would be in nobody's way, on the grid or not."""
    return (
        charger.is_in_service
        and charger.is_open(period)
        and not occupancy.taken(with_room(period, policy.buffer or timedelta(0)))
        and not any(closed_for(closure, charger.time_zone).overlaps(period) for closure in policy.closures)
    )


def without(occupancy: Occupancy, refs: Iterable[str]) -> Occupancy:
    """The same as if these held nothing."""
    gone = frozenset(refs)
    return Occupancy(
        {
            key: {name: ref for name, ref in slots.items() if ref not in gone}
            for key, slots in occupancy.sheets.items()
        }
    )


def by_day(stretches: Sequence[Period], days: Iterable[Period]) -> Iterator[list[Period]]:
    """For each day, the parts of the stretches that lie in it."""
    for day in days:
        yield [
            Period(max(stretch.start, day.start), min(stretch.end, day.end))
            for stretch in stretches
            if stretch.overlaps(day)
        ]
