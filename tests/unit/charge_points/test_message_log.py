import json
import threading
from datetime import UTC, datetime

import pytest

from chalicelib.charge_points import message_store
from chalicelib.charge_points.message_log import LONGEST_TEXT, Entry, MessageLog, kept_text

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"secret"}]',
        '[2,"1","ChangeConfiguration",{"value":"secret","key":"authorizationkey"}]',
        '[3,"1",{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"secret"}]}]',
        '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"secret"',
    ],
)
def test_no_password_is_kept(text):
    assert "secret" not in kept_text(text)


def test_other_texts_are_kept_as_they_are_and_cut():
    assert kept_text('[2,"1","Heartbeat", {}]') == '[2,"1","Heartbeat", {}]'
    assert len(kept_text("x" * 10_000)) == LONGEST_TEXT
    assert kept_text("\ud800") == "?"


def log_of(write):
    lost: list[int] = []
    return MessageLog(write, lost.append, lambda: NOON), lost


def test_frames_are_written_in_batches_and_in_order():
    batches: list[list[Entry]] = []
    log, lost = log_of(lambda entries: batches.append(list(entries)))
    for number in range(60):
        log.note("CP", "in", str(number), number, "Heartbeat")

    assert log.flush(5)

    assert [entry.text for batch in batches for entry in batch] == [str(number) for number in range(60)]
    assert max(len(batch) for batch in batches) <= 25
    assert lost == []


def test_a_failure_is_told_and_the_next_frames_are_written():
    written = []

    def write(entries):
        if any(entry.text == "bad" for entry in entries):
            raise ConnectionError
        written.extend(entries)

    log, lost = log_of(write)
    log.note("CP", "in", "bad", "1", None)
    assert log.flush(5)
    log.note("CP", "in", "good", "2", None)
    assert log.flush(5)

    assert (lost, [entry.text for entry in written]) == ([1], ["good"])


def test_where_nothing_was_said_nothing_is_waited_for():
    log = MessageLog(pytest.fail, pytest.fail, lambda: datetime.now(UTC))

    assert log.flush(0) is True


def test_where_nothing_was_waiting_the_next_frames_still_go_out_together():
    batches: list[list[str]] = []
    news = threading.Event()

    def write(entries):
        batches.append([entry.text for entry in entries])
        news.set()

    log, _ = log_of(write)
    assert log.flush(0), "before the first frame"
    log.note("CP", "in", "asked", "1", None)
    assert not news.wait(0.1)
    log.note("CP", "out", "answered", "1", None)
    assert log.flush(5)
    assert log.flush(5), "twice"
    news.clear()
    log.note("CP", "in", "asked again", "2", None)
    assert not news.wait(0.1)
    log.note("CP", "out", "answered again", "2", None)
    assert log.flush(5)

    assert batches == [["asked", "answered"], ["asked again", "answered again"]]


def test_a_slow_storage_is_waited_for_no_longer_than_told():
    release = threading.Event()
    log, _ = log_of(lambda _: release.wait(5))
    log.note("CP", "in", "text", "1", None)

    assert log.flush(0.05) is False
    release.set()
    assert log.flush(5) is True


def test_frames_in_dynamodb_are_their_charge_points_and_expire(aws):
    entries = [Entry("CP", NOON, "in", str(number), "Heartbeat", json.dumps([number])) for number in range(3)]

    message_store.write(entries)

    items = list(message_store.MessageItem.query("CP#CP"))
    assert sorted(item.text for item in items) == ["[0]", "[1]", "[2]"]
    assert {item.expires for item in items} == {int(NOON.timestamp()) + 30 * 86_400}


def test_an_id_of_half_a_character_spoils_nothing(aws):
    log, lost = log_of(message_store.write)
    log.note("CP", "in", '[2,"\\ud800","Heartbeat",{}]', "\ud800", "Heartbeat")

    assert log.flush(5)

    assert lost == []
    assert [item.message_id for item in message_store.MessageItem.scan()] == ["?"]
