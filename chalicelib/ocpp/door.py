"""API Gateway's WebSocket as a door: its authorizer, $connect, $default, $disconnect, and pages' `watch`.

The authorizer runs on $connect only; what it tells (charge_point_id, protocol, boot_status,
allow_no_subprotocol) comes with every later event, so that no read is needed to know who speaks.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib import live_door
from chalicelib.charge_points.presence import Link
from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.errors import Forbidden, NotLoggedIn
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.settings import settings
from chalicelib.logs import logger
from chalicelib.metrics import Metric, tally
from chalicelib.ocpp.frames import KINDS
from chalicelib.ocpp.message import Peer, negotiated, spoken
from chalicelib.telling import and_tell
from chalicelib.wiring import services

LOG_PATIENCE_SECONDS = 1.5
"""How long an invocation waits for the message log: it is frozen when it has answered."""
NO_COMMON_SUBPROTOCOL = f"Offer one of the subprotocols {', '.join(KINDS)}."
LOOPBACK = ("127.0.0.1", "localhost")
Event = Mapping[str, Any]


def basic(header: str | None) -> tuple[str, bytes] | None:
    """User name and raw password of an Authorization header (RFC 7617); None: there is none that can be read.

    The password stays bytes: some chargers send those of a hexadecimal key, which are no text. Some leave out
    what fills up the last four characters.
    """
    scheme, _, encoded = (header or "").strip().partition(" ")
    if scheme.lower() != "basic":
        return None
    encoded = encoded.strip()
    try:
        filled = encoded + "=" * (-len(encoded) % 4)
        user, colon, password = base64.b64decode(filled, validate=True).partition(b":")
        return (user.decode(), password) if colon else None
    except (binascii.Error, UnicodeDecodeError):
        return None


def authorize(event: Event) -> dict[str, Any]:
    """A REQUEST authorizer's answer. The id is the Basic user name, and `id` of the query must not differ.

    Who does not come by the front door is told a 403. Raises Exception("Unauthorized"), which API Gateway
    turns into a 401.
    """
    correlate(new_id())
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    try:
        address = services().front_door.viewer(headers, _address(event))
    except Forbidden as error:
        logger.warning("refused", code=error.code)
        return {"principalId": "nobody", "policyDocument": _policy("Deny", event)}
    query = event.get("queryStringParameters") or {}
    if query.get(live_door.LIVE):
        context = live_door.let_in(address)
        return {"principalId": "page", "policyDocument": _policy("Allow", event), "context": context}
    named = query.get("id")
    user, password = basic(headers.get("authorization")) or (named, None)
    if not user or (named and named != user):
        raise Exception("Unauthorized")  # noqa: TRY002 - API Gateway asks for this very word
    try:
        charge_point = services().authentication.authenticate(user, password, address=address)
    except NotLoggedIn as error:
        logger.warning("charge point refused", charge_point_id=user[:64])
        raise Exception("Unauthorized") from error  # noqa: TRY002 - likewise
    return {
        "principalId": charge_point.charge_point_id,
        "policyDocument": _policy("Allow", event),
        "context": {
            "charge_point_id": charge_point.charge_point_id,
            "allow_no_subprotocol": str(charge_point.allow_no_subprotocol).lower(),
            "boot_status": charge_point.boot_status,
            "protocol": spoken(negotiated(_offered(headers))),
        },
    }


def connect(event: Event) -> dict[str, Any]:
    """$connect: the subprotocol is chosen among those offered, and the connection becomes the newest."""
    correlate(new_id())
    context = event["requestContext"]
    if live_door.is_page(context):
        return {"statusCode": 200}
    told = context["authorizer"]
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    offered = _offered(headers)
    protocol = negotiated(offered)
    if protocol is None and (offered or told.get("allow_no_subprotocol") != "true"):
        logger.warning("no common subprotocol", charge_point_id=told["charge_point_id"])
        return {"statusCode": 400, "body": NO_COMMON_SUBPROTOCOL}
    connected_at = _moment(context, "connectedAt")
    link = Link(context["connectionId"], _endpoint(context), spoken(protocol), connected_at)
    and_tell(services().charge_points.connected, told["charge_point_id"], link)
    tally(Metric.CHARGERS_CONNECTED)
    return {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": protocol} if protocol else {}}


def message(event: Event) -> dict[str, Any]:
    """$default: the answer goes back as the route's response."""
    context = event["requestContext"]
    if live_door.is_page(context):
        return {"statusCode": 200}
    told = context["authorizer"]
    peer = Peer(told["charge_point_id"], context["connectionId"], told["protocol"], told["boot_status"])
    from chalicelib.ocpp.inbound import handle  # noqa: PLC0415 - the authorizer starts without

    answer = handle(peer, _text(event), _moment(context, "requestTimeEpoch"), context.get("requestId"))
    services().message_log.flush(LOG_PATIENCE_SECONDS)
    return {"statusCode": 200} | ({} if answer is None else {"body": answer})


def disconnect(event: Event) -> dict[str, Any]:
    """$disconnect, which API Gateway calls when it can."""
    correlate(new_id())
    context = event["requestContext"]
    if live_door.is_page(context):
        return {"statusCode": 200}
    charge_point_id = context["authorizer"]["charge_point_id"]
    and_tell(services().charge_points.disconnected, charge_point_id, context["connectionId"])
    tally(Metric.CHARGERS_DISCONNECTED)
    return {"statusCode": 200}


def watch(event: Event) -> dict[str, Any]:
    """The route `watch`: a page says what it wants to be told of."""
    return live_door.message(event, _endpoint(event["requestContext"]))


def _policy(effect: str, event: Event) -> dict[str, Any]:
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _address(event: Event) -> str | None:
    return ((event.get("requestContext") or {}).get("identity") or {}).get("sourceIp")


def _text(event: Event) -> str:
    """A message of bytes comes as base64; OCPP has text alone, but some chargers send it so."""
    body: str = event.get("body") or ""
    return base64.b64decode(body).decode("utf-8", "replace") if event.get("isBase64Encoded") else body


def _endpoint(context: Event) -> str:
    """Where the management calls go. An emulator on this machine has no TLS."""
    if below := settings().execute_api_url:
        return f"{below}/{context['apiId']}/{context['stage']}"
    domain = context["domainName"]
    scheme = "http" if domain.partition(":")[0] in LOOPBACK else "https"
    return f"{scheme}://{domain}/{context['stage']}"


def _offered(headers: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in headers.get("sec-websocket-protocol", "").split(",") if name.strip()]


def _moment(context: Event, name: str) -> datetime:
    return datetime.fromtimestamp(context[name] / 1000, UTC)
