"""What is due."""

from typing import Any

from chalicelib import dealing
from chalicelib.functions import loaded, watched
from chalicelib.table import connection
from chalicelib.wiring import services

loaded(connection(), services().booking_clock, services().sessions, services().waitlist, services().post)


@watched
def handler(event: dict[str, Any], context: Any) -> None:
    """Once a minute; where the work is done in slices, it deals them out, and comes again for each."""
    dealing.answer(event, context.function_name)
