"""Chargers' WebSockets: /ocpp/<charge_point_id>, one message at a time per socket, in order."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed, NegotiationError
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from chalicelib.charge_points.rules import ChargePoint, Link
from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.logs import logger
from chalicelib.ocpp.door import basic
from chalicelib.ocpp.inbound import handle, negotiated
from chalicelib.ocpp.message import Peer
from chalicelib.table import Item, connection, table_name
from chalicelib.wiring import services
from ocpp_ws.connections import Connection, Connections
from ocpp_ws.management import Management

PREFIX = "/ocpp/"
THREADS = 64
"""Storage calls block, so each is made in a thread: this many charge points are served at the same moment."""
STORAGE_TIMEOUTS = 3, 6
"""Seconds to connect and to read, so that a charger has its answer, be it an error, within its own 30."""
LARGEST_FRAME = 1 << 20
"""Bytes. Above 128 KiB a frame is answered by an error (frames.py); above this the socket is closed."""
PING_SECONDS = 60
STOP_WITHIN = 10.0
SERVICE_RESTART = 1012
BAD_SETUP = 1011
PROTOCOL_ERROR = 1002


@dataclass
class Gateway:
    """The door for chargers, and for the management calls behind it."""

    host: str
    port: int
    internal_host: str
    internal_port: int
    connections: Connections = field(default_factory=Connections)
    _server: Server | None = None
    _management: Management | None = None

    async def start(self) -> None:
        """Listen on both ports; 0 takes a free one. Raises OSError when one is taken."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(THREADS, "storage"))
        await asyncio.to_thread(_warm)
        self._management = Management((self.internal_host, self.internal_port), self.connections, loop)
        self._management.start()
        self._server = await serve(
            self._serve,
            self.host,
            self.port,
            process_request=self._admit,
            select_subprotocol=_select,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            max_size=LARGEST_FRAME,
            compression=None,
            server_header=None,
        )

    @property
    def address(self) -> tuple[str, int]:
        """Where chargers are served."""
        assert self._server is not None  # noqa: S101 - started
        host, port = next(iter(self._server.sockets)).getsockname()[:2]
        return str(host), int(port)

    @property
    def endpoint(self) -> str:
        """Where the management calls are served."""
        assert self._management is not None  # noqa: S101 - started
        return self._management.endpoint

    async def stop(self) -> None:
        """Take nobody new, answer what is in hand, and send everyone away for a restart (code 1012)."""
        if self._server is not None:
            self._server.close(close_connections=False)
            await self.connections.close_all(SERVICE_RESTART, "service restart")
            self._server.close()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), STOP_WITHIN)
        await asyncio.to_thread(services().message_log.flush, 5.0)
        if self._management is not None:
            await asyncio.to_thread(self._management.shutdown)
            self._management.server_close()

    async def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        path = urlsplit(request.path).path
        if path == "/health":
            return _plain(HTTPStatus.OK, f'{{"status":"ok","connections":{len(self.connections)}}}')
        if not path.startswith(PREFIX):
            return _plain(HTTPStatus.NOT_FOUND, '{"code":"not_found"}')
        charge_point_id = unquote(path.removeprefix(PREFIX)).rstrip("/")
        return await self._authenticate(socket, request, charge_point_id)

    async def _authenticate(
        self, socket: ServerConnection, request: Request, charge_point_id: str
    ) -> Response | None:
        correlate(new_id())
        given = basic(request.headers.get("Authorization"))
        if not charge_point_id or (given is not None and given[0] != charge_point_id):
            return _unauthorized(charge_point_id)
        try:
            socket.charge_point = await asyncio.to_thread(  # type: ignore[attr-defined]  # ours, for later
                services().charge_points.authenticate, charge_point_id, given[1] if given else None
            )
        except NotLoggedIn:
            return _unauthorized(charge_point_id)
        except Exception:  # noqa: BLE001 - storage is away: the charger is to try again
            logger.exception("charge point not admitted", charge_point_id=charge_point_id[:64])
            return _plain(HTTPStatus.SERVICE_UNAVAILABLE, '{"code":"unavailable"}')
        return None

    async def _serve(self, socket: ServerConnection) -> None:
        charge_point: ChargePoint = socket.charge_point  # type: ignore[attr-defined]  # see _authenticate
        if socket.subprotocol is None and _offers(socket):
            logger.warning("no common subprotocol", charge_point_id=charge_point.charge_point_id)
            await socket.close(PROTOCOL_ERROR, "offer the subprotocol ocpp1.6")
            return
        protocol = socket.subprotocol or ""
        peer = Peer(charge_point.charge_point_id, new_id(), protocol, charge_point.boot_status)
        connection = Connection(peer, socket, utc_now())
        with self.connections.holding(connection):
            if not await self._linked(connection):
                await socket.close(BAD_SETUP, "try again")
                return
            try:
                await self._converse(connection)
            finally:
                await self._unlinked(connection)

    async def _converse(self, connection: Connection) -> None:
        try:
            async for message in connection.socket:
                text = message if isinstance(message, str) else message.decode("utf-8", "replace")
                async with connection.turn:
                    answer = await asyncio.to_thread(handle, connection.peer, text)
                    if answer is not None:
                        await connection.socket.send(answer)
        except ConnectionClosed:
            logger.info("connection closed", charge_point_id=connection.charge_point_id)

    async def _linked(self, connection: Connection) -> bool:
        protocol = connection.socket.subprotocol or ""
        link = Link(connection.connection_id, self.endpoint, protocol, connection.connected_at)
        try:
            await asyncio.to_thread(services().charge_points.connected, connection.charge_point_id, link)
        except Exception:  # noqa: BLE001 - storage is away: the charger is to connect again
            logger.exception("connection not kept", charge_point_id=connection.charge_point_id)
            return False
        return True

    async def _unlinked(self, connection: Connection) -> None:
        try:
            await asyncio.to_thread(
                services().charge_points.disconnected, connection.charge_point_id, connection.connection_id
            )
        except Exception:  # noqa: BLE001 - last-seen will tell that it is offline
            logger.exception("disconnection not kept", charge_point_id=connection.charge_point_id)


