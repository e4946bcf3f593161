"""Searching what a charge point said and heard, a bounded stretch of it at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.charge_points import message_store
from chalicelib.charge_points.message_log import Entry, kept_text
from chalicelib.charge_points.message_search import AT_ONCE, MessageSearch, Search, paired
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ANN = Caller("ann")
SET_PASSWORD = (
    '[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"secret",'
    '"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}]'
)
BOX = ChargePoint("CP", "station", "network", "Box", {1: "station-0001"})


def entry(second, direction="in", message_id="1", action="Heartbeat", text="[]", of="CP"):
    return Entry(of, NOON + timedelta(seconds=second), direction, message_id, action, text)


def search_of(created_at=None):
    box = replace(BOX, created_at=created_at)
    return MessageSearch(lambda *_: box, message_store.read, message_store.cursor_after)


def keep(*entries):
    for start in range(0, len(entries), 25):
        message_store.write(entries[start : start + 25])


def found(search, cursor=None, limit=50, created_at=None):
    return search_of(created_at).found("CP", ANN, search, Wanted(limit, cursor))


def seconds(page):
    return [round((one.at - NOON).total_seconds()) for one in page.items]


def test_an_answer_has_the_action_of_the_last_request_before_it_with_its_id():
    told = [
        entry(6, "in", "7", None),
        entry(5, "out", "7", "Reset"),
        entry(4, "in", "7", "BootNotification"),
        entry(3, "in", "7", None),
        entry(2, "out", "7", "ClearCache"),
        entry(1, "in", "9", None),
    ]

    assert [one.action for one in paired(told)] == [
        "Reset",
        "Reset",
        "BootNotification",
        "ClearCache",
        "ClearCache",
        None,
    ]
    assert paired(told[-1:], [entry(0, "out", "9", "Reset")])[0].action == "Reset"


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(), [5, 4, 3, 2, 1]),
        (Search(start=NOON + timedelta(seconds=2), end=NOON + timedelta(seconds=5)), [4, 3, 2]),
        (Search(action="reset"), [5, 4]),
        (Search(action="Reset", direction="in"), [5]),
        (Search(direction="out"), [4, 2]),
        (Search(text="groundfailure"), [3]),
        (Search(text="nothing like it"), []),
    ],
)
def test_what_is_found(aws, search, expected):
    keep(
        entry(1),
        entry(2, "out"),
        entry(3, action="StatusNotification", text='{"errorCode":"GroundFailure"}'),
        entry(4, "out", "c1", "Reset"),
        entry(5, "in", "c1", None),
        entry(5, of="ANOTHER"),
    )

    assert seconds(found(search)) == expected


def test_pages_go_on_where_the_last_one_ended(aws):
    keep(*(entry(number, message_id=str(number)) for number in range(7)))

    first = found(Search(), limit=3)
    second = found(Search(), first.next_cursor, limit=3)
    third = found(Search(), second.next_cursor, limit=3)

    assert [seconds(page) for page in (first, second, third)] == [[6, 5, 4], [3, 2, 1], [0]]
    assert third.next_cursor is None


def test_each_request_looks_through_so_many_and_says_where_to_go_on_even_without_a_find(aws):
    keep(entry(0, text="needle"), *(entry(number + 1) for number in range(AT_ONCE + 10)))

    first = found(Search(text="needle"))
    second = found(Search(text="needle"), first.next_cursor)

    assert (first.items, first.next_cursor is None) == ([], False)
    assert (seconds(second), second.next_cursor) == ([0], None)


def test_an_answer_at_the_end_of_a_stretch_finds_its_request_in_the_next(aws):
    keep(
        entry(0, "out", "c1", "Reset"),
        entry(1, "in", "c1", None),
        *(entry(number + 2) for number in range(AT_ONCE - 1)),
    )

    assert seconds(found(Search(action="Reset"))) == [1]


def test_what_an_earlier_charge_point_of_that_id_said_is_not_shown(aws):
    keep(entry(1), entry(9))

    assert seconds(found(Search(), created_at=NOON + timedelta(seconds=5))) == [9]


@pytest.mark.parametrize(
    "text",
    [
        SET_PASSWORD,
        '[3,"1",{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"secret"}]}]',
        '["-----BEGIN EC PRIVATE KEY-----\\nsecret\\n-----END EC PRIVATE KEY-----"]',
        '[2,"1","DataTransfer",{"data":"-----BEGIN PRIVATE KEY-----\\nsecret',
    ],
)
def test_secrets_are_never_kept(text):
    assert "secret" not in kept_text(text)


def test_what_stands_around_a_private_key_is_kept():
    text = '["-----BEGIN PRIVATE KEY-----x-----END PRIVATE KEY-----","seen"]'

    assert kept_text(text) == '["***","seen"]'
