"""OCPP 1.6, Remote Trigger and Smart Charging."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.conversations.harness import charger
from tests.station import now

SCHEDULE = {"unit": "A", "periods": [{"start_seconds": 0, "limit": "8.1", "phases": 3}]}
ON_THE_WIRE = {
    "charging_rate_unit": "A",
    "charging_schedule_period": [{"start_period": 0, "limit": Decimal("8.1"), "number_phases": 3}],
}


def profile(purpose: str, **more: Any) -> dict[str, Any]:
    """One that holds from now on for an hour."""
    about = {"stack_level": 0, "purpose": purpose, "kind": "Absolute", "start_at": now()}
    return about | SCHEDULE | {"duration_seconds": 3600} | more


async def triggered(door, cp, message, **more):
    """Asked by the owner; accepted, and what the charger was asked."""
    command = await door.operator.command(cp, "trigger", message=message, **more)
    assert (command["state"], command["answer"]) == ("ACCEPTED", {"status": "Accepted"})
    return await cp.asked("TriggerMessage")


async def test_TC_054_trigger_messages(door):
    """Each message is asked for by name, for a connector where it has one; what is said then is kept"""
    async with charger(door) as cp:
        asked = await triggered(door, cp, "MeterValues", connector_id=1)
        assert asked == {"requested_message": "MeterValues", "connector_id": 1}
        value = {"timestamp": now(), "sampled_value": [{"value": "1000", "context": "Trigger"}]}
        await cp.say("MeterValues", connector_id=1, meter_value=[value])
        asked = await triggered(door, cp, "StatusNotification", connector_id=1)
        assert asked == {"requested_message": "StatusNotification", "connector_id": 1}
        await cp.status(1, "Unavailable")
        assert await door.operator.state(cp) == "INOPERATIVE"
        for message, fields in (
            ("Heartbeat", {}),
            ("DiagnosticsStatusNotification", {"status": "Idle"}),
            ("FirmwareStatusNotification", {"status": "Idle"}),
        ):
            assert await triggered(door, cp, message) == {"requested_message": message}
            await cp.say(message, **fields)
        assert await triggered(door, cp, "BootNotification") == {"requested_message": "BootNotification"}
        assert await cp.boot() == "Accepted"


async def test_TC_055_trigger_refused(door):
    """Rejected: the command is rejected, and says so"""
    async with charger(door) as cp:
        cp.answers["TriggerMessage"] = "Rejected"
        command = await door.operator.command(cp, "trigger", message="MeterValues", connector_id=1)
        asked = await cp.asked("TriggerMessage")

    assert asked == {"requested_message": "MeterValues", "connector_id": 1}
    assert (command["state"], command["detail"]) == ("REJECTED", "Rejected")


async def set_profile(door, cp, **about):
    """By the owner, until it is listed; what the charger was asked."""
    path = f"{cp.path}/charging-profiles"
    command = await door.operator.api("POST", path, about)
    asked = await cp.asked("SetChargingProfile")
    assert (await door.operator.followed(command))["state"] == "ACCEPTED"
    number = asked["cs_charging_profiles"]["charging_profile_id"]
    await door.operator.until(path, lambda shown: number in {one["profile_id"] for one in shown["items"]})
    return asked


async def profiles(door, cp, count=None):
    """That the charger keeps to, as the owner sees them: purpose by number; when there are so many."""
    path = f"{cp.path}/charging-profiles"
    shown = await door.operator.until(path, lambda shown: count in (None, len(shown["items"])))
    return {one["profile_id"]: one["profile"]["purpose"] for one in shown["items"]}


async def test_TC_056_tx_default_profile(door):
    """SetChargingProfile with its validity, its schedule, and one decimal; listed when it is accepted"""
    until = (datetime.now(UTC) + timedelta(hours=2)).replace(microsecond=0)
    new = profile("TxDefaultProfile", valid_from=now(), valid_to=f"{until:%Y-%m-%dT%H:%M:%SZ}")
    async with charger(door) as cp:
        asked = await set_profile(door, cp, connector_id=1, profile=new)
        listed = await profiles(door, cp)

    told = asked["cs_charging_profiles"]
    assert asked["connector_id"] == 1
    assert told["charging_profile_purpose"] == "TxDefaultProfile"
    assert (told["charging_profile_kind"], told["stack_level"]) == ("Absolute", 0)
    assert (told["valid_from"], told["valid_to"]) == (new["valid_from"], new["valid_to"])
    schedule = {"duration": 3600, "start_schedule": new["start_at"]} | ON_THE_WIRE
    assert told["charging_schedule"] == schedule
    assert listed == {told["charging_profile_id"]: "TxDefaultProfile"}


async def test_TC_057_tx_profile(door):
    """A profile for a session names its transaction, and is over with it"""
    async with charger(door) as cp:
        transaction = await cp.start(door.operator.token, 0)
        (session,) = await door.operator.sessions_at(cp)
        about = {"session_id": session["session_id"], "profile": profile("TxProfile")}
        asked = await set_profile(door, cp, connector_id=1, **about)
        during = await profiles(door, cp)
        await cp.stop(transaction, 500)
        after = await profiles(door, cp)

    told = asked["cs_charging_profiles"]
    assert told["transaction_id"] == int(transaction.transaction_id)
    assert (told["charging_profile_purpose"], asked["connector_id"]) == ("TxProfile", 1)
    assert (list(during.values()), after) == (["TxProfile"], {})


async def test_TC_059_remote_start_with_a_profile(door):
    """The profile travels with the remote start: a TxProfile, of no transaction yet; no other is taken"""
    operator = door.operator
    relative = profile("TxProfile", kind="Relative", profile_id=5)
    del relative["start_at"]
    async with charger(door) as cp:
        about = {"connector_id": 1, "token_uid": operator.token, "charging_profile": relative}
        lasting = {"action": "remote_start"} | about | {"charging_profile": profile("TxDefaultProfile")}
        refused = await operator.asked("POST", f"{cp.path}/commands", lasting)
        command = await operator.command(cp, "remote_start", **about)
        asked = await cp.asked("RemoteStartTransaction")
        assert await cp.authorize(operator.token) == "Accepted"
        await cp.occupy()
        transaction = await cp.start(operator.token, 0)
        await cp.status(1, "Charging")
        await cp.stop(transaction, 500)

    assert (refused.status_code, command["state"], transaction.status) == (400, "ACCEPTED", "Accepted")
    assert (asked["connector_id"], asked["id_tag"]) == (1, operator.token)
    assert asked["charging_profile"] == {
        "charging_profile_id": 5,
        "stack_level": 0,
        "charging_profile_purpose": "TxProfile",
        "charging_profile_kind": "Relative",
        "charging_schedule": {"duration": 3600} | ON_THE_WIRE,
    }


async def test_TC_066_composite_schedule(door):
    """Asked for connector, time and unit; the owner reads the charger's answer"""
    told = {"charging_rate_unit": "W", "duration": 300}
    periods = [{"start_period": 0, "limit": 6000.5}, {"start_period": 120, "limit": 0}]
    answer = {"status": "Accepted", "connector_id": 1, "schedule_start": now()}
    async with charger(door) as cp:
        cp.answers["GetCompositeSchedule"] = answer | {
            "charging_schedule": told | {"charging_schedule_period": periods}
        }
        wanted = {"connector_id": 1, "duration_minutes": 5, "unit": "W"}
        command = await door.operator.api("POST", f"{cp.path}/composite-schedule", wanted)
        asked = await cp.asked("GetCompositeSchedule")
        ended = await door.operator.followed(command)
        shown = await door.operator.api("GET", f"{cp.path}/composite-schedule?connector_id=1")

    assert asked == {"connector_id": 1, "duration": 300, "charging_rate_unit": "W"}
    assert (ended["state"], shown["unit"]) == ("ACCEPTED", "W")
    assert [(one["start_seconds"], one["limit"]) for one in shown["periods"]] == [(0, "6000.5"), (120, "0")]


