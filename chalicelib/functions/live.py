"""A page says what it looks at."""

from typing import Any

from chalicelib.functions import loaded, watched
from chalicelib.ocpp import door
from chalicelib.table import connection
from chalicelib.wiring import services

loaded(connection(), services().watched, services().stations)


@watched
def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """The route `watch`."""
    return door.watch(event)
