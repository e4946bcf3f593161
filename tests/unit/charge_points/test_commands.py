import pytest

from chalicelib.charge_points.rules import CommandFailure
from chalicelib.kernel.errors import Invalid, NotFound

YES = {"status": "Accepted"}


@pytest.mark.parametrize(
    "action",
    ["remote_start", "remote_stop", "reset", "unlock", "get_configuration", "trigger", "get_log", "call"],
)
def test_what_may_not_wait_fails_at_once_when_nobody_is_there(box, action):
    command = box.commands.request("CP", action, {}, "ann")

    assert (command.state, command.detail) == ("FAILED", "offline")
    box.connect()
    box.lines.seen("CP", "conn")
    assert box.sent == []


def test_what_may_wait_is_sent_in_the_order_of_asking_when_it_comes(box):
    first, second = box.ask(), box.ask()
    box.connect()
    assert box.sent == [], "nothing can be posted to a connection from within its $connect"

    box.lines.seen("CP", "conn")
    assert box.sent_ids == [first]
    assert (box.state(first), box.state(second)) == ("SENT", "QUEUED")
    assert box.answered(first, YES) is True

    assert box.sent_ids == [first, second]
    assert (box.state(first), box.state(second)) == ("ACCEPTED", "SENT")


def test_what_waits_longer_than_a_day_is_never_sent(box):
    command = box.ask()
    box.later(hours=24)
    box.connect()
    box.lines.seen("CP", "conn")

    assert box.sent == []
    assert box.state(command) == "TIMED_OUT"


def test_an_answer_that_does_not_come_frees_the_line_after_30_seconds(box):
    box.connect()
    first, second = box.ask(), box.ask()
    box.later(seconds=29)
    assert (box.state(first), box.sent_ids) == ("SENT", [first])

    box.later(seconds=1)

    assert box.state(first) == "TIMED_OUT", "and who looks at it frees the line"
    assert box.sent_ids == [first, second]


def test_nobody_waits_for_a_late_answer_but_it_is_kept(box):
    box.connect()
    command_id = box.ask()
    box.later(seconds=30)

    assert box.answered(command_id, YES) is False

    command = box.commands.command("CP", command_id)
    assert (command.state, command.answer, command.detail) == ("TIMED_OUT", YES, "The answer came too late.")
    assert box.answered(command_id, {"status": "Rejected"}) is False, "and only once"
    assert box.commands.command("CP", command_id).answer == YES


def test_unknown_and_repeated_answers_are_nobodys(box):
    box.connect()
    command = box.ask()
    box.answered(command, YES)

    assert box.answered(command, {"status": "Rejected"}) is False
    assert box.answered("unknown", YES) is False
    assert box.answered("", YES) is False
    assert box.state(command) == "ACCEPTED"


@pytest.mark.parametrize(
    ("answer", "state", "detail"),
    [
        (YES, "ACCEPTED", None),
        ({"status": "accepted"}, "ACCEPTED", None),
        ({"status": "Scheduled"}, "ACCEPTED", None),
        ({"status": "RebootRequired"}, "ACCEPTED", None),
        ({}, "FAILED", "The answer has no status."),
        ({"status": "Rejected"}, "REJECTED", "Rejected"),
        ({"status": "NotSupported"}, "REJECTED", "NotSupported"),
        (CommandFailure("InternalError", "no"), "FAILED", "InternalError: no"),
        (CommandFailure("NotImplemented"), "FAILED", "NotImplemented"),
    ],
)
def test_how_a_command_ends(box, answer, state, detail):
    box.connect()
    command_id = box.ask()

    box.answered(command_id, answer)

    command = box.commands.command("CP", command_id)
    assert (command.state, command.detail, command.answered_at) == (state, detail, box.now_is)
    assert command.answer == (answer if isinstance(answer, dict) else None)


