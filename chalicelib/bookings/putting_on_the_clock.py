"""Bookings made far ahead are put on the clock when the sheets on which they begin come near."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.moments import AHEAD
from chalicelib.bookings.slots import SHEET, floor, sheet_key
from chalicelib.kernel.slices import WHOLE, Slice

FIRST_LOOK_BACK = timedelta(hours=24)
"""Where nobody ever looked, so much before now is looked at too."""


class OpeningStore(Protocol):
    """See DynamoClock."""

    def reached(self, shard: int, mine: Slice) -> "Reached | None": ...  # noqa: D102
    def reach(self, shard: int, mine: Slice, at: "Reached") -> None: ...  # noqa: D102
    def off_clock(  # noqa: D102
        self, shard: int, mine: Slice, key: str, after: str
    ) -> Iterator[tuple[str, list[Booking]]]: ...
    def put_on(self, booking: Booking) -> None: ...  # noqa: D102


@dataclass(frozen=True, order=True)
class Reached:
    """The sheets of `key` are on the clock, all before, and of the next those of chargers up to `within`."""

    key: str
    within: str = ""


@dataclass(frozen=True)
class Opening:
    """Opens windows of sheets, each a shard's, in order; after an outage it goes on where it was."""

    store: OpeningStore

    def open(self, shard: int, now: datetime, goes_on: Callable[[], bool], mine: Slice = WHOLE) -> None:
        """A slice's part of all windows that come near at `now`, while `goes_on`; next time it goes on there.

        What is written meanwhile puts itself on the clock: its writer knows that the window is near.
        """
        begun = self.store.reached(shard, mine)
        within = begun.within if begun else ""
        for key in windows(begun.key if begun else None, now):
            done = within
            for charger_id, bookings in self.store.off_clock(shard, mine, key, done):
                if not goes_on():
                    if done > within:
                        self.store.reach(shard, mine, Reached(_before(key), done))
                    return
                for booking in bookings:
                    if sheet_key(booking.period.start) == key:
                        self.store.put_on(booking)
                done = charger_id
            self.store.reach(shard, mine, Reached(key))
            within = ""


def windows(reached: str | None, now: datetime) -> Iterator[str]:
    """The keys of the sheets to be opened at `now`, when those up to `reached` are."""
    start = floor(now - FIRST_LOOK_BACK, SHEET) if reached is None else _begin(reached) + SHEET
    while start - AHEAD <= now:
        yield sheet_key(start)
        start += SHEET


def _begin(key: str) -> datetime:
    return datetime.strptime(key, "%Y%m%d%H").replace(tzinfo=UTC)


def _before(key: str) -> str:
    return sheet_key(_begin(key) - SHEET)
