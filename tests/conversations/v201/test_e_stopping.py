"""OCPP 2.0.1, block E: when a transaction ends is the station's choice (TxStopPoint), its record is ours."""

from tests.conversations.harness import charger
from tests.conversations.v201.states import (
    V201,
    charging,
    ended,
    seen_one,
    started,
    status_of,
    transaction,
    updated,
)


async def record_of(door, trigger, state, why, *, before=(), token=False):
    """Charges, tells what goes `before` the end, ends; what the owner sees then."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        for update in before:
            await updated(cp, visit, *update)
        assert (await seen_one(door.operator, cp))["state"] == "ACTIVE"
        answer = await ended(cp, visit, trigger, state, why, token=token)
        assert status_of(answer) == ("Accepted" if token else None)
        assert answer.total_cost == 2.0
        await cp.status(1, "Available")
        shown = await seen_one(door.operator, cp)
    assert (shown["state"], shown["energy_kwh"], shown["flags"]) == ("COMPLETED", 5.0, [])
    assert shown["cost"] == {"amount": "2.00", "currency": "EUR"}
    return shown


async def test_TC_E_07_stops_when_the_power_path_opens_locally(door):
    """Stopped by the driver's token: whole record, and the cost in the answer."""
    shown = await record_of(door, "StopAuthorized", "EVConnected", "Local", token=True)

    assert shown["stop_reason"] == "Local"


async def test_TC_E_08_stops_when_energy_stops_by_authorization(door):
    """TxStopPoint EnergyTransfer: the end comes while the cable is still in."""
    shown = await record_of(door, "ChargingStateChanged", "EVConnected", "Local", token=True)

    assert shown["stop_reason"] == "Local"


async def test_TC_E_14_stops_when_the_car_is_gone_unplugged_at_the_station(door):
    """Stopped by token first, ended when the cable is out: one record."""
    before = [("StopAuthorized", "EVConnected")]
    shown = await record_of(door, "EVCommunicationLost", "Idle", "Local", before=before)

    assert shown["stop_reason"] == "Local"


async def test_TC_E_15_stops_when_stop_is_authorized_locally(door):
    """TxStopPoint Authorized: the token's end is the transaction's end."""
    shown = await record_of(door, "StopAuthorized", "Charging", "Local", token=True)

    assert shown["token_uid"] == door.operator.token


async def test_TC_E_16_deauthorized_by_an_invalid_token(door):
    """A stranger's token is told Unknown in the answer; the end that follows is kept and billed to nobody."""
    async with charger(door, V201) as cp:
        visit = transaction("NOBODYS")
        await cp.occupy()
        await started(cp, visit, "CablePluggedIn", "EVConnected")
        answer = await updated(cp, visit, "Authorized", "EVConnected", token=True)
        assert status_of(answer) == "Unknown"
        await ended(cp, visit, "Deauthorized", "EVConnected", "DeAuthorized")
        shown = await seen_one(door.operator, cp)

    assert (shown["state"], shown["driver_id"]) == ("INVALID", None)
    assert shown["stop_reason"] == "DeAuthorized"
    assert "refused" in shown["flags"]


async def test_TC_E_17_deauthorized_as_the_car_is_unplugged(door):
    """Suspended, then the cable comes out at the car: ended, with its record."""
    before = [("ChargingStateChanged", "SuspendedEV")]
    shown = await record_of(door, "EVCommunicationLost", "Idle", "EVDisconnected", before=before)

    assert shown["stop_reason"] == "EVDisconnected"


async def test_TC_E_19_stops_when_the_bay_is_free(door):
    """TxStopPoint ParkingBayOccupancy: stopped and unplugged long before, ended when the car leaves."""
    before = [("StopAuthorized", "EVConnected"), ("EVCommunicationLost", "Idle")]
    shown = await record_of(door, "EVDeparted", "Idle", "Local", before=before)

    assert shown["stop_reason"] == "Local"


async def test_TC_E_20_stops_when_the_car_is_unplugged(door):
    """TxStopPoint EVConnected, unplugged at the car."""
    shown = await record_of(door, "EVCommunicationLost", "Idle", "EVDisconnected")

    assert shown["stop_reason"] == "EVDisconnected"


async def test_TC_E_21_stopped_remotely(door):
    """The owner's remote stop names the transaction; the end that follows makes the record."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        session_id = (await seen_one(door.operator, cp))["session_id"]
        command = await door.operator.ask(cp, "remote_stop", session_id=session_id)
        assert await cp.asked("RequestStopTransaction") == {"transaction_id": visit.transaction_id}
        assert (await door.operator.followed(command))["state"] == "ACCEPTED"
        await ended(cp, visit, "RemoteStop", "EVConnected", "Remote")
        shown = await seen_one(door.operator, cp)

    assert (shown["state"], shown["stop_reason"]) == ("COMPLETED", "Remote")
    assert (shown["energy_kwh"], shown["flags"]) == (5.0, [])


async def test_TC_E_22_stops_when_the_car_suspends(door):
    """TxStopPoint EnergyTransfer: the car takes no more, and that is the end."""
    shown = await record_of(door, "ChargingStateChanged", "SuspendedEV", "StoppedByEV")

    assert shown["stop_reason"] == "StoppedByEV"


async def test_TC_E_26_unplugged_at_the_car_and_suspended(door):
    """Not ended by the cable (StopTxOnEVSideDisconnect false): it goes on, and ends once."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        await updated(cp, visit, "EVCommunicationLost", "Idle")
        shown = await seen_one(door.operator, cp)
        assert (shown["state"], shown["end_date_time"]) == ("ACTIVE", None)
        await updated(cp, visit, "CablePluggedIn", "EVConnected")
        await updated(cp, visit, "ChargingStateChanged", "Charging")
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local", token=True)
        shown = await seen_one(door.operator, cp)

    assert (shown["state"], shown["energy_kwh"], shown["flags"]) == ("COMPLETED", 5.0, [])
