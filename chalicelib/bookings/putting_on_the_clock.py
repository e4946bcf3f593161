"""Bookings made far ahead are put on the clock when the sheets on which they begin come near."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.moments import AHEAD
from chalicelib.bookings.slots import SHEET, floor, sheet_key

FIRST_LOOK_BACK = timedelta(hours=24)
"""Where nobody ever looked, so much before now is looked at too."""


class OpeningStore(Protocol):
    """See DynamoClock."""

    def reached(self, shard: int) -> str | None: ...  # noqa: D102
    def reach(self, shard: int, key: str) -> None: ...  # noqa: D102
    def off_clock(self, shard: int, key: str) -> Iterator[Booking]: ...  # noqa: D102
    def put_on(self, booking: Booking) -> None: ...  # noqa: D102


@dataclass(frozen=True)
class Opening:
    """Opens windows of sheets, each a shard's, in order; after an outage it goes on where it was."""

    store: OpeningStore

    def open(self, shard: int, now: datetime, goes_on: Callable[[], bool]) -> None:
        """All windows that come near at `now`, while `goes_on`: one left half done is opened again.

        What is written meanwhile puts itself on the clock: its writer knows that the window is near.
        """
        for key in windows(self.store.reached(shard), now):
            for booking in self.store.off_clock(shard, key):
                if not goes_on():
                    return
                if sheet_key(booking.period.start) == key:
                    self.store.put_on(booking)
            self.store.reach(shard, key)


def windows(reached: str | None, now: datetime) -> Iterator[str]:
    """The keys of the sheets to be opened at `now`, when those up to `reached` are."""
    if reached is None:
        start = floor(now - FIRST_LOOK_BACK, SHEET)
    else:
        start = datetime.strptime(reached, "%Y%m%d%H").replace(tzinfo=UTC) + SHEET
    while start - AHEAD <= now:
        yield sheet_key(start)
        start += SHEET
