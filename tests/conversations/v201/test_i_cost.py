"""OCPP 2.0.1, block I: what charging has cost so far, and in the end."""

from datetime import UTC, datetime, timedelta

from tests.conversations.harness import charger
from tests.station import register


async def test_TC_I_01_running_cost(door):
    """Whenever the owner asks, the station is told what the session has cost by our figures so far"""
    told = []
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = await cp.start(door.operator.token, 1000)
        for seconds, wh in enumerate((3000, 6000)):
            at = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
            value = register(wh) | {"timestamp": at}
            await cp.event("Updated", transaction, "MeterValuePeriodic", meter_value=[value])
            (session,) = await door.operator.sessions_at(cp)
            command = await door.operator.command(cp, "cost_updated", session_id=session["session_id"])
            asked = await cp.asked("CostUpdated")
            told.append((command["state"], asked["total_cost"], session["cost"]["amount"]))
            assert asked["transaction_id"] == transaction.transaction_id
        await cp.stop(transaction, 6000)

    assert told == [("ACCEPTED", 1.1, "1.10"), ("ACCEPTED", 2.0, "2.00")]


async def test_TC_I_02_total_cost(door):
    """The answer to Ended has the total, which is the session's own"""
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = await cp.start(door.operator.token, 1000)
        await cp.meter(transaction, 3000)
        answer = await cp.stop(transaction, 4000)
        (session,) = await door.operator.sessions_at(cp)

    assert (answer.total_cost, session["cost"]["amount"], session["state"]) == (1.4, "1.40", "COMPLETED")
