"""When a series takes place: RFC 5545's weekly rules on the station's clock, over every clock change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.bookings.recurrence import (
    DAYS,
    MOST,
    Recurrence,
    anchored,
    occurrences,
    parsed,
    written,
)
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.period import Period
from chalicelib.kernel.wall import instant_of, wall

ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
)
BERLIN = "Europe/Berlin"
MINUTE = timedelta(minutes=1)
walls = st.datetimes(datetime(1995, 1, 1), datetime(2036, 12, 31)).map(  # noqa: DTZ001 - wall times
    lambda at: at.replace(minute=at.minute // 5 * 5, second=0, microsecond=0)
)
rules = st.builds(
    Recurrence,
    weekdays=st.frozensets(st.integers(1, 7)).map(tuple),
    interval=st.integers(1, 52),
    count=st.integers(1, MOST),
) | st.builds(
    Recurrence,
    weekdays=st.frozensets(st.integers(1, 7)).map(tuple),
    interval=st.integers(1, 52),
    until=st.dates(date(2000, 1, 1), date(2100, 1, 1))
    | st.datetimes(datetime(2000, 1, 1), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
)


def at(text: str, zone: str = BERLIN) -> datetime:
    """An instant by the zone's clock."""
    return instant_of(datetime.fromisoformat(text), ZoneInfo(zone))


def period(start: str, end: str, zone: str = BERLIN) -> Period:
    return Period(at(start, zone), at(end, zone))


