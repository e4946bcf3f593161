"""The waitlist in DynamoDB. Keys: items.py. Its writes are committed with those of bookings and notices."""

from chalicelib.table import Write, delete, put
from chalicelib.waitlist.entry import WaitlistEntry
from chalicelib.waitlist.items import KEPT, SHARDS, EntryItem, JoinsItem

Writes = tuple[Write, ...]


class DynamoWaitlist:
    """Keeps WaitlistStore's promises (needs.py) in DynamoDB."""

    shards = SHARDS

    def entries(self, station_id: str) -> list[WaitlistEntry]:
        """All entries of a station, as they were last written: one Query."""
        found = EntryItem.query(
            f"STATION#{station_id}", EntryItem.sk.startswith("ENTRY#"), consistent_read=True
        )
        return [item.entry() for item in found]

    def entry(self, entry_id: str) -> WaitlistEntry | None:
        """One entry, as it was last written."""
        key = EntryItem.keyed(entry_id)
        try:
            return EntryItem.get(key.pk, key.sk, consistent_read=True).entry()
        except EntryItem.DoesNotExist:
            return None

    def joins(self, station_id: str, driver_id: str) -> int:
        """How often a member has joined there."""
        key = JoinsItem.keyed(station_id, driver_id)
        try:
            return int(JoinsItem.get(key.pk, key.sk, consistent_read=True).joins)
        except JoinsItem.DoesNotExist:
            return 0

    def of_driver(self, driver_id: str) -> list[WaitlistEntry]:
        """A driver's entries, eventually, by when they joined: one Query."""
        return [item.entry() for item in EntryItem.of_driver.query(f"DRIVER#{driver_id}")]

    def stations(self, shard: int) -> list[str]:
        """The stations of a shard where somebody waits, eventually: one Query for each thousand entries."""
        return list(dict.fromkeys(item.station_id for item in EntryItem.waited.query(f"WAITED#{shard}")))

    def joining(self, entry: WaitlistEntry, joins: int) -> Writes:
        """The writes of a new entry, if its driver has joined there as often as was seen."""
        counted = JoinsItem.keyed(entry.station_id, entry.driver_id)
        counted.joins = joins + 1
        counted.expires = int((entry.joined_at + KEPT).timestamp())
        seen = JoinsItem.joins == joins if joins else JoinsItem.pk.does_not_exist()
        return (
            put("joins", counted, seen),
            put("exists", EntryItem.of(entry), EntryItem.pk.does_not_exist()),
        )

    def changing(self, before: WaitlistEntry, after: WaitlistEntry) -> Writes:
        """The write that replaces an entry, if it is as it was read."""
        return (put("changed", EntryItem.of(after), EntryItem.version == before.version),)

    def removing(self, entry: WaitlistEntry) -> Writes:
        """The write after which the entry, if it is as it was read, is no more."""
        return (delete("changed", EntryItem.of(entry), EntryItem.version == entry.version),)
