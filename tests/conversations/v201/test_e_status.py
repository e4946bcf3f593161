"""OCPP 2.0.1, block E14: whether a station still has something to tell of a transaction, or at all."""

from tests.conversations.harness import charger
from tests.conversations.v201.states import V201, ago, charging, ended, seen_one, updated
from tests.station import register


async def test_TC_E_29_ongoing_messages_queued(door):
    """The transaction is named; what is queued comes then, marked offline, and counts."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        session_id = (await seen_one(door.operator, cp))["session_id"]
    async with charger(door, V201, again=cp.box, boots=False) as cp:
        await cp.heartbeat()
        cp.answers["GetTransactionStatus"] = {"messages_in_queue": True, "ongoing_indicator": True}
        command = await door.operator.command(cp, "get_transaction_status", session_id=session_id)
        asked = await cp.asked("GetTransactionStatus")
        await updated(
            cp,
            visit,
            "MeterValuePeriodic",
            "Charging",
            offline=True,
            meter_value=[register(3000) | {"timestamp": ago(30)}],
        )
        shown = await seen_one(door.operator, cp)
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local")

    assert asked == {"transaction_id": visit.transaction_id}
    assert command["state"] == "ACCEPTED"
    assert command["answer"] == {"ongoing": True, "messages_in_queue": True}
    assert (shown["state"], shown["energy_kwh"]) == ("ACTIVE", 2.0)


async def test_TC_E_30_ongoing_nothing_queued(door):
    """The transaction is named, and goes on."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        session_id = (await seen_one(door.operator, cp))["session_id"]
        cp.answers["GetTransactionStatus"] = {"messages_in_queue": False, "ongoing_indicator": True}
        command = await door.operator.command(cp, "get_transaction_status", session_id=session_id)
        asked = await cp.asked("GetTransactionStatus")
        await ended(cp, visit, "StopAuthorized", "EVConnected", "Local")

    assert asked == {"transaction_id": visit.transaction_id}
    assert command["answer"] == {"ongoing": True, "messages_in_queue": False}


async def test_TC_E_31_ended_messages_queued(door):
    """It has ended while offline; the end comes from the queue and makes the record."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
        session_id = (await seen_one(door.operator, cp))["session_id"]
    async with charger(door, V201, again=cp.box, boots=False) as cp:
        await cp.heartbeat()
        cp.answers["GetTransactionStatus"] = {"messages_in_queue": True, "ongoing_indicator": False}
        command = await door.operator.command(cp, "get_transaction_status", session_id=session_id)
        asked = await cp.asked("GetTransactionStatus")
        await ended(cp, visit, "EVCommunicationLost", "Idle", "EVDisconnected", offline=True)
        shown = await seen_one(door.operator, cp)

    assert asked == {"transaction_id": visit.transaction_id}
    assert command["answer"] == {"ongoing": False, "messages_in_queue": True}
    assert (shown["state"], shown["energy_kwh"]) == ("COMPLETED", 5.0)


async def test_TC_E_33_no_transaction_named_messages_queued(door):
    """Asked in general: no transaction is named, and none is spoken of as ongoing."""
    async with charger(door, V201) as cp:
        visit = await charging(cp, door.operator.token)
    async with charger(door, V201, again=cp.box, boots=False) as cp:
        await cp.heartbeat()
        cp.answers["GetTransactionStatus"] = {"messages_in_queue": True}
        command = await door.operator.command(cp, "get_transaction_status")
        asked = await cp.asked("GetTransactionStatus")
        await ended(cp, visit, "EVCommunicationLost", "Idle", "EVDisconnected", offline=True)
        shown = await seen_one(door.operator, cp)

    assert (asked, command["answer"]) == ({}, {"messages_in_queue": True})
    assert shown["state"] == "COMPLETED"


async def test_TC_E_34_no_transaction_named_nothing_queued(door):
    """Asked in general, and there is nothing."""
    async with charger(door, V201) as cp:
        command = await door.operator.command(cp, "get_transaction_status")
        asked = await cp.asked("GetTransactionStatus")

    assert (asked, command["answer"]) == ({}, {"messages_in_queue": False})
