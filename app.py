"""The Chalice app: registers routes and handlers, and nothing else."""

# ruff: noqa: PLC0415 - an HTTP function does not start with what only WebSockets need

from typing import Any

from chalice.app import Chalice, WebsocketEvent

from chalicelib.api import (
    auth,
    bookings,
    cars,
    charge_points,
    chargers,
    commands,
    invitations,
    me,
    members,
    meta,
    networks,
    places,
    sessions,
    stations,
    tokens,
)
from chalicelib.api import map as station_map

app = Chalice(app_name="plugnexus")

for edge in (
    meta,
    auth,
    me,
    cars,
    tokens,
    sessions,
    networks,
    members,
    invitations,
    stations,
    chargers,
    bookings,
    charge_points,
    commands,
    station_map,
    places,
):
    app.register_blueprint(edge.api)


@app.lambda_function(name="ocpp_authorizer")
def ocpp_authorizer(event: dict[str, Any], _: object) -> dict[str, Any]:
    """Lets charge points in: the REQUEST authorizer of the WebSocket API's $connect."""
    from chalicelib.ocpp import door

    return door.authorize(event)


@app.on_ws_connect(name="ocpp_connect")
def ocpp_connect(event: WebsocketEvent) -> dict[str, Any]:
    """A charge point connects."""
    from chalicelib.ocpp import door

    return door.connect(event.to_dict())


@app.on_ws_message(name="ocpp_message")
def ocpp_message(event: WebsocketEvent) -> dict[str, Any]:
    """A charge point speaks."""
    from chalicelib.ocpp import door

    return door.message(event.to_dict())


@app.on_ws_disconnect(name="ocpp_disconnect")
def ocpp_disconnect(event: WebsocketEvent) -> dict[str, Any]:
    """A charge point's connection is gone."""
    from chalicelib.ocpp import door

    return door.disconnect(event.to_dict())
