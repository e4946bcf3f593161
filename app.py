"""The Chalice app: registers routes and handlers, and nothing else."""

from chalice.app import Chalice

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
from chalicelib.ocpp import routes as ocpp

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
    ocpp,
):
    app.register_blueprint(edge.api)
