"""Use of chargers by the hour of their own clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.reports.days import Days
from chalicelib.reports.hours import Hour, Place, by_hour
from tests.unit.feeds.test_zones import ODD

BERLIN = "Europe/Berlin"
HOUR = timedelta(hours=1)
MONDAY, SATURDAY, SUNDAY = 1, 6, 7
SUMMER = Days(date(2026, 6, 1), date(2026, 6, 7)).period(BERLIN)
"""A week from Monday."""


def at(day: int, hour: float, month: int = 6) -> datetime:
    """On the wall in Berlin."""
    return datetime(2026, month, day, tzinfo=ZoneInfo(BERLIN)) + timedelta(hours=hour)


def period(day: int, start: float, end: float) -> Period:
    return Period(at(day, start), at(day, end))


def place(*held: Period, **other: object) -> Place:
    about = {"time_zone": BERLIN, "opening_hours": None, "period": SUMMER, "held": held}
    return Place(**about | other)  # type: ignore[arg-type]


def cell(hours: list[Hour], weekday: int, hour: int) -> tuple[float, float]:
    """Hours held and open."""
    (found,) = [one for one in hours if (one.weekday, one.hour) == (weekday, hour)]
    return found.held / HOUR, found.open / HOUR


def total(hours: list[Hour]) -> tuple[float, float]:
    return sum(one.held / HOUR for one in hours), sum(one.open / HOUR for one in hours)


def weekdays(start: int, end: int) -> tuple[WeeklyHours, ...]:
    return tuple(WeeklyHours(day, time(start), time(end)) for day in range(1, 8))


def test_a_booking_counts_in_the_hours_that_it_touches() -> None:
    hours = by_hour([place(period(1, 8.5, 10.25))])

    assert [cell(hours, MONDAY, hour) for hour in (7, 8, 9, 10, 11)] == [
        (0, 1),
        (0.5, 1),
        (1, 1),
        (0.25, 1),
        (0, 1),
    ]
    assert total(hours) == (1.75, 7 * 24)
    assert [hour.utilisation for hour in hours if hour.held] == [0.5, 1, 0.25]


def test_chargers_and_weeks_add_up() -> None:
    fortnight = Days(date(2026, 6, 1), date(2026, 6, 14)).period(BERLIN)
    hours = by_hour([place(period(1, 8, 9), period(8, 8, 9), period=fortnight), place(period=fortnight)])

    assert cell(hours, MONDAY, 8) == (2, 4)


@pytest.mark.parametrize(
    ("held", "opened"),
    [
        pytest.param([], 10, id="as it is open"),
        pytest.param([period(1, 9, 12)], 10, id="taken while it is open"),
        pytest.param([period(1, 17, 20)], 12, id="taken beyond closing time"),
        pytest.param([period(1, 20, 21)], 11, id="taken while it is closed"),
    ],
)
def test_open_is_when_it_is_open_or_taken(held: list[Period], opened: float) -> None:
    days = Days(date(2026, 6, 1), date(2026, 6, 1)).period(BERLIN)

    assert total(by_hour([place(*held, opening_hours=weekdays(8, 18), period=days)]))[1] == opened


def test_a_block_is_no_time_that_could_be_taken_but_where_it_was() -> None:
    hours = by_hour([place(period(1, 11, 12), blocked=(period(1, 10, 12),))])

    assert [cell(hours, MONDAY, hour) for hour in (9, 10, 11, 12)] == [(0, 1), (0, 0), (1, 1), (0, 1)]


def test_only_what_lies_in_the_days_counts() -> None:
    hours = by_hour([place(Period(at(1, -2), at(1, 1)), Period(at(7, 23), at(7, 30)))])

    assert total(hours) == (2, 7 * 24)
    assert (cell(hours, MONDAY, 0), cell(hours, SUNDAY, 23)) == ((1, 1), (1, 1))


@pytest.mark.parametrize(
    ("day", "hours_of_the_day", "of_two_oclock"),
    [
        pytest.param(date(2026, 3, 29), 23, 0, id="the clock is put forward"),
        pytest.param(date(2026, 10, 25), 25, 2, id="the clock is put back"),
        pytest.param(date(2026, 6, 7), 24, 1, id="an ordinary Sunday"),
    ],
)
def test_the_day_of_a_clock_change(day: date, hours_of_the_day: int, of_two_oclock: int) -> None:
    days = Days(day, day).period(BERLIN)

    hours = by_hour([place(days, period=days)])

    assert total(hours) == (hours_of_the_day, hours_of_the_day)
    assert cell(hours, SUNDAY, 2) == (of_two_oclock, of_two_oclock)


def test_a_clock_that_is_changed_within_an_hour() -> None:
    days = Days(date(2026, 9, 27), date(2026, 9, 27)).period("Pacific/Chatham")

    hours = by_hour([place(time_zone="Pacific/Chatham", period=days)])

    assert [cell(hours, SUNDAY, hour) for hour in (1, 2, 3, 4)] == [(0, 1), (0, 0.75), (0, 0.25), (0, 1)]


SLOTS = st.integers(0, 40 * 288)
TIMES = st.lists(
    st.tuples(SLOTS, st.integers(1, 288)).map(
        lambda pair: Period(
            datetime(2026, 9, 1, tzinfo=UTC) + pair[0] * timedelta(minutes=5),
            datetime(2026, 9, 1, tzinfo=UTC) + sum(pair) * timedelta(minutes=5),
        )
    ),
    max_size=12,
).map(tuple)


@given(
    time_zone=st.sampled_from(ODD),
    opening_hours=st.sampled_from([None, (), weekdays(8, 18), weekdays(22, 6), weekdays(0, 0)]),
    held=TIMES,
    blocked=TIMES,
    length=st.integers(0, 40),
)
def test_never_more_is_taken_than_was_open(
    time_zone: str,
    opening_hours: tuple[WeeklyHours, ...] | None,
    held: tuple[Period, ...],
    blocked: tuple[Period, ...],
    length: int,
) -> None:
    first = date(2026, 9, 5)
    whole = Days(first, first + timedelta(days=length)).period(time_zone)

    hours = by_hour([Place(time_zone, opening_hours, whole, held, blocked)])

    assert all(timedelta(0) <= hour.held <= hour.open for hour in hours)
    assert all(0 <= hour.utilisation <= 1 for hour in hours)
    slots = {
        at
        for one in held
        for number in range(one.duration // timedelta(minutes=5))
        if whole.has(at := one.start + number * timedelta(minutes=5))
    }
    assert sum((hour.held for hour in hours), timedelta()) == len(slots) * timedelta(minutes=5)
    if opening_hours is None and not blocked:
        assert sum((hour.open for hour in hours), timedelta()) == whole.duration
