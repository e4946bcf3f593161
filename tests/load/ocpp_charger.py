"""One charge point of a bench: the cheapest client that keeps a conversation, and its stopwatch."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.charger import basic

PATIENCE = 60.0
READINGS = 5
Step = tuple[str, str, dict[str, Any]]
"""What it is called in the figures, the action, the payload."""
Note = Callable[[str, float, str | None], None]
"""Name, milliseconds, and what was wrong."""


class BenchCharger:
    """Plays visits one after the other. `note` hears of every answer."""

    def __init__(self, url: str, version: str, box: Mapping[str, str], note: Note) -> None:
        self.url = f"{url}/{box['charge_point_id']}"
        self.protocol = f"ocpp{version}"
        self.box = box
        self.note = note
        self.socket: ClientConnection | None = None
        self.register_wh = 1000
        self.sent = self.visits = 0
        self.transaction: Any = None
        self.visit = _visit_16 if version == "1.6" else _visit_2
        self.greeting = _greeting_16 if version == "1.6" else _greeting_2

    async def dial(self) -> None:
        """Connect. Raises OSError, WebSocketException, TimeoutError."""
        self.socket = await connect(
            self.url,
            additional_headers=basic(self.box["charge_point_id"], self.box["password"]),
            subprotocols=[Subprotocol(self.protocol)],
            proxy=None,
            compression=None,
            ping_interval=None,
            close_timeout=5,
            open_timeout=PATIENCE,
        )

    async def drop(self) -> None:
        """The connection is cut, without a word."""
        if self.socket is not None:
            self.socket.transport.abort()
            await self.socket.wait_closed()

    async def greet(self) -> None:
        """Boot, and the connector's state."""
        for step in self.greeting():
            await self.ask(step)

    async def charge(self, pace: Callable[[], Any], until: float) -> None:
        """Visits until that moment of time.perf_counter(); `pace` is awaited before each message."""
        while time.perf_counter() < until:
            self.visits += 1
            for step in self.visit(self):
                await pace()
                if time.perf_counter() >= until:
                    return
                await self.ask(step)

    async def ask(self, step: Step) -> None:
        """Send, wait for the answer, note how long it took."""
        assert self.socket is not None
        name, action, payload = step
        self.sent += 1
        message_id = str(self.sent)
        began = time.perf_counter()
        wrong: str | None = None
        try:
            await self.socket.send(json.dumps([2, message_id, action, payload]))
            async with asyncio.timeout(PATIENCE):
                answer = json.loads(await self.socket.recv())
            while answer[0] == 2:  # a command is refused, for it is not what is measured
                await self.socket.send(json.dumps([4, answer[1], "NotSupported", "", {}]))
                answer = json.loads(await self.socket.recv())
            wrong = self._read(name, message_id, answer)
        except (OSError, WebSocketException, TimeoutError) as error:
            wrong = type(error).__name__
        self.note(name, (time.perf_counter() - began) * 1000, wrong)

    def _read(self, name: str, message_id: str, answer: Any) -> str | None:
        if answer[0] != 3 or answer[1] != message_id:
            return f"{name}: {answer[2]}" if answer[0] == 4 else f"{name}: another answer"
        payload = answer[2]
        self.transaction = payload.get("transactionId", self.transaction)
        told = payload.get("idTagInfo") or payload.get("idTokenInfo") or {}
        status = told.get("status", "Accepted")
        return None if status == "Accepted" else f"{name}: {status}"


def now() -> str:
    """To the millisecond: visits of a bench may last less than a second."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _greeting_16() -> Iterator[Step]:
    yield "BootNotification", "BootNotification", {"chargePointVendor": "Bench", "chargePointModel": "B1"}
    available = {"connectorId": 1, "errorCode": "NoError", "status": "Available", "timestamp": now()}
    yield "StatusNotification", "StatusNotification", available


def _visit_16(charger: BenchCharger) -> Iterator[Step]:
    tag = charger.box["token_uid"]
    yield "Authorize", "Authorize", {"idTag": tag}
    start = {"connectorId": 1, "idTag": tag, "meterStart": charger.register_wh, "timestamp": now()}
    yield "StartTransaction", "StartTransaction", start
    for _ in range(READINGS):
        charger.register_wh += 100
        sampled = [
            {"value": str(charger.register_wh), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
            {"value": "7000", "measurand": "Power.Active.Import", "unit": "W"},
        ]
        told = {"connectorId": 1, "transactionId": charger.transaction}
        yield (
            "MeterValues",
            "MeterValues",
            told | {"meterValue": [{"timestamp": now(), "sampledValue": sampled}]},
        )
    stop = {"transactionId": charger.transaction, "meterStop": charger.register_wh, "timestamp": now()}
    yield "StopTransaction", "StopTransaction", stop | {"idTag": tag, "reason": "Local"}
    yield "Heartbeat", "Heartbeat", {}


def _greeting_2() -> Iterator[Step]:
    station = {"vendorName": "Bench", "model": "B1"}
    yield "BootNotification", "BootNotification", {"chargingStation": station, "reason": "PowerUp"}
    available = {"timestamp": now(), "connectorStatus": "Available", "evseId": 1, "connectorId": 1}
    yield "StatusNotification", "StatusNotification", available


def _visit_2(charger: BenchCharger) -> Iterator[Step]:
    token = {"idToken": charger.box["token_uid"], "type": "ISO14443"}
    yield "Authorize", "Authorize", {"idToken": token}
    transaction_id = f"{charger.box['charge_point_id'][-12:]}-{charger.visits}"

    def event(moment: str, seq_no: int, trigger: str, **more: Any) -> Step:
        sampled = [
            {"value": charger.register_wh, "measurand": "Energy.Active.Import.Register"},
            {"value": 7000, "measurand": "Power.Active.Import"},
        ]
        payload = {
            "eventType": moment,
            "timestamp": now(),
            "triggerReason": trigger,
            "seqNo": seq_no,
            "transactionInfo": {"transactionId": transaction_id, **more.pop("info", {})},
            "meterValue": [{"timestamp": now(), "sampledValue": sampled}],
            **more,
        }
        return f"TransactionEvent {moment}", "TransactionEvent", payload

    place = {"id": 1, "connectorId": 1}
    yield event("Started", 0, "Authorized", idToken=token, evse=place, info={"chargingState": "Charging"})
    for number in range(READINGS):
        charger.register_wh += 100
        yield event("Updated", 1 + number, "MeterValuePeriodic", evse=place)
    yield event(
        "Ended", 1 + READINGS, "StopAuthorized", idToken=token, evse=place, info={"stoppedReason": "Local"}
    )
    yield "Heartbeat", "Heartbeat", {}


async def hang_up(charger: BenchCharger) -> None:
    """Close properly; whatever happens, it is gone."""
    with suppress(OSError, WebSocketException, TimeoutError):
        if charger.socket is not None:
            await charger.socket.close()
