"""What pages may ask for, and how much of it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.kernel.errors import Invalid
from chalicelib.live.rules import (
    LONGEST_MESSAGE,
    MOST_CHANNELS,
    MOST_CONNECTIONS,
    MOST_STRANGERS,
    MOST_TOPICS,
    Connection,
    Subject,
    Topic,
    fitting,
    too_many,
    topic_of,
    wish_of,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("word", "topic"),
    [
        ("me", Topic(Subject.ME)),
        ("station:01h", Topic(Subject.STATION, "01h")),
        ("charge_point:DE*ABC*E1.2_3=4+5|6@7-8", Topic(Subject.CHARGE_POINT, "DE*ABC*E1.2_3=4+5|6@7-8")),
        ("map:1202021022", Topic(Subject.MAP, "1202021022")),
        ("me:somebody", None),
        ("station", None),
        ("station:", None),
        ("station:a b", None),
        ("station:" + "x" * 65, None),
        ("account:somebody", None),
        ("charging:CP1", None),
        ("", None),
    ],
)
def test_a_topic_is_a_known_subject_and_a_name(word, topic):
    assert topic_of(word) == topic
    assert topic is None or str(topic) == word


def test_a_wish_says_its_topics_once_and_keeps_apart_what_is_none():
    said = {"action": "watch", "topics": ["me", "me", "station:1", "everything"], "token": "t"}

    wish = wish_of(json.dumps(said))

    assert [str(topic) for topic in wish.topics] == ["me", "station:1"]
    assert (wish.unknown, wish.token) == (("everything",), "t")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '[2, "1", "Heartbeat", {}]',
        '{"action": "watch"}',
        '{"action": "hello", "topics": []}',
        '{"action": "watch", "topics": "me"}',
        '{"action": "watch", "topics": [1]}',
        '{"action": "watch", "topics": [], "token": 1}',
        json.dumps({"action": "watch", "topics": ["me"] * (MOST_TOPICS + 1)}),
        json.dumps({"action": "watch", "topics": ["x" * LONGEST_MESSAGE]}),
    ],
)
def test_what_is_no_wish_is_refused(text):
    with pytest.raises(Invalid) as refused:
        wish_of(text)

    assert refused.value.code == "invalid_request"


def test_a_channel_of_two_topics_is_watched_once_for_both():
    channels, left = fitting(
        {"station:1": ["station:1", "charge_point:A"], "charge_point:A": ["charge_point:A"]}
    )

    assert channels == {"station:1": {"station:1"}, "charge_point:A": {"station:1", "charge_point:A"}}
    assert left == []


def test_a_topic_for_which_there_is_no_room_is_left_out_whole():
    large = [f"charge_point:{number}" for number in range(MOST_CHANNELS - 1)]

    channels, left = fitting({"station:1": large, "station:2": ["a", "b"], "me": ["account:1"]})

    assert left == ["station:2"]
    assert set(channels) == {*large, "account:1"}


@pytest.mark.parametrize(("is_known", "most"), [(True, MOST_CONNECTIONS), (False, MOST_STRANGERS)])
def test_the_newest_connection_gets_in_and_the_oldest_goes(is_known, most):
    others = [
        Connection(str(number), "http://x", "holder", NOON + timedelta(seconds=number))
        for number in range(most)
    ]

    assert too_many(others[1:], holder_is_known=is_known) == []
    assert too_many(reversed(others), holder_is_known=is_known) == [others[0]]
