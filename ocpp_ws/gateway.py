"""Chargers' WebSockets: /ocpp/<charge_point_id>, one message at a time per socket, in order; pages' at /live.

Of one charger at most one message is in hand and MOST_FRAMES are read ahead; then its socket is not read, so
that who floods us waits for itself. Work waits for one of THREADS, as many messages as there are sockets at
most; what is slow to be read is waited for by its own socket alone.
"""

import asyncio
import gc
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.logs import logger
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.table import TIMEOUTS, Item, connection, table_name
from chalicelib.telling import and_tell, told_by
from chalicelib.wiring import services
from ocpp_ws.admission import Admission, is_page, offers, select
from ocpp_ws.connections import Connection, Connections, OfCharger
from ocpp_ws.management import Management
from ocpp_ws.metrics import Metrics, action_of
from ocpp_ws.outages import Outages
from ocpp_ws.pages import Pages
from ocpp_ws.storage import Storage, quickened
from ocpp_ws.tidings import Tidings
from ocpp_ws.tls import Files, Tls

THREADS = 48
"""Storage calls block, so each message is handled in a thread: this many at the same moment."""
LARGEST_FRAME = 1 << 18
"""Bytes. Above 128 KiB a frame is answered by an error (frames.py); above this the socket is closed."""
MOST_FRAMES = 4
PING_SECONDS = 60
GARBAGE = 20_000, 20, 20
"""When to look for cycles, and never at what is there at start: the usual haste cost a third of the time."""
OPEN_WITHIN = 30.0
BACKLOG = 1024
PATIENCE = 20.0
"""Seconds that a message waits for storage that is away, before the charger hears InternalError."""
UNLINK_PATIENCE = 60.0
CLOSE_WITHIN, STOP_WITHIN, FLUSH_WITHIN = 8.0, 8.0, 5.0
SERVICE_RESTART = 1012
BAD_SETUP = 1011
PROTOCOL_ERROR = 1002
HEARTBEAT = "Heartbeat"
_OUR_FAULT = re.compile(r'\[4,(?:"[^"\\]*"|-?[0-9]+),"InternalError"')


@dataclass(frozen=True)
class Options:
    """Where to listen (port 0 takes a free one), and how.

    `internal_url` is how other processes reach the internal port. `patience` is in seconds.
    """

    host: str = "127.0.0.1"
    port: int = 9000
    internal_host: str = "127.0.0.1"
    internal_port: int = 0
    internal_url: str | None = None
    tls: Files | None = None
    tls_in_front: bool = False
    pages: bool = False
    """Also serve those who look at pages (pages.py)."""
    share_port: bool = False
    """With other processes of this host: whoever connects gets one of them."""
    patience: float = PATIENCE


