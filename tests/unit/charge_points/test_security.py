from dataclasses import dataclass, field

import pytest

from chalicelib.charge_points.entry import ChangeState, Step
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import CommandFailure
from chalicelib.charge_points.security import SecurityProfiles
from chalicelib.charge_points.security_store import DynamoSecurity
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotLoggedIn, Refused

PASSWORD = b"0123456789abcdef0123456789abcdef"
ANN = Caller("ann")
YES = {"status": "Accepted"}
SLOTS = "OCPPCommCtrlr/NetworkConfigurationPriority"


@dataclass
class Guard:
    """The charge point CP of the box, and the service that changes its security profile."""

    box: object
    certified: bool = False
    serves_up_to: int = 3
    store: DynamoSecurity = field(default_factory=DynamoSecurity)

    def __post_init__(self):
        commands = self.box.commands
        self.service = SecurityProfiles(
            self.store,
            lambda charge_point_id, _: self.box.store.charge_point(charge_point_id),
            self.box.store.presence,
            commands.request,
            commands.command,
            lambda _: self.certified,
            lambda: "n" * 32,
            "wss://ocpp.example/ocpp",
            self.serves_up_to,
            self.box.now,
        )
        actions = ("trigger", "get_configuration", "set_network_profile", "change_configuration", "reset")
        commands.effects = dict.fromkeys(actions, (self.service.answered,))
        self.box.authentication.profile_used = self.service.used
        self.box.authentication.plain_up_to = 1

    def set_to(self, security_profile):
        charge_point, _ = self.box.store.credentials("CP")
        edited = charge_point.__class__(
            **{**vars(charge_point), "security_profile": security_profile, "version": 2}
        )
        assert self.box.store.edit(edited, charge_point.version)

    def speaks(self, protocol):
        self.box.lines.connected("CP", Link("conn", "http://gateway", protocol, self.box.now_is))

    def change(self, security_profile):
        return self.service.change("CP", ANN, security_profile, "Wired0")

    def state(self):
        found = self.service.state("CP", ANN)
        return found.security_profile, found.change.state, found.change.step

    def last(self):
        return self.box.sent[-1].action, dict(self.box.sent[-1].params)

    def answers(self, answer):
        return self.box.answered(self.box.sent[-1].command_id, answer)

    def comes_in(self, password=PASSWORD, **shown):
        try:
            return bool(self.box.authentication.authenticate("CP", password, **shown))
        except NotLoggedIn:
            return False


@pytest.fixture
def guard(box):
    return Guard(box)


def test_1_6_is_told_by_its_key_and_comes_in_the_old_way_until_it_has_used_the_new_one(guard):
    guard.set_to(1)
    guard.speaks("ocpp1.6")
    guard.change(2)

    assert guard.last() == ("change_configuration", {"key": "SecurityProfile", "value": "2"})
    guard.answers(YES)
    assert guard.state() == (1, ChangeState.PENDING, Step.USE)
    assert guard.comes_in(encrypted=False)
    assert guard.state()[:2] == (1, ChangeState.PENDING)

    assert guard.comes_in(encrypted=True)
    assert guard.state()[:2] == (2, ChangeState.APPLIED)
    assert not guard.comes_in(encrypted=False)


def test_it_may_come_in_by_the_new_one_before_its_answer_does(guard):
    guard.set_to(1)
    guard.speaks("ocpp1.6")
    guard.change(2)

    assert guard.comes_in()

    assert guard.state()[:2] == (2, ChangeState.APPLIED)
    guard.answers({"status": "Rejected"})
    assert guard.state()[:2] == (2, ChangeState.APPLIED)


def test_2_x_gets_a_new_slot_before_the_old_ones_and_restarts(guard):
    guard.set_to(1)
    guard.speaks("ocpp2.0.1")
    guard.change(2)

    assert guard.last()[0] == "get_configuration"
    assert guard.last()[1]["keys"] == [SLOTS]
    guard.answers({"configuration_key": [{"key": SLOTS, "value": "1"}]})
    action, params = guard.last()
    assert (action, params["slot"]) == ("set_network_profile", 2)
    assert params["profile"] == {
        "url": "wss://ocpp.example/ocpp/CP",
        "security_profile": 2,
        "message_timeout_seconds": 30,
        "interface": "Wired0",
    }
    guard.answers(YES)
    assert guard.last() == ("change_configuration", {"key": SLOTS, "value": "2,1"})
    guard.answers({"status": "RebootRequired"})
    assert guard.last()[0] == "reset"
    guard.answers(YES)
    assert guard.state() == (1, ChangeState.PENDING, Step.USE)
    assert guard.comes_in()
    assert guard.state()[:2] == (2, ChangeState.APPLIED)


