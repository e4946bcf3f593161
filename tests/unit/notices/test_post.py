"""What is owed goes out once, whoever delivers, whatever fails."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.kernel.correlation import correlate, correlation_id
from chalicelib.metrics import told
from chalicelib.notices.items import NoticeItem
from chalicelib.notices.post import LATE, LEASE, WORK
from chalicelib.notices.store import KEPT
from chalicelib.table import ConditionFailed, check, transact
from tests.unit.notices.scenes import ANN, BOB, MINUTE, NOON, Mails, Post, notice

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("aws")


def stored(key="soon#b1"):
    return NoticeItem.get(f"NOTICE#{key}", "NOTICE")


def in_minutes(post, minutes):
    """One delivery in each minute of the first `minutes`; the minutes in which something was tried."""
    tried = []
    for minute in range(minutes):
        post.mails.meanwhile = lambda minute=minute: tried.append(minute)
        post.service.deliver(NOON + minute * MINUTE)
    return tried


def test_what_is_owed_goes_out_once_and_is_remembered_for_a_while():
    post = Post()
    post.service.owe(notice())

    assert [post.service.deliver(NOON + minute * MINUTE) for minute in range(3)] == [1, 0, 0]
    assert post.mails.to == ["ann@x.org"]
    assert (stored().outcome, stored().expires) == ("sent", int((NOON + KEPT).timestamp()))


def test_what_becomes_of_a_notice_belongs_to_the_request_that_made_it_owed():
    post, seen = Post(), []
    correlate("request-1")
    post.service.owe(notice())
    correlate("minute-1")
    post.mails.meanwhile = lambda: seen.append(correlation_id())

    post.service.deliver(NOON)

    assert (seen, stored().written_by) == (["request-1"], "request-1")
    assert correlation_id() == "minute-1"


def test_one_that_is_late_and_fails_is_told_of_as_overdue(capsys):
    post = Post()
    post.service.owe(notice())
    post.mails.refuses = True

    with told():
        post.service.deliver(NOON)
    in_time = capsys.readouterr().out
    with told():
        post.service.deliver(NOON + LATE)

    assert "NoticesOverdue" not in in_time
    assert '"NoticesOverdue":[1.0]' in capsys.readouterr().out


@pytest.mark.parametrize("delivered_between", [False, True])
def test_a_fact_that_is_told_twice_is_one_notice(delivered_between):
    post = Post()
    transact(post.service.owed(notice(), NOON))
    if delivered_between:
        post.service.deliver(NOON)
    post.service.owe(notice())
    transact(post.service.owed(notice(station_name="Elsewhere"), NOON + MINUTE))
    post.service.deliver(NOON + 2 * MINUTE)

    ((_, mail),) = post.mails.taken
    assert "Courtyard" in mail.subject


def test_a_notice_is_owed_with_its_fact_or_not_at_all():
    post = Post()
    impossible = check("fact", NoticeItem("FACT", "FACT"), NoticeItem.pk.exists())

    with pytest.raises(ConditionFailed):
        transact([impossible, *post.service.owed(notice(), NOON)])
    assert post.service.deliver(NOON) == 0


def test_of_two_who_deliver_at_once_one_sends():
    mails = Mails()
    one, other = Post(mails), Post(mails)
    one.service.owe(notice())
    others = iter([other])
    mails.meanwhile = lambda: [worker.service.deliver(NOON) for worker in others]

    assert one.service.deliver(NOON) == 1
    assert mails.to == ["ann@x.org"]


def test_who_has_looked_but_comes_late_to_claim_sends_nothing():
    mails = Mails()
    one, other = Post(mails), Post(mails)
    one.service.owe(notice())
    look = one.accounts_of
    slow = replace(one.service, accounts_of=lambda ids: other.service.deliver(NOON) and look(ids))

    assert slow.deliver(NOON) == 0
    assert mails.to == ["ann@x.org"]


def test_one_who_dies_after_the_claim_is_followed_when_the_lease_has_ended():
    post = Post()
    post.service.owe(notice())
    post.mails.meanwhile = lambda: (_ for _ in ()).throw(SystemExit)
    with pytest.raises(SystemExit):
        post.service.deliver(NOON)

    post.mails.meanwhile = lambda: None
    assert post.service.deliver(NOON + LEASE - timedelta(seconds=1)) == 0
    assert post.service.deliver(NOON + LEASE) == 1


def test_one_who_outlives_the_lease_does_not_undo_what_another_did():
    mails = Mails()
    slow, other = Post(mails), Post(mails)
    slow.service.owe(notice())
    others = iter([other])

    def late_and_refused():
        for worker in others:
            worker.service.deliver(NOON + LEASE)
            mails.refuses = True

    mails.meanwhile = late_and_refused
    slow.service.deliver(NOON)
    mails.meanwhile, mails.refuses = lambda: None, False

    assert [other.service.deliver(NOON + wait * MINUTE) for wait in (2, 5, 60)] == [0, 0, 0]
    assert (mails.to, stored().outcome) == (["ann@x.org"], "sent")


def test_what_fails_is_tried_again_after_growing_waits_and_given_up_after_a_day(monkeypatch):
    post, lines = Post(), []
    monkeypatch.setattr("chalicelib.notices.post.logger.warning", lambda *_, **told: lines.append(told))
    post.service.owe(notice())
    post.mails.refuses = True

    assert in_minutes(post, 60) == [0, 1, 3, 7, 15, 31]
    tries = stored().tries
    post.service.deliver(NOON + 23 * HOUR)
    assert stored().tries == tries + 1
    assert (post.service.deliver(NOON + 28 * HOUR), stored().outcome) == (0, "given_up")
    assert [(line["event"], line["key"], line["outcome"]) for line in lines] == [
        ("booking_soon", "soon#b1", "given_up")
    ]


def test_what_can_be_sent_again_goes_out():
    post = Post()
    post.service.owe(notice())
    post.mails.refuses = True
    post.service.deliver(NOON)
    post.mails.refuses = False

    assert post.service.deliver(NOON + MINUTE) == 1


@pytest.mark.parametrize(("late", "sent"), [(0, 1), (1, 0)], ids=["in the last moment", "after it"])
def test_what_no_longer_matters_is_dropped(late, sent):
    post = Post()
    post.service.owe(notice(not_after=NOON + MINUTE))

    assert post.service.deliver(NOON + MINUTE + timedelta(seconds=late)) == sent
    assert stored().outcome == ("sent" if sent else "too_late")


def test_a_channel_that_fails_is_tried_again_and_the_other_not_repeated():
    post = Post()
    post.service.owe(notice("overstay"))
    post.mails.refuses = True
    post.service.deliver(NOON)
    post.mails.refuses, post.texts.refuses = False, True

    assert post.service.deliver(NOON + MINUTE) == 1
    assert (post.mails.to, post.texts.to) == (["ann@x.org"], ["+491701234567"])


def test_nobody_there_and_nothing_wanted_is_over_without_a_word():
    silent = replace(BOB, notifications={"booking_soon": ()})
    post = Post(people=[silent])
    post.service.owe(notice(key="1"))
    post.service.owe(notice(key="2", account=BOB))

    assert post.service.deliver(NOON) == 0
    assert (post.mails.taken, post.texts.taken) == ([], [])
    assert [stored(key).outcome for key in "12"] == ["unwanted", "unwanted"]


def test_all_that_is_due_is_worked_off_over_all_shards():
    post = Post()
    for number in range(60):
        post.service.owe(notice(key=f"soon#{number}"))

    assert post.service.deliver(NOON) == 60
    assert len(post.mails.taken) == 60


def test_a_worker_ends_in_time_and_leaves_the_rest_to_the_next():
    post = Post()
    for number in range(20):
        post.service.owe(notice(key=f"soon#{number}"))
    post.mails.meanwhile = lambda: setattr(post, "clock", post.clock + WORK + 1)

    first = post.service.deliver(NOON)
    post.mails.meanwhile = lambda: None
    assert 0 < first < 20
    assert first + post.service.deliver(NOON + MINUTE) == 20


def test_a_notice_that_cannot_be_written_holds_up_no_other(monkeypatch):
    post, lines = Post(people=[replace(ANN, time_zone="Mars/Base"), BOB]), []
    monkeypatch.setattr("chalicelib.notices.post.logger.exception", lambda *_, **told: lines.append(told))
    for number in range(4):
        post.service.owe(notice(key=f"a{number}"))
        post.service.owe(notice(key=f"b{number}", account=BOB))

    assert post.service.deliver(NOON) == 4
    assert post.mails.to == ["bob@x.org"] * 4
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("booking_soon", {"strikes_left": "1"}),
        ("ends_soon", {"at_end": "explode"}),
        ("ends_soon", {"end_at": "2026-11-21T13:00:00"}),
        ("fee_recorded", {"currency": ""}),
        ("booking_failed", {"nearest_name": ""}),
    ],
)
def test_a_notice_that_could_not_be_written_is_not_owed(event, facts):
    with pytest.raises(ValueError, match=event):
        Post().service.owed(notice(event, **facts), NOON)
