"""What the clock reads and writes in DynamoDB: what is due, and which sheets are on the clock already."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.bookings.booking import Booking, booking_id
from chalicelib.bookings.items import ISO, BookingItem, BookingsItem
from chalicelib.bookings.moments import next_moment
from chalicelib.bookings.sheet_items import ClockItem, SheetItem, sheets_of
from chalicelib.bookings.slots import SHARDS
from chalicelib.kernel.shards import shard_of
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

    def reached(self, shard: int) -> str | None:
        """The key of the last sheets of a shard that are on the clock; None: none ever were."""
        try:
            reached: str = ClockItem.get(f"CLOCK#{shard}", "CLOCK", consistent_read=True).reached
        except ClockItem.DoesNotExist:
            return None
        return reached

    def reach(self, shard: int, key: str) -> None:
        """The sheets of `key`, and all before, are on the clock; never back again."""
        is_ahead = ClockItem.pk.does_not_exist() | (ClockItem.reached < key)
        attempt(lambda: ClockItem(f"CLOCK#{shard}", "CLOCK", reached=key).save(is_ahead))

    def off_clock(self, shard: int, key: str) -> Iterator[Booking]:
        """The bookings on a shard's sheets of `key` that are not on the clock: 1 read, 1 more per hundred."""
        ids = (
            booking_id(sheet.charger_id, ref)
            for sheet in SheetItem.query(sheets_of(key, shard), consistent_read=True)
            for ref in set(sheet.refs().values())
        )
        while some := list(islice(ids, MOST_KEYS)):
            (items,) = look(_items(some))
            yield from (item.booking() for item in items if item.gsi1pk is None)

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


def _items(booking_ids: Iterable[str]) -> Look[list[BookingItem]]:
    keys = [BookingItem.keyed(booking_id) for booking_id in booking_ids]

    def answer(found: Any) -> list[BookingItem]:
        return list(found.values())

    return Look(tuple((BookingsItem, key.pk, key.sk) for key in keys), answer)
