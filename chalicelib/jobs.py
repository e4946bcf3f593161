"""What nobody asks for: the work that every minute brings."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.ids import new_id
from chalicelib.logs import logger
from chalicelib.metrics import Metric, tally
from chalicelib.wiring import Services, services

PARTS: dict[str, Callable[[Services, datetime], object]] = {
    "bookings": lambda made, now: made.booking_clock.tick(now),
    "lost_begins": lambda made, now: made.sessions.lost.tick(now),
    "waitlist": lambda made, now: made.waitlist.tick(now),
    "variables": lambda made, now: made.variables.tick(now),
    "local_lists": lambda made, now: made.local_lists.tick(now),
    "certificates": lambda made, now: made.certificates.tick(now),
    "offline": lambda made, now: made.offline_watch.tick(now),
    "rollouts": lambda made, _: made.rollouts.work.tick(),
    "notices": lambda made, now: made.post.deliver(now),
}
"""In this order: what the first ones owe goes out in the same minute."""


def every_minute(now: datetime) -> None:
    """Work off what is due. It may run late, or twice at once; a part that fails keeps no other back."""
    correlate(new_id())
    for name, work in PARTS.items():
        try:
            work(services(), now)
        except Exception:  # noqa: BLE001 - the next minute tries again
            logger.exception("job_failed", job=name)
            tally(Metric.JOBS_FAILED)
