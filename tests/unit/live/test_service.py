"""Watching and telling, on a store in memory."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotLoggedIn, not_found
from chalicelib.live.rules import (
    MOST_CONNECTIONS,
    QUIET,
    Connection,
    Subject,
    Topic,
    Watcher,
    Wish,
)
from chalicelib.live.service import LiveService
from chalicelib.touched import Touched

ME, STATION, SECRET = Topic(Subject.ME), Topic(Subject.STATION, "s1"), Topic(Subject.STATION, "secret")
BOOKED = Touched("booking", "CHARGER#s1-c001", "BOOKING#r", {"driver_id": "ann"})


class Memory:
    def __init__(self):
        self.watching: dict[str, tuple[Connection, dict[str, set[str]]]] = {}
        self.marks_asked: list[set[str]] = []
        self.watchers_asked: list[str] = []

    def watch(self, connection, channels):
        self.watching[connection.connection_id] = (connection, channels)

    def others(self, connection):
        held = [one for one, _ in self.watching.values() if one.holder == connection.holder]
        return [one for one in held if one.connection_id != connection.connection_id]

    def let_go(self, connection):
        del self.watching[connection.connection_id]

    def watched(self, channels):
        self.marks_asked.append(set(channels))
        return {channel for channel in channels if any(channel in each for _, each in self.watching.values())}

    def watchers(self, channel):
        self.watchers_asked.append(channel)
        return [
            Watcher(one.connection_id, one.endpoint, channel, frozenset(channels[channel]), "key")
            for one, channels in self.watching.values()
            if channel in channels
        ]

    def gone(self, watchers):
        for one in watchers:
            self.watching[one.connection_id][1].pop(one.channel)


@dataclass
class Desk:
    now: datetime = datetime(2026, 1, 1, 12, tzinfo=UTC)
    store: Memory = field(default_factory=Memory)
    posted: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    hung_up: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    broken: bool = False

    def __post_init__(self):
        resolve = {Subject.ME: self.of_me, Subject.STATION: self.of_station}
        self.live = LiveService(
            self.store,
            self.post,
            lambda connection: self.hung_up.append(connection.connection_id),
            self.caller_of,
            resolve,
            lambda charge_points, _: {f"map:of-{name}" for name in charge_points},
            lambda: self.now,
        )

    def of_me(self, _, caller):
        if caller is None:
            raise NotLoggedIn("not_logged_in", "No.")
        return [f"account:{caller.account_id}"]

    def of_station(self, station_id, _):
        if station_id == "secret":
            raise not_found("station")
        return [f"station:{station_id}"]

    def caller_of(self, token):
        if token == "old":
            raise NotLoggedIn("not_logged_in", "No.")
        return Caller(token)

    def post(self, _, connection_id, topics):
        if self.broken:
            raise OSError
        self.posted.append((connection_id, tuple(topics)))
        return connection_id not in self.gone

    def connection(self, name="c1", since=0):
        return Connection(name, "http://x", "address 1", self.now + timedelta(seconds=since))

    def watch(self, *topics, token=None, name="c1", since=0):
        return self.live.watch(self.connection(name, since), Wish(topics, (), token))


@pytest.fixture
def desk():
    return Desk()


def test_who_watches_is_told_and_nobody_else(desk):
    desk.watch(STATION, name="here")
    desk.watch(ME, token="bob", name="there")

    desk.live.tell([BOOKED])

    assert desk.posted == [("here", ("station:s1",))]


def test_what_nobody_watches_costs_one_question(desk):
    desk.watch(STATION)

    desk.live.tell([Touched("booking", "CHARGER#s2-c001", "BOOKING#r", {"driver_id": "ann"})])
    assert (desk.store.marks_asked, desk.store.watchers_asked) == ([{"station:s2", "account:ann"}], [])

    desk.live.tell([BOOKED])
    assert desk.store.watchers_asked == ["station:s1"]


def test_a_write_that_touches_nothing_asks_nothing(desk):
    desk.live.tell([Touched("counter", "X", "Y")])

    assert desk.store.marks_asked == []


def test_what_one_may_not_see_is_refused_as_if_it_were_not_there(desk):
    watched = desk.watch(STATION, SECRET, ME)

    assert watched.watching == ("station:s1",)
    assert watched.refused == ("station:secret", "me")


def test_an_old_token_is_told_so(desk):
    with pytest.raises(NotLoggedIn):
        desk.watch(STATION, token="old")

    assert desk.store.watching == {}


def test_several_writes_of_one_event_are_told_once_with_all_topics(desk):
    desk.watch(STATION, ME, token="ann")

    desk.live.tell([BOOKED, BOOKED, Touched("entry", "STATION#s1", "ENTRY#x", {"driver_id": "ann"})])

    assert desk.posted == [("c1", ("me", "station:s1"))]


def test_a_topic_is_told_once_in_a_second_and_then_again(desk):
    desk.watch(STATION)

    desk.live.tell([BOOKED])
    desk.now += QUIET / 2
    desk.live.tell([BOOKED])
    assert len(desk.posted) == 1

    desk.now += QUIET / 2
    desk.live.tell([BOOKED])
    assert len(desk.posted) == 2


def test_who_comes_within_that_second_is_told(desk):
    desk.watch(STATION)
    desk.live.tell([BOOKED])
    desk.watch(STATION, name="c2")

    desk.live.tell([BOOKED])

    assert [name for name, _ in desk.posted] == ["c1", "c2"]


def test_who_is_gone_is_forgotten(desk):
    desk.watch(STATION)
    desk.gone.add("c1")

    desk.live.tell([BOOKED])

    assert desk.store.watchers("station:s1") == []


def test_telling_never_fails(desk):
    desk.watch(STATION)
    desk.broken = True
    desk.live.tell([BOOKED])
    desk.store.watched = None

    desk.live.tell([BOOKED])
    desk.live.tell([Touched("session", "no-key-of-a-session", "SESSION")])


def test_many_are_told_side_by_side(desk):
    for number in range(20):
        desk.watch(STATION, name=f"c{number}")

    desk.live.tell([BOOKED])

    assert sorted(name for name, _ in desk.posted) == sorted(f"c{number}" for number in range(20))


def test_a_minutes_work_is_told_whole(desk):
    desk.watch(STATION)
    many = [Touched("booking", f"CHARGER#s{number}-c001", "BOOKING#r") for number in range(50)]

    desk.live.tell(many)

    assert desk.posted == [("c1", ("station:s1",))]


def test_a_map_is_told_of_a_charge_point(desk):
    desk.store.watch(desk.connection(), {"map:of-CP1": {"map:1"}})

    desk.live.tell([Touched("status", "CP#CP1", "STATUS#1")])

    assert desk.posted == [("c1", ("map:1",))]


def test_one_connection_too_many_of_an_account_takes_the_place_of_the_oldest(desk):
    for number in range(MOST_CONNECTIONS + 1):
        desk.watch(ME, token="ann", name=f"c{number}", since=number)

    assert desk.hung_up == ["c0"]
    assert len(desk.store.watching) == MOST_CONNECTIONS
