import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib import metrics
from chalicelib.charge_points.rules import CommandFailure, SecurityEvent
from chalicelib.kernel.errors import Violation
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer, negotiated

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
START = {"connectorId": 1, "idTag": "TAG", "meterStart": 10, "timestamp": "2026-06-01T12:00:00Z"}


def say(
    action: str, payload: Any, message_id: Any = "1", at: datetime = NOON, connection: str = "conn"
) -> Any:
    text = handle(Peer("CP", connection, "ocpp1.6"), json.dumps([2, message_id, action, payload]), at)
    assert text is not None
    return json.loads(text)


def test_boot_is_accepted_with_time_and_interval(world):
    answer = say("BootNotification", {"chargePointVendor": "V" * 60, "chargePointModel": ""})

    assert answer == [
        3,
        "1",
        {"status": "Accepted", "currentTime": "2026-06-01T12:00:00Z", "interval": 300},
    ]
    (boot,) = world.facts
    assert (boot.vendor, boot.model) == ("V" * 60, None)


def test_commands_that_wait_come_after_the_boots_answer(world):
    say("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
    assert world.seen == []

    say("Heartbeat", {})

    assert world.seen == ["conn"]


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([], "Accepted"),
        (["token_unknown"], "Invalid"),
        (["token_blocked"], "Blocked"),
        (["token_expired"], "Expired"),
        (["in_use"], "ConcurrentTx"),
        (["not_your_turn"], "Blocked"),
        (["walk_up_not_allowed"], "Blocked"),
        (["out_of_service"], "Blocked"),
        (["not_a_member", "not_your_turn"], "Invalid"),
        (["in_use", "token_unknown"], "Invalid"),
    ],
)
def test_a_refusal_has_a_status_of_the_protocol(world, codes, status):
    world.violations = tuple(Violation(code, "No.") for code in codes)

    assert say("Authorize", {"idTag": "TAG"})[2] == {"idTagInfo": {"status": status}}
    assert say("StartTransaction", START)[2] == {"transactionId": 42, "idTagInfo": {"status": status}}


def test_a_failure_of_ours_is_told_as_one_and_the_next_try_works(world):
    world.broken = ConnectionError("storage is away")
    assert say("StartTransaction", START)[:3] == [4, "1", "InternalError"]

    world.broken = None

    assert say("StartTransaction", START)[0] == 3


def test_a_repeated_id_with_the_same_payload_gets_the_same_answer(world):
    first = say("StartTransaction", START)
    world.violations = (Violation("in_use", "Somebody is charging there."),)

    assert say("StartTransaction", START) == first
    assert len(world.facts) == 1


def test_a_repeated_message_counts_once_and_a_made_up_action_as_other(world, capsys):
    with metrics.told():
        say("StartTransaction", START)
        say("StartTransaction", START)
        say("MakeCoffee", {}, "2")

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"_aws"' in line]
    assert {line["action"]: line["Messages"] for line in lines} == {"StartTransaction": [1], "other": [1]}


@pytest.mark.parametrize(
    "again",
    [
        pytest.param({"connection": "other"}, id="on another connection"),
        pytest.param({"message_id": "2"}, id="under another id"),
        pytest.param({"payload": START | {"meterStart": 11}}, id="with another payload"),
        pytest.param({"at": NOON + timedelta(minutes=6)}, id="minutes later"),
    ],
)
def test_an_id_means_something_only_with_its_connection_and_payload(world, again):
    say("StartTransaction", START)

    say("StartTransaction", **({"payload": START} | again))

    assert len(world.facts) == 2


def test_a_status_told_again_under_the_same_id_is_told_again(world):
    for status in ("Available", "Charging", "Available"):
        say("StatusNotification", {"connectorId": 1, "status": status})

    assert [status.status for status in world.facts] == ["Available", "Charging", "Available"]


