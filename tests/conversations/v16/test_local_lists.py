"""OCPP 1.6, Local Authorization List Management."""

import pytest

from tests.conversations.harness import charger


@pytest.fixture
def tokens(operator):
    """What a list holds at least."""
    return {operator.token}


async def switched_on(door, cp):
    """The list that the owner wants; what the charger was asked first."""
    await door.operator.api("PUT", f"{cp.path}/local-list", {"enabled": True})
    return await cp.asked("SendLocalList")


async def settled(door, cp, state):
    """The list as the owner sees it, when it is in this state."""
    return await door.operator.until(f"{cp.path}/local-list", lambda shown: shown["state"] == state)


async def test_TC_042_1_list_version_not_supported(door):
    """-1 is told: the command is accepted, and its answer says so"""
    async with charger(door) as cp:
        cp.answers["GetLocalListVersion"] = {"list_version": -1}
        command = await door.operator.command(cp, "get_local_list_version")
        assert await cp.asked("GetLocalListVersion") == {}

    assert (command["state"], command["answer"]) == ("ACCEPTED", {"version": -1})


async def test_TC_042_2_list_version_of_no_list(door):
    """0 is told: the command is accepted, and its answer says so"""
    async with charger(door) as cp:
        cp.answers["GetLocalListVersion"] = {"list_version": 0}
        command = await door.operator.command(cp, "get_local_list_version")

    assert (command["state"], command["answer"]) == ("ACCEPTED", {"version": 0})


async def test_TC_043_1_send_list_not_supported(door):
    """The owner sees that it has no such list, and it is not sent again"""
    async with charger(door) as cp:
        cp.answers["SendLocalList"] = "NotSupported"
        await switched_on(door, cp)
        shown = await settled(door, cp, "not_supported")
        assert not cp.was_asked("SendLocalList")

    assert shown["enabled"] is False


async def test_TC_043_3_send_list_failed(door):
    """It is sent three times, then the owner sees that it failed and why"""
    async with charger(door) as cp:
        cp.answers["SendLocalList"] = "Failed"
        asked = [await switched_on(door, cp), *[await cp.asked("SendLocalList") for _ in range(2)]]
        shown = await settled(door, cp, "failed")
        assert not cp.was_asked("SendLocalList")

    assert [one["update_type"] for one in asked] == ["Full"] * 3
    assert "Failed" in shown["detail"]


async def test_TC_043_4_send_list_full(door, tokens):
    """The first list is full, with a version above 0, and each of its tokens is accepted"""
    async with charger(door) as cp:
        asked = await switched_on(door, cp)
        shown = await settled(door, cp, "in_step")

    assert (asked["update_type"], asked["list_version"] > 0) == ("Full", True)
    entries = asked["local_authorization_list"]
    assert tokens <= {one["id_tag"] for one in entries}
    assert {one["id_tag_info"]["status"] for one in entries} == {"Accepted"}
    assert (shown["entries"], shown["list_version"]) == (len(entries), asked["list_version"])


async def test_TC_043_5_send_list_differential(door):
    """A token more is one entry more, sent alone, with a higher version"""
    async with charger(door) as cp:
        full = await switched_on(door, cp)
        await settled(door, cp, "in_step")
        token = await door.operator.new_token()
        asked = await cp.asked("SendLocalList")
        shown = await settled(door, cp, "in_step")

    assert asked["update_type"] == "Differential"
    assert asked["list_version"] == full["list_version"] + 1
    assert [one["id_tag"] for one in asked["local_authorization_list"]] == [token]
    assert shown["entries"] == len(full["local_authorization_list"]) + 1
