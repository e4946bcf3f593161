"""OCPP 2.0.1, block K: charging profiles that an owner sets, clears and asks for."""

import pytest
from ocpp.exceptions import NotSupportedError

from tests.conversations.harness import charger
from tests.station import now

START = "2026-06-01T06:00:00Z"
PERIODS = [
    {"start_seconds": 0, "limit": "8.1", "phases": 3},
    {"start_seconds": 43200, "limit": "16", "phases": 3},
]
BY_DAY = {"kind": "Recurring", "recurrency": "Daily", "start_at": START, "duration_seconds": 86400}
ABSOLUTE = {"kind": "Absolute", "start_at": START, "duration_seconds": 86400}


def profile(purpose="TxDefaultProfile", **more):
    """In our words."""
    return {"stack_level": 1, "purpose": purpose, "unit": "A", "periods": PERIODS} | (ABSOLUTE | more)


async def set_profile(door, cp, connector_id=1, session_id=None, **more):
    """By the owner; the ended command and what the station was asked."""
    body = {"connector_id": connector_id, "profile": profile(**more), "session_id": session_id}
    command = await door.operator.api("POST", f"{cp.path}/charging-profiles", body)
    return await door.operator.followed(command), await cp.asked("SetChargingProfile")


async def listed(door, cp, count):
    """What the owner sees that the station keeps to, as soon as it is so many."""
    path = f"{cp.path}/charging-profiles"
    return (await door.operator.until(path, lambda shown: len(shown["items"]) == count))["items"]


@pytest.mark.parametrize(
    ("connector_id", "purpose", "about"),
    [
        pytest.param(1, "TxDefaultProfile", ABSOLUTE, id="TC_K_01_tx_default_profile_of_an_evse"),
        pytest.param(0, "ChargePointMaxProfile", ABSOLUTE, id="TC_K_03_charging_station_max_profile"),
        pytest.param(0, "TxDefaultProfile", ABSOLUTE, id="TC_K_10_tx_default_profile_of_all_evses"),
        pytest.param(1, "TxDefaultProfile", BY_DAY, id="TC_K_19_recurring"),
    ],
)
async def test_a_profile_is_set(door, connector_id, purpose, about):
    """The station is asked for just this schedule at this EVSE; when it has agreed, the profile is listed"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        command, asked = await set_profile(door, cp, connector_id, purpose=purpose, **about)
        (kept,) = await listed(door, cp, 1)

    sent = asked["charging_profile"]
    (schedule,) = sent["charging_schedule"]
    assert (command["state"], asked["evse_id"]) == ("ACCEPTED", connector_id)
    assert sent["charging_profile_purpose"] == purpose.replace("ChargePoint", "ChargingStation")
    assert (sent["charging_profile_kind"], sent.get("recurrency_kind")) == (
        about["kind"],
        about.get("recurrency"),
    )
    assert (schedule["start_schedule"], schedule["duration"], schedule["charging_rate_unit"]) == (
        START,
        86400,
        "A",
    )
    assert schedule["charging_schedule_period"] == [
        {"start_period": 0, "limit": 8.1, "number_phases": 3},
        {"start_period": 43200, "limit": 16, "number_phases": 3},
    ]
    assert (kept["profile_id"], kept["source"], kept["connector_id"]) == (sent["id"], "set", connector_id)


async def test_TC_K_02_tx_profile_no_transaction_at_the_evse(door):
    """The session has ended: the station refuses, so does the command, and nothing is listed"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        transaction = await cp.start(door.operator.token)
        await cp.stop(transaction, 2000)
        (session,) = await door.operator.sessions_at(cp)
        cp.answers["SetChargingProfile"] = {
            "status": "Rejected",
            "status_info": {"reason_code": "TxNotFound"},
        }
        command = await door.operator.command(
            cp,
            "set_charging_profile",
            connector_id=1,
            session_id=session["session_id"],
            profile=profile("TxProfile", profile_id=7),
        )
        asked = await cp.asked("SetChargingProfile")
        kept = await listed(door, cp, 0)

    assert asked["charging_profile"]["transaction_id"] == transaction.transaction_id
    assert (command["state"], command["detail"], kept) == ("REJECTED", "Rejected: TxNotFound", [])