def test_answers_to_commands_are_passed_on_in_our_words(world):
    for text in (
        '[3,"c1",{"status":"Accepted"}]',
        '[3,"c2",{"configurationKey":[{"key":"authorizationkey","value":"s"},7],"unknownKey":["x"]}]',
        '[4,"c3","NotSupported","no",{}]',
        '[3,"c4",{"configurationKey":"none"}]',
        '[3,"c5",{"ConfigurationKey":[{"Key":"A","ReadOnly":"false","Value":7},{"key":"B","readonly":true}]}]',
        '[3,"c6","Accepted"]',
        '[3,"c7",{"Status":" Accepted"}]',
        '[3,"c8",{"status":null}]',
        '[3,"c9",{"status":["Accepted"]}]',
    ):
        assert handle(Peer("CP", "conn", "ocpp1.6"), text) is None

    setting = {"key": "authorizationkey", "readonly": False, "value": "***"}
    told = [
        {"key": "A", "readonly": False, "value": "7"},
        {"key": "B", "readonly": True, "value": None},
    ]
    assert world.facts == [
        ("CP", "c1", {"status": "Accepted"}),
        ("CP", "c2", {"configuration_key": [setting], "unknown_key": ["x"]}),
        ("CP", "c3", CommandFailure("NotSupported", "no")),
        ("CP", "c4", {}),
        ("CP", "c5", {"configuration_key": told}),
        ("CP", "c6", CommandFailure("FormationViolation", "The answer is not an object.")),
        ("CP", "c7", {"status": "Accepted"}),
        ("CP", "c8", {}),
        ("CP", "c9", {}),
    ]


def test_a_failure_while_an_answer_is_kept_is_nobodys_crash(world):
    world.broken = ConnectionError("storage is away")

    assert handle(Peer("CP", "conn", "ocpp1.6"), '[3,"c1",{}]') is None


def test_every_frame_is_logged_both_ways(world):
    say("Heartbeat", {})
    handle(Peer("CP", "conn", "ocpp1.6"), "nonsense")

    assert [direction for direction, _ in world.frames] == ["in", "out", "in"]


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["ocpp1.6"], "ocpp1.6"),
        (["ocpp2.0.1", "ocpp1.6"], "ocpp2.0.1"),
        (["ocpp1.6", "ocpp2.0.1"], "ocpp1.6"),
        (["ocpp1.5", "ocpp2.0", "ocpp2.1"], "ocpp2.1"),
        ([" OCPP2.0.1 "], " OCPP2.0.1 "),
        (["ocpp1.5", "mqtt"], None),
        ([], None),
    ],
)
def test_the_first_offered_that_is_spoken_here_is_agreed_on_as_it_was_written(offered, chosen):
    assert negotiated(offered) == chosen


@pytest.mark.parametrize("protocol", ["", "ocpp1.6", " OCPP1.6"])
def test_who_agreed_on_nothing_speaks_1_6(world, protocol):
    text = handle(Peer("CP", "conn", protocol), '[2,"1","Authorize",{"idTag":"TAG"}]', NOON)

    assert json.loads(text or "")[2] == {"idTagInfo": {"status": "Accepted"}}


@pytest.mark.parametrize(
    ("action", "payload", "told"),
    [
        (
            "SecurityEventNotification",
            {"type": "InvalidMessages", "timestamp": "2026-06-01T12:00:00", "techInfo": "x"},
            SecurityEvent("InvalidMessages", NOON, "x"),
        ),
        ("SecurityEventNotification", {"type": 7}, SecurityEvent("7", NOON, None)),
        ("SignCertificate", {"csr": "-----BEGIN"}, ("CP", "-----BEGIN", "ChargingStation")),
        ("LogStatusNotification", {"status": "Uploaded", "requestId": "3"}, ("CP", "log", "Uploaded", 3)),
        ("LogStatusNotification", {"status": "Idle"}, ("CP", "log", "Idle", None)),
        (
            "SignedFirmwareStatusNotification",
            {"status": "Installed", "requestId": 3},
            ("CP", "firmware", "Installed", 3),
        ),
        ("FirmwareStatusNotification", {"status": "Installed"}, ("CP", "firmware", "Installed")),
        ("DiagnosticsStatusNotification", {"status": "Uploaded"}, ("CP", "diagnostics", "Uploaded")),
    ],
)
def test_the_security_extension_of_1_6_arrives_in_our_words(world, action, payload, told):
    assert say(action, payload)[0] == 3
    assert world.facts == [told]


def test_before_it_is_accepted_1_6_is_answered_as_ever(world):
    for status in ("Pending", "Rejected"):
        peer = Peer("CP", "conn", "ocpp1.6", status)
        assert json.loads(handle(peer, '[2,"1","Heartbeat",{}]', NOON) or "")[0] == 3
        boot = handle(peer, '[2,"2","BootNotification",{}]', NOON)
        assert json.loads(boot or "")[2]["status"] == status
