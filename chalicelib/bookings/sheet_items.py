"""How sheets lie in DynamoDB (table `bookings`), and how far they are on the clock."""

from pynamodb.attributes import UnicodeAttribute

from chalicelib.bookings.items import BookingsItem
from chalicelib.bookings.slots import SHARDS, SHEET, SLOT
from chalicelib.kernel.shards import shard_of


class SheetItem(BookingsItem, discriminator="sheet"):
    """Eight hours of one charger: an attribute "00" to "95" for each slot that is held, its value the `ref`.

    pk  SHEETS#<yyyymmddHH>#<shard>, the first hour in UTC
    sk  CHARGER#<charger_id>

    The sheets of the same hours lie together, so that what begins in them is found when they come near. It
    has nothing but slots: full, it is still below 1 KB, DynamoDB's unit of writing.
    """

    for _number in range(SHEET // SLOT):
        vars()[f"slot_{_number:02}"] = UnicodeAttribute(null=True, attr_name=f"{_number:02}")

    @classmethod
    def keyed(cls, charger_id: str, key: str) -> "SheetItem":
        """An item of this key, for updates."""
        return cls(sheets_of(key, shard_of(charger_id, SHARDS)), f"CHARGER#{charger_id}")

    @property
    def charger_id(self) -> str:
        """Whose it is."""
        return self.sk.partition("#")[2]

    @property
    def key(self) -> str:
        """Which hours."""
        return self.pk.split("#")[1]

    def refs(self) -> dict[str, str]:
        """Reference by slot name."""
        values = self.attribute_values.items()
        return {name.removeprefix("slot_"): ref for name, ref in values if name.startswith("slot_")}


def sheets_of(key: str, shard: int) -> str:
    """Where the sheets of the same hours lie."""
    return f"SHEETS#{key}#{shard}"


class ClockItem(BookingsItem, discriminator="clock"):
    """How far the sheets of a shard, or a slice's part of them, have been put on the clock.

    pk  CLOCK#<shard>
    sk  CLOCK, or CLOCK#<index>/<of> of a slice that shares the shard with others
    """

    reached = UnicodeAttribute()
    """The key of the last sheet whose bookings are on the clock."""
    within = UnicodeAttribute(null=True)
    """Of the sheets that follow, those of chargers up to this one are on the clock too."""
