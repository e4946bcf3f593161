"""API Gateway's management calls for the sockets of this process: POST, GET, DELETE /@connections/<id>.

Whoever reaches this port speaks to chargers in our name. It is therefore a port of its own, on the loopback
interface unless told otherwise, for the private network between the processes of one stage only.
"""

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import TimeoutError as Late
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from ocpp_ws.connections import Connection, Connections

PREFIX = "/@connections/"
PATIENCE_SECONDS = 8.0
LARGEST_BODY = 1 << 20
GONE, TOO_LARGE, NOT_FOUND, UNAVAILABLE = 410, 413, 404, 503
T = TypeVar("T")


class Management(ThreadingHTTPServer):
    """Serves the management calls from threads; the sockets live in the event loop `loop`."""

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], connections: Connections, loop: asyncio.AbstractEventLoop
    ) -> None:
        super().__init__(address, _Handler)
        self.connections = connections
        self.loop = loop

    @property
    def endpoint(self) -> str:
        """The endpoint_url for boto3's apigatewaymanagementapi."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}"

    def start(self) -> None:
        """Serve until `shutdown`."""
        Thread(target=self.serve_forever, name="management", daemon=True).start()

    def inside(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, done in the event loop. Raises concurrent.futures.TimeoutError."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE_SECONDS)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Management

    def do_POST(self) -> None:
        """Send down."""
        length = int(self.headers.get("content-length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            self._say(TOO_LARGE, {"message": "PayloadTooLargeException"})
            return
        text = self.rfile.read(length).decode("utf-8", "replace")

        async def post(connection: Connection) -> tuple[int, dict[str, Any]]:
            return (200, {}) if await connection.post(text) else _gone()

        self._with_connection(post)

    def do_GET(self) -> None:
        """Tell of a connection."""

        async def tell(connection: Connection) -> tuple[int, dict[str, Any]]:
            at = connection.connected_at.isoformat()
            source = str((connection.socket.remote_address or ("",))[0])
            return 200, {
                "connectedAt": at,
                "lastActiveAt": at,
                "identity": {"sourceIp": source, "userAgent": ""},
            }

        self._with_connection(tell)

    def do_DELETE(self) -> None:
        """Close a connection; the closing handshake goes on after the answer."""

        async def close(connection: Connection) -> tuple[int, dict[str, Any]]:
            task = asyncio.get_running_loop().create_task(connection.close())
            _CLOSING.add(task)
            task.add_done_callback(_CLOSING.discard)
            return 204, {}

        self._with_connection(close)

    def _with_connection(self, work: Any) -> None:
        path = urlsplit(self.path).path
        if not path.startswith(PREFIX):
            self._say(NOT_FOUND, {"message": "NotFoundException"})
            return
        connection_id = unquote(path.removeprefix(PREFIX))

        async def find_and_work() -> tuple[int, dict[str, Any]]:
            connection = self.server.connections.get(connection_id)
            found: tuple[int, dict[str, Any]] = _gone() if connection is None else await work(connection)
            return found

        try:
            status, body = self.server.inside(find_and_work())
        except (Late, RuntimeError):
            status, body = UNAVAILABLE, {"message": "ServiceUnavailableException"}
        self._say(status, body)

    def _say(self, status: int, body: dict[str, Any]) -> None:
        text = b"" if status == 204 else json.dumps(body).encode()  # noqa: PLR2004 - No Content
        self.send_response(status)
        if status == GONE:
            self.send_header("x-amzn-ErrorType", "GoneException")
        if text:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Nothing: what matters is logged where it is asked for."""


_CLOSING: set[asyncio.Task[None]] = set()


def _gone() -> tuple[int, dict[str, Any]]:
    return GONE, {"message": "GoneException"}
