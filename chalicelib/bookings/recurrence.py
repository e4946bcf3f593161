"""Weekly recurrence by the clock on the wall: what a series of bookings knows of RFC 5545's RRULE."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.period import Period
from chalicelib.kernel.wall import instant_of, wall
from chalicelib.policies.rules import DAY

MOST = 52
"""Occurrences of one series."""
MOST_WEEKS = 52
"""From one week of a series to its next."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = timedelta(days=7)
A_SECOND = timedelta(seconds=1)
KNOWN = frozenset({"FREQ", "BYDAY", "INTERVAL", "UNTIL", "COUNT", "WKST"})
UNTIL_DATE = re.compile(r"[0-9]{8}")
UNTIL_INSTANT = re.compile(r"[0-9]{8}T[0-9]{6}Z")
LAST_YEAR = "9999"
"""No calendar goes on after it."""
NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Recurrence:
    """Each week, or every `interval` weeks, on these days, `count` times or `until` then.

    `weekdays` are ISO 8601's, Monday 1 to Sunday 7; none: the first occurrence's. `until` is the last day on
    the station's calendar, or the last instant at which an occurrence may start. Weeks begin on Monday.
    Raises Invalid "bad_recurrence" and "too_many_occurrences".
    """

    weekdays: tuple[int, ...] = ()
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None

    def __post_init__(self) -> None:
        if any(not 1 <= weekday <= len(DAYS) for weekday in self.weekdays):
            raise _bad("A weekday is 1 (Monday) to 7 (Sunday).")
        if not 1 <= self.interval <= MOST_WEEKS:
            raise _bad(f"The interval is 1 to {MOST_WEEKS} weeks.")
        if (self.count is None) == (self.until is None):
            raise _bad("A series ends after a number of times, or on a day: say one of them.")
        if self.count is not None and self.count < 1:
            raise _bad("A series takes place at least once.")
        if self.count is not None and self.count > MOST:
            raise _too_many()
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))


def parsed(text: str) -> Recurrence:
    """What an RRULE says (RFC 5545, section 3.3.10), with or without the property's name.

    Raises Invalid "bad_recurrence" for what is no RRULE, and for rules other than weekly ones.
    """
    pairs = [part.partition("=") for part in text.strip().upper().removeprefix("RRULE:").split(";") if part]
    parts = {name: value for name, _, value in pairs}
    if len(parts) != len(pairs) or not parts.keys() <= KNOWN:
        raise _bad(f"A rule has each of {', '.join(sorted(KNOWN))} at most once, and nothing else.")
    if parts.get("FREQ") != "WEEKLY" or parts.get("WKST", "MO") != "MO":
        raise _bad("A series is weekly, and its weeks begin on Monday: FREQ=WEEKLY.")
    return Recurrence(
        weekdays=_weekdays(parts["BYDAY"]) if "BYDAY" in parts else (),
        interval=_number(parts.get("INTERVAL", "1")),
        count=_number(parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
    )


def written(rule: Recurrence) -> str:
    """The rule as RRULE's value; `parsed` gives the same rule again."""
    parts = ["FREQ=WEEKLY"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.weekdays:
        parts.append(f"BYDAY={','.join(DAYS[weekday - 1] for weekday in rule.weekdays)}")
    if isinstance(rule.until, datetime):
        parts.append(f"UNTIL={rule.until.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    elif rule.until:
        parts.append(f"UNTIL={rule.until:%Y%m%d}")
    else:
        parts.append(f"COUNT={rule.count}")
    return ";".join(parts)


def anchored(rule: Recurrence, first: Period, time_zone: str) -> Recurrence:
    """The same rule for a series that begins with `first`: its days named, and `until` an instant.

    So RFC 5545 wants it (section 3.3.10) where the start has a time zone. Raises Invalid "bad_recurrence"
    when `first` is on none of its days or after its end.
    """
    zone, day = ZoneInfo(time_zone), wall(first.start, ZoneInfo(time_zone)).date()
    until = rule.until
    if until is not None and not isinstance(until, datetime):
        until = instant_of(datetime.combine(until + DAY, time()), zone) - A_SECOND
    weekdays = rule.weekdays or (day.isoweekday(),)
    if day.isoweekday() not in weekdays:
        raise _bad("The first time of a series is on one of its weekdays.")
    if until is not None and until < first.start:
        raise _bad("A series ends after it begins.")
    return replace(rule, weekdays=weekdays, until=until)


def occurrences(rule: Recurrence, first: Period, time_zone: str) -> list[Period]:
    """When the series takes place, in order, from `first` on: at the same wall times of the station's zone.

    A wall time that does not exist moves to the next valid instant, one that exists twice means the first;
    where nothing is left between start and end so, the length stays. Raises Invalid "too_many_occurrences"
    beyond 52, "bad_recurrence".
    """
    rule, zone = anchored(rule, first, time_zone), ZoneInfo(time_zone)
    begins, ends = wall(first.start, zone), wall(first.end, zone)
    found = [first]
    for day in _days(rule, begins.date()):
        if len(found) == rule.count:
            break
        later = day - begins.date()
        period = between(begins + later, ends + later, zone, first.duration)
        if isinstance(rule.until, datetime) and period.start > rule.until:
            break
        if len(found) == MOST:
            raise _too_many()
        found.append(period)
    return found


def between(begins: datetime, ends: datetime, zone: ZoneInfo, length: timedelta) -> Period:
    """From one wall time to another; as long as `length` where the clock leaves nothing in between."""
    start, end = instant_of(begins, zone), instant_of(ends, zone)
    return Period(start, end if start < end else start + length)


def _days(rule: Recurrence, first: date) -> Iterator[date]:
    """The days of the rule after `first`, for ever."""
    monday = first - (first.isoweekday() - 1) * DAY
    try:
        for number in count():
            for weekday in rule.weekdays:
                day = monday + number * rule.interval * WEEK + (weekday - 1) * DAY
                if day > first:
                    yield day
    except OverflowError as error:
        raise _bad("A series ends before the calendar does.") from error


def _weekdays(text: str) -> tuple[int, ...]:
    named = text.split(",")
    if any(name not in DAYS for name in named):
        raise _bad("BYDAY names days of the week: MO, TU, WE, TH, FR, SA, SU.")
    return tuple(DAYS.index(name) + 1 for name in named)


def _number(text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise _bad("INTERVAL and COUNT are whole numbers.")
    return int(text)


def _until(text: str) -> date | datetime:
    try:
        if UNTIL_DATE.fullmatch(text) and text < LAST_YEAR:
            return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC).date()
        if UNTIL_INSTANT.fullmatch(text) and text < LAST_YEAR:
            return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    raise _bad("UNTIL is a day, or an instant in UTC: 20270131, or 20270131T225959Z.")


def _bad(detail: str) -> Invalid:
    return Invalid("bad_recurrence", detail)


def _too_many() -> Invalid:
    return Invalid("too_many_occurrences", f"At most {MOST} times in one series.", most=MOST)
