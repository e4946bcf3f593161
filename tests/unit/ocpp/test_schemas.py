import json
from decimal import Decimal

import pytest

from chalicelib.ocpp.frames import Call, CallResult, encode, parse
from chalicelib.ocpp.schemas import MOST_TOLD, is_known, oddities


def profile(limit):
    period = {"startPeriod": 0, "limit": limit}
    return {
        "connectorId": 1,
        "csChargingProfiles": {
            "chargingProfileId": 1,
            "stackLevel": 0,
            "chargingProfilePurpose": "TxDefaultProfile",
            "chargingProfileKind": "Absolute",
            "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": [period]},
        },
    }


@pytest.mark.parametrize(
    "limit", [8.1, 0.3, 1.1, 32.7, 16, Decimal("8.1"), Decimal("0.3"), Decimal("4294967.3")]
)
def test_eight_point_one_is_a_multiple_of_a_tenth(limit):
    assert oddities("v16", "SetChargingProfile", profile(limit)) == []


@pytest.mark.parametrize("limit", ["8.1", "8.10"])
def test_so_it_is_as_it_comes_and_as_it_goes(limit):
    came = parse(f'[2,"1","A",{{"v":{limit}}}]')
    assert isinstance(came, Call)
    assert oddities("v16", "SetChargingProfile", profile(came.payload["v"])) == []
    sent = json.loads(encode(CallResult("1", profile(came.payload["v"]))))[2]
    assert oddities("v16", "SetChargingProfile", sent) == []


def test_finer_is_odd():
    (odd,) = oddities("v16", "SetChargingProfile", profile(Decimal("8.15")))

    assert odd.endswith("limit: MultipleOf")


@pytest.mark.parametrize(
    ("version", "message", "payload", "told"),
    [
        ("v16", "Authorize", {"idTag": "x" * 21}, ["idTag: MaxLength"]),
        ("v16", "Authorize", {}, ["payload: Required"]),
        ("v201", "HeartbeatRequest", {"more": 1}, ["payload: AdditionalProperties"]),
        ("v21", "HeartbeatResponse", {"currentTime": 1}, ["currentTime: Type"]),
        ("v16", "NoSuchMessage", {"a": 1}, []),
        ("v16", "../v201/HeartbeatRequest", {"more": 1}, []),
    ],
)
def test_what_is_odd_is_told_without_its_value(version, message, payload, told):
    assert oddities(version, message, payload) == told


def test_at_most_so_many_are_told():
    values = {"connectorId": "x", "errorCode": "x", "status": "x", "timestamp": 1, "info": 1, "vendorId": 1}

    assert len(oddities("v16", "StatusNotification", values)) == MOST_TOLD


def test_which_messages_there_are():
    assert is_known("v16", "Reset")
    assert is_known("v201", "ResetRequest")
    assert not is_known("v16", "Reset/../Reset")
    assert not is_known("v21", "StartTransactionRequest")
