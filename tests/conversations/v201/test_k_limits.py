"""OCPP 2.0.1, block K: what all profiles come to, limits from elsewhere, schedules of cars."""

import asyncio

import pytest

from tests.conversations.harness import charger
from tests.conversations.v201.test_k_profiles import set_profile
from tests.station import PATIENCE, now


@pytest.mark.parametrize(
    "connector_id",
    [
        pytest.param(1, id="TC_K_43_composite_schedule_of_an_evse"),
        pytest.param(0, id="TC_K_44_composite_schedule_of_the_station"),
    ],
)
async def test_a_composite_schedule_is_asked_for(door, here, connector_id):
    """For so long, in that unit; what the station answers is shown"""
    async with here() as cp:
        cp.answers["GetCompositeSchedule"] = {
            "status": "Accepted",
            "schedule": {
                "evse_id": connector_id,
                "duration": 1800,
                "schedule_start": now(),
                "charging_rate_unit": "W",
                "charging_schedule_period": [{"start_period": 0, "limit": 7360.0, "number_phases": 1}],
            },
        }
        body = {"connector_id": connector_id, "duration_minutes": 30, "unit": "W"}
        path = f"{cp.path}/composite-schedule"
        command = await door.operator.followed(await door.operator.api("POST", path, body))
        asked = await cp.asked("GetCompositeSchedule")
        async with asyncio.timeout(PATIENCE):
            while (  # noqa: ASYNC110 - the API is polled
                answer := await door.operator.asked("GET", f"{path}?connector_id={connector_id}")
            ).status_code == 404:
                await asyncio.sleep(0.02)
        shown = answer.json()

    assert command["state"] == "ACCEPTED"
    assert asked == {"evse_id": connector_id, "duration": 1800, "charging_rate_unit": "W"}
    assert (shown["unit"], shown["duration_minutes"]) == ("W", 30)
    assert [float(one["limit"]) for one in shown["periods"]] == [7360.0]


@pytest.mark.parametrize(
    ("message", "fields", "is_charging"),
    [
        pytest.param(
            "NotifyChargingLimit",
            {"charging_limit": {"charging_limit_source": "EMS", "is_grid_critical": False}, "evse_id": 1},
            False,
            id="TC_K_48_external_limit_set",
        ),
        pytest.param(
            "ClearedChargingLimit",
            {"charging_limit_source": "EMS", "evse_id": 1},
            False,
            id="TC_K_50_external_limit_released",
        ),
        pytest.param(
            "ClearedChargingLimit",
            {"charging_limit_source": "EMS", "evse_id": 1},
            True,
            id="TC_K_51_external_limit_released_during_a_transaction",
        ),
    ],
)
async def test_a_limit_from_elsewhere(door, message, fields, is_charging):
    """It is answered, the owner finds it among the notes, and a session goes on"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        transaction = await cp.start(door.operator.token) if is_charging else None
        await cp.say(message, **fields)
        if transaction:
            await cp.event("Updated", transaction, "ChargingRateChanged", info={"charging_state": "Charging"})
        notes = await door.operator.api("GET", f"{cp.path}/notes?action={message}")
        states = [one["state"] for one in await door.operator.sessions_at(cp)]
        if transaction:
            await cp.stop(transaction, 2000)

    assert [one["payload"]["evseId"] for one in notes["items"]] == [1]
    assert states == ["ACTIVE"] * is_charging


async def test_TC_K_58_schedule_renegotiated_by_the_csms(door):
    """The owner gives the session another profile; the car's schedule that follows is accepted and kept"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        transaction = await cp.start(door.operator.token)
        (session,) = await door.operator.sessions_at(cp)
        command, asked = await set_profile(door, cp, 1, session["session_id"], purpose="TxProfile")
        (schedule,) = asked["charging_profile"]["charging_schedule"]
        periods = [one | {"limit": float(one["limit"])} for one in schedule["charging_schedule_period"]]
        answer = await cp.say(
            "NotifyEVChargingSchedule",
            time_base=now(),
            evse_id=1,
            charging_schedule=schedule | {"charging_schedule_period": periods},
        )
        notes = await door.operator.api("GET", f"{cp.path}/notes?action=NotifyEVChargingSchedule")
        await cp.stop(transaction, 2000)

    assert (command["state"], answer.status) == ("ACCEPTED", "Accepted")
    assert asked["charging_profile"]["transaction_id"] == transaction.transaction_id
    assert notes["items"][0]["payload"]["chargingSchedule"]["chargingRateUnit"] == "A"
