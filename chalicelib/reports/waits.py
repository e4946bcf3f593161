"""How long those had waited who booked from the waitlist: kept, since an entry that is over is no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.reports.sharing import percentile


@dataclass(frozen=True)
class Wait:
    """From joining the waitlist until an offer was accepted, at a station of that zone."""

    booking_id: str
    network_id: str
    time_zone: str
    joined_at: datetime
    booked_at: datetime

    @property
    def length(self) -> timedelta:
        """How long it was."""
        return self.booked_at - self.joined_at


@dataclass(frozen=True)
class Waits:
    """What many waits come to."""

    count: int
    median: timedelta | None
    nine_of_ten: timedelta | None
    """So long at most nine of ten had waited."""


def waits_of(waits: Sequence[Wait]) -> Waits:
    """Of all of them; lengths are None of none."""
    lengths = [wait.length for wait in waits]
    return Waits(len(waits), percentile(lengths, 0.5), percentile(lengths, 0.9))
