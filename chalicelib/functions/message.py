"""A charge point speaks."""

from typing import Any

from chalicelib.functions import loaded, watched
from chalicelib.ocpp import door, inbound
from chalicelib.table import connection
from chalicelib.wiring import services

__all__ = ["handler", "inbound"]

loaded(connection(), services().charge_points, services().sessions, services().message_log)


@watched
def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """$default."""
    return door.message(event)
