"""OCPP 2.0.1, block G: what is in service, and what an owner takes out of it."""

import pytest

from tests.conversations.harness import charger
from tests.station import now

OF_EVSE, OF_STATION, OF_CONNECTOR = {"evse": {"id": 1}}, {}, {"evse": {"id": 1, "connector_id": 1}}
WORDS = {True: "Operative", False: "Inoperative"}


async def ask(door, cp, connector_id, operative):
    """Of our connector, which is an EVSE; None: of an EVSE's own connector, in the protocol's words."""
    if connector_id is not None:
        asked = {"connector_id": connector_id, "operative": operative}
        return await door.operator.command(cp, "change_availability", **asked)
    payload = {"operationalStatus": WORDS[operative], "evse": {"id": 1, "connectorId": 1}}
    return await door.operator.command(cp, "call", message="ChangeAvailability", payload=payload)


@pytest.mark.parametrize(
    ("connector_id", "operative", "of"),
    [
        pytest.param(1, False, OF_EVSE, id="TC_G_03_evse_inoperative"),
        pytest.param(1, True, OF_EVSE, id="TC_G_04_evse_operative"),
        pytest.param(0, False, OF_STATION, id="TC_G_05_station_inoperative"),
        pytest.param(0, True, OF_STATION, id="TC_G_06_station_operative"),
        pytest.param(None, False, OF_CONNECTOR, id="TC_G_07_connector_inoperative"),
        pytest.param(None, True, OF_CONNECTOR, id="TC_G_08_connector_operative"),
    ],
)
async def test_taken_out_of_service_and_back(door, here, connector_id, operative, of):
    """The station is asked for just that, agrees, and everybody sees what its connector then tells"""
    told, state = ("Available", "AVAILABLE") if operative else ("Unavailable", "INOPERATIVE")
    async with here() as cp:
        command = await ask(door, cp, connector_id, operative)
        asked = await cp.asked("ChangeAvailability")
        await cp.status(1, told)
        shown = await door.operator.state(cp)

    assert asked == {"operational_status": WORDS[operative]} | of
    assert (command["state"], shown) == ("ACCEPTED", state)


@pytest.mark.parametrize(
    ("connector_id", "of"),
    [
        pytest.param(1, OF_EVSE, id="TC_G_11_evse_inoperative_during_a_transaction"),
        pytest.param(0, OF_STATION, id="TC_G_14_station_inoperative_during_a_transaction"),
        pytest.param(None, OF_CONNECTOR, id="TC_G_17_connector_inoperative_during_a_transaction"),
    ],
)
async def test_taken_out_of_service_during_a_transaction(door, here, connector_id, of):
    """The station puts it off until the transaction ends: that counts as agreed, and the session goes on"""
    async with here() as cp:
        cp.answers["ChangeAvailability"] = "Scheduled"
        await cp.occupy()
        transaction = await cp.start(door.operator.token)
        command = await ask(door, cp, connector_id, operative=False)
        asked = await cp.asked("ChangeAvailability")
        during = await door.operator.state(cp)
        await cp.stop(transaction, 2000)
        await cp.status(1, "Unavailable")
        after = await door.operator.state(cp)
        session = (await door.operator.sessions_at(cp))[0]

    assert asked == {"operational_status": "Inoperative"} | of
    assert (command["state"], "Scheduled" in str(command["answer"])) == ("ACCEPTED", True)
    assert (during, after, session["state"]) == ("CHARGING", "INOPERATIVE", "COMPLETED")


async def test_TC_G_20_connector_cannot_be_locked(door):
    """The event is answered, and the owner finds it among what the station noticed"""
    event = {
        "event_id": 1,
        "timestamp": now(),
        "trigger": "Alerting",
        "actual_value": "true",
        "event_notification_type": "HardWiredNotification",
        "component": {"name": "ConnectorPlugRetentionLock", "evse": {"id": 1, "connector_id": 1}},
        "variable": {"name": "Problem"},
    }
    async with charger(door, "ocpp2.0.1") as cp:
        await cp.say("NotifyEvent", generated_at=now(), seq_no=0, event_data=[event])
        (seen,) = (await door.operator.api("GET", f"{cp.path}/events"))["items"]

    assert (seen["key"], seen["value"]) == ("ConnectorPlugRetentionLock@1.1/Problem", "true")