@dataclass
class Gateway:
    """The door for chargers, and for the management calls behind it."""

    options: Options
    connections: Connections = field(default_factory=Connections)
    pages: Pages = field(default_factory=Pages)
    metrics: Metrics = field(default_factory=Metrics)
    outages: Outages = field(default_factory=lambda: Outages(None))
    tidings: Tidings = field(default_factory=lambda: Tidings(services().watched.tell_of))
    _tls: Tls | None = None
    _server: Server | None = None
    _management: Management | None = None

    async def start(self) -> None:
        """Listen on both ports. Raises OSError when one is taken, or a certificate cannot be read."""
        options, loop = self.options, asyncio.get_running_loop()
        self._tls = Tls(options.tls) if options.tls else None
        loop.set_default_executor(ThreadPoolExecutor(THREADS, "storage"))
        self.outages = Outages(await asyncio.to_thread(_warm))
        address = (options.internal_host, options.internal_port)
        self._management = Management(address, self._found, loop, self.told)
        admission = Admission(
            self.connections, self.metrics, self.outages, options.tls_in_front, serves_pages=options.pages
        )
        self._server = await serve(
            self._serve,
            options.host,
            options.port,
            process_request=admission.admit,
            select_subprotocol=select,
            open_timeout=OPEN_WITHIN,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            max_size=LARGEST_FRAME,
            max_queue=MOST_FRAMES,
            compression=None,
            server_header=None,
            ssl=self._tls.context if self._tls else None,
            backlog=BACKLOG,
            reuse_port=options.share_port or None,
        )
        self._management.start()

    @property
    def address(self) -> tuple[str, int]:
        """Where chargers are served."""
        assert self._server is not None  # noqa: S101 - started
        host, port = next(iter(self._server.sockets)).getsockname()[:2]
        return str(host), int(port)

    @property
    def endpoint(self) -> str:
        """Where the management calls are served, as connections' items have it."""
        assert self._management is not None  # noqa: S101 - started
        return self.options.internal_url or self._management.endpoint

    def told(self) -> str:
        """The metrics."""
        return self.metrics.text(connections=len(self.connections), storage_away=self.outages.is_on)

    def reload(self) -> None:
        """Take the certificates from their files again, for who connects from now on."""
        if self._tls is None:
            return
        try:
            self._tls.reload()
        except OSError:
            logger.exception("certificates not reloaded")
        else:
            logger.info("certificates reloaded")

    async def stop(self) -> None:
        """Take nobody new, answer what is in hand, and send everyone away for a restart (code 1012)."""
        self.outages.give_up()
        if self._server is not None:
            self._server.close(close_connections=False)
            await asyncio.gather(
                *(
                    each.close_all(SERVICE_RESTART, "service restart", CLOSE_WITHIN)
                    for each in (self.connections, self.pages.connections)
                )
            )
            with suppress(TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), STOP_WITHIN)
        await asyncio.to_thread(self.tidings.flush, FLUSH_WITHIN)
        await asyncio.to_thread(services().message_log.flush, FLUSH_WITHIN)
        if self._management is not None:
            await asyncio.to_thread(self._management.shutdown)
            self._management.server_close()

    def _found(self, connection_id: str) -> Connection | None:
        return self.connections.get(connection_id) or self.pages.connections.get(connection_id)

    async def _serve(self, socket: ServerConnection) -> None:
        if is_page(socket):
            await self.pages.serve(socket, self.endpoint)
            return
        charge_point: ChargePoint = socket.charge_point  # type: ignore[attr-defined]  # see Admission.admit
        if socket.subprotocol is None and offers(socket):
            logger.warning("no common subprotocol", charge_point_id=charge_point.charge_point_id)
            await socket.close(PROTOCOL_ERROR, "offer a subprotocol of OCPP")
            return
        protocol, now = socket.subprotocol or "", utc_now()
        peer = Peer(charge_point.charge_point_id, new_id(), protocol, charge_point.boot_status)
        connection = OfCharger(
            socket=socket, connected_at=now, last_active_at=now, connection_id=peer.connection_id, peer=peer
        )
        with told_by(self.tidings.take), self.connections.holding(connection):
            if not await self._linked(connection):
                await socket.close(BAD_SETUP, "try again")
                return
            try:
                await self._converse(connection)
            finally:
                await self._unlinked(connection)

    async def _converse(self, connection: OfCharger) -> None:
        clock = asyncio.get_running_loop().time
        try:
            async for message in connection.socket:
                text = message if isinstance(message, str) else message.decode("utf-8", "replace")
                connection.last_active_at, began = utc_now(), clock()
                action = action_of(text)
                self.metrics.in_hand += 1
                try:
                    async with connection.turn:
                        answer = await self._answer(connection, text, action)
                        if answer is not None:
                            await connection.socket.send(answer)
                        await connection.post_later()
                finally:
                    self.metrics.in_hand -= 1
                is_error = answer is not None and answer.startswith("[4")
                self.metrics.handled(action, clock() - began, is_error=is_error)
        except ConnectionClosed:
            logger.info("connection closed", charge_point_id=connection.charge_point_id)

    async def _answer(self, connection: OfCharger, text: str, action: str) -> str | None:
        """What to send back. While storage is away only heartbeats are answered at once.

        Told twice to the services, a fact is kept once.
        """
        if action == HEARTBEAT:
            return await asyncio.to_thread(handle, connection.peer, text)
        clock = asyncio.get_running_loop().time
        until = clock() + self.options.patience
        await self.outages.over(self.options.patience)
        while True:
            answer = await asyncio.to_thread(handle, connection.peer, text)
            if answer is None or not self.outages.is_on or not _OUR_FAULT.match(answer):
                return answer
            if not await self.outages.over(until - clock()):
                return answer

    async def _linked(self, connection: OfCharger) -> bool:
        protocol = connection.socket.subprotocol or ""
        link = Link(connection.connection_id, self.endpoint, protocol, connection.connected_at)
        try:
            connected = services().charge_points.connected
            await asyncio.to_thread(and_tell, connected, connection.charge_point_id, link)
        except Exception:  # noqa: BLE001 - storage is away: the charger is to connect again
            logger.exception("connection not kept", charge_point_id=connection.charge_point_id)
            return False
        return True

    async def _unlinked(self, connection: OfCharger) -> None:
        try:
            await self.outages.over(UNLINK_PATIENCE)
            disconnected = services().charge_points.disconnected
            await asyncio.to_thread(
                and_tell, disconnected, connection.charge_point_id, connection.connection_id
            )
        except Exception:  # noqa: BLE001 - last-seen will tell that it is offline
            logger.exception("disconnection not kept", charge_point_id=connection.charge_point_id)


def _warm() -> Storage | None:
    """Make what all threads share before there are many: each would make its own, and all at once."""
    at_start = services()
    _ = at_start.charge_points.authentication.pepper(), at_start.sessions, at_start.message_log
    for table in Item.__subclasses__():
        table.exists()
    charge_points = table_name("charge_points")
    connection().describe_table(charge_points)
    storage = quickened(connection(), charge_points, TIMEOUTS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    return storage
