"""Free time on a charger, on the policy's grid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.bookings.gaps import first_on_grid
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.terms import BookingTerms
from chalicelib.kernel.period import Period
from chalicelib.stations.rules import Charger

NEVER = None
Judge = Callable[["Spot", Period], datetime | None]
"""When a time that is free may be looked for again: at its start or before, it suits; NEVER: nothing will."""


@dataclass(frozen=True)
class Spot:
    """A charger as it stands to one member, and who holds it."""

    charger: Charger
    terms: BookingTerms
    occupancy: Occupancy

    @property
    def buffer(self) -> timedelta:
        """What stays free after a booking."""
        return self.terms.policy.buffer or timedelta(0)


@dataclass(frozen=True)
class Gap:
    """A free time on a charger."""

    charger: Charger
    terms: BookingTerms
    period: Period


def first_gap(spots: list[Spot], duration: timedelta, within: Period, judge: Judge) -> Gap | None:
    """The earliest time of that length within a period that is free and that `judge` finds good.

    Of several chargers that are free as early, the first one.
    """
    found: Gap | None = None
    for spot in spots:
        until = within.end if found is None else min(within.end, found.period.end)
        period = _first_of(spot, duration, within.start, until, judge)
        if period is not None and (found is None or period.start < found.period.start):
            found = Gap(spot.charger, spot.terms, period)
    return found


def _first_of(
    spot: Spot, duration: timedelta, start: datetime, until: datetime, judge: Judge
) -> Period | None:
    grid, time_zone = spot.terms.policy.grid, spot.charger.time_zone
    start = first_on_grid(start, grid, time_zone)
    if start + duration > until:
        return None
    taken = [stretch.period for stretch in spot.occupancy.taken(Period(start, until + spot.buffer))]
    while start + duration <= until:
        period = Period(start, start + duration)
        held = Period(start, period.end + spot.buffer)
        in_the_way = [other.end for other in taken if other.overlaps(held)]
        if in_the_way:
            start = first_on_grid(max(in_the_way), grid, time_zone)
            continue
        good_at = judge(spot, period)
        if good_at is NEVER:
            return None
        if good_at <= start:
            return period
        start = first_on_grid(good_at, grid, time_zone)
    return None


def with_taken(occupancies: Mapping[str, Occupancy], gap: Gap) -> dict[str, Occupancy]:
    """The same where somebody holds the gap too, with its buffer."""
    held = Period(gap.period.start, gap.period.end + (gap.terms.policy.buffer or timedelta(0)))
    charger_id = gap.charger.charger_id
    taken = occupancies.get(charger_id, Occupancy()).with_taken(held, "gap")
    return {**occupancies, charger_id: taken}
