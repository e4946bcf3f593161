"""Watching, and telling who watches."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from threading import Lock
from typing import Protocol

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.ids import Clock
from chalicelib.live.changes import SHOWN_BY_CHARGE_POINT, SHOWN_BY_STATION, channels_of
from chalicelib.live.rules import (
    QUIET,
    Connection,
    Subject,
    Topic,
    Watched,
    Watcher,
    Wish,
    fitting,
    too_many,
)
from chalicelib.logs import logger
from chalicelib.touched import Touched

AT_ONCE = 8
"""Channels asked, or connections told, side by side."""
MOST_REMEMBERED = 10_000

Resolve = Callable[[str, Caller | None], Iterable[str]]
"""The channels of a topic's name for who asks. Raises a DomainError for what they may not see."""


class WatcherStore(Protocol):
    """Who watches what; see DynamoWatchers for what each costs."""

    def watch(self, connection: Connection, channels: Mapping[str, set[str]]) -> None:
        """It watches these channels, by the topics that it calls them by, and no others, for WATCHED_FOR."""

    def others(self, connection: Connection) -> list[Connection]:
        """The other connections of its holder."""

    def let_go(self, connection: Connection) -> None:
        """Forget a connection, and all that it watches."""

    def watched(self, channels: Collection[str]) -> set[str]:
        """Those of these channels that may have watchers: of most, nobody has asked for long."""

    def watchers(self, channel: str) -> Sequence[Watcher]:
        """Who watches a channel; at most MOST_TOLD."""

    def gone(self, watchers: Iterable[Watcher]) -> None:
        """Nobody is at their other end."""


class Post(Protocol):
    """What goes down a connection."""

    def __call__(self, endpoint: str, connection_id: str, topics: Sequence[str]) -> bool:
        """Tell that topics changed. False: nobody is at its other end."""


@dataclass
class LiveService:
    """`resolve` has the channels of each subject, `on_maps` the maps' of charge points and of stations."""

    store: WatcherStore
    post: Post
    hang_up: Callable[[Connection], None]
    caller_of: Callable[[str], Caller]
    """Raises NotLoggedIn."""
    resolve: Mapping[Subject, Resolve]
    on_maps: Callable[[Collection[str], Collection[str]], set[str]]
    now: Clock
    _told: OrderedDict[tuple[str, str], datetime] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def watch(self, connection: Connection, wish: Wish) -> Watched:
        """From now on this connection hears of what the wish names, and of nothing else.

        Whoever may not see a topic is told that it is refused, as if it were not there. Raises NotLoggedIn
        for a token that is not good. 1 read, 2 writes and 2 for each channel, beside what it takes to judge.
        """
        caller = self.caller_of(wish.token) if wish.token else None
        if caller:
            connection = replace(connection, holder=caller.account_id)
        wanted, refused = {}, list(wish.unknown)
        for topic in wish.topics:
            try:
                wanted[str(topic)] = set(self._channels(topic, caller))
            except DomainError:
                refused.append(str(topic))
        channels, left = fitting(wanted)
        self.store.watch(connection, channels)
        for oldest in too_many(self.store.others(connection), holder_is_known=caller is not None):
            self.store.let_go(oldest)
            self.hang_up(oldest)
        watching = tuple(topic for topic in wanted if topic not in left)
        return Watched(watching, (*refused, *left))

    def tell(self, touched: Iterable[Touched]) -> None:
        """Tell whoever watches what was written; never raises.

        1 read for each hundred channels of it, and 1 for each that is watched.
        """
        self.tell_of(touched_channels(touched))

    def tell_of(self, channels: Collection[str]) -> None:
        """Tell whoever watches these channels; never raises."""
        if not channels:
            return
        try:
            self._tell(self.store.watched(self._shown(channels)))
        except Exception:  # noqa: BLE001 - what was written holds, whoever hears of it
            logger.exception("watchers_not_told")

    def _channels(self, topic: Topic, caller: Caller | None) -> Iterable[str]:
        return self.resolve[topic.subject](topic.name, caller)

    def _shown(self, channels: Iterable[str]) -> set[str]:
        """The channels, with those of the map in the place of what it shows."""
        found, charge_points, stations = set(), set(), set()
        for channel in channels:
            if channel.startswith(SHOWN_BY_CHARGE_POINT):
                charge_points.add(channel.removeprefix(SHOWN_BY_CHARGE_POINT))
            elif channel.startswith(SHOWN_BY_STATION):
                stations.add(channel.removeprefix(SHOWN_BY_STATION))
            else:
                found.add(channel)
        return found | self.on_maps(charge_points, stations) if charge_points or stations else found

    def _tell(self, channels: Iterable[str]) -> None:
        by_connection: dict[str, list[Watcher]] = {}
        for watcher in self._watchers(list(channels)):
            by_connection.setdefault(watcher.connection_id, []).append(watcher)
        due = [(found, self._unheard(found)) for found in by_connection.values()]
        telling = [(found, sorted(topics)) for found, topics in due if topics]
        if len(telling) == 1:
            self._post(*telling[0])
        elif telling:
            with ThreadPoolExecutor(min(AT_ONCE, len(telling))) as pool:
                for watchers, topics in telling:
                    pool.submit(copy_context().run, self._post, watchers, topics)

    def _watchers(self, channels: Sequence[str]) -> Iterable[Watcher]:
        """One after the other for a message or request; side by side for work that has many."""
        if len(channels) <= AT_ONCE:
            return chain.from_iterable(map(self.store.watchers, channels))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = [pool.submit(copy_context().run, self.store.watchers, channel) for channel in channels]
            return [watcher for one in asked for watcher in one.result()]

    def _unheard(self, watchers: Iterable[Watcher]) -> set[str]:
        """Of what one connection watches, the topics that this process has not told it of within QUIET."""
        now, found = self.now(), set()
        with self._lock:
            for key in {(one.connection_id, topic) for one in watchers for topic in one.topics}:
                last = self._told.get(key)
                if last is None or now - last >= QUIET:
                    self._told[key] = now
                    self._told.move_to_end(key)
                    found.add(key[1])
            while len(self._told) > MOST_REMEMBERED:
                self._told.popitem(last=False)
        return found

    def _post(self, watchers: Sequence[Watcher], topics: Sequence[str]) -> None:
        one = watchers[0]
        try:
            if not self.post(one.endpoint, one.connection_id, topics):
                self.store.gone(watchers)
        except Exception:  # noqa: BLE001 - it asks by itself before long
            logger.exception("watcher_not_told", connection_id=one.connection_id)


def touched_channels(touched: Iterable[Touched]) -> set[str]:
    """Those whose watchers are to be told of what was written; never raises."""
    try:
        return {channel for one in touched for channel in channels_of(one)}
    except Exception:  # noqa: BLE001 - what was written holds, whoever hears of it
        logger.exception("watchers_not_told")
        return set()
