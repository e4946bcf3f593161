"""Charge points that stay offline are noticed: each is looked at when it could be too long, not before."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.alarms.needs import Writes
from chalicelib.alarms.rules import Alarm, AlarmKind, AlarmSettings
from chalicelib.charge_points.presence import OFFLINE_AFTER, Link, Presence
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.shards import in_shards
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger

SHARDS = 4
WORK = 20.0
"""Seconds after which a worker looks at no more; the next minute's goes on."""
SHORTEST = timedelta(minutes=5)
"""The least time offline that a network can ask to be alarmed after."""


@dataclass(frozen=True)
class Watched:
    """A charge point that is due, by the `turn` that its last connect, or the last look, gave it."""

    charge_point_id: str
    turn: str


@dataclass(frozen=True)
class Sight:
    """How a charge point is: None is one that was removed."""

    charge_point: ChargePoint | None
    presence: Presence
    alarm_is_open: bool


class WatchStore(Protocol):
    """When each charge point is to be looked at. See watch_store.py for each promise."""

    def watch(self, charge_point_id: str, due: datetime) -> None: ...  # noqa: D102
    def due(self, shard: int, now: datetime) -> Iterator[Watched]: ...  # noqa: D102
    def sight(self, charge_point_id: str) -> Sight: ...  # noqa: D102
    def again(self, watched: Watched, due: datetime) -> None: ...  # noqa: D102
    def resting(self, watched: Watched) -> Writes: ...  # noqa: D102
    def rest(self, watched: Watched) -> None: ...  # noqa: D102
    def forget(self, watched: Watched) -> None: ...  # noqa: D102


@dataclass(frozen=True)
class OfflineWatch:
    """Raises the alarm of a charge point that has been offline for longer than its network wants.

    A connect sets when to look next and ends the alarm, in this order; the alarm is raised only if no
    connect came since the look. So, whatever comes at once, a connected one is not left with an alarm.
    """

    store: WatchStore
    now: Clock
    raise_: Callable[..., bool]
    clear: Callable[[AlarmKind, str, datetime], object]
    settings: Callable[[str], AlarmSettings]
    elapsed: Callable[[], float] = field(default=time.monotonic)

    def connected(self, charge_point_id: str, link: Link, before: Presence) -> None:
        """1 write, and 1 read if it had been away for so long that there may be an alarm."""
        self.store.watch(charge_point_id, link.connected_at + OFFLINE_AFTER + SHORTEST)
        since = before.offline_since
        if since is not None and link.connected_at - since >= SHORTEST:
            self.clear(AlarmKind.OFFLINE, charge_point_id, link.connected_at)

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Look at all of a slice that are due, for about WORK seconds. Late or twice is as good."""
        begun = self.elapsed()
        in_shards(mine.shards(SHARDS), lambda shard: self._shard(shard, mine, now, begun))

    def _shard(self, shard: int, mine: Slice, now: datetime, begun: float) -> None:
        known: dict[str, AlarmSettings] = {}
        for watched in self.store.due(shard, now):
            if self.elapsed() - begun > WORK:
                logger.warning("offline_watch_behind", shard=shard)
                return
            if not mine.has(watched.charge_point_id, shard, SHARDS):
                continue
            try:
                self._look(watched, now, known)
            except Exception:  # noqa: BLE001 - the next one is not at fault; this one is tried again
                logger.exception("offline_watch_failed", charge_point_id=watched.charge_point_id)

    def _look(self, watched: Watched, now: datetime, known: dict[str, AlarmSettings]) -> None:
        sight = self.store.sight(watched.charge_point_id)
        charge_point, since = sight.charge_point, sight.presence.offline_since
        if charge_point is None or since is None:
            self.store.forget(watched)
            return
        network_id = charge_point.network_id
        if network_id not in known:
            known[network_id] = self.settings(network_id)
        due = since + known[network_id].offline_after
        if due > now:
            if sight.alarm_is_open and sight.presence.is_online(now):
                self.clear(AlarmKind.OFFLINE, watched.charge_point_id, now)
            self.store.again(watched, due)
        elif not self.raise_(_alarm(charge_point, since), self.store.resting(watched)):
            self.store.rest(watched)


def _alarm(charge_point: ChargePoint, since: datetime) -> Alarm:
    return Alarm(
        AlarmKind.OFFLINE,
        charge_point.network_id,
        charge_point.station_id,
        charge_point.charge_point_id,
        charge_point.charge_point_id,
        "",
        since,
    )
