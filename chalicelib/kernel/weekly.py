"""Weekly hours by the clock on the wall: when a station is open, when prime time is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.kernel.period import Period
from chalicelib.kernel.wall import instant_of

MOST_HOURS = 42
"""Entries of one station: six a day."""


@dataclass(frozen=True)
class WeeklyHours:
    """From one wall time of `weekday` (ISO 8601: Monday 1 to Sunday 7) until the next `until` after it.

    `until` at or before `from_` is therefore a time of the next day: 22:00 to 06:00 is a night, 08:00 to
    00:00 ends at midnight, 00:00 to 00:00 is the whole day. Raises ValueError for another weekday, and for
    times with a zone or with seconds.
    """

    weekday: int
    from_: time
    until: time

    def __post_init__(self) -> None:
        if not 1 <= self.weekday <= 7:  # noqa: PLR2004 - days of a week
            raise ValueError("weekday is 1 (Monday) to 7 (Sunday)")
        for edge in (self.from_, self.until):
            if edge.tzinfo or edge.second or edge.microsecond:
                raise ValueError("weekly hours are wall times of hours and minutes")


def open_throughout(hours: Sequence[WeeklyHours] | None, time_zone: str, period: Period) -> bool:
    """Whether the doors stay open all through `period`. None: they are never closed; empty: never open.

    Where the clock is put forward over an edge, the edge is where the clock goes on; where it is put back,
    the first of the two.
    """
    if hours is None:
        return True
    reached = period.start
    for opens, closes in stretches(hours, ZoneInfo(time_zone), period):
        if opens > reached:
            return False
        reached = max(reached, closes)
        if reached >= period.end:
            return True
    return False


def stretches(
    hours: Sequence[WeeklyHours], zone: ZoneInfo, period: Period
) -> list[tuple[datetime, datetime]]:
    """The open stretches that touch `period`, in UTC, by their starts; none that the clock leaps over."""
    found = []
    day = period.start.astimezone(zone).date() - timedelta(days=1)
    while day <= period.end.astimezone(zone).date():
        for entry in hours:
            if entry.weekday == day.isoweekday():
                last = day if entry.until > entry.from_ else day + timedelta(days=1)
                opens = instant_of(datetime.combine(day, entry.from_), zone)
                closes = instant_of(datetime.combine(last, entry.until), zone)
                if opens < closes and opens < period.end and closes > period.start:
                    found.append((opens, closes))
        day += timedelta(days=1)
    return sorted(found)


def without_overlaps(found: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same time in as few stretches as can be, in order; `found` is sorted."""
    joined: list[tuple[datetime, datetime]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