async def test_TC_K_04_replace_a_profile_by_its_id(door):
    """The same number again takes the place of the first"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        sent = []
        for limit in ("10", "6"):
            periods = [{"start_seconds": 0, "limit": limit}]
            told = profile(profile_id=7, periods=periods)
            await door.operator.command(cp, "set_charging_profile", connector_id=1, profile=told)
            sent.append((await cp.asked("SetChargingProfile"))["charging_profile"])
        shown = await door.operator.until(
            f"{cp.path}/charging-profiles",
            lambda shown: [one["profile"]["periods"][0]["limit"] for one in shown["items"]] == ["6"],
        )

    assert [one["id"] for one in sent] == [7, 7]
    assert [one["profile_id"] for one in shown["items"]] == [7]


async def test_TC_K_05_clear_a_profile_by_its_id(door):
    """The station is asked to forget that number, and it is listed no more"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        _, asked = await set_profile(door, cp)
        number = asked["charging_profile"]["id"]
        command = await door.operator.api("DELETE", f"{cp.path}/charging-profiles/{number}")
        ended = await door.operator.followed(command)
        cleared, kept = await cp.asked("ClearChargingProfile"), await listed(door, cp, 0)

    assert (ended["state"], cleared, kept) == ("ACCEPTED", {"charging_profile_id": number}, [])


async def test_TC_K_06_clear_a_profile_by_stack_level_and_purpose(door):
    """Only that one of several is forgotten"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        await set_profile(door, cp, stack_level=1)
        await set_profile(door, cp, stack_level=2)
        about = {"connector_id": 1, "stack_level": 2, "purpose": "TxDefaultProfile"}
        command = await door.operator.command(cp, "clear_charging_profile", **about)
        cleared, kept = await cp.asked("ClearChargingProfile"), await listed(door, cp, 1)

    criteria = {"evse_id": 1, "stack_level": 2, "charging_profile_purpose": "TxDefaultProfile"}
    assert (command["state"], cleared) == ("ACCEPTED", {"charging_profile_criteria": criteria})
    assert [one["profile"]["stack_level"] for one in kept] == [1]


async def test_TC_K_08_clear_a_profile_where_none_is(door, here):
    """Unknown: the owner is told so"""
    async with here() as cp:
        cp.answers["ClearChargingProfile"] = "Unknown"
        command = await door.operator.command(cp, "clear_charging_profile", profile_id=99)
        asked = await cp.asked("ClearChargingProfile")

    assert asked == {"charging_profile_id": 99}
    assert (command["state"], command["detail"]) == ("REJECTED", "Unknown")


async def test_TC_K_15_profiles_not_supported(door):
    """A CALLERROR ends the command, and nothing is listed"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        cp.answers["SetChargingProfile"] = NotSupportedError()
        command, _ = await set_profile(door, cp)
        kept = await listed(door, cp, 0)

    assert (command["state"], command["detail"].partition(":")[0], kept) == ("FAILED", "NotSupported", [])


ANY = {}
DEFAULTS = {"charging_profile_purpose": "TxDefaultProfile"}


