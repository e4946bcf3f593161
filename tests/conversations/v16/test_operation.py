"""OCPP 1.6, Core: what an owner has a charger do."""

from datetime import datetime

import pytest

from tests.conversations.harness import charger


async def remote_start(door, cp, **more):
    """Asked for over the API; what the charger was asked."""
    token = door.operator.token
    command = await door.operator.command(cp, "remote_start", connector_id=1, token_uid=token, **more)
    return command, await cp.asked("RemoteStartTransaction")


async def test_TC_010_remote_start_plugged_in_already(door):
    """The charger is asked for the connector and token, authorizes, and the session is the driver's"""
    token = door.operator.token
    async with charger(door) as cp:
        await cp.occupy()
        command, asked = await remote_start(door, cp)
        assert await cp.authorize(token) == "Accepted"
        transaction = await cp.start(token)
        await cp.status(1, "Charging")
        (session,) = await door.operator.sessions_at(cp)
        await cp.stop(transaction, 2000)

    assert asked == {"connector_id": 1, "id_tag": token}
    assert (command["state"], command["answer"]) == ("ACCEPTED", {"status": "Accepted"})
    assert (transaction.status, session["state"], session["token_uid"]) == ("Accepted", "ACTIVE", token)


async def test_TC_011_1_remote_start_then_plugged_in(door):
    """Asked first, plugged in later: accepted all the same"""
    token = door.operator.token
    async with charger(door) as cp:
        command, _ = await remote_start(door, cp)
        assert await cp.authorize(token) == "Accepted"
        await cp.occupy()
        transaction = await cp.start(token)
        await cp.status(1, "Charging")
        state = await door.operator.state(cp)
        await cp.stop(transaction, 2000)

    assert (command["state"], transaction.status, state) == ("ACCEPTED", "Accepted", "CHARGING")


async def test_TC_011_2_remote_start_and_nobody_plugs_in(door):
    """After the connection timeout the charger is available again, and there is no session"""
    async with charger(door) as cp:
        command, _ = await remote_start(door, cp)
        assert await cp.authorize(door.operator.token) == "Accepted"
        await cp.occupy()
        await cp.status(1, "Available")
        state, sessions = await door.operator.state(cp), await door.operator.sessions_at(cp)

    assert (command["state"], state, sessions) == ("ACCEPTED", "AVAILABLE", [])


async def test_TC_012_remote_stop(door):
    """The owner ends a session: the charger is asked for its transaction, and its record has Remote"""
    async with charger(door) as cp:
        transaction = await cp.start(door.operator.token, 0)
        await cp.status(1, "Charging")
        (session,) = await door.operator.sessions_at(cp)
        command = await door.operator.command(cp, "remote_stop", session_id=session["session_id"])
        asked = await cp.asked("RemoteStopTransaction")
        await cp.stop(transaction, 400, "Remote")
        (ended,) = await door.operator.sessions_at(cp)

    assert asked == {"transaction_id": int(transaction.transaction_id)}
    assert command["state"] == "ACCEPTED"
    assert (ended["state"], ended["stop_reason"]) == ("COMPLETED", "Remote")


async def reset(door, kind):
    async with charger(door) as cp:
        command = await door.operator.command(cp, "reset", type=kind)
        asked = await cp.asked("Reset")
        before = await door.operator.api("GET", cp.path)
    async with charger(door, again=cp.box, boots=False) as cp:
        assert await cp.boot() == "Accepted"
        await cp.status(1)
        after = await door.operator.api("GET", cp.path)
    return command, asked, booted_at(after) > booted_at(before) and after["online"]


def booted_at(shown):
    """A moment, not its words: a whole second has no fraction, and would sort after those that have one."""
    return datetime.fromisoformat(shown["boot_at"])


async def test_TC_013_hard_reset(door):
    """Accepted; it comes back, boots and is seen"""
    command, asked, is_back = await reset(door, "Hard")

    assert (asked, command["state"], is_back) == ({"type": "Hard"}, "ACCEPTED", True)


async def test_TC_014_soft_reset(door):
    """Accepted; it comes back, boots and is seen"""
    command, asked, is_back = await reset(door, "Soft")

    assert (asked, command["state"], is_back) == ({"type": "Soft"}, "ACCEPTED", True)


async def unlock(door, status):
    """Over the API; the command when it has ended."""
    async with charger(door) as cp:
        cp.answers["UnlockConnector"] = status
        command = await door.operator.command(cp, "unlock", connector_id=1)
        assert await cp.asked("UnlockConnector") == {"connector_id": 1}
    return command


async def test_TC_017_1_unlock_a_detachable_cable(door):
    """Unlocked: the command is accepted"""
    command = await unlock(door, "Unlocked")

    assert (command["state"], command["answer"]) == ("ACCEPTED", {"status": "Unlocked"})


async def test_TC_017_2_unlock_a_fixed_cable(door):
    """NotSupported: the command is rejected, and says so"""
    command = await unlock(door, "NotSupported")

    assert (command["state"], command["detail"]) == ("REJECTED", "NotSupported")


async def test_TC_018_1_unlock_during_a_session(door):
    """Unlocked, and the session ends with UnlockCommand as its reason"""
    async with charger(door) as cp:
        transaction = await cp.start(door.operator.token, 0)
        await cp.status(1, "Charging")
        command = await door.operator.command(cp, "unlock", connector_id=1)
        await cp.status(1, "Finishing")
        await cp.stop(transaction, 100, "UnlockCommand")
        await cp.status(1, "Available")
        (ended,) = await door.operator.sessions_at(cp)
        state = await door.operator.state(cp)

    assert (command["state"], ended["stop_reason"], state) == ("ACCEPTED", "UnlockCommand", "AVAILABLE")


