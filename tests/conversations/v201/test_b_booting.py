"""OCPP 2.0.1, block B: a station comes in, is told whether it may serve, and starts anew when asked to."""

import pytest
from ocpp.exceptions import OCPPError
from websockets.exceptions import InvalidHandshake

from tests.conversations.harness import charger
from tests.conversations.v201.states import V201, charging, ended, seen_one
from tests.station import id_token

STATION = {"model": "Model X", "vendor_name": "Vendor Y"}


async def refused(message):
    """By which error a message of the station's is answered."""
    with pytest.raises(OCPPError) as error:
        await message
    return error.value.code


async def test_TC_B_01_cold_boot_accepted(door):
    """Accepted, with our time and an interval; the owner sees who it is and what its connectors do."""
    async with charger(door, V201, boots=False) as cp:
        station = {"model": "Model X", "vendor_name": "Vendor Y", "serial_number": "SN-1"}
        answer = await cp.say("BootNotification", charging_station=station, reason="PowerUp")
        await cp.status(1, "Available")
        shown = await door.operator.api("GET", cp.path)

    assert (answer.status, answer.interval > 0, answer.current_time[-1]) == ("Accepted", True, "Z")
    assert (shown["online"], shown["protocol"], shown["serial_number"]) == (True, V201, "SN-1")
    assert shown["connectors"][0]["status"] == "Available"


async def test_TC_B_02_cold_boot_pending(door):
    """Pending until the owner accepts it; while it waits, it can be asked and set up; then it serves."""
    async with charger(door, V201, boots=False, boot_status="Pending") as cp:
        answer = await cp.say("BootNotification", charging_station=STATION, reason="PowerUp")
        assert (answer.status, answer.interval > 0) == ("Pending", True)
        setting = {"key": "OCPPCommCtrlr/HeartbeatInterval", "value": "300"}
        command = await door.operator.command(cp, "change_configuration", **setting)
        assert command["state"] == "ACCEPTED"
        await door.operator.api("PATCH", cp.path, {"boot_status": "Accepted"})
    async with charger(door, V201, again=cp.box, boots=False) as cp:
        assert await cp.boot() == "Accepted"
        await cp.status(1, "Available")
        shown = await door.operator.api("GET", cp.path)

    assert (shown["boot_status"], shown["connectors"][0]["status"]) == ("Accepted", "Available")


@pytest.mark.parametrize("status", ["Pending", "Rejected"])
async def test_TC_B_30_pending_or_rejected_security_error(door, status):
    """Until it is accepted, whatever else it says is answered SecurityError, and it stays connected."""
    async with charger(door, V201, boots=False, boot_status=status) as cp:
        assert await cp.boot() == status
        errors = [
            await refused(cp.status(1, "Available")),
            await refused(cp.say("Authorize", id_token=id_token(door.operator.token))),
            await refused(cp.heartbeat()),
        ]
        assert await cp.boot() == status

    assert errors == ["SecurityError"] * 3


async def test_TC_B_31_pending_triggered_to_boot(door):
    """While Pending it is triggered to boot again; what was triggered is answered."""
    async with charger(door, V201, boot_status="Pending") as cp:
        command = await door.operator.command(cp, "trigger", message="BootNotification")
        asked = await cp.asked("TriggerMessage")
        again = await cp.boot("Triggered")

    assert (asked, command["state"]) == ({"requested_message": "BootNotification"}, "ACCEPTED")
    assert again == "Pending"


async def test_TC_B_58_subprotocol_validation(door):
    """One that we do not speak is refused; offered with one that we do, that one is chosen."""
    box = await door.operator.new_box()
    spoken = None
    try:
        async with door.dial(box, ("ocpp0.1",)) as socket:
            spoken = socket.subprotocol
            await socket.wait_closed()
    except InvalidHandshake:
        pass
    async with door.dial(box, ("ocpp0.1", V201)) as socket:
        chosen = socket.subprotocol, socket.response.headers["Sec-WebSocket-Protocol"]

    assert spoken is None
    assert chosen == (V201, V201)


async def reset(door, cp, kind, **params):
    """The command when it has ended, and what the station was asked."""
    command = await door.operator.command(cp, "reset", type=kind, **params)
    return command, await cp.asked("Reset")


