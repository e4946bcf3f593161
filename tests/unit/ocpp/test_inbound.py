import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chalicelib import metrics
from chalicelib.charge_points.rules import CommandFailure, SecurityEvent
from chalicelib.kernel.errors import Violation
from chalicelib.ocpp import inbound
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer, negotiated
from chalicelib.ocpp.v16.answers import ANSWERS

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


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({}, (1, "TAG", NOON, 10), id="as the schema has it"),
        pytest.param({"idTag": " TAG "}, (1, "TAG", NOON, 10), id="a padded token"),
        pytest.param({"idTag": 123456}, (1, "123456", NOON, 10), id="a number as token"),
        pytest.param({"idTag": "X" * 40}, (1, "X" * 40, NOON, 10), id="a long token"),
        pytest.param({"idTag": "\0TAG"}, (1, "TAG", NOON, 10), id="NUL"),
        pytest.param({"idTag": None}, (1, "", NOON, 10), id="no token"),
        pytest.param({"connectorId": "1"}, (1, "TAG", NOON, 10), id="a connector as text"),
        pytest.param({"connectorId": None}, (0, "TAG", NOON, 10), id="no connector"),
        pytest.param({"timestamp": "2026-06-01T12:00:00"}, (1, "TAG", NOON, 10), id="a time without a zone"),
        pytest.param({"timestamp": "never"}, (1, "TAG", None, 10), id="no time"),
        pytest.param({"meterStart": "10.5"}, (1, "TAG", NOON, Decimal("10.5")), id="a fraction as text"),
        pytest.param({"meterStart": -1}, (1, "TAG", NOON, None), id="a meter below zero"),
        pytest.param({"meterStart": None}, (1, "TAG", NOON, None), id="no meter"),
        pytest.param({"extra": {"a": 1}}, (1, "TAG", NOON, 10), id="more than there should be"),
        pytest.param(dict.fromkeys(START), (0, "", None, None), id="nothing"),
    ],
)
def test_a_start_is_kept_whatever_is_odd_about_it(world, change, told):
    payload = {name: value for name, value in (START | change).items() if value is not None}

    assert say("StartTransaction", payload)[2]["transactionId"] == 42

    (fact,) = world.facts
    assert (fact.connector_id, fact.token_uid, fact.at, fact.meter_wh) == told


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        pytest.param({"transactionId": 7, "meterStop": 5}, ("7", None, 5, "Local"), id="no time"),
        pytest.param({"transactionId": "7", "meterStop": "5"}, ("7", None, 5, "Local"), id="texts"),
        pytest.param({"transactionId": 0, "meterStop": 5}, ("0", None, 5, "Local"), id="transaction 0"),
        pytest.param({"transactionId": -1, "meterStop": 5}, ("-1", None, 5, "Local"), id="transaction -1"),
        pytest.param(
            {"transactionId": 2**63 - 1, "meterStop": 5}, (str(2**63 - 1), None, 5, "Local"), id="the largest"
        ),
        pytest.param({"transactionId": 10**40, "meterStop": 5}, ("-1", None, 5, "Local"), id="beyond it"),
        pytest.param({"meterStop": 5}, ("-1", None, 5, "Local"), id="no transaction"),
        pytest.param({}, ("-1", None, None, "Local"), id="nothing"),
        pytest.param(
            {"transactionId": 7, "reason": "EVDisconnected", "transactionData": []},
            ("7", None, None, "EVDisconnected"),
            id="no meter",
        ),
    ],
)
def test_a_stop_is_kept_whatever_is_odd_about_it(world, payload, told):
    assert say("StopTransaction", payload) == [3, "1", {}]

    (fact,) = world.facts
    assert (fact.transaction_id, fact.at, fact.meter_wh, fact.reason) == told


def test_the_good_readings_among_bad_ones_are_kept_and_all_of_them_raw(world):
    values = [{"timestamp": "2026-06-01T12:00:00Z", "sampledValue": [{"value": "x"}, {"value": "5"}]}]

    assert say("MeterValues", {"connectorId": 1, "transactionId": 9, "meterValue": values}) == [3, "1", {}]

    (fact,) = world.facts
    assert [reading.energy_wh for reading in fact.readings] == [5]
    assert fact.raw["meterValue"] == values


@pytest.mark.parametrize("payload", [{"connectorId": 1, "meterValue": []}, {"meterValue": 7}, {}])
def test_empty_meter_values_are_answered(world, payload):
    assert say("MeterValues", payload) == [3, "1", {}]
    assert len(world.facts) == 1


def test_an_empty_token_is_nobodys(world):
    world.violations = (Violation("token_unknown", "Nobody has registered this token."),)

    assert say("Authorize", {"idTag": " "})[2] == {"idTagInfo": {"status": "Invalid"}}


def test_a_status_in_lower_case_is_understood(world):
    say("StatusNotification", {"connectorId": "2", "status": "suspendedev"})

    (status,) = world.facts
    assert (status.connector_id, status.status, status.error_code) == (2, "SuspendedEV", "NoError")
    assert status.at == NOON


@pytest.mark.parametrize(
    ("action", "payload", "code"),
    [
        ("Authorize", {}, "ProtocolError"),
        ("Authorize", {"idTag": {}}, "TypeConstraintViolation"),
        ("StatusNotification", {"connectorId": 1}, "ProtocolError"),
        ("Fly", {}, "NotImplemented"),
        ("Reset", {"type": "Soft"}, "NotSupported"),
        ("SignCertificate", {"csr": " "}, "TypeConstraintViolation"),
    ],
)
def test_what_means_nothing_gets_the_errors_word(world, action, payload, code):
    assert say(action, payload)[:3] == [4, "1", code]


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


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2026-06-01T12:00:00Z", "1", "Available", "kWh", "Power.Active.Import"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*START, "status", "transactionId", "meterValue", "sampledValue", "value", "unit"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=10,
)


@given(st.sampled_from([*ANSWERS, "Nothing"]), VALUES)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_call_is_answered_by_its_id_whatever_it_holds(world, action, payload):
    answer = say(action, payload)

    assert answer[0] in (3, 4)
    assert answer[1] == "1"
    assert answer[0] == 3 or answer[2] != "InternalError"


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


def test_an_odd_answer_of_ours_is_logged_and_goes_out_all_the_same(world, monkeypatch):
    warned: list[Any] = []
    monkeypatch.setattr(inbound.logger, "warning", lambda text, **log: warned.append((text, log["oddities"])))
    peer = Peer("CP", "conn", "ocpp1.6", "Nearly")

    answer = handle(peer, '[2,"2","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]', NOON)

    assert json.loads(answer or "")[2]["status"] == "Nearly"
    assert warned == [("odd answer of ours", ["status: Enum"])]


def test_an_odd_answer_to_a_command_is_logged_and_kept_all_the_same(world, monkeypatch):
    warned: list[Any] = []
    monkeypatch.setattr(inbound.logger, "warning", lambda text, **log: warned.append((text, log["oddities"])))

    handle(Peer("CP", "conn", "ocpp1.6"), '[3,"c1",{"configurationKey":[],"unknownKey":["x"],"more":1}]')
    handle(Peer("CP", "conn", "ocpp1.6"), '[3,"c2",{"unknownKey":["x"]}]')

    assert warned == [("odd answer", ["payload: AdditionalProperties"])]
    assert world.facts == [
        ("CP", "c1", {"configuration_key": [], "unknown_key": ["x"]}),
        ("CP", "c2", {"unknown_key": ["x"]}),
    ]
