"""What the clock on a zone's walls shows, and when it shows that."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

A_SECOND = timedelta(seconds=1)


def wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clock shows at an instant, without its zone."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def month_of(instant: datetime, zone: ZoneInfo) -> str:
    """The month on the zone's calendar, like "2026-06"; text order is the order of months."""
    shown = wall(instant, zone)
    return f"{shown.year:04}-{shown.month:02}"


def instant_of(shown: datetime, zone: ZoneInfo) -> datetime:
    """When the clock first shows that, in UTC; where it leaps over it, the instant at which it leaps.

    To the second: no zone's clock has been changed within one.
    """
    first = shown.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if wall(first, zone) == shown:
        return first
    before, after = shown.replace(tzinfo=zone, fold=1).astimezone(UTC), first
    while after - before > A_SECOND:
        middle = before + (after - before) // 2 // A_SECOND * A_SECOND
        if wall(middle, zone) < shown:
            before = middle
        else:
            after = middle
    return after
