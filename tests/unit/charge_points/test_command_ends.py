"""However a command ends, whoever must know is told once, and a password that was not taken is forgotten."""

from datetime import timedelta

import pytest

from chalicelib.charge_points.commands.rules import CannotSend, UnknownThere, filled, may_wait, number_of
from chalicelib.charge_points.rules import CommandFailure, CommandState
from chalicelib.kernel.errors import Invalid

YES = {"status": "Accepted"}
PASSWORD = "s" * 20
VARIABLE = "SecurityCtrlr/BasicAuthPassword"


@pytest.fixture
def told(box):
    ends = []
    for action in ("clear_cache", "reset", "change_configuration"):
        box.commands.effects[action] = (lambda *end: ends.append(end),)
    return ends


def ends(told):
    return [(command.command_id, answer, state.value) for command, answer, state in told]


def test_an_answer_takes_effect_once(box, told):
    box.connect()
    command_id = box.ask()

    box.answered(command_id, YES)
    box.answered(command_id, YES)

    assert ends(told) == [(command_id, YES, "ACCEPTED")]


def test_who_follows_a_command_sees_its_end_when_it_has_taken_effect(box):
    def shown():
        return box.commands.followed("CP", command_id).state

    during = []
    box.commands.effects["clear_cache"] = (lambda *_: during.append(shown()),)
    box.connect()
    command_id = box.ask()

    box.answered(command_id, YES)

    assert (during, shown()) == (["SENT"], "ACCEPTED")


def test_who_dies_over_an_effect_hides_the_end_for_half_a_minute_only(box):
    def dies(*_):
        raise KeyboardInterrupt

    box.commands.effects["clear_cache"] = (dies,)
    box.connect()
    command_id = box.ask()
    with pytest.raises(KeyboardInterrupt):
        box.answered(command_id, YES)
    assert box.commands.followed("CP", command_id).state == "SENT"

    box.later(seconds=30)

    assert box.commands.followed("CP", command_id).state == "ACCEPTED"


def test_a_late_answer_takes_effect_since_the_charge_point_has_done_it(box, told):
    box.connect()
    command_id = box.ask()
    box.later(minutes=2)

    box.answered(command_id, YES)

    assert ends(told) == [(command_id, YES, "ACCEPTED")]
    assert box.state(command_id) == "TIMED_OUT"


def test_what_nobody_is_there_for_has_failed(box, told):
    command_id = box.ask("reset", type="Soft")

    assert ends(told) == [(command_id, CommandFailure("offline"), "FAILED")]


def test_what_was_never_sent_has_ended_too(box, told):
    command_id = box.ask()
    box.later(hours=25)
    box.connect()
    box.lines.seen("CP", "conn")

    assert ends(told) == [(command_id, CommandFailure("It was never sent."), "TIMED_OUT")]


def test_an_effect_that_fails_leaves_the_answer_and_keeps_no_other_back(box, told):
    def broken(*_):
        raise ConnectionError

    box.commands.effects["clear_cache"] = (broken, *box.commands.effects["clear_cache"])
    box.connect()
    command_id = box.ask()

    assert box.answered(command_id, YES) is True
    assert box.state(command_id) == "ACCEPTED"
    assert ends(told) == [(command_id, YES, "ACCEPTED")]


@pytest.mark.parametrize(
    ("why", "detail"),
    [(UnknownThere(), "not_supported"), (CannotSend("The token is too long."), "The token is too long.")],
)
def test_what_its_protocol_cannot_say_fails_and_the_next_goes_on(box, told, monkeypatch, why, detail):
    box.connect()
    send = box.commands.send

    def only_resets(link, queued):
        if queued.action != "reset":
            raise why
        return send(link, queued)

    monkeypatch.setattr(box.commands, "send", only_resets)

    command_id, after = box.ask(), box.ask("reset", type="Soft")

    command = box.commands.command("CP", command_id)
    assert (command.state, command.detail) == ("FAILED", detail)
    assert box.sent_ids == [after]
    assert ends(told) == [(command_id, CommandFailure(detail), "FAILED")]


