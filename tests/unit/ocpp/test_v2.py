import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.charge_points.rules import Boot, ConnectorStatus, SecurityEvent
from chalicelib.kernel.errors import Violation
from chalicelib.kernel.money import Money
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.ocpp.schemas import oddities
from chalicelib.ocpp.v2.answers import ANSWERS_21, ANSWERS_201
from chalicelib.sessions.rules import Moment
from chalicelib.variables.monitoring import Monitor
from chalicelib.variables.rules import ReportedVariable
from tests.unit.ocpp.samples import SENT_21, SENT_201, STARTED, STREAM

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
EACH = [
    *(
        pytest.param("ocpp2.0.1", "v201", action, sent, id=f"2.0.1 {action}")
        for action, sent in SENT_201.items()
    ),
    *(pytest.param("ocpp2.1", "v21", action, sent, id=f"2.1 {action}") for action, sent in SENT_21.items()),
]


def say(
    action: str, payload: Any, protocol: str = "ocpp2.0.1", status: str = "Accepted", message_id: str = "1"
) -> Any:
    peer = Peer("CP", "conn", protocol, status)
    text = handle(peer, json.dumps([2, message_id, action, payload]), NOON)
    assert text is not None
    return json.loads(text)


@pytest.mark.parametrize(("protocol", "folder", "action", "sent"), EACH)
def test_every_message_of_a_station_is_answered_as_its_schema_has_it(world, protocol, folder, action, sent):
    assert oddities(folder, f"{action}Request", sent) == [], "the sample is one"

    kind, _, answer = say(action, sent, protocol)

    assert kind == 3
    assert oddities(folder, f"{action}Response", answer) == []


def test_nothing_is_left_out():
    assert set(SENT_201) == set(ANSWERS_201)
    assert {*SENT_21, "NotifyPeriodicEventStream"} == set(ANSWERS_21)


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("BootNotification", Boot(NOON, "V", "M", "S", "1")),
        ("FirmwareStatusNotification", ("CP", "firmware", "Installed", 3)),
        ("LogStatusNotification", ("CP", "log", "Uploaded", 3)),
        (
            "PublishFirmwareStatusNotification",
            (
                "CP",
                "PublishFirmwareStatusNotification",
                SENT_201["PublishFirmwareStatusNotification"],
                NOON,
            ),
        ),
        ("SecurityEventNotification", SecurityEvent("FirmwareUpdated", NOON, "x")),
        ("SignCertificate", ("CP", "-----BEGIN", "V2G")),
        ("Get15118EVCertificate", ("CP", "x", "Install", "v")),
        (
            "StatusNotification",
            ConnectorStatus(1, "Occupied", "NoError", NOON, reported_at=NOON, outlet=2),
        ),
        (
            "NotifyReport",
            (
                "CP",
                5,
                0,
                [
                    ReportedVariable(
                        "EVSE@1/Power", "11", mutability="ReadOnly", data_type="decimal", unit="kW"
                    )
                ],
                False,
                NOON,
            ),
        ),
        (
            "NotifyMonitoringReport",
            ("CP", 5, 0, [Monitor(6, "EVSE@1/Power", "UpperThreshold", Decimal(0), 3)], True, NOON),
        ),
        (
            "ReportChargingProfiles",
            (
                "CP",
                1,
                "CSO",
                [
                    {
                        "profile_id": 1,
                        "stack_level": 0,
                        "purpose": "TxDefaultProfile",
                        "kind": "Absolute",
                        "unit": "A",
                        "periods": [{"start_seconds": 0, "limit": "8.1"}],
                    }
                ],
                NOON,
            ),
        ),
        (
            "ReservationStatusUpdate",
            ("CP", "ReservationStatusUpdate", SENT_201["ReservationStatusUpdate"], NOON),
        ),
    ],
)
def test_what_is_told_arrives_in_our_words(world, action, told):
    say(action, SENT_201[action])

    assert world.facts == [told]


def test_an_event_arrives_in_our_words(world):
    say("NotifyEvent", SENT_201["NotifyEvent"])

    ((_, (event,), at),) = world.facts
    assert (event.event_id, event.key, event.value, event.trigger, at) == (
        4,
        "EVSE@1/Power",
        "11",
        "Alerting",
        NOON,
    )


def test_a_transaction_event_arrives_in_our_words_with_all_that_it_tells(world):
    world.group_id = "G"

    answer = say("TransactionEvent", STARTED)[2]

    (fact,) = world.facts
    assert (fact.connector_id, fact.transaction_id, fact.moment, fact.at, fact.seq_no) == (
        2,
        "T1",
        Moment.STARTED,
        NOON,
        0,
    )
    assert (fact.token_uid, fact.trigger, fact.charging_state) == ("TAG", "Authorized", "Charging")
    assert (fact.remote_start_id, fact.reservation_id, fact.offline) == (7, 9, False)
    assert [reading.energy_wh for reading in fact.readings] == [1500]
    assert answer == {
        "idTokenInfo": {"status": "Accepted", "groupIdToken": {"idToken": "G", "type": "Central"}}
    }


