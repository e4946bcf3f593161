"""Watching in DynamoDB. Keys: items.py."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pynamodb.models import Model

from chalicelib.kernel.ids import Clock
from chalicelib.live.items import HolderItem, LiveItem, MarkItem, PageItem, WatcherItem
from chalicelib.live.rules import MOST_TOLD, WATCHED_FOR, Connection, Watcher
from chalicelib.table import MOST_KEYS, connection

MARK = "*"


@dataclass(frozen=True)
class DynamoWatchers:
    """Keeps WatcherStore's promises (service.py)."""

    now: Clock

    def watch(self, connection: Connection, channels: Mapping[str, set[str]]) -> None:
        """2 writes, 2 for each channel, and 1 for each that it watched and no longer does."""
        until = self.now() + WATCHED_FOR
        key, expires = _key(until, connection.connection_id), int(until.timestamp())
        page = PageItem(f"PAGE#{connection.connection_id}", "PAGE")
        told = [PageItem.channels.set(dict.fromkeys(channels, key)), PageItem.expires.set(expires)]
        before = page.swap(told)
        left = [
            WatcherItem(channel, kept_under)
            for channel, kept_under in (before.channels if before else {}).items()
            if channel not in channels
        ]
        holder = HolderItem(_holder(connection), key, endpoint=connection.endpoint)
        holder.since, holder.expires = connection.since.isoformat(), expires
        watching = [
            WatcherItem(
                channel,
                key,
                endpoint=connection.endpoint,
                topics=" ".join(sorted(topics)),
                expires=expires,
            )
            for channel, topics in channels.items()
        ]
        marks = [MarkItem(channel, MARK, expires=expires) for channel in channels]
        _written([holder, *watching, *marks], left)

    def others(self, connection: Connection) -> list[Connection]:
        """1 read."""
        found = {
            item.sk.partition("#")[2]: item
            for item in HolderItem.query(_holder(connection), HolderItem.sk > _key(self.now(), ""))
        }
        return [
            Connection(connection_id, item.endpoint, connection.holder, datetime.fromisoformat(item.since))
            for connection_id, item in found.items()
            if connection_id != connection.connection_id
        ]

    def let_go(self, connection: Connection) -> None:
        """2 reads and 1 write for each of its items."""
        page = PageItem(f"PAGE#{connection.connection_id}", "PAGE")
        channels: dict[str, str] = next(
            (item.channels for item in PageItem.query(page.pk, consistent_read=True)), {}
        )
        held = [
            HolderItem(item.pk, item.sk)
            for item in HolderItem.query(_holder(connection))
            if item.sk.partition("#")[2] == connection.connection_id
        ]
        _written([], [page, *held, *(WatcherItem(channel, key) for channel, key in channels.items())])

    def watched(self, channels: Collection[str]) -> set[str]:
        """1 read for each hundred, half a unit for each, asked plainly, since every write asks it.

        What DynamoDB leaves out when it is busy counts as watched.
        """
        now, table, client = int(self.now().timestamp()), MarkItem.Meta.table_name, connection().client
        keys, found = [{"pk": {"S": channel}, "sk": {"S": MARK}} for channel in channels], set()
        for start in range(0, len(keys), MOST_KEYS):
            wanted = {table: {"Keys": keys[start : start + MOST_KEYS]}}
            answer = client.batch_get_item(RequestItems=wanted)
            marks = answer["Responses"].get(table, ())
            left = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", ())
            found |= {mark["pk"]["S"] for mark in marks if int(mark["expires"]["N"]) >= now}
            found |= {key["pk"]["S"] for key in left}
        return found

    def watchers(self, channel: str) -> Sequence[Watcher]:
        """Those that expire last: 1 read."""
        answer = connection().client.query(
            TableName=WatcherItem.Meta.table_name,
            KeyConditionExpression="pk = :channel AND sk > :now",
            ExpressionAttributeValues={":channel": {"S": channel}, ":now": {"S": _key(self.now(), "")}},
            ScanIndexForward=False,
            Limit=MOST_TOLD,
        )
        return [_watcher(item) for item in answer["Items"]]

    def gone(self, watchers: Iterable[Watcher]) -> None:
        """1 write each."""
        _written([], [WatcherItem(one.channel, one.key) for one in watchers])


def _watcher(item: Mapping[str, Mapping[str, str]]) -> Watcher:
    pk, sk, endpoint, topics = (item[name]["S"] for name in ("pk", "sk", "endpoint", "topics"))
    return Watcher(sk.partition("#")[2], endpoint, pk, frozenset(topics.split()), sk)


def _holder(connection: Connection) -> str:
    return f"HOLDER#{connection.holder}"


def _key(until: datetime, connection_id: str) -> str:
    return f"{until.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}#{connection_id}"


def _written(put: Iterable[Model], gone: Iterable[Model]) -> None:
    with LiveItem.batch_write() as batch:
        for item in put:
            batch.save(item)
        for item in gone:
            batch.delete(item)
