"""OCPP 2.0.1, block C: whether a token may charge, wherever the station asks."""

from tests.conversations.harness import charger
from tests.conversations.v201.states import (
    V201,
    ago,
    charging,
    ended,
    seen,
    seen_one,
    started,
    status_of,
    transaction,
    updated,
)
from tests.station import id_token


async def blocked(door):
    """A token that its owner has blocked."""
    uid = await door.operator.new_token()
    await door.operator.api("PATCH", f"/me/tokens/{uid}", {"blocked": True}, who=door.operator.driver)
    return uid


async def plugged_in(cp):
    """A transaction that the cable began; nobody has identified themselves."""
    visit = transaction()
    await cp.occupy()
    assert status_of(await started(cp, visit, "CablePluggedIn", "EVConnected")) is None
    return visit


async def presented(cp, visit, uid):
    """A token of the station's cache, in an update: what we say of it."""
    return status_of(
        await updated(cp, visit, "Authorized", "EVConnected", id_token=id_token(uid)),
    )


async def test_TC_C_02_invalid_or_unknown(door):
    """A stranger's token is told Unknown, and nobody sees a session."""
    async with charger(door, V201) as cp:
        assert await cp.authorize("NOBODYS") == "Unknown"
        assert await seen(door.operator, cp) == []


async def test_TC_C_06_blocked(door):
    """A token that its owner has blocked is told Blocked, and its group is kept quiet."""
    async with charger(door, V201) as cp:
        answer = await cp.say("Authorize", id_token=id_token(await blocked(door)))

    assert answer.id_token_info == {"status": "Blocked"}


async def test_TC_C_07_expired(door):
    """From the moment on that its owner has set, a token is told Expired; until then it is good."""
    uid = await door.operator.new_token()
    path, said = f"/me/tokens/{uid}", []
    async with charger(door, V201) as cp:
        for minutes in (60, -60):
            end = {"expires_at": ago(minutes)}
            await door.operator.api("PATCH", path, end, who=door.operator.driver)
            said.append(await cp.authorize(uid))

    assert said == ["Expired", "Accepted"]


async def test_TC_C_08_by_the_cache_accepted(door):
    """The station starts by its cache and asks nobody: its update is judged anew, and good."""
    async with charger(door, V201) as cp:
        visit = await plugged_in(cp)
        assert await presented(cp, visit, door.operator.token) == "Accepted"
        shown = await seen_one(door.operator, cp)
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local")

    assert (shown["state"], shown["driver_name"]) == ("ACTIVE", "Driver")


async def test_TC_C_20_by_the_cache_invalid(door):
    """What the cache took for good is not: the update's answer says so, and the session is nobody's."""
    async with charger(door, V201) as cp:
        visit = await plugged_in(cp)
        assert await presented(cp, visit, "NOBODYS") == "Unknown"
        shown = await seen_one(door.operator, cp)
        await ended(cp, visit, "Deauthorized", "EVConnected", "DeAuthorized")

    assert (shown["driver_name"], "refused" in shown["flags"]) == (None, True)


async def cache_cleared(door, answer):
    """How the command ended, and what the station was asked."""
    async with charger(door, V201) as cp:
        cp.answers["ClearCache"] = answer
        command = await door.operator.command(cp, "clear_cache")
        return command, await cp.asked("ClearCache")


async def test_TC_C_37_clear_the_cache_accepted(door):
    """The command ends accepted."""
    command, asked = await cache_cleared(door, "Accepted")

    assert (command["state"], asked) == ("ACCEPTED", {})


async def test_TC_C_38_clear_the_cache_rejected(door):
    """The command ends rejected."""
    command, asked = await cache_cleared(door, "Rejected")

    assert (command["state"], command["detail"], asked) == ("REJECTED", "Rejected", {})


async def test_a_stranger_who_ends_a_transaction_is_told_no_group(door):
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        answer = await ended(
            cp, visit, "StopAuthorized", "EVConnected", "Local", id_token=id_token("NOBODYS")
        )
        shown = await seen_one(door.operator, cp)

    assert answer.id_token_info == {"status": "Unknown"}
    assert (shown["state"], shown["token_uid"]) == ("COMPLETED", door.operator.token)
