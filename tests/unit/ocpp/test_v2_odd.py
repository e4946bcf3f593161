import json
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.charge_points.rules import Boot
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.ocpp.schemas import oddities
from chalicelib.sessions.rules import Moment
from tests.unit.ocpp.samples import SENT_21, STARTED

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def say(
    action: str, payload: Any, protocol: str = "ocpp2.0.1", status: str = "Accepted", message_id: str = "1"
) -> Any:
    peer = Peer("CP", "conn", protocol, status)
    text = handle(peer, json.dumps([2, message_id, action, payload]), NOON)
    assert text is not None
    return json.loads(text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"eventType": "started"}, {"moment": Moment.STARTED}, id="lower case"),
        pytest.param({"eventType": None}, {"moment": Moment.UPDATED}, id="no type"),
        pytest.param(
            {"eventType": "", "transactionInfo": {"transactionId": "T1", "stoppedReason": "Local"}},
            {"moment": Moment.ENDED, "stop_reason": "Local"},
            id="a reason to stop without a type",
        ),
        pytest.param({"timestamp": "2026-06-01T12:00:00"}, {"at": NOON}, id="a time without a zone"),
        pytest.param({"timestamp": "yesterday"}, {"at": None}, id="no time"),
        pytest.param({"seqNo": "1"}, {"seq_no": 1}, id="a number as text"),
        pytest.param(
            {"transactionInfo": {"transactionId": 42}}, {"transaction_id": "42"}, id="a number as id"
        ),
        pytest.param(
            {"transactionInfo": {"transactionId": "x" * 400}}, {"transaction_id": "x" * 255}, id="a long id"
        ),
        pytest.param(
            {"transactionInfo": None, "transactionId": 42}, {"transaction_id": "42"}, id="as OCPP 1.6 has it"
        ),
        pytest.param(
            {"evse": None, "connectorId": "1"}, {"connector_id": 1}, id="a connector as in OCPP 1.6"
        ),
        pytest.param({"evse": {"id": 0}}, {"connector_id": 0}, id="EVSE 0"),
        pytest.param({"evse": None}, {"connector_id": None}, id="no EVSE"),
        pytest.param({"offline": "true"}, {"offline": True}, id="yes as text"),
        pytest.param(
            {"idToken": {"idToken": " TAG ", "type": "x"}}, {"token_uid": "TAG"}, id="a padded token"
        ),
        pytest.param({"idToken": {"idToken": 17}}, {"token_uid": "17"}, id="a number as token"),
        pytest.param({"idToken": "TAG"}, {"token_uid": "TAG"}, id="a bare token"),
        pytest.param(
            {"idToken": {"idToken": "", "type": "ISO14443"}}, {"token_uid": ""}, id="an empty token"
        ),
        pytest.param(
            {"idToken": {"idToken": "", "type": "NoAuthorization"}}, {"token_uid": None}, id="a start button"
        ),
        pytest.param({"meterValue": []}, {"readings": ()}, id="no readings"),
        pytest.param({"meterValue": "x"}, {"readings": ()}, id="readings that are none"),
        pytest.param({"customData": {"vendorId": "x"}, "more": [1]}, {"transaction_id": "T1"}, id="more"),
    ],
)
def test_an_event_is_kept_whatever_is_odd_about_it(world, change, told):
    payload = {name: value for name, value in (STARTED | change).items() if value is not None}

    assert say("TransactionEvent", payload)[0] == 3

    (fact,) = world.facts
    assert {name: getattr(fact, name) for name in told} == told
    assert fact.raw == payload


@pytest.mark.parametrize("info", [None, {}, {"transactionId": ""}, {"transactionId": []}, 7])
def test_an_event_of_no_transaction_is_a_note(world, info):
    payload = STARTED | {"transactionInfo": info}

    assert say("TransactionEvent", payload) == [3, "1", {}]
    assert world.facts == [("CP", "TransactionEvent", payload, NOON)]


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        pytest.param(
            {"connectorStatus": "occupied", "evseId": "2", "connectorId": 1}, (2, "Occupied", 1), id="case"
        ),
        pytest.param(
            {"connectorStatus": "Faulted", "evseId": 0, "connectorId": 0}, (0, "Faulted", None), id="all"
        ),
        pytest.param({"status": "Available", "connectorId": 2}, (2, "Available", None), id="as in OCPP 1.6"),
        pytest.param(
            {"connectorStatus": "Dancing", "evseId": 1}, (1, "Dancing", None), id="a word of its own"
        ),
    ],
)
def test_a_status_is_understood_whatever_is_odd_about_it(world, payload, told):
    assert say("StatusNotification", payload) == [3, "1", {}]

    (status,) = world.facts
    assert (status.connector_id, status.status, status.outlet) == told


def test_a_boot_in_the_words_of_1_6_is_understood(world):
    say("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})

    assert world.facts == [Boot(NOON, "V", "M")]


@pytest.mark.parametrize(
    ("action", "payload", "code"),
    [
        ("Authorize", {}, "ProtocolError"),
        ("StatusNotification", {"evseId": 1}, "ProtocolError"),
        ("SignCertificate", {"csr": 7}, "TypeConstraintViolation"),
        ("Fly", {}, "NotImplemented"),
        ("StartTransaction", {}, "NotImplemented"),
        ("Reset", {"type": "Immediate"}, "NotSupported"),
        ("BatterySwap", SENT_21["BatterySwap"], "NotImplemented"),
    ],
)
def test_what_means_nothing_gets_the_errors_word(world, action, payload, code):
    assert say(action, payload)[:3] == [4, "1", code]
    assert world.facts == []


def test_an_answer_repeats_no_evse_that_there_cannot_be(world):
    answer = say("VatNumberValidation", {"vatNumber": "DE1", "evseId": -1}, "ocpp2.1")[2]

    assert oddities("v21", "VatNumberValidationResponse", answer) == []
