"""OCPP 2.0.1, block E: when a transaction begins is the station's choice (TxStartPoint), who pays is ours."""

import pytest

from tests.conversations.harness import charger
from tests.conversations.v201.states import (
    V201,
    ago,
    ended,
    seen,
    seen_one,
    started,
    status_of,
    transaction,
    updated,
)
from tests.station import register


async def stopped(cp, visit):
    """By the token that began it."""
    answer = await ended(cp, visit, "StopAuthorized", "EVConnected", "Local", token=True)
    await cp.status(1, "Available")
    return answer


async def finished(door, cp, visit):
    """Stopped; and the owner sees the whole of it."""
    answer = await stopped(cp, visit)
    assert status_of(answer) == "Accepted"
    shown = await seen_one(door.operator, cp)
    assert (shown["state"], shown["energy_kwh"], shown["flags"]) == ("COMPLETED", 5.0, [])
    assert (shown["token_uid"], shown["stop_reason"]) == (visit.token, "Local")
    assert str(answer.total_cost) == shown["cost"]["amount"].rstrip("0").rstrip(".")


async def begun_with_token(door, trigger, state, **more):
    """Identified and plugged in before the transaction begins, whose first event has the token."""
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        assert await cp.authorize(visit.token) == "Accepted"
        await cp.occupy()
        assert status_of(await started(cp, visit, trigger, state, token=True, **more)) == "Accepted"
        shown = await seen_one(door.operator, cp)
        assert (shown["state"], shown["driver_name"]) == ("ACTIVE", "Driver")
        await updated(cp, visit, "ChargingStateChanged", "Charging")
        await finished(door, cp, visit)


async def begun_without_token(door, trigger, state):
    """The transaction begins before anybody has identified themselves; the token comes in an update."""
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        await cp.occupy()
        assert status_of(await started(cp, visit, trigger, state)) is None
        unknown = await seen_one(door.operator, cp)
        assert (unknown["state"], unknown["driver_name"], unknown["token_uid"]) == ("ACTIVE", None, None)
        assert await cp.authorize(visit.token) == "Accepted"
        assert status_of(await updated(cp, visit, "Authorized", "EVConnected", token=True)) == "Accepted"
        known = await seen_one(door.operator, cp)
        assert (known["driver_name"], known["session_id"]) == ("Driver", unknown["session_id"])
        await updated(cp, visit, "ChargingStateChanged", "Charging")
        await finished(door, cp, visit)


async def test_TC_E_01_starts_when_the_power_path_closes(door):
    """The first event has token, cable and energy at once: one session of the driver, billed whole."""
    await begun_with_token(door, "ChargingStateChanged", "Charging")


async def test_TC_E_02_starts_when_energy_flows(door):
    """Nothing is seen of it before; then it is the driver's session."""
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        assert await cp.authorize(visit.token) == "Accepted"
        await cp.occupy()
        connector = (await door.operator.api("GET", cp.path))["connectors"][0]
        assert connector["status"] == "Occupied"
        fields = {"trigger": "ChargingStateChanged", "state": "Charging", "token": True}
        assert status_of(await started(cp, visit, **fields)) == "Accepted"
        await finished(door, cp, visit)


async def test_TC_E_03_local_start_cable_plugin_first(door):
    """Cable, then token: the session is open without a driver until the update names one."""
    await begun_without_token(door, "CablePluggedIn", "EVConnected")


async def test_TC_E_04_local_start_authorization_first(door):
    """Token, then cable: the connector may be told later, and the session is the driver's at once."""
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        assert await cp.authorize(visit.token) == "Accepted"
        assert status_of(await started(cp, visit, "Authorized", "Idle", token=True)) == "Accepted"
        await cp.occupy()
        await updated(cp, visit, "CablePluggedIn", "EVConnected")
        await updated(cp, visit, "ChargingStateChanged", "Charging")
        await finished(door, cp, visit)


