"""What charge points answer to commands: one reading for all versions, and for what chargers make of them."""

import pytest

from chalicelib.charge_points.commands.rules import outcome
from chalicelib.charge_points.rules import CommandFailure
from chalicelib.ocpp.calls import read
from chalicelib.ocpp.frames import CallError, CallResult

PLACE = {"component": {"name": "A", "evse": {"id": 1}}, "variable": {"name": "B", "instance": "x"}}
SECRET = {"component": {"name": "SecurityCtrlr"}, "variable": {"name": "BasicAuthPassword"}}
PERIOD = {"startPeriod": 0, "limit": 8.1, "numberPhases": 3}
HASHED = {"hashAlgorithm": "SHA256", "issuerNameHash": "a", "issuerKeyHash": "b", "serialNumber": "1"}
OUR_HASH = {"hash_algorithm": "SHA256", "issuer_name_hash": "a", "issuer_key_hash": "b", "serial_number": "1"}
SCHEDULE = {
    "connector_id": 1,
    "start_at": "2026-06-01T12:00:00+00:00",
    "duration_seconds": 60,
    "unit": "A",
    "periods": [{"start_seconds": 0, "limit": "16", "phases": 3}],
}


@pytest.mark.parametrize(
    ("action", "payload", "answer", "state"),
    [
        ("reset", {"status": "accepted"}, {"status": "Accepted"}, "ACCEPTED"),
        ("reset", {"Status": " REBOOT_REQUIRED "}, {"status": "RebootRequired"}, "ACCEPTED"),
        ("reset", {"status": "Perhaps"}, {"status": "Perhaps"}, "REJECTED"),
        (
            "reset",
            {"status": "Rejected", "statusInfo": {"reasonCode": "InTx", "additionalInfo": "busy"}},
            {"status": "Rejected", "reason": "InTx: busy"},
            "REJECTED",
        ),
        ("unlock", {"status": "OngoingAuthorizedTransaction"}, None, "REJECTED"),
        (
            "remote_start",
            {"status": "Accepted", "transactionId": "tx"},
            {"status": "Accepted", "transaction_id": "tx"},
            "ACCEPTED",
        ),
        ("get_local_list_version", {"listVersion": 3}, {"version": 3}, "ACCEPTED"),
        ("get_local_list_version", {"versionNumber": "3"}, {"version": 3}, "ACCEPTED"),
        ("send_local_list", {"status": "VersionMismatch"}, {"status": "VersionMismatch"}, "REJECTED"),
        (
            "get_configuration",
            {"configurationKey": [{"key": "K", "readonly": "false", "value": 5}], "unknownKey": ["U"]},
            {
                "configuration_key": [{"key": "K", "readonly": False, "value": "5"}],
                "unknown_key": ["U"],
            },
            "ACCEPTED",
        ),
        (
            "get_configuration",
            {
                "getVariableResult": [
                    {"attributeStatus": "accepted", "attributeValue": "5", **PLACE},
                    {"attributeStatus": "Accepted", "attributeValue": "hush", **SECRET},
                    {
                        "attributeStatus": "UnknownVariable",
                        "component": {"name": "C"},
                        "variable": {"name": "D"},
                    },
                    {"attributeStatus": "Rejected", **SECRET},
                ]
            },
            {
                "configuration_key": [
                    {"key": "A@1/B[x]", "readonly": None, "value": "5"},
                    {"key": "SecurityCtrlr/BasicAuthPassword", "readonly": None, "value": "***"},
                ],
                "unknown_key": ["C/D"],
                "refused": [{"key": "SecurityCtrlr/BasicAuthPassword", "status": "Rejected"}],
            },
            "ACCEPTED",
        ),
        (
            "change_configuration",
            {
                "setVariableResult": [
                    {"attributeStatus": "RebootRequired", "attributeType": "Actual", **PLACE}
                ]
            },
            {"status": "RebootRequired", "key": "A@1/B[x]", "attribute": "Actual"},
            "ACCEPTED",
        ),
        (
            "change_configuration",
            {"setVariableResult": [{"attributeStatus": "UnknownComponent", **PLACE}]},
            {"status": "UnknownComponent", "key": "A@1/B[x]"},
            "REJECTED",
        ),
        (
            "set_monitoring",
            {
                "setMonitoringResult": [
                    {"status": "Duplicate", "type": "Delta", "severity": 2, **PLACE},
                    {"id": 4, "status": "Accepted", "type": "Delta", "severity": 1, **PLACE},
                ]
            },
            {
                "status": "Accepted",
                "results": [
                    {"key": "A@1/B[x]", "type": "Delta", "severity": 2, "status": "Duplicate"},
                    {
                        "key": "A@1/B[x]",
                        "monitor_id": 4,
                        "type": "Delta",
                        "severity": 1,
                        "status": "Accepted",
                    },
                ],
            },
            "ACCEPTED",
        ),
        (
            "clear_monitoring",
            {"clearMonitoringResult": [{"id": 4, "status": "NotFound"}]},
            {"status": "NotFound", "results": [{"monitor_id": 4, "status": "NotFound"}]},
            "REJECTED",
        ),
        (
            "get_composite_schedule",
            {
                "status": "Accepted",
                "connectorId": 1,
                "scheduleStart": "2026-06-01T12:00:00Z",
                "chargingSchedule": {
                    "duration": 60,
                    "chargingRateUnit": "A",
                    "chargingSchedulePeriod": [PERIOD | {"limit": 16}],
                },
            },
            {"status": "Accepted", "schedule": SCHEDULE},
            "ACCEPTED",
        ),
        (
            "get_composite_schedule",
            {
                "status": "Accepted",
                "schedule": {
                    "evseId": 1,
                    "scheduleStart": "2026-06-01T12:00:00Z",
                    "duration": 60,
                    "chargingRateUnit": "A",
                    "chargingSchedulePeriod": [PERIOD | {"limit": 16}],
                },
            },
            {"status": "Accepted", "schedule": SCHEDULE},
            "ACCEPTED",
        ),
        ("get_composite_schedule", {"status": "Rejected"}, {"status": "Rejected"}, "REJECTED"),
        ("get_log", {"fileName": "a.zip"}, {"filename": "a.zip"}, "ACCEPTED"),
        ("get_log", {}, {}, "ACCEPTED"),
        (
            "get_log",
            {"status": "AcceptedCanceled", "filename": "a.zip"},
            {"status": "AcceptedCanceled", "filename": "a.zip"},
            "ACCEPTED",
        ),
        ("update_firmware", {}, {}, "ACCEPTED"),
        ("update_firmware", {"status": "InvalidCertificate"}, None, "REJECTED"),
        ("unpublish_firmware", {"status": "Unpublished"}, None, "ACCEPTED"),
        ("get_certificates", {"status": "NotFound"}, {"status": "NotFound", "certificates": []}, "ACCEPTED"),
        (
            "get_certificates",
            {"status": "Accepted", "certificateHashData": [HASHED]},
            {"status": "Accepted", "certificates": [OUR_HASH]},
            "ACCEPTED",
        ),
        (
            "get_certificates",
            {
                "status": "Accepted",
                "certificateHashDataChain": [
                    {
                        "certificateType": "V2GCertificateChain",
                        "certificateHashData": HASHED,
                        "childCertificateHashData": [HASHED],
                    }
                ],
            },
            {"status": "Accepted", "certificates": [{"use": "V2GChain", **OUR_HASH, "chain": [OUR_HASH]}]},
            "ACCEPTED",
        ),
        ("delete_certificate", {"status": "NotFound"}, {"status": "NotFound"}, "REJECTED"),
        (
            "get_transaction_status",
            {"ongoingIndicator": True, "messagesInQueue": "false"},
            {"ongoing": True, "messages_in_queue": False},
            "ACCEPTED",
        ),
        (
            "data_transfer",
            {"status": "Accepted", "data": "x"},
            {"status": "Accepted", "data": "x"},
            "ACCEPTED",
        ),
        ("data_transfer", {"status": "UnknownVendorId"}, None, "REJECTED"),
        ("get_charging_profiles", {"status": "NoProfiles"}, None, "ACCEPTED"),
        ("get_report", {"status": "EmptyResultSet"}, None, "ACCEPTED"),
        ("get_display_messages", {"status": "Unknown"}, None, "ACCEPTED"),
        ("clear_display_message", {"status": "Unknown"}, None, "REJECTED"),
        ("cost_updated", {}, {}, "ACCEPTED"),
        ("clear_cache", {}, {}, "FAILED"),
        (
            "call",
            {"status": "Rejected", "configurationKey": [{"key": "AuthorizationKey", "value": "hush"}]},
            {
                "payload": {
                    "status": "Rejected",
                    "configurationKey": [{"key": "AuthorizationKey", "value": "***"}],
                }
            },
            "ACCEPTED",
        ),
    ],
)
@pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
def test_an_answer_is_read_in_our_words(protocol, action, payload, answer, state):
    told = read(protocol, action, CallResult("c1", payload))

    if answer is not None:
        assert told == answer
    assert outcome(action, told)[0] == state


