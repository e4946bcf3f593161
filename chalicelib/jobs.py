"""What nobody asks for: the work that every minute brings."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger
from chalicelib.metrics import Metric, tally
from chalicelib.telling import telling
from chalicelib.wiring import Services, services

PARTS: dict[str, Callable[[Services, datetime, Slice], object]] = {
    "bookings": lambda made, now, mine: made.booking_clock.tick(now, mine),
    "lost_begins": lambda made, now, mine: made.sessions.lost.tick(now, mine),
    "waitlist": lambda made, now, mine: made.waitlist.tick(now, mine),
    "variables": lambda made, now, mine: made.variables.tick(now, mine),
    "local_lists": lambda made, now, mine: made.local_lists.tick(now, mine),
    "certificates": lambda made, now, mine: made.certificates.tick(now, mine),
    "offline": lambda made, now, mine: made.offline_watch.tick(now, mine),
    "rollouts": lambda made, _, mine: made.rollouts.work.tick(mine),
    "notices": lambda made, now, mine: made.post.deliver(now, mine),
    "erasures": lambda made, now, mine: made.erasing.tick(now, mine),
}
"""In this order: what the first ones owe goes out in the same minute."""


def every_minute(now: datetime, mine: Slice = WHOLE) -> None:
    """Work off what of a slice is due.

    It may run late, or twice at once; a part that fails keeps no other back.
    """
    correlate(new_id())
    for name, work in PARTS.items():
        try:
            with telling():
                work(services(), now, mine)
        except Exception:  # noqa: BLE001 - the next minute tries again
            logger.exception("job_failed", job=name)
            tally(Metric.JOBS_FAILED)