async def test_TC_E_09_starts_when_the_car_is_connected(door):
    """TxStartPoint EVConnected: as with the cable first, and the readings before the token count."""
    await begun_without_token(door, "CablePluggedIn", "EVConnected")


async def test_TC_E_10_starts_when_authorized(door):
    """TxStartPoint Authorized: the first event has the token, and the answer says what it is worth."""
    await begun_with_token(door, "Authorized", "EVConnected")


async def test_TC_E_11_starts_with_signed_data(door):
    """A signed meter value at the start is understood, and kept with its signature."""
    signature = {
        "signed_meter_data": "T0NNRnx7fQ==",
        "signing_method": "ECDSA-secp256r1-SHA256",
        "encoding_method": "OCMF",
        "public_key": "",
    }
    value = register(1000, "Transaction.Begin") | {"timestamp": ago(60)}
    value["sampled_value"][0]["signed_meter_value"] = signature
    await begun_with_token(door, "SignedDataReceived", "EVConnected", meter_value=[value])


async def test_TC_E_12_starts_when_the_bay_is_occupied(door):
    """TxStartPoint ParkingBayOccupancy: there is a session before there is a cable."""
    await begun_without_token(door, "EVDetected", "Idle")


async def test_TC_E_38_local_start_car_not_ready(door):
    """A car that takes nothing yet (SuspendedEV) is a session that goes on, at no power."""
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        assert await cp.authorize(visit.token) == "Accepted"
        await started(cp, visit, "Authorized", "EVConnected", token=True)
        await cp.occupy()
        await updated(cp, visit, "ChargingStateChanged", "SuspendedEV")
        shown = await seen_one(door.operator, cp)
        assert (shown["state"], shown["energy_kwh"]) == ("ACTIVE", 0.0)
        await updated(cp, visit, "ChargingStateChanged", "Charging")
        await finished(door, cp, visit)


async def test_TC_E_39_authorized_and_never_plugged_in(door):
    """Deauthorized by timeout: the session ends without energy, and says why."""
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        assert await cp.authorize(visit.token) == "Accepted"
        await started(cp, visit, "Authorized", "Idle", token=True)
        value = register(1000, "Transaction.End")
        await ended(
            cp,
            visit,
            "EVConnectTimeout",
            "Idle",
            "Timeout",
            meter_value=[value],
        )
        shown = await seen_one(door.operator, cp)

    assert (shown["state"], shown["stop_reason"], shown["energy_kwh"]) == ("COMPLETED", "Timeout", 0.0)


async def test_TC_E_53_sequence_numbers_begin_at_zero_each_time(door):
    """Two transactions, both numbered from 0: two whole sessions."""
    async with charger(door, V201) as cp:
        for begin, end in ((90, 50), (45, 5)):
            visit = transaction(door.operator.token)
            register_at = {"timestamp": ago(begin)}
            value = register(1000, "Transaction.Begin") | register_at
            fields = {"token": True, "seq_no": 0, "meter_value": [value], **register_at}
            assert status_of(await started(cp, visit, "Authorized", "EVConnected", **fields)) == "Accepted"
            value = register(6000, "Transaction.End") | {"timestamp": ago(end)}
            fields = {"seq_no": 1, "meter_value": [value], "timestamp": ago(end)}
            await ended(cp, visit, "EVCommunicationLost", "Idle", "EVDisconnected", **fields)
        shown = await seen(door.operator, cp)

    assert [(one["state"], one["energy_kwh"]) for one in shown] == [("COMPLETED", 5.0)] * 2


@pytest.mark.parametrize("seq_no", [0, 1, 7])
async def test_a_transaction_may_be_numbered_from_anywhere(door, seq_no):
    async with charger(door, V201) as cp:
        visit = transaction(door.operator.token)
        answer = await started(cp, visit, "Authorized", "EVConnected", token=True, seq_no=seq_no)
        assert status_of(answer) == "Accepted"
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local", seq_no=seq_no + 1)
        shown = await seen_one(door.operator, cp)

    assert (shown["state"], shown["energy_kwh"]) == ("COMPLETED", 5.0)
