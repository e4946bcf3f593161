"""A charge point's connection is gone."""

from typing import Any

from chalicelib.functions import loaded, watched
from chalicelib.ocpp import door
from chalicelib.table import connection
from chalicelib.wiring import services

loaded(connection(), services().charge_points)


@watched
def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """$disconnect."""
    return door.disconnect(event)
