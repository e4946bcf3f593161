"""Watching in DynamoDB."""

from datetime import UTC, datetime, timedelta

import pytest
from botocore.client import BaseClient

from chalicelib.live.rules import WATCHED_FOR, Connection
from chalicelib.live.store import DynamoWatchers

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Turned:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Turned()


@pytest.fixture
def store(aws, clock):
    return DynamoWatchers(clock)


def connection(name, holder="ann"):
    return Connection(name, f"http://{name}", holder, NOON)


def found(store, channel):
    return {one.connection_id: (one.endpoint, one.topics) for one in store.watchers(channel)}


def test_a_channel_has_its_watchers(store):
    both = {"station:1", "charge_point:A"}
    store.watch(connection("c1"), {"station:1": {"station:1"}, "charge_point:A": both})
    store.watch(connection("c2"), {"station:1": {"station:1"}})

    assert found(store, "station:1") == {
        "c1": ("http://c1", {"station:1"}),
        "c2": ("http://c2", {"station:1"}),
    }
    assert found(store, "charge_point:A") == {"c1": ("http://c1", both)}
    assert found(store, "station:2") == {}


def test_what_is_watched_no_longer_is_forgotten(store):
    store.watch(connection("c1"), {"station:1": {"station:1"}, "account:ann": {"me"}})
    store.watch(connection("c1"), {"station:2": {"station:2"}, "account:ann": {"me"}})

    assert found(store, "station:1") == {}
    assert found(store, "station:2").keys() == found(store, "account:ann").keys() == {"c1"}


def test_a_channel_is_marked_as_long_as_anybody_watches_it(store, clock):
    store.watch(connection("c1"), {"station:1": {"station:1"}, "station:2": {"station:2"}})
    clock.now += timedelta(minutes=8)
    store.watch(connection("c2"), {"station:1": {"station:1"}})
    store.let_go(connection("c2"))
    clock.now += WATCHED_FOR - timedelta(minutes=8)
    assert store.watched(["station:1", "station:2", "station:3"]) == {"station:1", "station:2"}
    assert [found(store, "station:1").keys(), found(store, "station:2").keys()] == [{"c1"}, {"c1"}]

    clock.now += timedelta(seconds=1)
    assert store.watched(["station:1", "station:2", "station:3"]) == {"station:1"}
    assert found(store, "station:2") == {}


def test_marks_of_many_channels_are_asked_for_by_the_hundred(store, monkeypatch):
    channels = [f"station:{number}" for number in range(205)]
    store.watch(connection("c1"), {channel: {channel} for channel in channels[::5]})
    asked, call = [], BaseClient._make_api_call  # noqa: SLF001 - where every request passes

    def counted(client, operation, told):
        asked.append(operation)
        return call(client, operation, told)

    monkeypatch.setattr(BaseClient, "_make_api_call", counted)

    assert store.watched(channels) == set(channels[::5])
    assert asked == ["BatchGetItem"] * 3


def test_what_dynamodb_leaves_out_counts_as_watched(store, monkeypatch):
    def busy(_, operation, told):
        assert operation == "BatchGetItem"
        return {"Responses": {}, "UnprocessedKeys": told["RequestItems"]}

    monkeypatch.setattr(BaseClient, "_make_api_call", busy)

    assert store.watched(["station:1"]) == {"station:1"}


def test_who_does_not_say_it_again_is_forgotten_in_time(store, clock):
    store.watch(connection("c1"), {"station:1": {"station:1"}})
    clock.now += WATCHED_FOR - timedelta(seconds=1)
    store.watch(connection("c2"), {"station:1": {"station:1"}})
    clock.now += timedelta(seconds=2)

    assert found(store, "station:1").keys() == {"c2"}
    assert [one.connection_id for one in store.others(connection("c3"))] == ["c2"]


def test_who_says_it_again_is_one_watcher(store, clock):
    store.watch(connection("c1"), {"station:1": {"station:1"}})
    clock.now += timedelta(minutes=8)
    store.watch(connection("c1"), {"station:1": {"station:1"}})

    assert found(store, "station:1").keys() == {"c1"}
    assert [one.connection_id for one in store.others(connection("c2"))] == ["c1"]


def test_others_are_those_of_the_same_holder(store):
    store.watch(connection("c1"), {})
    store.watch(connection("c2", "bob"), {})

    assert store.others(connection("c3")) == [connection("c1")]
    assert store.others(connection("c1")) == []


def test_who_is_let_go_watches_nothing(store, clock):
    store.watch(connection("c1"), {"station:1": {"station:1"}})
    clock.now += timedelta(minutes=8)
    store.watch(connection("c1"), {"station:2": {"station:2"}})
    store.let_go(connection("c1"))

    assert found(store, "station:2") == {}
    assert store.others(connection("c2")) == []


def test_who_is_gone_is_forgotten_where_that_was_found(store):
    store.watch(connection("c1"), {"station:1": {"station:1"}, "station:2": {"station:2"}})
    store.gone(store.watchers("station:1"))

    assert found(store, "station:1") == {}
    assert found(store, "station:2").keys() == {"c1"}
