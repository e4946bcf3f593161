"""OCPP 2.0.1, block F06: a station is asked to say something now, and says it."""

import pytest

from tests.conversations.harness import charger
from tests.conversations.v201.states import V201, charging, ended, seen, updated
from tests.station import now, register

ONE = {"connector_id": 1}


async def triggered(door, cp, message, **params):
    """The station has agreed; what it was asked."""
    command = await door.operator.command(cp, "trigger", message=message, **params)
    assert command["state"] == "ACCEPTED"
    return await cp.asked("TriggerMessage")


async def metered(cp, *evses):
    """MeterValues of these EVSEs, by request."""
    for evse_id in evses:
        value = register(4000, "Trigger")
        await cp.say("MeterValues", evse_id=evse_id, meter_value=[value])


async def test_TC_F_11_meter_values_of_one_evse(door):
    """The EVSE is named, and the values that come are taken."""
    async with charger(door, V201, connectors=2) as cp:
        asked = await triggered(door, cp, "MeterValues", **ONE)
        await metered(cp, 1)

    assert asked == {"requested_message": "MeterValues", "evse": {"id": 1}}


async def test_TC_F_12_meter_values_of_all_evses(door):
    """No EVSE is named, and the values of each are taken."""
    async with charger(door, V201, connectors=2) as cp:
        asked = await triggered(door, cp, "MeterValues")
        await metered(cp, 1, 2)

    assert asked == {"requested_message": "MeterValues"}


@pytest.mark.parametrize("charging_at", [1, 2])
async def test_TC_F_13_a_transaction_event_of_one_evse(door, charging_at):
    """The EVSE is named; the event that comes is of its session, and the owner sees the reading."""
    async with charger(door, V201, connectors=2) as cp:
        visit = await charging(cp, door.operator.token, charging_at)
        asked = await triggered(door, cp, "TransactionEvent", connector_id=charging_at)
        await updated(cp, visit, "Trigger", "Charging", meter_value=[register(2500)], timestamp=now())
        (live,) = await seen(door.operator, cp)
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local")

    assert asked == {"requested_message": "TransactionEvent", "evse": {"id": charging_at}}
    assert (live["energy_kwh"], live["charger_id"]) == (1.5, cp.charger_ids[charging_at - 1])


async def test_TC_F_14_transaction_events_of_all_evses(door):
    """No EVSE is named; the events that come are told apart by their transactions."""
    async with charger(door, V201, connectors=2) as cp:
        other = await door.operator.new_token()
        visits = [await charging(cp, door.operator.token, 1), await charging(cp, other, 2)]
        asked = await triggered(door, cp, "TransactionEvent")
        for visit, wh in zip(visits, (2000, 3000), strict=True):
            await updated(cp, visit, "Trigger", "Charging", meter_value=[register(wh)], timestamp=now())
        live = await seen(door.operator, cp)
        for visit in visits:
            await ended(cp, visit, "StopAuthorized", "EVConnected", "Local")

    assert asked == {"requested_message": "TransactionEvent"}
    by_charger = {one["charger_id"]: one["energy_kwh"] for one in live}
    assert by_charger == dict(zip(cp.charger_ids, (1.0, 2.0), strict=True))


async def test_TC_F_15_the_status_of_a_log_when_idle(door):
    """Idle is taken, and no log is invented for it."""
    async with charger(door, V201) as cp:
        asked = await triggered(door, cp, "LogStatusNotification")
        await cp.say("LogStatusNotification", status="Idle")
        logs = await door.operator.api("GET", f"{cp.path}/logs")

    assert asked == {"requested_message": "LogStatusNotification"}
    assert logs["items"] == []


async def test_TC_F_18_the_status_of_the_firmware_when_idle(door):
    """Idle is taken, and no update is invented for it."""
    async with charger(door, V201) as cp:
        asked = await triggered(door, cp, "FirmwareStatusNotification")
        await cp.say("FirmwareStatusNotification", status="Idle")
        shown = await door.operator.api("GET", f"{cp.path}/firmware")

    assert asked == {"requested_message": "FirmwareStatusNotification"}
    assert shown["items"] == []


async def test_TC_F_20_a_heartbeat(door):
    """The heartbeat that comes is answered with our time, in UTC."""
    async with charger(door, V201) as cp:
        asked = await triggered(door, cp, "Heartbeat")
        at = await cp.heartbeat()

    assert asked == {"requested_message": "Heartbeat"}
    assert at.endswith("Z")


async def status_triggered(door, status):
    """What was asked, and what the owner sees of the connector afterwards."""
    async with charger(door, V201) as cp:
        await cp.status(1, "Unavailable")
        asked = await triggered(door, cp, "StatusNotification", **ONE)
        await cp.status(1, status)
        shown = await door.operator.api("GET", cp.path)
    assert asked == {"requested_message": "StatusNotification", "evse": {"id": 1, "connector_id": 1}}
    return shown["connectors"][0]["status"]


async def test_TC_F_23_the_status_of_an_evse_available(door):
    """EVSE and connector are named; the owner sees that it is free."""
    assert await status_triggered(door, "Available") == "Available"


async def test_TC_F_24_the_status_of_an_evse_occupied(door):
    """EVSE and connector are named; the owner sees that a car is there."""
    assert await status_triggered(door, "Occupied") == "Occupied"


async def test_TC_F_27_not_implemented(door):
    """The station cannot say that: the command ends rejected, with its word."""
    async with charger(door, V201) as cp:
        cp.answers["TriggerMessage"] = "NotImplemented"
        command = await door.operator.command(cp, "trigger", message="PublishFirmwareStatusNotification")

    assert (command["state"], command["detail"]) == ("REJECTED", "NotImplemented")
