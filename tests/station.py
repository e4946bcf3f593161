"""Charge points of every version as real clients play them: the `ocpp` package's, over a real socket.

`Point` speaks OCPP 1.6, `Station` 2.0.1, `Station21` 2.1. Each answers whatever it is asked: by default as a
charger that is content, else by what a test puts into `answers`, and keeps what it was asked:

    async with charger(door, "ocpp2.0.1") as cp:
        cp.answers["Reset"] = {"status": "Rejected"}    # or "Rejected", or a function of what is asked
        cp.answers["GetLog"] = NotSupportedError()      # a CALLERROR
        ...
        asked = await cp.asked("Reset")                 # what the next Reset said, in snake_case

The verbs that all versions have (boot, status, authorize, start, meter, stop, heartbeat) take and give the
same, so that one story may be told in every version. The rest is `await cp.say("NotifyEvent", **fields)`,
which gives the answer as an object, and raises OCPPError for a CALLERROR.
"""

import asyncio
import dataclasses
import secrets
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from ocpp.exceptions import OCPPError
from ocpp.routing import on
from ocpp.v16 import ChargePoint as Client16
from ocpp.v16 import call as call_16
from ocpp.v16 import call_result as result_16
from ocpp.v21 import ChargePoint as Client21
from ocpp.v21 import call as call_21
from ocpp.v21 import call_result as result_21
from ocpp.v201 import ChargePoint as Client201
from ocpp.v201 import call as call_201
from ocpp.v201 import call_result as result_201
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.station_answers import ANSWERS_16, ANSWERS_201, Answer, Asked

PATIENCE = 15.0


def _answering(results: Any, defaults: dict[str, Answer]) -> Callable[[type], type]:
    """Gives a class a handler for each message that it may be asked."""

    def handler(action: str, default: Answer) -> Callable[..., Any]:
        def handle(self: Any, **asked: Any) -> Any:
            told = {name: value for name, value in asked.items() if value is not None}
            self.heard[action].put_nowait(told)
            answer = self.answers.get(action, default)
            if isinstance(answer, OCPPError):
                raise answer
            if callable(answer):
                answer = answer(told)
            return getattr(results, action)(**({"status": answer} if isinstance(answer, str) else answer))

        handle.__name__ = f"on_{action}"
        return on(action)(handle)

    def decorate(kind: type) -> type:
        for action, default in defaults.items():
            setattr(kind, f"on_{action}", handler(action, default))
        return kind

    return decorate


class Playing:
    """What charge points of all versions have; `calls` are the version's messages."""

    calls: Any

    def __init__(self, charge_point_id: str, socket: ClientConnection) -> None:
        super().__init__(charge_point_id, socket, PATIENCE)  # type: ignore[call-arg]  # the ocpp package's
        self.charge_point_id = charge_point_id
        self.socket = socket
        self.answers: dict[str, Answer] = {}
        self.heard: dict[str, asyncio.Queue[Asked]] = defaultdict(asyncio.Queue)

    async def asked(self, action: str) -> Asked:
        """What the next `action` that we ask of it says; waits for it."""
        return await asyncio.wait_for(self.heard[action].get(), PATIENCE)

    def was_asked(self, action: str) -> bool:
        """Whether there is one that no test has taken yet."""
        return not self.heard[action].empty()

    async def say(self, action: str, **fields: Any) -> Any:
        """Our answer to a message of it. Raises OCPPError for a CALLERROR."""
        kind = getattr(self.calls, action)
        return await self.call(kind(**fields), suppress=False)  # type: ignore[attr-defined]

    async def listen(self) -> None:
        """Answer until the socket is closed."""
        with suppress(ConnectionClosed):
            await super().start()  # type: ignore[misc]  # `start` here is a transaction's

    async def heartbeat(self) -> str:
        """Our time."""
        return str((await self.say("Heartbeat")).current_time)


@_answering(result_16, ANSWERS_16)
class Point(Playing, Client16):  # type: ignore[misc]  # ocpp is untyped
    """OCPP 1.6."""

    calls = call_16

    async def boot(self) -> str:
        """BootNotification: the status we give."""
        answer = await self.say(
            "BootNotification",
            charge_point_model="Model X",
            charge_point_vendor="Vendor Y",
            firmware_version="1.0",
        )
        return str(answer.status)

    async def status(self, connector_id: int, status: str = "Available", **more: Any) -> None:
        """StatusNotification."""
        fields = {"connector_id": connector_id, "error_code": "NoError", "status": status, "timestamp": now()}
        await self.say("StatusNotification", **(fields | more))

    async def occupy(self, connector_id: int = 1) -> None:
        """A car is plugged in."""
        await self.status(connector_id, "Preparing")

    async def authorize(self, token: str) -> str:
        """The status of a token."""
        return str((await self.say("Authorize", id_tag=token)).id_tag_info["status"])

    async def start(self, token: str, wh: int = 1000, connector_id: int = 1, **more: Any) -> "Transaction":
        """StartTransaction, now."""
        answer = await self.say(
            "StartTransaction",
            **({"connector_id": connector_id, "id_tag": token, "meter_start": wh, "timestamp": now()} | more),
        )
        number = answer.transaction_id
        return Transaction(str(number), answer.id_tag_info["status"], token, connector_id)

    async def meter(self, transaction: "Transaction", wh: int) -> None:
        """MeterValues with one register value."""
        value = {"timestamp": now(), "sampled_value": [{"value": str(wh), "unit": "Wh"}]}
        await self.say(
            "MeterValues",
            connector_id=transaction.connector_id,
            meter_value=[value],
            transaction_id=int(transaction.transaction_id),
        )

    async def stop(self, transaction: "Transaction", wh: int, reason: str = "Local", **more: Any) -> Any:
        """StopTransaction, now."""
        fields = {"transaction_id": int(transaction.transaction_id), "meter_stop": wh, "reason": reason}
        return await self.say("StopTransaction", **(fields | {"timestamp": now()} | more))