@pytest.mark.parametrize(
    ("params", "evse_id", "wanted"),
    [
        pytest.param({"connector_id": 0}, 0, ANY, id="TC_K_29_get_of_evse_0"),
        pytest.param({"connector_id": 1}, 1, ANY, id="TC_K_30_get_of_an_evse"),
        pytest.param({}, None, ANY, id="TC_K_31_get_of_no_evse"),
        pytest.param({"profile_ids": [7]}, None, {"charging_profile_id": [7]}, id="TC_K_32_get_by_id"),
        pytest.param(
            {"connector_id": 1, "stack_level": 2}, 1, {"stack_level": 2}, id="TC_K_33_get_by_stack_level"
        ),
        pytest.param(
            {"connector_id": 1, "sources": ["CSO"]},
            1,
            {"charging_limit_source": ["CSO"]},
            id="TC_K_34_get_by_source",
        ),
        pytest.param(
            {"connector_id": 1, "purpose": "TxDefaultProfile"}, 1, DEFAULTS, id="TC_K_35_get_by_purpose"
        ),
        pytest.param(
            {"connector_id": 1, "purpose": "TxDefaultProfile", "stack_level": 2},
            1,
            DEFAULTS | {"stack_level": 2},
            id="TC_K_36_get_by_purpose_and_stack_level",
        ),
        pytest.param(
            {"purpose": "ChargingStationExternalConstraints"},
            None,
            {"charging_profile_purpose": "ChargingStationExternalConstraints"},
            id="TC_K_52_external_limit_reported",
        ),
    ],
)
async def test_profiles_are_asked_for_and_reported(door, here, params, evse_id, wanted):
    """Asked for by just these criteria; the reports, in two parts, are answered and listed as reported"""
    source = "EMS" if "External" in str(wanted) else "CSO"
    purpose = wanted.get("charging_profile_purpose", "TxDefaultProfile")
    schedule = {
        "id": 1,
        "charging_rate_unit": "A",
        "charging_schedule_period": [{"start_period": 0, "limit": 16.0}],
    }
    about = {
        "charging_profile_purpose": purpose,
        "charging_profile_kind": "Absolute",
        "charging_schedule": [schedule | {"start_schedule": now()}],
    }
    async with here() as cp:
        command = await door.operator.command(cp, "get_charging_profiles", **params)
        asked = await cp.asked("GetChargingProfiles")
        for number, more_comes in ((7, True), (8, False)):
            await cp.say(
                "ReportChargingProfiles",
                request_id=asked["request_id"],
                charging_limit_source=source,
                charging_profile=[about | {"id": number, "stack_level": number}],
                evse_id=1,
                tbc=more_comes,
            )
        kept = await listed(door, cp, 2)

    assert command["state"] == "ACCEPTED"
    assert (asked.get("evse_id"), asked["charging_profile"]) == (evse_id, wanted)
    assert [(one["profile_id"], one["source"], one["limit_source"]) for one in kept] == [
        (7, "reported", source),
        (8, "reported", source),
    ]


async def test_TC_K_60_tx_profile_during_a_transaction(door):
    """It is for the transaction of the session, at its EVSE, and ends with it"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        transaction = await cp.start(door.operator.token)
        (session,) = await door.operator.sessions_at(cp)
        command, asked = await set_profile(door, cp, 1, session["session_id"], purpose="TxProfile")
        during = await listed(door, cp, 1)
        await cp.stop(transaction, 2000)
        after = await listed(door, cp, 0)

    sent = asked["charging_profile"]
    assert (command["state"], asked["evse_id"]) == ("ACCEPTED", 1)
    assert sent["charging_profile_purpose"] == "TxProfile"
    assert sent["transaction_id"] == transaction.transaction_id
    assert (len(during), after) == (1, [])


async def test_TC_K_70_several_profiles(door):
    """During a transaction: one for all transactions and one for the station, each with its own number"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        transaction = await cp.start(door.operator.token)
        _, first = await set_profile(door, cp, 1, **BY_DAY)
        _, second = await set_profile(door, cp, 0, purpose="ChargePointMaxProfile")
        kept = await listed(door, cp, 2)
        await cp.stop(transaction, 2000)

    told = [one["charging_profile"] for one in (first, second)]
    assert [one["charging_profile_purpose"] for one in told] == [
        "TxDefaultProfile",
        "ChargingStationMaxProfile",
    ]
    assert {one["id"] for one in told} == {one["profile_id"] for one in kept}
    assert len(kept) == 2


async def test_TC_K_37_remote_start_with_a_profile(door):
    """The profile goes along with the start, as a TxProfile without a transaction"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        token = door.operator.token
        told = profile("TxProfile", profile_id=7)
        command = await door.operator.command(
            cp, "remote_start", connector_id=1, token_uid=token, charging_profile=told
        )
        asked = await cp.asked("RequestStartTransaction")
        transaction = await cp.start(token, info={"remote_start_id": asked["remote_start_id"]})
        await cp.stop(transaction, 3000)
        (session,) = await door.operator.sessions_at(cp)

    sent = asked["charging_profile"]
    assert (command["state"], asked["evse_id"], asked["id_token"]["id_token"]) == ("ACCEPTED", 1, token)
    assert (sent["charging_profile_purpose"], "transaction_id" in sent) == ("TxProfile", False)
    assert (transaction.status, session["energy_kwh"]) == ("Accepted", 2.0)
