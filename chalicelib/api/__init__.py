"""The HTTP edge: one file per resource, each with its routes in `api`."""

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
    notification_events,
    places,
    sessions,
    stations,
    tokens,
)
from chalicelib.api import map as station_map

EDGES = (
    meta,
    auth,
    me,
    notification_events,
    cars,
    tokens,
    networks,
    members,
    invitations,
    stations,
    chargers,
    station_map,
    places,
    bookings,
    sessions,
    charge_points,
    commands,
)