async def test_TC_030_unlock_fails(door):
    """UnlockFailed: the command is rejected, and says so"""
    command = await unlock(door, "UnlockFailed")

    assert (command["state"], command["detail"]) == ("REJECTED", "UnlockFailed")


async def test_TC_031_unlock_an_unknown_connector(door):
    """One that nobody set up is refused at once; one that the charger does not know is NotSupported"""
    command = await unlock(door, "NotSupported")
    async with charger(door) as cp:
        asked = {"action": "unlock", "connector_id": 7}
        refused = await door.operator.asked("POST", f"{cp.path}/commands", asked)

    assert (command["state"], command["detail"]) == ("REJECTED", "NotSupported")
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_connectors")


KNOWN = [
    {"key": "NumberOfConnectors", "readonly": True, "value": "1"},
    {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
    {"key": "SupportedFeatureProfiles", "readonly": True, "value": "Core,Reservation"},
]


async def test_TC_019_1_read_all_configuration_keys(door):
    """No key is named; what is told is the answer, and the owner's list of settings"""
    async with charger(door, boots=False) as cp:
        cp.answers["GetConfiguration"] = {"configuration_key": KNOWN}
        command = await door.operator.command(cp, "get_configuration")
        asked = await cp.asked("GetConfiguration")
        listed = (await door.operator.api("GET", f"{cp.path}/configuration"))["items"]

    assert (asked, command["state"]) == ({}, "ACCEPTED")
    expected = [(one["key"], one["value"], one["readonly"]) for one in KNOWN]
    assert sorted((one["key"], one["value"], one["readonly"]) for one in listed) == sorted(expected)


async def test_TC_019_2_read_one_configuration_key(door):
    """Just that key is asked for, and its value told"""
    async with charger(door, boots=False) as cp:
        cp.answers["GetConfiguration"] = {"configuration_key": KNOWN[2:]}
        command = await door.operator.command(cp, "get_configuration", keys=["SupportedFeatureProfiles"])
        asked = await cp.asked("GetConfiguration")

    assert asked == {"key": ["SupportedFeatureProfiles"]}
    (told,) = command["answer"]["configuration_key"]
    assert (told["key"], told["value"]) == ("SupportedFeatureProfiles", "Core,Reservation")


async def change(door, status, key="MeterValueSampleInterval", value="60"):
    """A setting, as owners set it; what the charger was asked, and the setting then."""
    async with charger(door, boots=False) as cp:
        cp.answers["ChangeConfiguration"] = status
        path = f"{cp.path}/configuration"
        (command,) = (await door.operator.api("PATCH", path, {"settings": {key: value}}))["commands"]
        asked = await cp.asked("ChangeConfiguration")
        command = await door.operator.followed(command)
        (setting,) = (await door.operator.api("GET", f"{path}?key={key}"))["items"]
    return asked, command, setting


async def test_TC_021_set_a_configuration_key(door):
    """The charger is told key and value; the setting counts as applied"""
    asked, command, setting = await change(door, "Accepted")

    assert asked == {"key": "MeterValueSampleInterval", "value": "60"}
    assert (command["state"], setting["state"], setting["wanted"]) == ("ACCEPTED", "applied", "60")


async def test_TC_040_1_configuration_key_not_supported(door):
    """NotSupported: the command is rejected, the setting too, and both say so"""
    _, command, setting = await change(door, "NotSupported", "NobodyKnows", "1")

    assert (command["state"], command["detail"]) == ("REJECTED", "NotSupported")
    assert (setting["state"], setting["detail"]) == ("rejected", "NotSupported")


async def test_TC_040_2_configuration_value_invalid(door):
    """Rejected: the command is rejected, the setting too"""
    asked, command, setting = await change(door, "Rejected", value="often")

    assert asked["value"] == "often"
    assert (command["state"], setting["state"]) == ("REJECTED", "rejected")


async def test_TC_026_remote_start_refused(door):
    """The charger refuses: the command is rejected, and there is no session"""
    async with charger(door) as cp:
        cp.answers["RemoteStartTransaction"] = "Rejected"
        command, _ = await remote_start(door, cp)
        sessions = await door.operator.sessions_at(cp)

    assert (command["state"], command["detail"], sessions) == ("REJECTED", "Rejected", [])


async def test_TC_028_remote_stop_refused(door):
    """The charger knows no such transaction: the command is rejected, and the session goes on"""
    async with charger(door) as cp:
        cp.answers["RemoteStopTransaction"] = "Rejected"
        transaction = await cp.start(door.operator.token, 0)
        (session,) = await door.operator.sessions_at(cp)
        command = await door.operator.command(cp, "remote_stop", session_id=session["session_id"])
        (after,) = await door.operator.sessions_at(cp)
        await cp.stop(transaction, 100)

    assert (command["state"], command["detail"], after["state"]) == ("REJECTED", "Rejected", "ACTIVE")


@pytest.mark.parametrize(("status", "state"), [("Accepted", "ACCEPTED"), ("Rejected", "REJECTED")])
async def test_TC_061_clear_the_cache(door, status, state):
    """The charger is asked to; the command ends as it answers"""
    async with charger(door) as cp:
        cp.answers["ClearCache"] = status
        command = await door.operator.command(cp, "clear_cache")
        assert await cp.asked("ClearCache") == {}

    assert (command["state"], command["answer"]) == (state, {"status": status})
