"""OCPP 2.0.1, block D: the list of tokens for when the station is offline, kept in step with the members."""

import asyncio

import pytest

from tests.conversations.harness import charger
from tests.conversations.v201.states import V201


def entries(told):
    """By token, what the station is to say of it; None: the token goes."""
    listed = told.get("local_authorization_list", ())
    return {one["id_token"]["id_token"]: one.get("id_token_info", {}).get("status") for one in listed}


async def switched_on(door, cp):
    """The first list that the station is sent; it has been asked for its version before."""
    await door.operator.api("PUT", f"{cp.path}/local-list", {"enabled": True})
    assert await cp.asked("GetLocalListVersion") == {}
    return await cp.asked("SendLocalList")


async def in_step(door, cp, count):
    """What the owner sees when the station holds what it should."""
    return await door.operator.until(
        f"{cp.path}/local-list",
        lambda shown: (shown["state"], shown["entries"], shown["changes"]) == ("in_step", count, 0),
    )


async def test_TC_D_01_full(door):
    """Switched on, it goes out whole, with a version above 0; the owner sees that it is held."""
    async with charger(door, V201) as cp:
        told = await switched_on(door, cp)
        shown = await in_step(door, cp, len(entries(told)))

    assert (told["version_number"], told["update_type"]) == (1, "Full")
    assert entries(told)[door.operator.token] == "Accepted"
    assert (shown["list_version"], shown["wanted"]) == (1, shown["entries"])


async def test_TC_D_02_differential_update(door):
    """A member's new token follows alone, under the next version."""
    async with charger(door, V201) as cp:
        before = entries(await switched_on(door, cp))
        await in_step(door, cp, len(before))
        uid = await door.operator.new_token()
        told = await cp.asked("SendLocalList")
        shown = await in_step(door, cp, len(before) + 1)

    assert (told["version_number"], told["update_type"]) == (2, "Differential")
    assert (entries(told), shown["list_version"]) == ({uid: "Accepted"}, 2)


async def test_TC_D_03_differential_removal(door):
    """A token that was removed is named alone, without info: it goes."""
    uid = await door.operator.new_token()
    async with charger(door, V201) as cp:
        before = entries(await switched_on(door, cp))
        await in_step(door, cp, len(before))
        await door.operator.api("DELETE", f"/me/tokens/{uid}", who=door.operator.driver)
        told = await cp.asked("SendLocalList")
        shown = await in_step(door, cp, len(before) - 1)

    assert (told["version_number"], told["update_type"]) == (2, "Differential")
    assert (entries(told), uid in before, shown["list_version"]) == ({uid: None}, True, 2)


async def test_TC_D_04_full_and_empty(door):
    """Switched off, the station is sent an empty list, and so forgets its own."""
    async with charger(door, V201) as cp:
        before = entries(await switched_on(door, cp))
        await in_step(door, cp, len(before))
        await door.operator.api("PUT", f"{cp.path}/local-list", {"enabled": False})
        told = await cp.asked("SendLocalList")
        shown = await door.operator.api("GET", f"{cp.path}/local-list")

    assert told == {"version_number": 2, "update_type": "Full"}
    assert (shown["enabled"], shown["state"]) == (False, "off")


async def version_of(door, number):
    """How the command ended."""
    async with charger(door, V201) as cp:
        cp.answers["GetLocalListVersion"] = {"version_number": number}
        command = await door.operator.command(cp, "get_local_list_version")
        assert await cp.asked("GetLocalListVersion") == {}
    return command["state"], command["answer"]


async def test_TC_D_08_list_version(door):
    """The command ends with the number that the station tells."""
    assert await version_of(door, 42) == ("ACCEPTED", {"version": 42})


async def test_TC_D_09_list_version_without_a_list(door):
    """0 is told: there is none, and the command ends with that."""
    assert await version_of(door, 0) == ("ACCEPTED", {"version": 0})


@pytest.mark.parametrize("answer", ["Failed", "VersionMismatch"])
async def test_a_list_that_is_refused_goes_out_whole_again(door, answer):
    async with charger(door, V201) as cp:
        answers = asyncio.Queue()
        for each in (answer, "Accepted"):
            answers.put_nowait({"status": each})
        cp.answers["SendLocalList"] = lambda _: answers.get_nowait()
        first = await switched_on(door, cp)
        second = await cp.asked("SendLocalList")
        await in_step(door, cp, len(entries(first)))

    assert (first["update_type"], second["update_type"]) == ("Full", "Full")
    assert entries(first) == entries(second)
