"""Who may connect as a charge point."""

from typing import Any

from chalicelib.functions import loaded, watched
from chalicelib.ocpp import door
from chalicelib.table import connection
from chalicelib.wiring import services

loaded(connection(), services().authentication)


@watched
def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """The REQUEST authorizer of $connect."""
    return door.authorize(event)
