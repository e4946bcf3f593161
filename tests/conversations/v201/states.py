"""What the conversations of OCPP 2.0.1 have in common: transactions step by step, what an owner sees of them.

The words are those of transactionInfo.chargingState, triggerReason and stoppedReason (part 2, chapter 3).
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.conversations.harness import Operator
from tests.station import Transaction, id_token, register

V201 = "ocpp2.0.1"
BEGIN_WH, END_WH = 1000, 6000
"""What the meter shows: 5 kWh, in the hour that a transaction here takes by the station's clock."""


def transaction(token: str = "", connector_id: int = 1) -> Transaction:
    """One that is to begin, under an id that the station has made."""
    return Transaction(secrets.token_hex(16), "", token, connector_id)


async def told(cp: Any, visit: Transaction, kind: str, trigger: str, state: str, **more: Any) -> Any:
    """A TransactionEvent with its charging state. `token=True`: with the token of the visit."""
    if more.pop("token", False):
        more["id_token"] = id_token(visit.token)
    info = {"charging_state": state} | more.pop("info", {})
    return await cp.event(kind, visit, trigger, info=info, **more)


async def started(cp: Any, visit: Transaction, trigger: str, state: str, **more: Any) -> Any:
    """Started an hour ago, with the register at the begin."""
    value = register(BEGIN_WH, "Transaction.Begin") | {"timestamp": ago(60)}
    fields = {"meter_value": [value], "timestamp": ago(60)}
    return await told(cp, visit, "Started", trigger, state, **(fields | more))


async def updated(cp: Any, visit: Transaction, trigger: str, state: str, **more: Any) -> Any:
    """Updated half an hour ago."""
    return await told(cp, visit, "Updated", trigger, state, **({"timestamp": ago(30)} | more))


async def ended(cp: Any, visit: Transaction, trigger: str, state: str, why: str, **more: Any) -> Any:
    """Ended now, with the register at the end."""
    value = register(END_WH, "Transaction.End")
    fields = {"meter_value": [value], "info": {"stopped_reason": why}}
    return await told(cp, visit, "Ended", trigger, state, **(fields | more))


async def charging(cp: Any, token: str, connector_id: int = 1) -> Transaction:
    """Identified, plugged in, and the car takes energy."""
    visit = transaction(token, connector_id)
    await cp.authorize(token)
    answer = await started(cp, visit, "Authorized", "EVConnected", token=True)
    assert status_of(answer) == "Accepted"
    await cp.occupy(connector_id)
    await updated(cp, visit, "ChargingStateChanged", "Charging")
    return visit


def ago(minutes: int) -> str:
    """An instant as a station words it."""
    return (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def status_of(answer: Any) -> str | None:
    """What is said of the token in the answer to a TransactionEvent; None: nothing."""
    return (answer.id_token_info or {}).get("status")


def group_in(answer: Any) -> str | None:
    """The group of the token in an answer; None: none is told."""
    return ((answer.id_token_info or {}).get("group_id_token") or {}).get("id_token")


async def seen(operator: Operator, cp: Any) -> list[dict[str, Any]]:
    """What the owner sees of the sessions at a charge point, the newest first."""
    shown = await operator.api("GET", f"/networks/{operator.network_id}/sessions?limit=100")
    return [one for one in shown["items"] if one["charger_id"] in cp.charger_ids]


async def seen_one(operator: Operator, cp: Any) -> dict[str, Any]:
    """The only session at a charge point."""
    (shown,) = await seen(operator, cp)
    return shown
