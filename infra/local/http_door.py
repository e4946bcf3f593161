"""The HTTP door of the local stack: the API in-process, the built client, the development mailbox."""

import argparse
import base64
import json
import mimetypes
import os
import signal
import sys
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from chalice.local import LocalGatewayException

from chalicelib.kernel.settings import settings
from infra.cloud.headers import LASTING, cache_control, client_headers, content_security_policy
from infra.local import mailbox
from infra.local.compressing import compressed, compressed_file, is_worth_it
from infra.local.gateway import Gateway
from infra.local.part import HOST, ROOT
from infra.local.roles import act_as
from infra.local.tunnel import tunnel

CLIENT = ROOT / "web" / "dist"
LIVE = "/live"
LARGEST_BODY = 10 * 2**20
"""Bytes; API Gateway's own limit."""


@dataclass
class Answer:
    """An HTTP answer before it is written; a header may occur more than once."""

    status: int
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    is_file: bool = False

    def says(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def compress(self, accepted: str) -> None:
        """In gzip from here on, if that is worth it."""
        if self.says("Content-Encoding") or not is_worth_it(
            self.says("Content-Type"), len(self.body), accepted
        ):
            return
        self.body = compressed_file(self.body) if self.is_file else compressed(self.body)
        self.headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]


class Door(ThreadingHTTPServer):
    """Listens on loopback; one thread per connection, all on one Chalice app."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(
        self,
        port: int,
        gateway: Gateway,
        aws_endpoint: str,
        client: Path = CLIENT,
        pages: tuple[str, int] | None = None,
    ) -> None:
        super().__init__((HOST, port), Handler)
        self.pages = pages
        self.gateway = gateway
        self.aws_endpoint = aws_endpoint
        self.client = client.resolve()
        self.client_headers = client_headers(
            content_security_policy([aws_endpoint], _map_sources(self.client / "config.json"))
        )

    def answer(self, request: "Handler", body: bytes | None) -> Answer:
        """What is served under the request's path."""
        path = urlsplit(request.path).path
        if path == "/v1" or path.startswith("/v1/"):
            return self._api(request, body)
        if request.command not in ("GET", "HEAD"):
            return not_allowed("GET, HEAD")
        if path == "/dev/mailbox":
            return _html(mailbox.page(mailbox.messages(self.aws_endpoint)))
        if path == "/dev/mailbox.json":
            to = parse_qs(urlsplit(request.path).query).get("to", [None])[0]
            return _json(200, {"items": mailbox.messages(self.aws_endpoint, to)})
        return self._file(unquote(path))

    def _api(self, request: "Handler", body: bytes | None) -> Answer:
        method = "GET" if request.command == "HEAD" else request.command
        headers = dict(request.headers.items())
        try:
            given = self.gateway.answer(request.client_address[0], method, request.path, headers, body)
        except LocalGatewayException:
            return problem(404, "not_found", "There is nothing at this address.")
        if given["statusCode"] == HTTPStatus.METHOD_NOT_ALLOWED:
            return not_allowed(given["headers"].get("Allow", ""))
        content: str | bytes = given["body"] or ""
        if given.get("isBase64Encoded"):
            content = base64.b64decode(content)
        named = [*given["headers"].items()]
        named += [(name, value) for name, values in given["multiValueHeaders"].items() for value in values]
        sent = content if isinstance(content, bytes) else content.encode()
        answer = Answer(given["statusCode"], sent, named)
        if sent and not answer.says("Content-Type"):
            answer.headers.append(("Content-Type", "application/json"))  # as API Gateway does
        return answer

    def _file(self, path: str) -> Answer:
        """A file of the built client; for a path of the client's own, its page."""
        file = (self.client / path.lstrip("/")).resolve()
        if not file.is_relative_to(self.client) or path.startswith("/dev/"):
            return problem(404, "not_found", "There is nothing at this address.")
        if not file.is_file():
            if path.startswith(LASTING) or not (self.client / "index.html").is_file():
                return problem(404, "not_found", "There is no such file; is the client built?")
            file = self.client / "index.html"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": _with_charset(kind), "Cache-Control": cache_control(path)}
        return Answer(200, file.read_bytes(), [*headers.items(), *self.client_headers.items()], is_file=True)


