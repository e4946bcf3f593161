"""A charge point as a real client plays it: the `ocpp` package's, over a real socket."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from ocpp.routing import on
from ocpp.v16 import ChargePoint as Client
from ocpp.v16 import call, call_result
from ocpp.v16.enums import Action
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

PATIENCE = 15.0


def basic(user: str, password: str | bytes) -> dict[str, str]:
    """The header of Basic authentication, the password as raw bytes."""
    raw = password.encode() if isinstance(password, str) else password
    return {"Authorization": "Basic " + base64.b64encode(user.encode() + b":" + raw).decode()}


def dial(
    url: str, user: str, password: str | bytes | None, protocols: tuple[str, ...] | None = ("ocpp1.6",)
) -> connect:
    """A connection to be: `async with dial(...) as socket`."""
    return connect(
        url,
        additional_headers=basic(user, password) if password is not None else None,
        subprotocols=[Subprotocol(name) for name in protocols] if protocols else None,
        proxy=None,
        ping_interval=None,
        close_timeout=2,
    )


class Charger(Client):  # type: ignore[misc]  # ocpp is untyped
    """Answers what it is asked by `answers` (action -> status), and keeps what it was asked in `asked`."""

    def __init__(self, charge_point_id: str, socket: ClientConnection) -> None:
        super().__init__(charge_point_id, socket, response_timeout=PATIENCE)
        self.socket = socket
        self.asked: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
        self.answers: dict[str, str] = {}

    async def next_asked(self) -> tuple[str, dict[str, Any]]:
        """The next thing that the central system asks."""
        return await asyncio.wait_for(self.asked.get(), PATIENCE)

    def _note(self, action: str, default: str, **asked: Any) -> str:
        self.asked.put_nowait((action, {name: value for name, value in asked.items() if value is not None}))
        return self.answers.get(action, default)

    @on(Action.remote_start_transaction)
    def on_remote_start(self, **asked: Any) -> call_result.RemoteStartTransaction:
        return call_result.RemoteStartTransaction(self._note("RemoteStartTransaction", "Accepted", **asked))

    @on(Action.remote_stop_transaction)
    def on_remote_stop(self, **asked: Any) -> call_result.RemoteStopTransaction:
        return call_result.RemoteStopTransaction(self._note("RemoteStopTransaction", "Accepted", **asked))

    @on(Action.reset)
    def on_reset(self, **asked: Any) -> call_result.Reset:
        return call_result.Reset(self._note("Reset", "Accepted", **asked))

    @on(Action.unlock_connector)
    def on_unlock(self, **asked: Any) -> call_result.UnlockConnector:
        return call_result.UnlockConnector(self._note("UnlockConnector", "Unlocked", **asked))

    @on(Action.change_availability)
    def on_availability(self, **asked: Any) -> call_result.ChangeAvailability:
        return call_result.ChangeAvailability(self._note("ChangeAvailability", "Accepted", **asked))

    @on(Action.change_configuration)
    def on_change_configuration(self, **asked: Any) -> call_result.ChangeConfiguration:
        return call_result.ChangeConfiguration(self._note("ChangeConfiguration", "Accepted", **asked))

    @on(Action.clear_cache)
    def on_clear_cache(self, **asked: Any) -> call_result.ClearCache:
        return call_result.ClearCache(self._note("ClearCache", "Accepted", **asked))

    @on(Action.get_configuration)
    def on_get_configuration(self, **asked: Any) -> call_result.GetConfiguration:
        self._note("GetConfiguration", "", **asked)
        known = [
            {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
            {"key": "AuthorizationKey", "readonly": False, "value": "told-by-mistake"},
        ]
        return call_result.GetConfiguration(configuration_key=known, unknown_key=["Nonsense"])

    async def boot(self) -> Any:
        """TC_001: BootNotification, then the connectors' states."""
        answer = await self.call(call.BootNotification("Model X", "Vendor Y", firmware_version="1.0"))
        for connector_id in (0, 1):
            await self.status(connector_id, "Available")
        return answer

    async def status(self, connector_id: int, status: str) -> None:
        """StatusNotification."""
        await self.call(call.StatusNotification(connector_id, "NoError", status))

    async def start(self, id_tag: str, meter_start: int = 1000, connector_id: int = 1) -> Any:
        """StartTransaction, now."""
        return await self.call(call.StartTransaction(connector_id, id_tag, meter_start, now()))

    async def stop(self, transaction_id: int, meter_stop: int, reason: str = "Local") -> Any:
        """StopTransaction, now."""
        return await self.call(call.StopTransaction(meter_stop, now(), transaction_id, reason))

    async def meter(self, transaction_id: int, wh: int) -> None:
        """MeterValues with one register value in Wh."""
        value = {"timestamp": now(), "sampledValue": [{"value": str(wh), "unit": "Wh"}]}
        await self.call(call.MeterValues(1, [value], transaction_id))


@asynccontextmanager
async def charger(
    url: str, charge_point_id: str, password: str | bytes, kind: type[Charger] = Charger
) -> AsyncIterator[Charger]:
    """Connected, and listening."""
    async with dial(f"{url}/{charge_point_id}", charge_point_id, password) as socket:
        client = kind(charge_point_id, socket)
        listening = asyncio.create_task(_listen(client))
        try:
            yield client
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening


async def _listen(client: Charger) -> None:
    with suppress(ConnectionClosed):
        await Client.start(client)  # Charger.start is StartTransaction


async def ask(socket: ClientConnection, text: str) -> Any:
    """Send a frame as it is, and read the next one."""
    await socket.send(text)
    return json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))


def now() -> str:
    """The instant as a charger words it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