@pytest.mark.parametrize("hours", [1, 100])
def test_a_command_waits_as_long_as_it_is_told(box, hours):
    until = box.now_is + timedelta(hours=hours)
    command = box.commands.request("CP", "clear_cache", {}, None, deadline_at=until)
    box.later(hours=hours - 0.1)
    assert box.state(command.command_id) == "QUEUED"

    box.later(hours=0.2)

    assert box.state(command.command_id) == "TIMED_OUT"


def test_what_may_not_wait_does_not_wait_longer_when_told(box):
    box.connect()
    command = box.commands.request("CP", "reset", {}, None, deadline_at=box.now_is + timedelta(days=1))

    assert command.deadline_at == box.now_is + timedelta(seconds=30)


@pytest.mark.parametrize(
    ("action", "params", "waits"),
    [
        ("set_charging_profile", {"profile": {"purpose": "TxDefaultProfile"}}, True),
        ("set_charging_profile", {"profile": {"purpose": "TxProfile"}}, False),
        ("send_local_list", {}, True),
        ("get_base_report", {}, False),
    ],
)
def test_what_may_wait(action, params, waits):
    assert may_wait(action, params) is waits


def test_a_remote_start_and_a_report_have_a_number_of_their_own():
    assert filled("remote_start", {}, "c1") == {"remote_start_id": number_of("c1")}
    assert filled("get_report", {}, "c1") == {"request_id": number_of("c1")}
    assert filled("get_log", {"request_id": 7}, "c1") == {"request_id": 7}
    assert filled("reset", {}, "c1") == {}
    assert 1 <= number_of("c1") < 2**31


@pytest.mark.parametrize("key", ["AuthorizationKey", VARIABLE, "securityctrlr[x]@1/basicauthpassword[y]"])
def test_a_new_password_is_let_in_beside_the_old_whatever_its_name(box, key):
    box.connect()

    command_id = box.ask("change_configuration", key=key, value=PASSWORD)

    assert box.authentication.authenticate("CP", PASSWORD.encode()).charge_point_id == "CP"
    assert box.commands.command("CP", command_id).params["value"] == "***"


@pytest.mark.parametrize("key", ["AuthorizationKey", VARIABLE])
def test_a_password_that_cannot_be_is_not_sent(box, key):
    with pytest.raises(Invalid):
        box.ask("change_configuration", key=key, value="short")


@pytest.mark.parametrize(
    "answer", [{"status": "Rejected"}, {"status": "UnknownVariable"}, CommandFailure("NotSupported")]
)
def test_a_password_that_was_not_taken_is_forgotten(box, answer):
    box.connect()

    box.answered(box.ask("change_configuration", key=VARIABLE, value=PASSWORD), answer)

    assert box.store.credentials("CP")[1].pending == {}


@pytest.mark.parametrize("late", [False, True])
def test_a_password_that_may_have_been_taken_is_not(box, late):
    box.connect()
    command_id = box.ask("change_configuration", key=VARIABLE, value=PASSWORD)

    if late:
        box.later(minutes=5)
    box.answered(command_id, {"status": "RebootRequired"})

    assert command_id in box.store.credentials("CP")[1].pending


def test_a_password_that_was_never_sent_is_forgotten(box):
    box.ask("change_configuration", key=VARIABLE, value=PASSWORD)
    box.later(hours=25)
    box.connect()
    box.lines.seen("CP", "conn")

    assert box.store.credentials("CP")[1].pending == {}


def test_the_list_can_be_of_one_action_or_state(box):
    waiting = box.ask()
    failed = box.ask("reset", type="Soft")
    late = box.commands.request("CP", "clear_cache", {}, None, deadline_at=box.now_is + timedelta(hours=1))
    box.later(hours=2)

    def listed(action=None, state=None):
        return [command.command_id for command in box.commands.commands("CP", None, 10, action, state).items]

    assert listed() == [late.command_id, failed, waiting]
    assert listed(action="reset") == [failed]
    assert listed(state=CommandState.QUEUED) == [waiting]
    assert listed(state=CommandState.TIMED_OUT) == [late.command_id]
    assert listed("clear_cache", CommandState.FAILED) == []
