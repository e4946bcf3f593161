"""What a page says on its socket, and is answered; and API Gateway's events of it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.ids import new_id
from chalicelib.live.rules import Connection, wish_of
from chalicelib.logs import logger
from chalicelib.wiring import services

LIVE = "live"
"""Told by the authorizer of a page's connection, and by CloudFront in the query of its handshake."""
ADDRESS = "address"


def answered(connection: Connection, text: str, correlation_id: str | None = None) -> str:
    """What a page's message is answered. Never raises.

    The token is neither kept nor logged.
    """
    correlate(correlation_id or new_id())
    try:
        watched = services().watched.watch(connection, wish_of(text))
        answer: dict[str, Any] = {"watching": watched.watching, "refused": watched.refused}
    except DomainError as error:
        answer = {"code": error.code}
    except Exception:  # noqa: BLE001 - the page asks again before long, and at intervals meanwhile
        logger.exception("not_watched", connection_id=connection.connection_id)
        answer = {"code": "internal_error"}
    return json.dumps(answer, separators=(",", ":"))


def is_page(context: Mapping[str, Any]) -> bool:
    """Whether the connection of this requestContext is a page's, and not a charge point's."""
    return (context.get("authorizer") or {}).get(LIVE) == "true"


def let_in(address: str | None) -> dict[str, str]:
    """What the authorizer tells of a page: anybody may come, and say later who they are.

    A browser cannot send a token with the handshake but in the address, which is logged on its way.
    """
    return {LIVE: "true", ADDRESS: address or "unknown"}


def message(event: Mapping[str, Any], endpoint: str) -> dict[str, Any]:
    """The route `watch` of API Gateway; of a charge point's connection it is passed over."""
    context = event["requestContext"]
    if not is_page(context):
        return {"statusCode": 200}
    since = datetime.fromtimestamp(context["connectedAt"] / 1000, UTC)
    holder = f"address {context['authorizer'].get(ADDRESS)}"
    connection = Connection(context["connectionId"], endpoint, holder, since)
    return {
        "statusCode": 200,
        "body": answered(connection, event.get("body") or "", context.get("requestId")),
    }
