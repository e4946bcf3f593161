"""What is due."""

from chalicelib import jobs
from chalicelib.functions import loaded, watched
from chalicelib.kernel.ids import utc_now
from chalicelib.table import connection
from chalicelib.wiring import services

loaded(connection(), services().booking_clock, services().sessions, services().waitlist, services().post)


@watched
def handler(_event: dict[str, object], _: object) -> None:
    """Once a minute."""
    jobs.every_minute(utc_now())