def test_the_end_is_answered_by_what_it_costs_as_a_rounded_number(world):
    world.total_cost = Money(Decimal("1.2349"), "EUR")
    ended = STARTED | {"eventType": "Ended", "offline": True}
    del ended["idToken"]

    text = handle(Peer("CP", "conn", "ocpp2.0.1"), json.dumps([2, "1", "TransactionEvent", ended]), NOON)

    assert text == '[3,"1",{"totalCost":1.23}]'
    assert (world.facts[0].moment, world.facts[0].offline) == (Moment.ENDED, True)


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([], "Accepted"),
        (["token_unknown"], "Unknown"),
        (["not_your_turn", "not_a_member"], "Unknown"),
        (["token_blocked"], "Blocked"),
        (["token_expired"], "Expired"),
        (["in_use"], "ConcurrentTx"),
        (["not_your_turn"], "NotAtThisTime"),
        (["walk_up_not_allowed"], "NotAtThisTime"),
        (["unknown_connector"], "NotAtThisLocation"),
        (["out_of_service"], "NotAtThisLocation"),
        (["suspended"], "Blocked"),
    ],
)
def test_a_refusal_has_a_status_of_the_protocol(world, codes, status):
    world.violations = tuple(Violation(code, "No.") for code in codes)

    assert say("Authorize", SENT_201["Authorize"])[2] == {"idTokenInfo": {"status": status}}
    assert say("TransactionEvent", STARTED)[2] == {"idTokenInfo": {"status": status}}


def test_who_is_not_accepted_yet_is_told_so_and_its_facts_are_kept(world):
    for action in ("Heartbeat", "TransactionEvent", "StatusNotification"):
        for status in ("Pending", "Rejected"):
            assert say(action, SENT_201[action], status=status, message_id=action + status)[:3] == [
                4,
                action + status,
                "SecurityError",
            ]

    assert len(world.facts) == 4
    assert say("BootNotification", SENT_201["BootNotification"], status="Pending")[2]["status"] == "Pending"


def test_while_pending_it_may_say_what_it_was_asked_for(world):
    world.commands = [
        SimpleNamespace(
            action="trigger",
            params={"message": "StatusNotification"},
            requested_at=NOON - timedelta(minutes=1),
        ),
        SimpleNamespace(
            action="trigger", params={"message": "Heartbeat"}, requested_at=NOON - timedelta(hours=1)
        ),
    ]

    kinds = {
        action: say(action, SENT_201[action], status="Pending")[0]
        for action in ("NotifyReport", "StatusNotification", "Heartbeat")
    }

    assert kinds == {"NotifyReport": 3, "StatusNotification": 3, "Heartbeat": 4}
    assert say("StatusNotification", SENT_201["StatusNotification"], status="Rejected")[0] == 4


def test_a_certificate_that_nobody_here_can_check_lets_nobody_charge(world):
    hashes = [SENT_201["GetCertificateStatus"]["ocspRequestData"]]

    answer = say("Authorize", SENT_201["Authorize"] | {"iso15118CertificateHashData": hashes})[2]

    assert answer == {"idTokenInfo": {"status": "Invalid"}, "certificateStatus": "NoCertificateAvailable"}


def test_what_our_authority_says_of_a_certificate_is_passed_on(world):
    world.ocsp = "b2s="

    assert say("GetCertificateStatus", SENT_201["GetCertificateStatus"])[2] == {
        "status": "Accepted",
        "ocspResult": "b2s=",
    }


def test_a_request_that_may_not_be_signed_is_rejected(world):
    world.signs = False

    assert say("SignCertificate", SENT_201["SignCertificate"])[2] == {"status": "Rejected"}


def test_what_streams_is_kept_and_not_answered(world):
    text = json.dumps([6, "1", "NotifyPeriodicEventStream", STREAM])

    assert handle(Peer("CP", "conn", "ocpp2.1"), text, NOON) is None
    assert world.facts == [("CP", "NotifyPeriodicEventStream", STREAM, NOON)]


def test_that_our_answer_was_not_understood_is_not_answered(world):
    text = '[5,"1","FormatViolation","no",{}]'

    assert handle(Peer("CP", "conn", "ocpp2.1"), text, NOON) is None
    assert world.facts == []


def test_a_repeated_event_gets_the_same_answer(world):
    first = say("TransactionEvent", STARTED)
    world.violations = (Violation("in_use", "Somebody is charging there."),)

    assert say("TransactionEvent", STARTED) == first
    assert len(world.facts) == 1


@pytest.mark.parametrize(
    "asked", [{}, {"certificateStatusRequests": []}, {"certificateStatusRequests": [{"source": "OCSP"}, 5]}]
)
def test_a_status_of_no_certificate_is_no_question(world, asked):
    assert say("GetCertificateChainStatus", asked, "ocpp2.1")[0] == 4
