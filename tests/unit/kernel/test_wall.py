"""Wall times that do not exist, or exist twice, in zones whose clocks are changed in unusual ways."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.period import Period
from chalicelib.kernel.wall import instant_of, wall
from chalicelib.kernel.weekly import WeeklyHours, stretches

ODD_ZONES = [
    "Africa/Cairo",  # at midnight, on a Friday
    "Africa/Casablanca",  # back for Ramadan
    "America/Havana",
    "America/Santiago",  # at midnight, on a Sunday
    "America/St_Johns",  # half an hour from the others
    "Antarctica/Troll",  # by two hours
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",  # a quarter
    "Atlantic/Azores",
    "Australia/Lord_Howe",  # by half an hour
    "Europe/Berlin",
    "Europe/Dublin",  # summer is standard
    "Pacific/Apia",
    "Pacific/Chatham",
]
walls = st.datetimes(datetime(2012, 1, 1), datetime(2037, 12, 30)).map(  # noqa: DTZ001 - a wall's
    lambda at: at.replace(microsecond=0)
)
zones = st.sampled_from(ODD_ZONES).map(ZoneInfo)


@pytest.mark.parametrize(
    ("zone", "shown", "expected"),
    [
        pytest.param("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00", id="leapt over"),
        pytest.param("Europe/Berlin", "2026-03-29 03:00", "2026-03-29 01:00", id="the first after the leap"),
        pytest.param("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30", id="the first of two"),
        pytest.param("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00", id="no midnight"),
        pytest.param(
            "America/Santiago", "2026-09-06 00:30", "2026-09-06 04:00", id="the first hour leapt over"
        ),
        pytest.param(
            "Atlantic/Azores", "2026-10-25 00:00", "2026-10-25 00:00", id="the first of two midnights"
        ),
        pytest.param(
            "Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30", id="a leap of half an hour"
        ),
        pytest.param("Antarctica/Troll", "2026-03-29 02:59", "2026-03-29 01:00", id="a leap of two hours"),
        pytest.param("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 10:00", id="a day that never was"),
    ],
)
def test_instant_of(zone, shown, expected):
    found = instant_of(datetime.fromisoformat(shown), ZoneInfo(zone))

    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(walls, zones)
def test_a_wall_time_is_shown_at_its_instant_and_never_a_second_before(shown, zone):
    at = instant_of(shown, zone)

    assert wall(at, zone) >= shown
    assert wall(at - timedelta(seconds=1), zone) < shown


@given(walls, walls, zones)
def test_later_on_the_wall_is_never_earlier_in_time(one, other, zone):
    first, second = sorted([one, other])

    assert instant_of(first, zone) <= instant_of(second, zone)


wall_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
entries = st.builds(WeeklyHours, st.integers(1, 7), wall_times, wall_times)


@given(
    st.lists(entries, max_size=4),
    st.dates(date(2012, 1, 1), date(2037, 12, 1)),
    st.integers(1, 4),
    st.sampled_from(ODD_ZONES),
)
def test_stretches_are_where_the_wall_shows_the_hours(hours, day, days, name):
    zone = ZoneInfo(name)
    first = datetime.combine(day, time(), UTC)
    period = Period(first, first + timedelta(days=days))

    found = stretches(hours, zone, period)

    assert found == sorted(found)
    assert all(opens < closes for opens, closes in found)
    for minute in range(0, days * 1440, 37):
        at = first + timedelta(minutes=minute)
        if any(_is_twice(at + timedelta(hours=hour), zone) for hour in (-4, -2, 0, 2, 4)):
            continue  # around a clock put back, hours end at the first of two
        assert any(opens <= at < closes for opens, closes in found) == _is_shown(hours, wall(at, zone))


def _is_twice(at, zone):
    return at.astimezone(zone).utcoffset() != (at + timedelta(hours=4)).astimezone(zone).utcoffset()


def _is_shown(hours, shown):
    """By the wall alone: since today's edge, or since yesterday's over midnight."""
    for entry in hours:
        for days_ago in (0, 1):
            day = shown.date() - timedelta(days=days_ago)
            until = day if entry.until > entry.from_ else day + timedelta(days=1)
            if entry.weekday == day.isoweekday() and (
                datetime.combine(day, entry.from_) <= shown < datetime.combine(until, entry.until)
            ):
                return True
    return False
