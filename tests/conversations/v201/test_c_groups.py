"""OCPP 2.0.1, blocks C09 and C16: tokens of one group, and the group that may end anybody's charging."""

from contextlib import asynccontextmanager

from tests.conversations.harness import charger
from tests.conversations.v201.states import (
    V201,
    charging,
    ended,
    group_in,
    seen,
    seen_one,
    status_of,
)
from tests.station import id_token


async def authorized(cp, uid):
    """What is said of a token."""
    return await cp.say("Authorize", id_token=id_token(uid))


async def sent_list(door, cp):
    """The entries of the local list that the station is given, by token."""
    await door.operator.api("PUT", f"{cp.path}/local-list", {"enabled": True})
    told = await cp.asked("SendLocalList")
    assert told["update_type"] == "Full"
    return {one["id_token"]["id_token"]: one["id_token_info"] for one in told["local_authorization_list"]}


async def stopped_by(cp, visit, uid, **more):
    """A token ends a transaction."""
    token = {"id_token": id_token(uid)}
    return await ended(cp, visit, "StopAuthorized", "EVConnected", "Local", **token, **more)


async def test_TC_C_39_group_id(door):
    """Two tokens of one person have one group: the second ends what the first began."""
    async with charger(door, V201) as cp:
        other = await door.operator.new_token()
        visit = await charging(cp, door.operator.token)
        groups = {group_in(await authorized(cp, uid)) for uid in (door.operator.token, other)}
        answer = await stopped_by(cp, visit, other)
        shown = await seen_one(door.operator, cp)

    assert len(groups) == 1
    assert groups == {group_in(answer)} != {None}
    assert status_of(answer) == "Accepted"
    assert (shown["state"], shown["energy_kwh"]) == ("COMPLETED", 5.0)
    assert (shown["token_uid"], shown["flags"]) == (door.operator.token, [])


async def test_TC_C_40_group_id_in_the_local_list(door):
    """The list has both tokens with their group, as answers have it; the second ends what the first began."""
    driver, first = await door.operator.member()
    second = await door.operator.new_token(driver)
    async with charger(door, V201) as cp:
        listed = await sent_list(door, cp)
        visit = await charging(cp, first)
        answer = await stopped_by(cp, visit, second, offline=True)

    group = {"id_token": group_in(answer), "type": "Central"}
    assert listed[first] == listed[second] == {"status": "Accepted", "group_id_token": group}
    assert status_of(answer) == "Accepted"


async def test_TC_C_43_group_id_in_the_local_list_invalid(door):
    """A blocked token is not in the list, and its group, which would end the other's session, is not told."""
    driver, first = await door.operator.member()
    second = await door.operator.new_token(driver)
    await door.operator.api("PATCH", f"/me/tokens/{second}", {"blocked": True}, who=driver)
    async with charger(door, V201) as cp:
        listed = await sent_list(door, cp)
        visit = await charging(cp, first)
        told = await authorized(cp, second)
        (live,) = await seen(door.operator, cp)
        await stopped_by(cp, visit, first)

    assert first in listed
    assert second not in listed
    assert told.id_token_info == {"status": "Blocked"}
    assert live["state"] == "ACTIVE"


@asynccontextmanager
async def with_master_pass(door):
    """A station whose master pass group is a caretaker's; two drivers charge; the caretaker's token."""
    caretaker, master = await door.operator.member("Caretaker")
    (shown,) = (await door.operator.api("GET", "/me/tokens", who=caretaker))["items"]
    async with charger(door, V201, connectors=2) as cp:
        settings = {"AuthCtrlr/MasterPassGroupId": shown["group_id"]}
        await door.operator.api("PATCH", f"{cp.path}/configuration", {"settings": settings})
        (told,) = (await cp.asked("SetVariables"))["set_variable_data"]
        assert (told["variable"], told["attribute_value"]) == (
            {"name": "MasterPassGroupId"},
            shown["group_id"],
        )
        tokens = [await door.operator.new_token() for _ in range(2)]
        visits = [await charging(cp, uid, number) for number, uid in enumerate(tokens, 1)]
        yield cp, visits, master, shown["group_id"]


async def master_stops(cp, visit, master, group):
    """The master pass ends a transaction, and is known by its group."""
    info = {"stopped_reason": "MasterPass"}
    answer = await stopped_by(cp, visit, master, info=info)
    assert (status_of(answer), group_in(answer)) == ("Accepted", group)


async def states(door, cp):
    """By charger, of the sessions there: state, token, why it ended."""
    return {
        one["charger_id"]: (one["state"], one["token_uid"], one["stop_reason"])
        for one in await seen(door.operator, cp)
    }


async def test_TC_C_47_master_pass_stops_all(door):
    """Its group is told, both sessions end by it, and both stay their drivers'."""
    async with with_master_pass(door) as (cp, visits, master, group):
        assert group_in(await authorized(cp, master)) == group
        for visit in visits:
            await master_stops(cp, visit, master, group)
        found = await states(door, cp)

    assert found == {
        charger_id: ("COMPLETED", visit.token, "MasterPass")
        for charger_id, visit in zip(cp.charger_ids, visits, strict=True)
    }


async def test_TC_C_48_master_pass_stops_one(door):
    """The chosen session ends, the other goes on."""
    async with with_master_pass(door) as (cp, visits, master, group):
        assert group_in(await authorized(cp, master)) == group
        await master_stops(cp, visits[1], master, group)
        found = await states(door, cp)
        await stopped_by(cp, visits[0], visits[0].token)

    assert found == {
        cp.charger_ids[0]: ("ACTIVE", visits[0].token, None),
        cp.charger_ids[1]: ("COMPLETED", visits[1].token, "MasterPass"),
    }


async def test_TC_C_49_master_pass_without_a_display(door):
    """Nothing can be chosen, all end; a driver's own token has another group."""
    async with with_master_pass(door) as (cp, visits, master, group):
        assert group_in(await authorized(cp, visits[0].token)) not in (None, group)
        assert group_in(await authorized(cp, master)) == group
        for visit in visits:
            await master_stops(cp, visit, master, group)
        found = await states(door, cp)

    assert {state for state, *_ in found.values()} == {"COMPLETED"}
