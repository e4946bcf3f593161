"""OCPP 2.0.1, block F: started and unlocked from afar."""

from tests.conversations.harness import charger
from tests.conversations.v201.states import (
    V201,
    ended,
    seen,
    seen_one,
    started,
    status_of,
    transaction,
    updated,
)
from tests.station import register


async def remote_start(door, cp, **params):
    """Asked by the owner; what the station was asked, after it has agreed."""
    asked = {"token_uid": door.operator.token, "connector_id": 1} | params
    command = await door.operator.command(cp, "remote_start", **asked)
    assert command["state"] == "ACCEPTED"
    told = await cp.asked("RequestStartTransaction")
    assert (told["id_token"]["id_token"], told["evse_id"]) == (door.operator.token, 1)
    return command, told["remote_start_id"]


async def whole(door, cp, visit):
    """Energy, the end, and one record of the driver's."""
    await updated(cp, visit, "ChargingStateChanged", "Charging")
    await ended(cp, visit, "StopAuthorized", "EVConnected", "Local", token=True)
    shown = await seen_one(door.operator, cp)
    assert (shown["state"], shown["driver_name"], shown["token_uid"]) == (
        "COMPLETED",
        "Driver",
        door.operator.token,
    )
    assert (shown["energy_kwh"], shown["flags"]) == (5.0, [])


async def test_TC_F_01_remote_start_cable_plugged_in_first(door):
    """The transaction that the cable began is named in the answer, and gets its driver."""
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        await cp.occupy()
        await started(cp, visit, "CablePluggedIn", "EVConnected")
        cp.answers["RequestStartTransaction"] = {
            "status": "Accepted",
            "transaction_id": visit.transaction_id,
        }
        command, number = await remote_start(door, cp)
        assert command["answer"]["transaction_id"] == visit.transaction_id
        info = {"remote_start_id": number}
        answer = await updated(cp, visit, "RemoteStart", "EVConnected", token=True, info=info)
        assert status_of(answer) == "Accepted"
        await whole(door, cp, visit)


async def test_TC_F_02_remote_start_first_then_authorized(door):
    """AuthorizeRemoteStart is true: the station asks for the token that it was given, and it is good."""
    async with charger(door, V201) as cp:
        _, number = await remote_start(door, cp)
        assert await cp.authorize(door.operator.token) == "Accepted"
        visit = transaction(door.operator.token)
        info = {"remote_start_id": number}
        assert status_of(await started(cp, visit, "RemoteStart", "Idle", token=True, info=info)) == "Accepted"
        await cp.occupy()
        await updated(cp, visit, "CablePluggedIn", "EVConnected")
        await whole(door, cp, visit)


async def test_TC_F_03_remote_start_first_not_authorized_again(door):
    """AuthorizeRemoteStart is false: the first event has the token, and it is good."""
    async with charger(door, V201) as cp:
        _, number = await remote_start(door, cp)
        visit = transaction(door.operator.token)
        info = {"remote_start_id": number}
        assert status_of(await started(cp, visit, "RemoteStart", "Idle", token=True, info=info)) == "Accepted"
        await cp.occupy()
        await updated(cp, visit, "CablePluggedIn", "EVConnected")
        await whole(door, cp, visit)


async def test_TC_F_04_remote_start_never_plugged_in(door):
    """The station gives up: a session without energy, which says why."""
    async with charger(door, V201) as cp:
        _, number = await remote_start(door, cp)
        visit = transaction(door.operator.token)
        await started(cp, visit, "RemoteStart", "Idle", token=True, info={"remote_start_id": number})
        value = register(1000, "Transaction.End")
        await ended(cp, visit, "EVConnectTimeout", "Idle", "Timeout", meter_value=[value])
        shown = await seen_one(door.operator, cp)

    assert (shown["state"], shown["stop_reason"], shown["energy_kwh"]) == ("COMPLETED", "Timeout", 0.0)


async def test_a_remote_start_that_is_rejected_starts_nothing(door):
    async with charger(door, V201) as cp:
        cp.answers["RequestStartTransaction"] = "Rejected"
        asked = {"token_uid": door.operator.token, "connector_id": 1}
        command = await door.operator.command(cp, "remote_start", **asked)
        shown = await seen(door.operator, cp)

    assert (command["state"], shown) == ("REJECTED", [])


async def test_TC_F_06_unlock_without_a_transaction(door):
    """The EVSE and its connector are named, and the command ends accepted."""
    async with charger(door, V201) as cp:
        await cp.occupy()
        command = await door.operator.command(cp, "unlock", connector_id=1)
        asked = await cp.asked("UnlockConnector")

    assert asked == {"evse_id": 1, "connector_id": 1}
    assert (command["state"], command["answer"]["status"]) == ("ACCEPTED", "Unlocked")
