"""What the clock reads and writes in DynamoDB: what is due, and which sheets are on the clock already."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.bookings.booking import Booking, booking_id
from chalicelib.bookings.items import ISO, BookingItem, BookingsItem
from chalicelib.bookings.moments import next_moment
from chalicelib.bookings.putting_on_the_clock import Reached
from chalicelib.bookings.sheet_items import ClockItem, SheetItem, sheets_of
from chalicelib.bookings.slots import SHARDS
from chalicelib.kernel.shards import shard_of
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.table import MOST_KEYS, Look, attempt, look

PAGE = 100
"""Due bookings read at a time."""


class DynamoClock:
    """The clock's own questions. Keys: items.py."""

    def due(self, shard: int, now: datetime) -> Iterator[str]:
        """The ids of a shard's bookings of which something is due, what has waited longest first.

        Eventually consistent, as indexes are: what is written just now is seen a little later.
        """
        found = BookingItem.due.query(f"DUE#{shard}", BookingItem.gsi1sk <= f"{now:{ISO}}~", page_size=PAGE)
        return (item.booking_id for item in found)

    def reached(self, shard: int, mine: Slice) -> Reached | None:
        """How far a slice's sheets of a shard are on the clock; None: none ever were. 1 read.

        Where slices share the shard, what all of them have reached is reached, for any other number of them
        too: 1 write when there is more of it.
        """
        sharing = mine.sharing(shard, SHARDS)
        if len(sharing) == 1:
            try:
                return _reached(ClockItem.get(f"CLOCK#{shard}", _cursor(WHOLE), consistent_read=True))
            except ClockItem.DoesNotExist:
                return None
        found = {item.sk: _reached(item) for item in ClockItem.query(f"CLOCK#{shard}", consistent_read=True)}
        whole, own = found.get(_cursor(WHOLE)), found.get(_cursor(mine))
        all_of_them = [found.get(_cursor(one)) for one in sharing]
        keys = [one.key for one in all_of_them if one is not None]
        if len(keys) == len(sharing) and (whole is None or min(keys) > whole.key):
            whole = Reached(min(keys))
            _reach(shard, _cursor(WHOLE), whole)
        return max((one for one in (whole, own) if one is not None), default=None)

    def reach(self, shard: int, mine: Slice, at: Reached) -> None:
        """A slice's sheets of a shard are on the clock so far; never back again. 1 write."""
        is_shared = len(mine.sharing(shard, SHARDS)) > 1
        _reach(shard, _cursor(mine if is_shared else WHOLE), at)

    def off_clock(self, shard: int, mine: Slice, key: str, after: str) -> Iterator[tuple[str, list[Booking]]]:
        """The bookings on a slice's sheets of `key` in a shard that are not on the clock, in batches.

        Each with the charger up to which there are no more; of chargers that follow on `after`. 1 read, 1
        more per batch, which is of a hundred bookings at most.
        """
        batch: list[str] = []
        last = ""
        for charger_id, refs in self._sheets(shard, mine, key, after):
            if batch and len(batch) + len(refs) > MOST_KEYS:
                yield last, _off_clock(batch)
                batch = []
            batch += [booking_id(charger_id, ref) for ref in refs]
            last = charger_id
        if batch:
            yield last, _off_clock(batch)

    @staticmethod
    def _sheets(shard: int, mine: Slice, key: str, after: str) -> Iterator[tuple[str, set[str]]]:
        """Of each charger, in order, the references on its sheet."""
        follows = SheetItem.sk > f"CHARGER#{after}"
        for sheet in SheetItem.query(sheets_of(key, shard), follows, consistent_read=True):
            if mine.has(sheet.charger_id, shard, SHARDS):
                yield sheet.charger_id, set(sheet.refs().values())

    def put_on(self, booking: Booking) -> None:
        """Its next moment is to be found by its time; not of one that was changed since it was read."""
        due = next_moment(booking)
        if due is None:
            return
        item = BookingItem.keyed(booking.booking_id)
        actions: list[Action] = [
            BookingItem.gsi1pk.set(f"DUE#{shard_of(booking.charger_id, SHARDS)}"),
            BookingItem.gsi1sk.set(f"{due[0]:{ISO}}#{booking.booking_id}"),
        ]
        attempt(lambda: item.update(actions, BookingItem.version == booking.version))


def _cursor(mine: Slice) -> str:
    return "CLOCK" if mine == WHOLE else f"CLOCK#{mine.index}/{mine.of}"


def _reached(item: ClockItem) -> Reached:
    return Reached(item.reached, item.within or "")


def _reach(shard: int, cursor: str, at: Reached) -> None:
    known = ClockItem.reached < at.key
    if at.within:
        is_within = ClockItem.within.does_not_exist() | (ClockItem.within < at.within)
        known |= (ClockItem.reached == at.key) & is_within
    item = ClockItem(f"CLOCK#{shard}", cursor, reached=at.key, within=at.within or None)
    attempt(lambda: item.save(ClockItem.pk.does_not_exist() | known))


def _off_clock(booking_ids: Iterable[str]) -> list[Booking]:
    (items,) = look(_items(booking_ids))
    return [item.booking() for item in items if item.gsi1pk is None]


def _items(booking_ids: Iterable[str]) -> Look[list[BookingItem]]:
    keys = [BookingItem.keyed(booking_id) for booking_id in booking_ids]

    def answer(found: Any) -> list[BookingItem]:
        return list(found.values())

    return Look(tuple((BookingsItem, key.pk, key.sk) for key in keys), answer)
