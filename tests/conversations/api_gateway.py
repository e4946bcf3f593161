"""API Gateway's WebSocket API on loopback: its events for app.py's functions, its management calls.

`python -m tests.conversations.api_gateway --port 9100` serves chargers at ws://127.0.0.1:9100/ocpp/<id>, as
CloudFront and API Gateway do together, and pages at /live: the id of the path becomes `id` of the query; the
authorizer runs at the handshake and its context comes with every event; each message is an invocation of its
own, beside those before it, of the function that an object's `action` names; `body` of the answer goes back;
POST, GET and DELETE /@connections/<id> are on a port of their own, told in
`requestContext.domainName`, and know a connection from before its client hears that it is let in.
"""

import argparse
import asyncio
import base64
import json
import secrets
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from app import app
from infra.cloud.grants import OCPP
from infra.cloud.websocket import WATCH
from infra.local.roles import act_as, acting

HOST, STAGE = "127.0.0.1", "prod"
LARGEST_MESSAGE = 128 * 1024
THREADS = 32
OPENS_WITHIN = 2
"""Seconds: a client that has gone before it was answered never opens the connection that $connect let in."""
FUNCTIONS = {
    "$connect": "WebsocketConnect",
    "$default": "WebsocketMessage",
    "$disconnect": "WebsocketDisconnect",
}
"""Which of a route, by the logical ids that Chalice gives."""


@dataclass
class ApiGateway:
    """The sockets by connection id, and the functions that are called for them."""

    loop: asyncio.AbstractEventLoop
    domain_name: str
    sockets: dict[str, asyncio.Future[ServerConnection]] = field(default_factory=dict)
    """Each when it is open."""

    def __post_init__(self) -> None:
        """Find the functions where Lambda would."""
        handlers = {each.name: each.handler_string for each in app.pure_lambda_functions}
        self.authorizer = _function(handlers["ocpp_authorizer"], "OcppAuthorizer")
        self.routes = {
            name: _function(each.handler_string, FUNCTIONS[name])
            for name, each in app.websocket_handlers.items()
        }
        self.routes[WATCH] = _function(handlers["live_watch"], "LiveWatch")

    async def admit(self, socket: ServerConnection, request: Request) -> Response | None:
        """The authorizer, then $connect; what they refuse ends here."""
        url = urlsplit(request.path)
        if url.path == "/health":
            return _said(200, "ok")
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        if url.path == "/live":
            query["live"] = "1"
        if url.path.startswith("/ocpp/"):
            query["id"] = unquote(url.path.removeprefix("/ocpp/")).rstrip("/")
        headers = dict(request.headers.raw_items())
        event = {
            "type": "REQUEST",
            "methodArn": f"arn:aws:execute-api:eu-central-1:000000000000:api/{STAGE}/$connect",
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "queryStringParameters": query or None,
            "requestContext": self.context("$connect", "CONNECT", {}),
        }
        try:
            policy = await asyncio.to_thread(self.authorizer, event, None)
        except Exception as error:  # noqa: BLE001 - as API Gateway does
            return _said(401 if str(error) == "Unauthorized" else 500, str(error))
        if policy["policyDocument"]["Statement"][0]["Effect"] != "Allow":
            return _said(403, "Forbidden")
        socket.told = {name: str(value) for name, value in policy["context"].items()}  # type: ignore[attr-defined]
        context = event["requestContext"] | {"authorizer": socket.told}  # type: ignore[attr-defined]
        answer = await asyncio.to_thread(
            self.routes["$connect"],
            {"requestContext": context, "headers": headers, "isBase64Encoded": False},
            None,
        )
        if answer["statusCode"] >= 300:
            return _said(answer["statusCode"], answer.get("body", ""))
        socket.connection_id = context["connectionId"]  # type: ignore[attr-defined]
        self.sockets[context["connectionId"]] = asyncio.get_running_loop().create_future()
        socket.chosen = answer.get("headers", {}).get("Sec-WebSocket-Protocol")  # type: ignore[attr-defined]
        return None

    async def serve(self, socket: ServerConnection) -> None:
        """Every message is an invocation beside the others."""
        connection_id: str = socket.connection_id  # type: ignore[attr-defined]  # see admit
        told: dict[str, str] = socket.told  # type: ignore[attr-defined]
        self.sockets[connection_id].set_result(socket)
        tasks: set[asyncio.Task[None]] = set()
        try:
            async for message in socket:
                task = asyncio.create_task(self._invoke(socket, connection_id, told, message))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
        except ConnectionClosed:
            pass
        finally:
            self.sockets.pop(connection_id, None)
            context = self.context("$disconnect", "DISCONNECT", told, connection_id)
            await asyncio.to_thread(self.routes["$disconnect"], {"requestContext": context}, None)

    async def _invoke(
        self, socket: ServerConnection, connection_id: str, told: dict[str, str], message: str | bytes
    ) -> None:
        route = _route(message)
        context = self.context(route, "MESSAGE", told, connection_id)
        is_text = isinstance(message, str)
        body = message if isinstance(message, str) else base64.b64encode(message).decode()
        event = {"requestContext": context, "body": body, "isBase64Encoded": not is_text}
        try:
            answer = await asyncio.to_thread(self.routes[route], event, None)
            said = answer.get("body")
        except Exception:  # noqa: BLE001 - as API Gateway does
            request_id = context["requestId"]
            said = json.dumps({"message": "Internal server error", "requestId": request_id})
        if said:
            try:
                await socket.send(said)
            except ConnectionClosed:
                return

    def context(
        self, route: str, kind: str, told: dict[str, str], connection_id: str | None = None
    ) -> dict[str, Any]:
        """A requestContext."""
        at = int(time.time() * 1000)
        return {
            "routeKey": route,
            "eventType": kind,
            "connectionId": connection_id or base64.b64encode(secrets.token_bytes(9)).decode() + "=",
            "connectedAt": at,
            "requestTimeEpoch": at,
            "requestId": secrets.token_urlsafe(9),
            "domainName": self.domain_name,
            "stage": STAGE,
            "apiId": "api",
            "identity": {"sourceIp": HOST},
            "authorizer": told,
        }