async def back(door, cp, reason):
    """Booted anew, and in service."""
    async with charger(door, V201, again=cp.box, boots=False) as anew:
        assert await anew.boot(reason) == "Accepted"
        await anew.status(1, "Available")
        return await door.operator.api("GET", anew.path)


async def test_TC_B_20_reset_on_idle_no_transaction(door):
    """OnIdle is asked; the station goes, boots for that reason, and is in service again."""
    async with charger(door, V201) as cp:
        command, asked = await reset(door, cp, "Soft")
    shown = await back(door, cp, "ScheduledReset")

    assert (command["state"], asked) == ("ACCEPTED", {"type": "OnIdle"})
    assert (shown["online"], shown["connectors"][0]["status"]) == (True, "Available")


async def test_TC_B_21_reset_on_idle_during_a_transaction(door):
    """Scheduled is as good as accepted; the session ends in its own time, and then it boots."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        cp.answers["Reset"] = "Scheduled"
        command, asked = await reset(door, cp, "Soft")
        assert (await seen_one(door.operator, cp))["state"] == "ACTIVE"
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local", token=True)
    await back(door, cp, "ScheduledReset")
    shown = await seen_one(door.operator, cp)

    assert (command["state"], asked) == ("ACCEPTED", {"type": "OnIdle"})
    assert (shown["state"], shown["stop_reason"], shown["energy_kwh"]) == ("COMPLETED", "Local", 5.0)


async def test_TC_B_22_reset_at_once_during_a_transaction(door):
    """Immediate is asked; the session ends by it, and its record is whole."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        command, asked = await reset(door, cp, "Hard")
        await ended(cp, visit, "ResetCommand", "EVConnected", "ImmediateReset")
    await back(door, cp, "RemoteReset")
    shown = await seen_one(door.operator, cp)

    assert (command["state"], asked) == ("ACCEPTED", {"type": "Immediate"})
    assert (shown["state"], shown["stop_reason"]) == ("COMPLETED", "ImmediateReset")
    assert (shown["energy_kwh"], shown["flags"]) == (5.0, [])


async def test_TC_B_25_reset_an_evse_no_transaction(door):
    """The EVSE is named; the station stays, and tells that it is back."""
    async with charger(door, V201, connectors=2) as cp:
        command, asked = await reset(door, cp, "Soft", connector_id=1)
        await cp.status(1, "Unavailable")
        await cp.status(1, "Available")
        shown = await door.operator.api("GET", cp.path)

    assert (command["state"], asked) == ("ACCEPTED", {"type": "OnIdle", "evse_id": 1})
    assert shown["connectors"][0]["status"] == "Available"


async def test_TC_B_26_reset_an_evse_on_idle_during_a_transaction(door):
    """Scheduled: the session on that EVSE goes on until it ends by itself."""
    async with charger(door, V201, connectors=2) as cp:
        visit = await charging(cp, door.operator.token)
        cp.answers["Reset"] = "Scheduled"
        command, asked = await reset(door, cp, "Soft", connector_id=1)
        before = await seen_one(door.operator, cp)
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local", token=True)
        after = await seen_one(door.operator, cp)

    assert (command["state"], asked) == ("ACCEPTED", {"type": "OnIdle", "evse_id": 1})
    assert (before["state"], after["state"]) == ("ACTIVE", "COMPLETED")


async def test_TC_B_27_reset_an_evse_at_once_during_a_transaction(door):
    """The session on that EVSE ends by it; the one on the other goes on."""
    async with charger(door, V201, connectors=2) as cp:
        other = await door.operator.new_token()
        visit, bystander = [
            await charging(cp, uid, number) for number, uid in ((1, door.operator.token), (2, other))
        ]
        command, asked = await reset(door, cp, "Hard", connector_id=1)
        await ended(cp, visit, "ResetCommand", "EVConnected", "ImmediateReset")
        sessions = await door.operator.sessions()
        await ended(cp, bystander, "StopAuthorized", "EVConnected", "Local", token=True)

    assert (command["state"], asked) == ("ACCEPTED", {"type": "Immediate", "evse_id": 1})
    states = {one["charger_id"]: one["state"] for one in sessions if one["charger_id"] in cp.charger_ids}
    assert states == dict(zip(cp.charger_ids, ("COMPLETED", "ACTIVE"), strict=True))
