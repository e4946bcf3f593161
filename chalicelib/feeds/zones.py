"""A time zone as a calendar is told it (RFC 5545, section 3.6.5): every change of its clock, written out.

Rules that repeat are not used: Morocco moves its clock by the moon, and laws change. What is written holds
for the time that the feed shows, and a year around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.kernel.period import Period

AROUND = timedelta(days=366)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Observance:
    """How a clock goes from `start` on (wall time before it was changed), until the next."""

    start: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str
    is_daylight: bool


def observances(time_zone: str, period: Period) -> list[Observance]:
    """All that are in force some time within `period` or a year around it, in order."""
    zone = ZoneInfo(time_zone)
    first = (period.start - AROUND).replace(microsecond=0)
    begins = _clock(first, zone)
    return [
        _observance(first, begins[0], begins),
        *(
            _observance(change, _clock(change - SECOND, zone)[0], _clock(change, zone))
            for change in _changes(zone, first, period.end + AROUND)
        ),
    ]


def can_be_written(instant: datetime, time_zone: str) -> bool:
    """Whether its wall time means this instant: where a wall time comes twice, it means the first."""
    return not instant.astimezone(ZoneInfo(time_zone)).fold


Clock = tuple[timedelta, str, bool]


def _clock(instant: datetime, zone: ZoneInfo) -> Clock:
    local = instant.astimezone(zone)
    return local.utcoffset() or timedelta(0), local.tzname() or zone.key, bool(local.dst())


def _observance(at: datetime, offset_from: timedelta, clock: Clock) -> Observance:
    offset_to, name, is_daylight = clock
    wall = at.astimezone(UTC).replace(tzinfo=None) + offset_from
    return Observance(wall, offset_from, offset_to, name, is_daylight)


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """When the clock is changed: days that end otherwise than they began, halved until it is a second."""
    day = first
    while day < last:
        if _clock(day, zone) != _clock(day + DAY, zone):
            before, after = day, day + DAY
            while after - before > SECOND:
                middle = (before + (after - before) / 2).replace(microsecond=0)
                if _clock(middle, zone) == _clock(day, zone):
                    before = middle
                else:
                    after = middle
            yield after
        day += DAY