def test_a_socket_that_is_gone_fails_what_may_not_wait_and_keeps_the_rest(box):
    box.connect()
    box.later(seconds=1)
    box.lines.seen("CP", "conn")
    box.gone.add("conn")

    waiting, failed = box.ask(), box.ask("reset", type="Soft")

    assert (box.state(waiting), box.state(failed)) == ("QUEUED", "FAILED")
    assert box.store.presence("CP").link is None
    box.connect("new")
    box.lines.seen("CP", "new")
    assert box.sent_ids == [waiting]


@pytest.mark.parametrize("looked_before", [False, True])
def test_what_comes_before_a_socket_is_open_is_sent_at_its_first_word(box, looked_before):
    box.connect()
    if looked_before:
        box.commands.deliver("CP")
    box.gone.add("conn")
    first, second = box.ask("remote_start", connector_id=1, id_tag="ANN"), box.ask()
    assert (box.state(first), box.state(second), box.sent) == ("QUEUED", "QUEUED", [])
    assert box.store.presence("CP").is_online(box.now_is), "it has connected and nobody saw it go"

    box.gone.clear()
    box.later(seconds=1)
    box.lines.seen("CP", "conn")

    assert (box.sent_ids, box.state(first), box.state(second)) == ([first], "SENT", "QUEUED")
    assert box.answered(first, YES) is True
    assert box.sent_ids == [first, second]


def test_what_is_heard_while_a_command_is_held_back_is_not_waited_for(box, monkeypatch):
    box.connect()
    box.gone.add("conn")
    requeue = box.commands.queue.requeue

    def heard_meanwhile(queued):
        box.gone.clear()
        box.later(seconds=1)
        box.lines.seen("CP", "conn")
        requeue(queued)

    monkeypatch.setattr(box.commands.queue, "requeue", heard_meanwhile)

    assert box.state(box.ask()) == "SENT"


def test_a_socket_that_is_not_open_after_half_a_minute_never_was(box):
    box.connect()
    box.gone.add("conn")
    box.later(seconds=31)

    assert box.state(box.ask("reset", type="Soft")) == "FAILED"
    assert box.store.presence("CP").link is None


def test_what_may_not_wait_and_whose_socket_never_opens_has_timed_out(box):
    box.connect()
    box.gone.add("conn")
    command = box.ask("reset", type="Soft")

    box.later(seconds=30)

    assert (box.state(command), box.sent) == ("TIMED_OUT", [])


def test_a_new_connection_owes_no_answer(box):
    box.connect("old")
    lost = box.ask("reset", type="Soft")
    box.connect("new")

    command = box.ask("unlock", connector_id=1)

    assert box.sent_ids == [lost, command]


def test_the_list_has_the_newest_first_by_pages(box):
    commands = [box.ask() for _ in range(3)]

    first = box.commands.commands("CP", None, 2)
    second = box.commands.commands("CP", first.next_cursor, 2)

    assert [command.command_id for command in (*first.items, *second.items)] == commands[::-1]


def test_a_new_password_is_sent_and_kept_nowhere_else(box):
    box.connect()
    command_id = box.ask("change_configuration", key="authorizationKey", value="s" * 20)

    assert box.sent[0].params["value"] == "s" * 20
    assert box.commands.command("CP", command_id).params["value"] == "***"
    assert box.commands.queue.next_queued("CP") is None


@pytest.mark.parametrize("value", ["s" * 15, "s" * 41, "ä" * 20, "s" * 20 + "\n"])
def test_a_password_has_16_to_40_characters_that_can_be_sent(box, value):
    with pytest.raises(Invalid):
        box.ask("change_configuration", key="AuthorizationKey", value=value)


def test_a_password_that_was_rejected_does_not_work(box):
    box.connect()
    command_id = box.ask("change_configuration", key="AuthorizationKey", value="s" * 20)

    box.answered(command_id, {"status": "Rejected"})

    assert box.store.credentials("CP")[1].pending == {}


def test_a_command_that_is_not_there(box):
    with pytest.raises(NotFound):
        box.commands.command("CP", "c99")


def test_a_configuration_is_told_without_a_status(box):
    box.connect()
    command_id = box.ask("get_configuration")

    box.answered(command_id, {"configuration_key": []})

    assert box.state(command_id) == "ACCEPTED"
