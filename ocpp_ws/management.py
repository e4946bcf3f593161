"""API Gateway's management calls for the sockets of this process: POST, GET, DELETE /@connections/<id>.

And, for who watches: GET /metrics.

Whoever reaches this port speaks to chargers in our name. It is therefore a port of its own, on the loopback
interface unless told otherwise, for the private network between the processes of one stage only.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine
from concurrent.futures import TimeoutError as Late
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from ocpp_ws.connections import Connection

PREFIX = "/@connections/"
METRICS = "/metrics"
PATIENCE_SECONDS = 8.0
LARGEST_BODY = 128 * 1024
"""Bytes, as API Gateway has it."""
GONE, TOO_LARGE, NOT_FOUND, LIMITED, UNAVAILABLE = 410, 413, 404, 429, 503
NAMES = {GONE: "GoneException", TOO_LARGE: "PayloadTooLargeException", LIMITED: "LimitExceededException"}
T = TypeVar("T")


class Management(ThreadingHTTPServer):
    """Serves the management calls from threads; the event loop `loop` finds the sockets, and has them."""

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        find: Callable[[str], Connection | None],
        loop: asyncio.AbstractEventLoop,
        metrics: Callable[[], str],
    ) -> None:
        super().__init__(address, _Handler)
        self.metrics = metrics
        self.find = find
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
        doing = asyncio.run_coroutine_threadsafe(work, self.loop)
        try:
            return doing.result(PATIENCE_SECONDS)
        except Late:
            doing.cancel()
            raise


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Management

    def do_POST(self) -> None:
        """Send down."""
        length = int(self.headers.get("content-length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            self._say(TOO_LARGE, _named(TOO_LARGE))
            return
        text = self.rfile.read(length).decode("utf-8", "replace")

        async def post(connection: Connection) -> tuple[int, dict[str, Any]]:
            if connection.is_full:
                return LIMITED, _named(LIMITED)
            return (200, {}) if await connection.post(text) else _gone()

        self._with_connection(post)

    def do_GET(self) -> None:
        """Tell of a connection; or the metrics."""
        if urlsplit(self.path).path == METRICS:
            self._send(200, self.server.metrics().encode(), "text/plain; version=0.0.4; charset=utf-8")
            return

        async def tell(connection: Connection) -> tuple[int, dict[str, Any]]:
            source = str((connection.socket.remote_address or ("",))[0])
            return 200, {
                "connectedAt": connection.connected_at.isoformat(),
                "lastActiveAt": connection.last_active_at.isoformat(),
                "identity": {"sourceIp": source, "userAgent": ""},
            }

        self._with_connection(tell)

    def do_DELETE(self) -> None:
        """Close a connection, soon after the answer."""

        async def close(connection: Connection) -> tuple[int, dict[str, Any]]:
            task = asyncio.get_running_loop().create_task(connection.dismiss())
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
            connection = self.server.find(connection_id)
            found: tuple[int, dict[str, Any]] = _gone() if connection is None else await work(connection)
            return found

        try:
            status, body = self.server.inside(find_and_work())
        except (Late, RuntimeError):
            status, body = UNAVAILABLE, {"message": "ServiceUnavailableException"}
        self._say(status, body)

    def _say(self, status: int, body: dict[str, Any]) -> None:
        text = b"" if status == 204 else json.dumps(body).encode()  # noqa: PLR2004 - No Content
        self._send(status, text, "application/json")

    def _send(self, status: int, text: bytes, kind: str) -> None:
        self.send_response(status)
        if status in NAMES:
            self.send_header("x-amzn-ErrorType", NAMES[status])
        if text:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Nothing: what matters is logged where it is asked for."""


_CLOSING: set[asyncio.Task[None]] = set()


def _gone() -> tuple[int, dict[str, Any]]:
    return GONE, _named(GONE)


def _named(status: int) -> dict[str, Any]:
    return {"message": NAMES[status]}
