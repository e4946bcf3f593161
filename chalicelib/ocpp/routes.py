"""The functions of API Gateway's WebSocket: the authorizer, $connect, $default, $disconnect, and `watch`.

In a Blueprint, Chalice hands the events of WebSocket routes over as they come.
"""

# ruff: noqa: PLC0415 - whoever serves HTTP does not start with what only WebSockets need
from typing import Any

from chalice.app import Blueprint

api = Blueprint(__name__)


@api.lambda_function(name="ocpp_authorizer")
def ocpp_authorizer(event: dict[str, Any], _: object) -> dict[str, Any]:
    """Lets charge points in: the REQUEST authorizer of $connect."""
    from chalicelib.ocpp import door

    return door.authorize(event)


@api.lambda_function(name="live_watch")
def live_watch(event: dict[str, Any], _: object) -> dict[str, Any]:
    """A page says what it looks at: a route that infra/cloud/websocket.py adds, as Chalice has but three."""
    from chalicelib.ocpp import door

    return door.watch(event)


@api.on_ws_connect(name="ocpp_connect")
def ocpp_connect(event: dict[str, Any], _: object) -> dict[str, Any]:
    """A charge point connects."""
    from chalicelib.ocpp import door

    return door.connect(event)


@api.on_ws_message(name="ocpp_message")
def ocpp_message(event: dict[str, Any], _: object) -> dict[str, Any]:
    """A charge point speaks."""
    from chalicelib.ocpp import door

    return door.message(event)


@api.on_ws_disconnect(name="ocpp_disconnect")
def ocpp_disconnect(event: dict[str, Any], _: object) -> dict[str, Any]:
    """A charge point's connection is gone."""
    from chalicelib.ocpp import door

    return door.disconnect(event)
