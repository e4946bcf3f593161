import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chalicelib.kernel.errors import Violation
from chalicelib.ocpp import inbound
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.ocpp.v16.answers import ANSWERS

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
START = {"connectorId": 1, "idTag": "TAG", "meterStart": 10, "timestamp": "2026-06-01T12:00:00Z"}


def say(
    action: str, payload: Any, message_id: Any = "1", at: datetime = NOON, connection: str = "conn"
) -> Any:
    text = handle(Peer("CP", connection, "ocpp1.6"), json.dumps([2, message_id, action, payload]), at)
    assert text is not None
    return json.loads(text)


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