def shown(periods: list[Period], zone: str = BERLIN) -> list[str]:
    """What the wall shows at their starts and ends."""
    return [
        f"{wall(one.start, ZoneInfo(zone)):%a %Y-%m-%d %H:%M}-{wall(one.end, ZoneInfo(zone)):%H:%M}"
        for one in periods
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;COUNT=1", ["Mon 2026-06-01 08:00-10:00"]),
        (
            "FREQ=WEEKLY;COUNT=3",
            ["Mon 2026-06-01 08:00-10:00", "Mon 2026-06-08 08:00-10:00", "Mon 2026-06-15 08:00-10:00"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=WE,MO;COUNT=3",
            ["Mon 2026-06-01 08:00-10:00", "Wed 2026-06-03 08:00-10:00", "Mon 2026-06-08 08:00-10:00"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=4",
            [
                "Mon 2026-06-01 08:00-10:00",
                "Sun 2026-06-07 08:00-10:00",
                "Mon 2026-06-15 08:00-10:00",
                "Sun 2026-06-21 08:00-10:00",
            ],
        ),
        ("FREQ=WEEKLY;UNTIL=20260608", ["Mon 2026-06-01 08:00-10:00", "Mon 2026-06-08 08:00-10:00"]),
        ("FREQ=WEEKLY;UNTIL=20260607", ["Mon 2026-06-01 08:00-10:00"]),
        ("FREQ=WEEKLY;UNTIL=20260608T060000Z", ["Mon 2026-06-01 08:00-10:00", "Mon 2026-06-08 08:00-10:00"]),
        ("FREQ=WEEKLY;UNTIL=20260608T055959Z", ["Mon 2026-06-01 08:00-10:00"]),
        ("rrule:freq=weekly;wkst=mo;byday=mo;count=1", ["Mon 2026-06-01 08:00-10:00"]),
    ],
)
def test_a_series_takes_place_on_its_days(rule: str, expected: list[str]) -> None:
    first = period("2026-06-01T08:00", "2026-06-01T10:00")

    assert shown(occurrences(parsed(rule), first, BERLIN)) == expected


@pytest.mark.parametrize(
    ("zone", "start", "end", "expected"),
    [
        # 02:00 to 03:00 is leapt over on 28 March, and there twice on 31 October.
        (BERLIN, "2027-03-21T08:00", "2027-03-21T10:00", "Sun 2027-03-28 08:00-10:00"),
        (BERLIN, "2027-03-21T02:15", "2027-03-21T04:00", "Sun 2027-03-28 03:00-04:00"),
        (BERLIN, "2027-03-21T01:00", "2027-03-21T02:45", "Sun 2027-03-28 01:00-03:00"),
        (BERLIN, "2027-03-21T02:15", "2027-03-21T02:45", "Sun 2027-03-28 03:00-03:30"),
        (BERLIN, "2027-03-20T22:00", "2027-03-21T06:00", "Sat 2027-03-27 22:00-06:00"),
        # Half an hour only.
        ("Australia/Lord_Howe", "2026-09-27T02:15", "2026-09-27T03:00", "Sun 2026-10-04 02:30-03:00"),
        # Two hours at once.
        ("Antarctica/Troll", "2026-03-22T01:30", "2026-03-22T05:00", "Sun 2026-03-29 03:00-05:00"),
        # At midnight: there is none on 6 September.
        ("America/Santiago", "2026-08-30T00:00", "2026-08-30T03:00", "Sun 2026-09-06 01:00-03:00"),
        # The whole day is left out: it moves to the next.
        ("Pacific/Apia", "2011-12-23T09:00", "2011-12-23T10:00", "Sat 2011-12-31 00:00-01:00"),
        ("Asia/Kathmandu", "2026-06-01T08:00", "2026-06-01T09:00", "Mon 2026-06-08 08:00-09:00"),
    ],
)
def test_a_wall_time_that_does_not_exist_moves_to_the_next_valid_instant(
    zone: str, start: str, end: str, expected: str
) -> None:
    found = occurrences(Recurrence(count=2), period(start, end, zone), zone)

    assert shown(found, zone)[1] == expected


@pytest.mark.parametrize(
    ("zone", "start", "utc"),
    [
        (BERLIN, "2027-10-24T02:30", "2027-10-31T00:30"),
        ("Australia/Lord_Howe", "2027-03-28T01:45", "2027-04-03T14:45"),
        ("Antarctica/Troll", "2026-10-18T02:30", "2026-10-25T00:30"),
        ("Pacific/Chatham", "2027-03-28T03:00", "2027-04-03T13:15"),
    ],
)
def test_a_wall_time_that_exists_twice_means_the_first(zone: str, start: str, utc: str) -> None:
    begins = at(start, zone)

    found = occurrences(Recurrence(count=2), Period(begins, begins + timedelta(hours=4)), zone)

    assert found[1].start == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@given(st.sampled_from(ZONES), walls)
@example("Pacific/Apia", datetime(2011, 12, 30, 9))  # noqa: DTZ001
@example("Antarctica/Troll", datetime(2026, 3, 29, 1, 30))  # noqa: DTZ001
@example("Africa/Casablanca", datetime(2026, 3, 22, 2, 30))  # noqa: DTZ001
@example("Asia/Gaza", datetime(2026, 3, 28, 2, 30))  # noqa: DTZ001
@example("Atlantic/Azores", datetime(2026, 3, 29, 0, 30))  # noqa: DTZ001
@example("Africa/Cairo", datetime(2026, 4, 24, 0, 30))  # noqa: DTZ001
@example("Asia/Beirut", datetime(2026, 3, 29, 0, 0))  # noqa: DTZ001
@example("America/St_Johns", datetime(2010, 3, 14, 0, 30))  # noqa: DTZ001
def test_an_instant_is_the_first_at_which_the_clock_shows_as_late_as_that(zone: str, shown: datetime) -> None:
    instant = shown.replace(tzinfo=UTC) - timedelta(hours=15)
    while wall(instant, ZoneInfo(zone)) < shown:
        instant += MINUTE

    assert instant_of(shown, ZoneInfo(zone)) == instant


@given(
    st.sampled_from(ZONES),
    walls,
    st.integers(1, 300),
    st.frozensets(st.integers(1, 7)),
    st.integers(1, 8),
    st.integers(1, MOST),
)
def test_every_occurrence_is_on_its_day_at_its_wall_time(
    zone: str, begins: datetime, slots: int, days: frozenset[int], interval: int, times: int
) -> None:
    start = instant_of(begins, ZoneInfo(zone))
    first = Period(start, start + slots * timedelta(minutes=5))
    begins, ends = wall(first.start, ZoneInfo(zone)), wall(first.end, ZoneInfo(zone))
    weekdays = tuple(days | {begins.isoweekday()})

    found = occurrences(Recurrence(weekdays, interval, times), first, zone)

    monday = begins.date() - timedelta(days=begins.isoweekday() - 1)
    wanted = sorted(
        day
        for week in range(times)
        for weekday in weekdays
        if (day := monday + timedelta(weeks=week * interval, days=weekday - 1)) >= begins.date()
    )[:times]
    assert (found[0], len(found)) == (first, times)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for day, one in zip(wanted, found, strict=True):
        shown = wall(one.start, ZoneInfo(zone))
        expected = datetime.combine(day, begins.time())
        assert shown == expected or (shown > expected and not exists(expected, zone))
        last = wall(one.end, ZoneInfo(zone))
        expected = datetime.combine(day + (ends.date() - begins.date()), ends.time())
        assert last == expected or not exists(expected, zone) or one.duration == first.duration


def exists(shown: datetime, zone: str) -> bool:
    there = shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return wall(there, ZoneInfo(zone)) == shown


@given(rules)
def test_a_rule_that_is_written_can_be_read_again(rule: Recurrence) -> None:
    assert parsed(written(rule)) == rule


@given(st.sampled_from(ZONES), walls, st.frozensets(st.integers(1, 7)), st.integers(0, 50))
def test_as_written_for_a_calendar_a_rule_means_the_same(
    zone: str, begins: datetime, days: frozenset[int], last: int
) -> None:
    first = Period(start := instant_of(begins, ZoneInfo(zone)), start + timedelta(hours=1))
    day = wall(start, ZoneInfo(zone)).date()
    rule = Recurrence((*days, day.isoweekday()), until=day + timedelta(days=last))

    calendars = parsed(written(anchored(rule, first, zone)))

    assert isinstance(calendars.until, datetime)
    assert occurrences(calendars, first, zone) == occurrences(rule, first, zone)
    assert all(wall(one.start, ZoneInfo(zone)).date() <= rule.until for one in occurrences(rule, first, zone))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=DAILY;COUNT=2",
        "COUNT=2",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
        "FREQ=WEEKLY;COUNT=2;COUNT=3",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=-1",
        "FREQ=WEEKLY;COUNT=two",
        "FREQ=WEEKLY;COUNT=²",
        "FREQ=WEEKLY;INTERVAL=0;COUNT=2",
        "FREQ=WEEKLY;INTERVAL=53;COUNT=2",
        "FREQ=WEEKLY;BYDAY=1MO;COUNT=2",
        "FREQ=WEEKLY;BYDAY=;COUNT=2",
        "FREQ=WEEKLY;BYMONTH=1;COUNT=2",
        "FREQ=WEEKLY;WKST=SU;COUNT=2",
        "FREQ=WEEKLY;UNTIL=20270230",
        "FREQ=WEEKLY;UNTIL=20270101T080000",
        "FREQ=WEEKLY;UNTIL=2027-01-01",
        "FREQ=WEEKLY;UNTIL=99991231",
    ],
)
def test_what_is_no_weekly_rule_is_told(text: str) -> None:
    with pytest.raises(Invalid) as told:
        parsed(text)

    assert told.value.code == "bad_recurrence"


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (f"FREQ=WEEKLY;COUNT={MOST + 1}", "too_many_occurrences"),
        ("FREQ=WEEKLY;UNTIL=20270531", "too_many_occurrences"),
        (f"FREQ=WEEKLY;BYDAY={','.join(DAYS)};UNTIL=20260723", "too_many_occurrences"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "bad_recurrence"),
        ("FREQ=WEEKLY;UNTIL=20260531", "bad_recurrence"),
    ],
)
def test_too_many_times_and_a_first_outside_the_rule_are_told(rule: str, code: str) -> None:
    first = period("2026-06-01T08:00", "2026-06-01T10:00")

    with pytest.raises(Invalid) as told:
        occurrences(parsed(rule), first, BERLIN)

    assert told.value.code == code


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;UNTIL=20270530", f"FREQ=WEEKLY;COUNT={MOST}"])
def test_a_year_of_weeks_is_not_too_many(rule: str) -> None:
    first = period("2026-06-01T08:00", "2026-06-01T10:00")

    assert len(occurrences(parsed(rule), first, BERLIN)) == MOST


def test_a_series_that_outlives_the_calendar_is_told() -> None:
    start = datetime.combine(date(9990, 1, 1), time(8), UTC)

    with pytest.raises(Invalid, match="calendar"):
        occurrences(Recurrence(interval=52, count=52), Period(start, start + timedelta(hours=1)), BERLIN)
