"""How the waitlist lies in DynamoDB (table `waitlist`)."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.indexes import Gsi1, Gsi2
from chalicelib.kernel.period import Period
from chalicelib.kernel.shards import shard_of
from chalicelib.policies.rules import MINUTE
from chalicelib.table import Item, table_name
from chalicelib.waitlist.entry import EntryState, Passed, WaitlistEntry, station_of

NAME = table_name("waitlist")
SHARDS = 4
SAME = (
    "entry_id",
    "station_id",
    "network_id",
    "station_name",
    "time_zone",
    "driver_id",
    "joined_at",
    "is_now",
    "car_id",
    "offer_id",
    "hold_until",
    "snoozes",
    "snoozed_until",
    "version",
)
"""Attributes that are stored as they are."""
KEPT = timedelta(days=40)
"""Longer than anybody waits."""


class WaitlistItem(Item):
    """What all kinds of this table share."""

    class Meta:
        table_name = NAME


class EntryItem(WaitlistItem, discriminator="entry"):
    """One open entry; one that is over is deleted.

    pk  STATION#<station_id>     gsi1pk  DRIVER#<driver_id>        gsi2pk  WAITED#<shard of the station>
    sk  ENTRY#<entry_id>         gsi1sk  <joined_at>#<entry_id>    gsi2sk  <station_id>#<entry_id>

    pk answers "who waits here", and, since an entry's id begins with its station's, "this entry"; gsi1 "what
    do I wait for"; gsi2 "at which stations does somebody wait", for what is done every minute.
    """

    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    gsi2pk = UnicodeAttribute()
    gsi2sk = UnicodeAttribute()
    of_driver = Gsi1()
    waited = Gsi2()
    entry_id = UnicodeAttribute()
    station_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    station_name = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    driver_id = UnicodeAttribute()
    charger_ids: Any = ListAttribute(of=UnicodeAttribute, default=list)
    start = UTCDateTimeAttribute()
    end = UTCDateTimeAttribute()
    duration_minutes = NumberAttribute()
    joined_at = UTCDateTimeAttribute()
    is_now = BooleanAttribute()
    car_id = UnicodeAttribute(null=True)
    had: Any = ListAttribute(of=UnicodeAttribute, default=list)
    state = UnicodeAttribute()
    offer_id = UnicodeAttribute(null=True)
    hold_until = UTCDateTimeAttribute(null=True)
    snoozes = NumberAttribute()
    snoozed_until = UTCDateTimeAttribute(null=True)
    passed = JSONAttribute(null=True)
    """[charger, start, end, until] of each."""
    version = NumberAttribute()

    @classmethod
    def keyed(cls, entry_id: str) -> "EntryItem":
        """An item of this key, for reads and deletions."""
        return cls(f"STATION#{station_of(entry_id)}", f"ENTRY#{entry_id}")

    @classmethod
    def of(cls, entry: WaitlistEntry) -> "EntryItem":
        """The entry as it is stored."""
        item = cls.keyed(entry.entry_id)
        for name in SAME:
            setattr(item, name, getattr(entry, name))
        item.charger_ids, item.had = list(entry.charger_ids), list(entry.had)
        item.start, item.end = entry.window.start, entry.window.end
        item.duration_minutes = entry.duration // MINUTE
        item.state = entry.state.value
        item.passed = [
            [one.charger_id, *map(str, (one.period.start, one.period.end, one.until))] for one in entry.passed
        ] or None
        item.gsi1pk, item.gsi1sk = (
            f"DRIVER#{entry.driver_id}",
            f"{entry.joined_at:%Y-%m-%dT%H:%M:%SZ}#{entry.entry_id}",
        )
        item.gsi2pk = f"WAITED#{shard_of(entry.station_id, SHARDS)}"
        item.gsi2sk = f"{entry.station_id}#{entry.entry_id}"
        return item

    def entry(self) -> WaitlistEntry:
        """The entry that is stored here."""
        same = {name: getattr(self, name) for name in SAME} | {
            "snoozes": int(self.snoozes),
            "version": int(self.version),
        }
        return WaitlistEntry(
            **same,
            charger_ids=tuple(map(str, self.charger_ids)),
            window=Period(self.start, self.end),
            duration=int(self.duration_minutes) * MINUTE,
            had=tuple(map(str, self.had)),
            state=EntryState(self.state),
            passed=tuple(_passed(*one) for one in self.passed or ()),
        )


def _passed(charger_id: str, start: str, end: str, until: str) -> Passed:
    begins, ends, until_at = map(datetime.fromisoformat, (start, end, until))
    return Passed(charger_id, Period(begins, ends), until_at)


class JoinsItem(WaitlistItem, discriminator="joins"):
    """How often a member has joined at a station: two joins at once cannot both count the entries before.

    pk  STATION#<station_id>
    sk  JOINS#<driver_id>
    """

    joins = NumberAttribute()

    @classmethod
    def keyed(cls, station_id: str, driver_id: str) -> "JoinsItem":
        """An item of this key."""
        return cls(f"STATION#{station_id}", f"JOINS#{driver_id}")
