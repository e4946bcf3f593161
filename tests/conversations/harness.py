"""Conversations with charge points, through both doors.

    async def test_TC_013_hard_reset(door):
        async with charger(door, "ocpp1.6") as cp:
            command = await door.operator.ask(cp, "reset", type="Hard")     # posted to the API
            assert (await cp.asked("Reset"))["type"] == "Hard"              # what the charger was asked
            assert (await door.operator.followed(command))["state"] == "ACCEPTED"

`door` runs a test twice: through the gateway (ocpp_ws/) and through API Gateway (api_gateway.py plays its
events into app.py). `protocol` in a test's arguments runs it for each version. Tests are `async def`.

`charger(door, protocol)` makes a charge point of the module's community over the API (two requests),
connects, listens and boots (`boots=False`: is known to be there); leaving the block hangs up. `connectors=2`
gives it two; `boot_status="Pending"` and whatever else POST .../charge-points takes may follow. To come back
as the same one: `charger(door, protocol, again=cp.box)`. How it answers, and its verbs (boot, authorize,
start, ...): tests/station.py. For frames that no client would send: `async with wire(door, protocol) as
(socket, box): await ask(socket, text)`.

`operator` is the community's owner, with `driver` and the driver's token: `ask` posts a command, `followed`
waits until it has ended, `command` does both, `api` and `until` read, `state` and `sessions_at` tell how a
charger stands. `tls_door` is a gateway with TLS (tls.py). Nothing is cleaned up or shared between modules;
inside one, each `charger` is a charge point of its own, but the driver is one: name another by
`await operator.member()`.
"""

import asyncio
import json
import secrets
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection

from infra.local.api_client import ApiClient
from tests.charger import dial
from tests.community import TARIFF, TYPE_2, Community
from tests.station import PATIENCE, PLAYERS

ENDED = {"ACCEPTED", "REJECTED", "FAILED", "TIMED_OUT"}
Box = dict[str, Any]
"""A charge point as the API answered when it was made, its password included, and its `charger_ids`."""


@dataclass
class Operator:
    """Who runs the community's charge points; API calls do not block the conversation."""

    community: Community
    token: str
    """The driver's."""

    @property
    def driver(self) -> ApiClient:
        """A member who is not a manager."""
        return self.community.driver

    @property
    def network_id(self) -> str:
        """The community's."""
        return str(self.community.network["network_id"])

    async def api(self, method: str, path: str, body: Any = None, who: ApiClient | None = None) -> Any:
        """An API call, by the owner unless told otherwise; what it answers."""
        answer = await self.asked(method, path, body, who)
        assert not answer.is_error, answer.text
        return answer.json() if answer.content else None

    async def asked(
        self, method: str, path: str, body: Any = None, who: ApiClient | None = None
    ) -> httpx.Response:
        """The raw answer, whatever it is."""
        key = {"headers": {"Idempotency-Key": uuid.uuid4().hex}} if method == "POST" else {}
        return await asyncio.to_thread((who or self.community.owner).send, method, path, body, **key)

    async def new_box(self, connectors: int = 1, **settings: Any) -> Box:
        """A charge point at a station of its own, with a charger for each connector."""
        chargers = [
            {"name": f"Nr. {number}", "connectors": [TYPE_2], "tariff": TARIFF}
            for number in range(1, connectors + 1)
        ]
        place = {"name": "Yard", "latitude": 47.9931, "longitude": 7.8463, "chargers": chargers}
        station = await self.api("POST", f"/networks/{self.network_id}/stations", place)
        ids = [one["charger_id"] for one in sorted(station["chargers"], key=lambda one: one["name"])]
        bound = [{"connector_id": number, "charger_id": one} for number, one in enumerate(ids, 1)]
        path = f"/stations/{station['station_id']}/charge-points"
        box = await self.api("POST", path, {"connectors": bound} | settings)
        return box | {"charger_ids": ids, "path": f"/charge-points/{box['charge_point_id']}"}

    async def member(self, name: str = "Member") -> tuple[ApiClient, str]:
        """One more who has joined, and a token of theirs."""
        client = await asyncio.to_thread(self.community.member, name)
        return client, await self.new_token(client)

    async def new_token(self, who: ApiClient | None = None) -> str:
        """One more token, of the driver unless told otherwise."""
        return str((await self.api("POST", "/me/tokens", token(), who or self.driver))["token_uid"])

    async def ask(self, cp: Any, action: str, **params: Any) -> dict[str, Any]:
        """Ask for a command; as it stands at once."""
        asked: dict[str, Any] = await self.api("POST", f"{cp.path}/commands", {"action": action} | params)
        return asked

    async def followed(self, command: dict[str, Any]) -> dict[str, Any]:
        """The command when it has ended."""
        path = f"/charge-points/{command['charge_point_id']}/commands/{command['command_id']}"
        found: dict[str, Any] = await self.until(path, lambda shown: shown["state"] in ENDED)
        return found

    async def command(self, cp: Any, action: str, **params: Any) -> dict[str, Any]:
        """Ask for a command, and follow it until it has ended."""
        return await self.followed(await self.ask(cp, action, **params))

    async def until(self, path: str, holds: Callable[[Any], bool], who: ApiClient | None = None) -> Any:
        """What `path` shows when it `holds`."""
        async with asyncio.timeout(PATIENCE):
            while not holds(shown := await self.api("GET", path, who=who)):  # noqa: ASYNC110 - the API is polled
                await asyncio.sleep(0.02)
        return shown

    async def sessions_at(self, cp: Any) -> list[dict[str, Any]]:
        """Those at its chargers, as the owner sees them, the newest first."""
        path = f"/networks/{self.network_id}/sessions"
        items: list[dict[str, Any]] = (await self.api("GET", path))["items"]
        return [one for one in items if one["charger_id"] in cp.charger_ids]

    async def state(self, cp: Any, connector_id: int = 1) -> str:
        """Of the charger that this connector is, as everybody sees it."""
        return str((await self.api("GET", f"/chargers/{cp.charger_ids[connector_id - 1]}"))["state"])

    async def sessions(self, who: ApiClient | None = None) -> list[dict[str, Any]]:
        """The driver's, the newest first."""
        items: list[dict[str, Any]] = (await self.api("GET", "/me/sessions", who=who or self.driver))["items"]
        return items