class Playing2(Playing):
    """What is common to 2.0.1 and 2.1."""

    async def boot(self, reason: str = "PowerUp") -> str:
        """BootNotification: the status we give."""
        station = {"model": "Model X", "vendor_name": "Vendor Y", "firmware_version": "1.0"}
        return str((await self.say("BootNotification", charging_station=station, reason=reason)).status)

    async def status(self, connector_id: int, status: str = "Available", outlet: int = 1) -> None:
        """StatusNotification of one connector of the EVSE that `connector_id` is."""
        fields = {"timestamp": now(), "connector_status": status, "evse_id": connector_id}
        await self.say("StatusNotification", **fields, connector_id=outlet if connector_id else 0)

    async def occupy(self, connector_id: int = 1) -> None:
        """A car is plugged in."""
        await self.status(connector_id, "Occupied")

    async def authorize(self, token: str, **more: Any) -> str:
        """The status of a token."""
        return str((await self.say("Authorize", id_token=id_token(token), **more)).id_token_info["status"])

    async def event(self, kind: str, transaction: "Transaction", trigger: str, **more: Any) -> Any:
        """TransactionEvent, with the next sequence number; `info` goes into transactionInfo."""
        info = {"transaction_id": transaction.transaction_id} | more.pop("info", {})
        fields = {
            "event_type": kind,
            "timestamp": now(),
            "trigger_reason": trigger,
            "seq_no": transaction.next_seq_no(),
            "transaction_info": info,
            "evse": {"id": transaction.connector_id, "connector_id": 1},
        }
        return await self.say("TransactionEvent", **(fields | more))

    async def start(self, token: str, wh: int = 1000, connector_id: int = 1, **more: Any) -> "Transaction":
        """TransactionEvent Started, with its token."""
        transaction = Transaction(secrets.token_hex(16), "", token, connector_id)
        value = register(wh, "Transaction.Begin")
        answer = await self.event(
            "Started", transaction, "Authorized", id_token=id_token(token), meter_value=[value], **more
        )
        return dataclasses.replace(transaction, status=(answer.id_token_info or {}).get("status", ""))

    async def meter(self, transaction: "Transaction", wh: int) -> None:
        """TransactionEvent Updated, with a register value."""
        await self.event("Updated", transaction, "MeterValuePeriodic", meter_value=[register(wh)])

    async def stop(self, transaction: "Transaction", wh: int, reason: str = "Local", **more: Any) -> Any:
        """TransactionEvent Ended, with the last register value."""
        value = register(wh, "Transaction.End")
        info = {"stopped_reason": reason}
        return await self.event(
            "Ended", transaction, "StopAuthorized", meter_value=[value], info=info, **more
        )


@_answering(result_201, ANSWERS_201)
class Station(Playing2, Client201):  # type: ignore[misc]  # ocpp is untyped
    """OCPP 2.0.1."""

    calls = call_201


@_answering(result_21, ANSWERS_201)
class Station21(Playing2, Client21):  # type: ignore[misc]  # ocpp is untyped
    """OCPP 2.1."""

    calls = call_21


PLAYERS: dict[str, Any] = {"ocpp1.6": Point, "ocpp2.0.1": Station, "ocpp2.1": Station21}


@dataclasses.dataclass(frozen=True)
class Transaction:
    """One transaction: its id as text, what was said of its token, and where it is."""

    transaction_id: str
    status: str
    token: str
    connector_id: int = 1
    _told: list[int] = dataclasses.field(default_factory=list)

    def next_seq_no(self) -> int:
        """Of its next event."""
        self._told.append(len(self._told))
        return self._told[-1]


def id_token(uid: str, kind: str = "ISO14443") -> dict[str, str]:
    """An IdTokenType."""
    return {"id_token": uid, "type": kind}


def register(wh: int, context: str = "Sample.Periodic") -> dict[str, Any]:
    """A MeterValueType of 2.x with one register value in Wh."""
    return {
        "timestamp": now(),
        "sampled_value": [
            {
                "value": wh,
                "context": context,
                "measurand": "Energy.Active.Import.Register",
                "unit_of_measure": {"unit": "Wh"},
            }
        ],
    }


def now() -> str:
    """The instant as a charger words it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
