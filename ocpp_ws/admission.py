"""Who gets in: the handshake of a charger's connection."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.exceptions import NegotiationError
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.ids import new_id
from chalicelib.logs import logger
from chalicelib.ocpp.door import basic
from chalicelib.ocpp.message import negotiated
from chalicelib.wiring import services
from ocpp_ws.connections import Connections
from ocpp_ws.metrics import Metrics
from ocpp_ws.outages import Outages
from ocpp_ws.tls import shown_by

PREFIX = "/ocpp/"
LIVE = "/live"
MOST_AT_ONCE = 1000
"""Handshakes in hand. Whoever comes on top is sent away and comes back, before others lose patience too."""


@dataclass
class Admission:
    """Answers handshakes; `tls_in_front` says that somebody before us speaks TLS with the chargers."""

    connections: Connections
    metrics: Metrics
    outages: Outages
    tls_in_front: bool
    serves_pages: bool = False
    _in_hand: int = 0

    async def admit(self, socket: ServerConnection, request: Request) -> Response | None:
        """None lets the handshake go on, and then `socket.charge_point` is who comes."""
        path = urlsplit(request.path).path
        if path == "/health":
            return _plain(HTTPStatus.OK, f'{{"status":"ok","connections":{len(self.connections)}}}')
        if path == LIVE and self.serves_pages:
            return None
        if not path.startswith(PREFIX):
            return _plain(HTTPStatus.NOT_FOUND, '{"code":"not_found"}')
        if self._in_hand >= MOST_AT_ONCE:
            return self._refusal("busy", HTTPStatus.SERVICE_UNAVAILABLE)
        self._in_hand += 1
        try:
            return await self._authenticate(socket, request, charge_point_in(path))
        finally:
            self._in_hand -= 1

    async def _authenticate(
        self, socket: ServerConnection, request: Request, charge_point_id: str
    ) -> Response | None:
        correlate(new_id())
        given = basic(request.headers.get("Authorization"))
        if not charge_point_id or (given is not None and given[0] != charge_point_id):
            return self._unauthorized(charge_point_id)
        if self.outages.is_on:
            await self.outages.over(0)
            return self._refusal("unavailable", HTTPStatus.SERVICE_UNAVAILABLE)
        tls = socket.transport.get_extra_info("ssl_object")
        address = None if self.tls_in_front else str((socket.remote_address or ("",))[0])
        try:
            socket.charge_point = await asyncio.to_thread(  # type: ignore[attr-defined]  # ours, for later
                services().charge_points.authenticate,
                charge_point_id,
                given[1] if given else None,
                certificate=shown_by(tls),
                encrypted=tls is not None or self.tls_in_front,
                address=address,
            )
        except NotLoggedIn:
            return self._unauthorized(charge_point_id)
        except Exception:  # noqa: BLE001 - storage is away: the charger is to try again
            logger.exception("charge point not admitted", charge_point_id=charge_point_id[:64])
            return self._refusal("unavailable", HTTPStatus.SERVICE_UNAVAILABLE)
        self.metrics.connects["accepted"] += 1
        return None

    def _unauthorized(self, charge_point_id: str) -> Response:
        logger.warning("charge point refused", charge_point_id=charge_point_id[:64])
        response = self._refusal("wrong_credentials", HTTPStatus.UNAUTHORIZED)
        response.headers["WWW-Authenticate"] = 'Basic realm="ocpp", charset="UTF-8"'
        return response

    def _refusal(self, code: str, status: HTTPStatus) -> Response:
        self.metrics.connects[code] += 1
        return _plain(status, f'{{"code":"{code}"}}')


def charge_point_in(path: str) -> str:
    """The id that an address names: chargers append theirs to one that ends in it already, or in slashes.

    infra/cloud/edge_function.js reads the same in front of API Gateway.
    """
    parts = [unquote(part) for part in path.removeprefix(PREFIX).split("/") if part]
    return parts[0] if len(set(parts)) == 1 else "/".join(parts)


def select(socket: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """The answer to what is offered.

    Where only others are, the handshake goes on without one and the connection is closed (OCPP 1.6J, 3.2).
    Raises NegotiationError, a 400, for who offers none and is not allowed to.
    """
    if is_page(socket):
        return None
    charge_point: ChargePoint = socket.charge_point  # type: ignore[attr-defined]  # see admit
    protocol = negotiated(list(offered))
    if protocol is not None:
        return Subprotocol(protocol)
    if offered or charge_point.allow_no_subprotocol:
        return None
    logger.warning("no common subprotocol", charge_point_id=charge_point.charge_point_id)
    raise NegotiationError("offer a subprotocol of OCPP")


def is_page(socket: ServerConnection) -> bool:
    """Whether a page came, and no charger."""
    return socket.request is not None and urlsplit(socket.request.path).path == LIVE


def offers(socket: ServerConnection) -> bool:
    """Whether any subprotocol was offered."""
    request = socket.request
    return request is not None and "Sec-WebSocket-Protocol" in request.headers


def _plain(status: HTTPStatus, text: str) -> Response:
    body = text.encode()
    headers = Headers(
        {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    )
    return Response(status.value, status.phrase, headers, body)
