"""Which instants we go by when a charger's clock is wrong. Its own word is kept beside them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.sessions import flags

AHEAD = timedelta(minutes=5)
"""A clock may run this far ahead of ours."""
LONGEST_QUEUE = timedelta(days=60)
"""A charger may have been offline this long; anything older is a clock that was never set."""


@dataclass(frozen=True)
class Instant:
    """The instant we go by, and what was odd about the one reported."""

    at: datetime
    flags: frozenset[str] = frozenset()


def trusted(reported: datetime | None, received: datetime) -> Instant:
    """The charger's instant where it can be true, else ours."""
    if reported is None:
        return Instant(received, frozenset({flags.NO_CLOCK}))
    if reported > received + AHEAD:
        return Instant(received, frozenset({flags.CLOCK_AHEAD}))
    if reported < received - LONGEST_QUEUE:
        return Instant(received, frozenset({flags.CLOCK_BEHIND}))
    return Instant(reported)


def ended(
    start: datetime, start_reported: datetime | None, reported: datetime | None, received: datetime
) -> Instant:
    """The end of a visit that began at `start`, never before it.

    Two wrong instants of one clock still tell how long it lasted: then the end is that long after `start`.
    """
    end = trusted(reported, received)
    if end.flags and start_reported and reported and start_reported != start:
        lasted = reported - start_reported
        if timedelta(0) <= lasted <= LONGEST_QUEUE:
            return Instant(start + lasted, end.flags)
    if end.at < start:
        odd = end.flags or frozenset({flags.END_BEFORE_START})
        return Instant(max(start, received), odd)
    return end
