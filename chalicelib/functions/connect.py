"""A charge point connects."""

from typing import Any

from chalicelib.functions import loaded, watched
from chalicelib.ocpp import door
from chalicelib.table import connection
from chalicelib.wiring import services

loaded(connection(), services().charge_points, services().offline_watch, services().uptime)


@watched
def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """$connect."""
    return door.connect(event)
