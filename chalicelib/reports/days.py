"""A span of days, each as long as it is on the clock of the station concerned."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.bookings.rules import local_day
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.period import Period

DEFAULT_DAYS = 30
MOST_DAYS = 92
EARLIEST_ZONE = timedelta(hours=14)
LATEST_ZONE = timedelta(hours=12)


@dataclass(frozen=True)
class Days:
    """From `first` to `last`, both included."""

    first: date
    last: date

    def period(self, time_zone: str) -> Period:
        """From the first midnight to the last on the clock of a zone."""
        return Period(local_day(self.first, time_zone).start, local_day(self.last, time_zone).end)

    def anywhere(self) -> Period:
        """From when the first day begins somewhere on Earth until the last has ended everywhere."""
        first = datetime.combine(self.first, time(), UTC)
        last = datetime.combine(self.last, time(), UTC) + timedelta(days=1)
        return Period(first - EARLIEST_ZONE, last + LATEST_ZONE)

    def has(self, instant: datetime, time_zone: str) -> bool:
        """Whether it is one of these days there, at that instant."""
        return self.first <= instant.astimezone(ZoneInfo(time_zone)).date() <= self.last


def asked_days(first: date | None, last: date | None, now: datetime) -> Days:
    """The days asked for: DEFAULT_DAYS up to today (UTC) where nothing is said. Raises Invalid "bad_span"."""
    until = last or now.date()
    since = first or until - timedelta(days=DEFAULT_DAYS - 1)
    if since > until or (until - since).days >= MOST_DAYS:
        raise Invalid("bad_span", f"From one day until the same or a later one, at most {MOST_DAYS} days.")
    return Days(since, until)
