"""When to look at which charge point, in DynamoDB. Keys: items.py."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.alarms.items import SubjectItem, WatchItem
from chalicelib.alarms.offline_watch import SHARDS, Sight, Watched
from chalicelib.alarms.rules import AlarmKind
from chalicelib.alarms.store import subject_key
from chalicelib.charge_points.presence import Presence
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.ids import secret_code
from chalicelib.kernel.shards import shard_of
from chalicelib.table import Look, Write, attempt, look, update

PAGE = 100
"""Due charge points read at a time."""


@dataclass(frozen=True)
class DynamoWatch:
    """Keeps WatchStore's promises (offline_watch.py). The questions of other concepts are given."""

    charge_point_of: Callable[[str], Look[ChargePoint | None]]
    presence_of: Callable[[str], Look[Presence]]

    def watch(self, charge_point_id: str, due: datetime) -> None:
        """Look at it then, whatever was to be before. 1 write."""
        _item(charge_point_id).update([WatchItem.kind.set(WatchItem), *_at(charge_point_id, due)])

    def due(self, shard: int, now: datetime) -> Iterator[Watched]:
        """Those of a shard that are due, what has waited longest first; 1 read for each PAGE."""
        found = WatchItem.by_time.query(f"DUE#{shard}", WatchItem.gsi1sk <= f"{_text(now)}~", page_size=PAGE)
        return (Watched(item.charge_point_id, item.turn) for item in found)

    def sight(self, charge_point_id: str) -> Sight:
        """How it is now. 1 read of 3 items."""
        key = subject_key(AlarmKind.OFFLINE, charge_point_id)

        def is_open(found: Mapping[tuple[str, str], Any]) -> bool:
            return key in found

        open_one: Look[bool] = Look(((SubjectItem, *key),), is_open)
        charge_point, presence, alarm_is_open = look(
            self.charge_point_of(charge_point_id), self.presence_of(charge_point_id), open_one
        )
        return Sight(charge_point, presence, alarm_is_open)

    def again(self, watched: Watched, due: datetime) -> None:
        """Look at it then, unless it connected meanwhile. 1 write."""
        self._unless_moved(watched, _at(watched.charge_point_id, due))

    def resting(self, watched: Watched) -> tuple[Write, ...]:
        """The write by which it is looked at no more until it connects, on condition that it has not."""
        rests = [WatchItem.gsi1pk.remove(), WatchItem.gsi1sk.remove()]
        return (update("turn", _item(watched.charge_point_id), rests, WatchItem.turn == watched.turn),)

    def rest(self, watched: Watched) -> None:
        """The same, alone. 1 write."""
        self._unless_moved(watched, [WatchItem.gsi1pk.remove(), WatchItem.gsi1sk.remove()])

    def forget(self, watched: Watched) -> None:
        """There is no such charge point any more. 1 write."""
        attempt(lambda: _item(watched.charge_point_id).delete(WatchItem.turn == watched.turn))

    @staticmethod
    def _unless_moved(watched: Watched, actions: list[Action]) -> None:
        attempt(lambda: _item(watched.charge_point_id).update(actions, WatchItem.turn == watched.turn))


def _item(charge_point_id: str) -> WatchItem:
    return WatchItem(f"WATCH#{charge_point_id}", "WATCH")


def _at(charge_point_id: str, due: datetime) -> list[Action]:
    return [
        WatchItem.gsi1pk.set(f"DUE#{shard_of(charge_point_id, SHARDS)}"),
        WatchItem.gsi1sk.set(f"{_text(due)}#{charge_point_id}"),
        WatchItem.charge_point_id.set(charge_point_id),
        WatchItem.turn.set(secret_code(12)),
    ]


def _text(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
