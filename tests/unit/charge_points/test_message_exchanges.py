"""A message and its answer share an item of the log where they can; who reads it sees frames, as ever."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.charge_points.items import epoch
from chalicelib.charge_points.message_log import LONGEST_TEXT, Entry
from chalicelib.charge_points.message_search import MessageSearch, Search
from chalicelib.charge_points.message_store import (
    ANSWERED_AT_ONCE,
    ISO,
    KEPT,
    MessageItem,
    cursor_after,
    exchanges,
    read,
    write,
)
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.paging import Wanted
from chalicelib.pages import resume_after
from tests.load.ledger import LOG, Ledger

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
BOX = ChargePoint("CP", "station", "network", "Box", {1: "station-0001"})


def frame(tenths, direction="in", message_id="1", action="Heartbeat", text=None, of="CP"):
    """So many tenths of a second after noon, which are its text too."""
    at = NOON + timedelta(seconds=tenths / 10)
    return Entry(of, at, direction, message_id, action, str(tenths) if text is None else text)


def conversation():
    """What goes by when a command is sent, and answered, while a message is being handled."""
    return [
        frame(0, "in", "a"),
        frame(1, "out", "a"),
        frame(10, "in", "b", "StatusNotification"),
        frame(11, "out", "c1", "Reset"),
        frame(12, "in", "c1", None),
        frame(13, "out", "b", "StatusNotification"),
        frame(14, "in", "c", "MeterValues"),
        frame(15, "out", "c", "MeterValues"),
        frame(16, "in", "d"),
        frame(16, "out", "d"),
    ]


def keep(*batches):
    for batch in batches:
        write(batch)


def items():
    return list(MessageItem.query("CP#CP"))


def shown(entries):
    return [replace(entry, key="") for entry in entries]


def pages(limit, start=None, end=None):
    cursor, found = None, []
    while True:
        page = read("CP", start, end, cursor, limit)
        assert len(page.items) <= limit
        found += page.items
        if page.next_cursor is None:
            return found
        assert len(page.items) == limit
        cursor = page.next_cursor


def search(wanted, **words):
    found = MessageSearch(lambda *_: BOX, read, cursor_after).found(
        "CP", Caller("ann"), Search(**words), wanted
    )
    return [entry.text for entry in found.items], found.next_cursor


def test_a_conversation_reads_as_it_went_by(aws):
    told = conversation()
    write(told)

    assert len(items()) == 6, "four exchanges; a command and its answer"
    assert shown(read("CP", None, None, None, 50).items) == told[::-1]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_of_any_size_have_every_frame_once(aws, limit):
    told = [
        frame(tenths + part, direction, str(tenths))
        for tenths in range(0, 60, 4)
        for part, direction in ((0, "in"), (7, "out"))
    ]  # each message comes before the one before it is answered
    write(told[:20])
    write(told[20:])
    found = pages(limit)

    assert len(items()) == 15
    assert len({entry.key for entry in found}) == len(found) == 30
    assert [entry.at for entry in found] == sorted((entry.at for entry in told), reverse=True)
    assert sorted(entry.text for entry in found) == sorted(entry.text for entry in told)


def test_a_span_cuts_through_an_item(aws):
    write(conversation())

    def between(start, end):
        at = [NOON + timedelta(seconds=tenths / 10) for tenths in (start, end)]
        assert pages(1, *at) == pages(50, *at)
        return [entry.text for entry in pages(50, *at)]

    assert between(1, 10) == ["1"]
    assert between(0, 1) == ["0"]
    assert between(11, 14) == ["13", "12", "11"]
    assert between(14, 11) == []
    assert pages(50, None, datetime.max.replace(tzinfo=UTC)) == pages(50)


def test_a_search_finds_what_was_said_or_what_was_answered_alone(aws):
    write([frame(0, text="question"), frame(1, "out", text="answer"), frame(2, text="more", message_id="2")])

    assert search(Wanted(), text="QUESTION") == (["question"], None)
    assert search(Wanted(), text="answer") == (["answer"], None)
    assert search(Wanted(), direction="in") == (["more", "question"], None)
    first, cursor = search(Wanted(2))
    assert (first, search(Wanted(2, cursor))) == (["more", "answer"], (["question"], None))


def test_what_was_written_frame_by_frame_is_read_on(aws):
    for entry in (old := conversation()[:4]):
        write([entry])
    assert len(items()) == 4, "as all were"
    write(new := conversation()[4:])

    assert shown(pages(1)) == [*new[::-1], *old[::-1]]


def test_an_exchange_is_one_write_unit_and_goes_after_thirty_days(aws):
    ledger = Ledger(MessageItem.Meta.table_name.removesuffix(LOG)).open()
    try:
        write([part for n in range(10) for part in (frame(n, message_id=str(n)), frame(n, "out", str(n)))])
    finally:
        ledger.close()

    assert (ledger.now.log_requests, ledger.now.log_write_units) == (1, 10)
    assert {item.expires for item in items()} == {epoch(NOON + KEPT)}


def test_the_largest_frames_fit_together(aws):
    text = "\U0001f50c" * LONGEST_TEXT
    write([frame(0, text=text), frame(1, "out", text=text)])

    assert len(items()) == 1
    assert len(json.dumps(items()[0].to_dynamodb_dict(), ensure_ascii=False).encode()) < 400_000
    assert [entry.text for entry in pages(50)] == [text, text]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        pytest.param(frame(0), frame(1, "out", of="ANOTHER"), id="to another"),
        pytest.param(frame(0), frame(1, "out", "2"), id="of another id"),
        pytest.param(frame(0), frame(1, "out", action="Reset"), id="a command of the same id"),
        pytest.param(frame(0), frame(1, "in"), id="said again"),
        pytest.param(frame(0, "out", "c1", "Reset"), frame(1, "in", "c1", None), id="a command's answer"),
        pytest.param(frame(0), frame(1 + ANSWERED_AT_ONCE.seconds * 10, "out"), id="late"),
        pytest.param(frame(1), frame(0, "out"), id="by a clock that was set back"),
    ],
)
def test_what_does_not_belong_together_stays_apart(said, answered):
    assert exchanges([said, answered]) == [(said, None), (answered, None)]


def test_a_message_that_is_said_twice_has_each_answer_once():
    first, again = frame(0), frame(5)
    answers = frame(6, "out"), frame(7, "out")

    assert exchanges([first, answers[0], again, answers[1]]) == [(first, answers[0]), (again, answers[1])]
    assert exchanges([first, again, *answers]) == [(first, None), (again, answers[0]), (answers[1], None)]


@pytest.mark.parametrize(
    "cursor",
    [
        resume_after(MessageItem("CP#ANOTHER", f"{NOON:{ISO}}#x")),
        resume_after(MessageItem("CP#CP", "NETWORK#1")),
        "e30=",
    ],
)
def test_a_cursor_of_another_list_is_refused(aws, cursor):
    with pytest.raises(Invalid) as refused:
        read("CP", None, None, cursor, 50)

    assert refused.value.code == "bad_cursor"