NO_VERSION, NO_SETTINGS = "The answer has no version that can be read.", "The answer has no settings."


@pytest.mark.parametrize(
    ("action", "payload", "state", "detail"),
    [
        ("get_local_list_version", {}, "FAILED", NO_VERSION),
        ("get_local_list_version", {"versionNumber": "x"}, "FAILED", NO_VERSION),
        ("get_local_list_version", {"versionNumber": None}, "FAILED", NO_VERSION),
        ("get_local_list_version", {"listVersion": 0}, "ACCEPTED", None),
        ("get_local_list_version", {"listVersion": -1}, "ACCEPTED", None),
        ("get_configuration", {}, "FAILED", NO_SETTINGS),
        ("get_configuration", {"configurationKey": "x", "other": 1}, "FAILED", NO_SETTINGS),
        ("get_configuration", {"configurationKey": []}, "ACCEPTED", None),
        ("get_configuration", {"unknownKey": ["K"]}, "ACCEPTED", None),
        ("get_configuration", {"getVariableResult": []}, "ACCEPTED", None),
        ("get_configuration", {"status": "Accepted"}, "ACCEPTED", None),
        ("get_configuration", {"status": "NotSupported"}, "REJECTED", "NotSupported"),
        ("get_transaction_status", {}, "FAILED", "The answer tells nothing of the transaction."),
        ("get_transaction_status", {"messagesInQueue": False}, "ACCEPTED", None),
        ("cost_updated", {}, "ACCEPTED", None),
        ("get_log", {}, "ACCEPTED", None),
        ("update_firmware", {}, "ACCEPTED", None),
        ("call", {}, "ACCEPTED", None),
    ],
)
@pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
def test_an_answer_that_tells_nothing_of_what_was_asked_is_a_failure(
    protocol, action, payload, state, detail
):
    assert outcome(action, read(protocol, action, CallResult("c1", payload))) == (state, detail)


@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, [None], [{}], [{"status": 1}], {"status": []}])
@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("get_configuration", "configurationKey"),
        ("get_configuration", "unknownKey"),
        ("get_configuration", "getVariableResult"),
        ("change_configuration", "setVariableResult"),
        ("set_monitoring", "setMonitoringResult"),
        ("get_composite_schedule", "schedule"),
        ("get_certificates", "certificateHashDataChain"),
        ("reset", "statusInfo"),
        ("reset", "status"),
    ],
)
def test_nonsense_in_an_answer_is_left_out(action, name, wrong):
    assert isinstance(read("ocpp2.0.1", action, CallResult("c1", {name: wrong})), dict)


def test_an_error_is_an_answer_that_is_no_longer_than_can_be_kept():
    assert read("ocpp2.0.1", "reset", CallError("c1", "N" * 200, "d" * 900)) == CommandFailure(
        "N" * 100, "d" * 500
    )