async def test_TC_067_clear_a_profile(door):
    """By its number, by what it is for, and all: the list of profiles follows"""
    async with charger(door) as cp:
        new = [("ChargePointMaxProfile", 0, 0), ("TxDefaultProfile", 1, 1), ("TxDefaultProfile", 1, 2)]
        numbers = []
        for purpose, connector_id, level in new:
            wanted = profile(purpose, stack_level=level)
            asked = await set_profile(door, cp, connector_id=connector_id, profile=wanted)
            numbers.append(asked["cs_charging_profiles"]["charging_profile_id"])
        one, two, three = numbers
        left = [await profiles(door, cp)]

        deleted = await door.operator.api("DELETE", f"{cp.path}/charging-profiles/{one}")
        by_number = await cp.asked("ClearChargingProfile")
        assert (await door.operator.followed(deleted))["state"] == "ACCEPTED"
        left.append(await profiles(door, cp, count=2))
        about = {"connector_id": 1, "purpose": "TxDefaultProfile", "stack_level": 1}
        for fields, count in ((about, 1), ({}, 0)):
            cleared = await door.operator.command(cp, "clear_charging_profile", **fields)
            assert cleared["state"] == "ACCEPTED"
            left.append(await profiles(door, cp, count=count))
        by_purpose, everything = [await cp.asked("ClearChargingProfile") for _ in range(2)]

    assert by_number == {"id": one}
    assert by_purpose == {
        "connector_id": 1,
        "charging_profile_purpose": "TxDefaultProfile",
        "stack_level": 1,
    }
    assert everything == {}
    assert [set(found) for found in left] == [{one, two, three}, {two, three}, {three}, set()]