def _select(socket: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """The answer to what is offered.

    Where only others are, the handshake goes on without one and `_serve` closes (OCPP 1.6J, 3.2). Raises
    NegotiationError, a 400, for who offers none and is not allowed to.
    """
    charge_point: ChargePoint = socket.charge_point  # type: ignore[attr-defined]  # see _authenticate
    protocol = negotiated(list(offered))
    if protocol is not None:
        return Subprotocol(protocol)
    if offered or charge_point.allow_no_subprotocol:
        return None
    logger.warning("no common subprotocol", charge_point_id=charge_point.charge_point_id)
    raise NegotiationError("offer the subprotocol ocpp1.6")


def _offers(socket: ServerConnection) -> bool:
    request = socket.request
    return request is not None and "Sec-WebSocket-Protocol" in request.headers


def _unauthorized(charge_point_id: str) -> Response:
    logger.warning("charge point refused", charge_point_id=charge_point_id[:64])
    response = _plain(HTTPStatus.UNAUTHORIZED, '{"code":"wrong_credentials"}')
    response.headers["WWW-Authenticate"] = 'Basic realm="ocpp", charset="UTF-8"'
    return response


def _plain(status: HTTPStatus, text: str) -> Response:
    body = text.encode()
    headers = Headers(
        {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    )
    return Response(status.value, status.phrase, headers, body)


def _warm() -> None:
    """Make what all threads share before there are many: each would make its own, and all at once."""
    at_start = services()
    _ = at_start.charge_points.authentication.pepper(), at_start.sessions, at_start.message_log
    for table in Item.__subclasses__():
        table.Meta.max_pool_connections = THREADS
        table.Meta.connect_timeout_seconds, table.Meta.read_timeout_seconds = STORAGE_TIMEOUTS
        table.exists()
    connection().describe_table(table_name("charge_points"))