class Handler(BaseHTTPRequestHandler):
    """Reads a request, has the door answer it, writes the answer; connections are kept."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65536  # head and body leave together
    server: Door

    def serve(self) -> None:
        """One request. Whatever goes wrong inside is a logged 500, and the door stays open."""
        if self.path == LIVE and self.headers.get("Upgrade") and self.server.pages:
            return self._pass_on(self.server.pages)
        told = self.headers.get("Content-Length") or "0"
        length = int(told) if told.isascii() and told.isdigit() else LARGEST_BODY + 1
        if self.headers.get("Transfer-Encoding"):
            return self._refuse(problem(411, "length_required", "Send the body with its Content-Length."))
        if length > LARGEST_BODY:
            return self._refuse(problem(413, "body_too_large", "At most 10 MB."))
        body = self.rfile.read(length) if length else None
        try:
            answer = self.server.answer(self, body)
        except Exception as error:  # noqa: BLE001 - the door outlives any request
            self.log_error("%s %s: %r", self.command, self.path, error)
            answer = problem(500, "internal_error", "Something went wrong on our side.")
        answer.compress(self.headers.get("Accept-Encoding") or "")
        return self._write(answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = serve  # noqa: N815 - http.server's names

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 - as http.server calls it
        """What cannot be read as a request of HTTP, or is of a method that nothing has."""
        self._refuse(problem(code, "bad_request", message or "This is no request that we know."))

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Silent: the API logs its own requests, and files are not worth a line."""

    def _pass_on(self, pages: tuple[str, int]) -> None:
        self.close_connection = True
        try:
            tunnel(self.connection, pages, self.requestline, self.headers.items())
        except OSError:
            self._refuse(problem(503, "unavailable", "The gateway is not there."))

    def _refuse(self, answer: Answer) -> None:
        self.close_connection = True
        answer.headers.append(("Connection", "close"))
        self._write(answer)

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            if name.lower() != "content-length":
                self.send_header(name, value)
        if answer.status != 204:  # noqa: PLR2004 - No Content has no length
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()


def problem(status: int, code: str, detail: str) -> Answer:
    """An RFC 9457 answer of the door itself, in the API's manner."""
    answer = _json(
        status, {"type": "about:blank", "title": detail, "status": status, "detail": detail, "code": code}
    )
    answer.headers = [("Content-Type", "application/problem+json")]
    return answer


def not_allowed(methods: str) -> Answer:
    """The answer to a method that this address does not have."""
    answer = problem(405, "method_not_allowed", f"Here one can {methods}.")
    answer.headers.append(("Allow", methods))
    return answer


def _json(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode(), [("Content-Type", "application/json")])


def _html(text: str) -> Answer:
    return Answer(200, text.encode(), [("Content-Type", "text/html; charset=utf-8")])


def _map_sources(config: Path) -> list[str]:
    """Where maps may come from: a style of others is on this machine's own account, and may name anybody."""
    told = json.loads(config.read_text()) if config.is_file() else {}
    return ["https:"] if told.get("map_style_url") else []


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    act_as("APIHandler")
    from app import app  # noqa: PLC0415 - reads the environment when imported

    ocpp = urlsplit(settings().ocpp_url)
    pages = (HOST, ocpp.port) if ocpp.port else None
    door = Door(arguments.port, Gateway(app), os.environ["AWS_ENDPOINT_URL"], pages=pages)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=door.shutdown).start())
    print(f"HTTP door on {HOST}:{arguments.port}", file=sys.stderr)
    door.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