def test_for_profile_3_it_gets_a_certificate_first(guard):
    guard.speaks("ocpp1.6")
    guard.change(3)

    assert guard.last() == ("trigger", {"message": "SignChargingStationCertificate"})
    guard.answers(YES)
    assert guard.state() == (2, ChangeState.PENDING, Step.CERTIFICATE)
    guard.service.certificate_came("CP")
    assert guard.last() == ("change_configuration", {"key": "SecurityProfile", "value": "3"})
    guard.answers({"status": "RebootRequired"})
    assert guard.last()[0] == "reset"
    assert guard.comes_in()
    assert guard.state()[:2] == (2, ChangeState.PENDING)


def test_who_has_one_is_told_at_once(guard):
    guard.certified = True
    guard.speaks("ocpp1.6")

    guard.change(3)

    assert guard.last()[1]["key"] == "SecurityProfile"


@pytest.mark.parametrize("answer", [{"status": "Rejected"}, CommandFailure("NotImplemented")])
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_no_at_any_step_leaves_all_as_it_was_and_says_which(guard, at, answer):
    guard.set_to(1)
    guard.speaks("ocpp2.0.1")
    guard.change(2)
    answers = [{"configuration_key": [{"key": SLOTS, "value": "1"}]}, YES, YES]
    for good in answers[:at]:
        guard.answers(good)

    guard.answers(answer)

    change = guard.service.state("CP", ANN).change
    assert (change.state, change.why.partition(":")[0]) == (ChangeState.FAILED, guard.last()[0])
    assert guard.comes_in(encrypted=False)
    guard.box.later(hours=1)
    assert guard.change(2).change.state is ChangeState.PENDING, "and it can be asked for again"


def test_without_an_answer_it_has_failed(guard):
    guard.certified = True
    guard.speaks("ocpp1.6")
    guard.change(3)

    guard.box.later(seconds=31)

    change = guard.service.state("CP", ANN).change
    assert (change.state, change.why) == (ChangeState.FAILED, "change_configuration: it did not answer.")


def test_a_certificate_that_it_did_not_get_fails_the_change_that_waits_for_it(guard):
    guard.speaks("ocpp1.6")
    guard.change(3)

    guard.service.certificate_failed("CP", "Its name is wrong.")

    assert guard.service.state("CP", ANN).change.why == "Its name is wrong."
    guard.service.certificate_came("CP")
    assert guard.state()[1] is ChangeState.FAILED


@pytest.mark.parametrize(
    ("to", "connected", "code"),
    [(1, True, "profile_not_higher"), (3, True, "profile_not_served"), (2, False, None)],
)
def test_what_is_refused(box, to, connected, code):
    guard = Guard(box, serves_up_to=2)
    if connected:
        guard.speaks("ocpp1.6")
    if code is None:
        assert guard.change(to).change is None
        return
    with pytest.raises(Refused) as refusal:
        guard.change(to)

    assert refusal.value.code == code
    assert box.sent == []


def test_who_is_not_there_is_not_told(guard):
    with pytest.raises(Refused, match="not connected"):
        guard.change(3)


def test_an_answer_to_another_command_changes_nothing(guard):
    guard.set_to(1)
    guard.speaks("ocpp1.6")
    other = guard.box.ask("change_configuration", key="HeartbeatInterval", value="60")
    guard.change(2)

    guard.box.answered(other, {"status": "Rejected"})

    assert guard.state() == (1, ChangeState.PENDING, Step.ORDER)


def test_a_change_asked_for_again_forgets_the_one_before(guard):
    guard.set_to(1)
    guard.speaks("ocpp1.6")
    guard.change(2)
    first = guard.box.sent[-1].command_id
    guard.box.later(seconds=31)
    guard.change(2)

    guard.box.answered(first, {"status": "Rejected"})

    assert guard.state() == (1, ChangeState.PENDING, Step.ORDER)


def test_a_new_password_goes_down_unseen_and_the_old_one_works_until_it_is_used(guard):
    guard.speaks("ocpp1.6")
    command = guard.service.rotate_password("CP", ANN)

    assert guard.last() == (
        "change_configuration",
        {"key": "SecurityCtrlr/BasicAuthPassword", "value": "n" * 32},
    )
    assert command.params["value"] == "***"
    assert guard.comes_in()
    assert guard.comes_in(b"n" * 32)
    assert not guard.comes_in()