@dataclass(frozen=True)
class Door:
    """Where chargers come in, and whose they are."""

    name: str
    url: str
    operator: Operator

    def dial(self, box: Box, protocols: tuple[str, ...] | None) -> Any:
        """A connection to be."""
        box_id = box["charge_point_id"]
        return dial(f"{self.url}/{box_id}", box_id, box["password"], protocols)


@asynccontextmanager
async def charger(
    door: Door, protocol: str = "ocpp1.6", *, again: Box | None = None, boots: bool = True, **settings: Any
) -> AsyncIterator[Any]:
    """A charge point, connected and listening; it has booted unless told otherwise.

    Beside its verbs (tests/station.py) it has `box`, `path` (in the API) and `charger_ids`.
    """
    box, began = again or await door.operator.new_box(**settings), datetime.now(UTC)
    async with door.dial(box, (protocol,)) as socket:
        player = PLAYERS[protocol](box["charge_point_id"], socket)
        player.box, player.path, player.charger_ids = box, box["path"], box["charger_ids"]
        listening = asyncio.create_task(player.listen())
        try:
            if boots:
                await player.boot()
            else:
                await door.operator.until(box["path"], lambda shown: _is_here(shown, began))
            yield player
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening


def _is_here(shown: dict[str, Any], since: datetime) -> bool:
    """Whether its new socket is the one by which it is asked: the handshake alone does not say so.

    API Gateway tells in milliseconds when somebody connected.
    """
    at_least = since - timedelta(milliseconds=1)
    return shown["online"] and datetime.fromisoformat(shown["last_seen_at"]) > at_least


@asynccontextmanager
async def wire(
    door: Door, protocol: str | None = "ocpp1.6", *, again: Box | None = None, **settings: Any
) -> AsyncIterator[tuple[ClientConnection, Box]]:
    """A bare socket of a charge point; None offers no protocol."""
    box = again or await door.operator.new_box(**settings)
    async with door.dial(box, (protocol,) if protocol else None) as socket:
        yield socket, box


async def ask(socket: ClientConnection, text: str | bytes) -> Any:
    """Send a frame as it is, and read the next one."""
    await socket.send(text)
    return json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))


def operator_of(community: Community) -> Operator:
    """With a token of the driver's."""
    return Operator(community, community.driver.create("/me/tokens", token())["token_uid"])


def token() -> dict[str, str]:
    """One that nobody else has."""
    return {"uid": secrets.token_hex(8).upper(), "name": "Ring"}