class Management(BaseHTTPRequestHandler):
    """POST, GET and DELETE /<stage>/@connections/<id>."""

    gateway: ApiGateway
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self._with(lambda socket: socket.send(text), 200)

    def do_GET(self) -> None:
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        identity = {"sourceIp": HOST, "userAgent": ""}
        self._with(None, 200, {"connectedAt": at, "lastActiveAt": at, "identity": identity})

    def do_DELETE(self) -> None:
        self._with(lambda socket: socket.close(), 204)

    def _with(self, work: Callable[[ServerConnection], Any] | None, status: int, said: Any = None) -> None:
        connection_id = unquote(urlsplit(self.path).path.rpartition("/@connections/")[2])
        opening = self.gateway.sockets.get(connection_id)

        async def when_open() -> None:
            if opening is None:
                raise TimeoutError
            socket = await asyncio.wait_for(asyncio.shield(opening), OPENS_WITHIN)
            if work is not None:
                await work(socket)

        try:
            asyncio.run_coroutine_threadsafe(when_open(), self.gateway.loop).result(8)
        except (ConnectionClosed, TimeoutError):
            return self._say(410, {"message": "GoneException"})
        return self._say(status, said)

    def _say(self, status: int, said: Any) -> None:
        text = b"" if said is None else json.dumps(said).encode()
        self.send_response(status)
        if status == 410:
            self.send_header("x-amzn-ErrorType", "GoneException")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Nothing."""


def _route(message: str | bytes) -> str:
    """As $request.body.action selects it."""
    try:
        said = json.loads(message)
    except ValueError:
        said = None
    return WATCH if isinstance(said, dict) and said.get("action") == WATCH else "$default"


def _function(handler: str, logical_id: str) -> Callable[..., Any]:
    """The function of this name, under the role that it has in the cloud."""
    module, _, name = handler.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), name)

    def invoked(event: dict[str, Any], context: object) -> Any:
        with acting(logical_id):
            return found(event, context)

    return invoked


def _said(status: int, text: str) -> Response:
    body = text.encode()
    return Response(status, "", Headers({"Content-Length": str(len(body)), "Connection": "close"}), body)


async def _run(port: int) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(THREADS, "invocation"))
    management = ThreadingHTTPServer((HOST, 0), Management)
    gateway = ApiGateway(loop, f"{HOST}:{management.server_address[1]}")
    Management.gateway = gateway
    Thread(target=management.serve_forever, daemon=True).start()
    stopped = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopped.set)

    def chosen(socket: ServerConnection, _: Any) -> Subprotocol | None:
        return socket.chosen  # type: ignore[attr-defined,no-any-return]  # see admit

    async with serve(
        gateway.serve,
        HOST,
        port,
        process_request=gateway.admit,
        select_subprotocol=chosen,
        max_size=LARGEST_MESSAGE,
        compression=None,
        ping_interval=None,
    ):
        await stopped.wait()
    management.shutdown()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    act_as(*OCPP, "LiveWatch")
    asyncio.run(_run(given.port))
