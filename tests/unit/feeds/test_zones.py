"""The clock that a calendar is told is the clock of the zone, to the second, whatever is odd about it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.feeds.zones import Observance, can_be_written, observances
from chalicelib.kernel.period import Period

ODD = [
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Pacific/Apia",  # left out a day in 2011, daylight saving until 2021
    "Pacific/Chatham",  # a quarter of an hour off, changes at 02:45
    "Africa/Cairo",  # daylight saving again since 2023, begins at midnight
    "Africa/Casablanca",  # back for Ramadan
    "America/Santiago",  # changes at midnight, in the southern autumn
    "America/St_Johns",  # half an hour off
    "America/Nuuk",  # changed its rules in 2023 and 2024
    "Asia/Beirut",  # begins at midnight
    "Asia/Kathmandu",  # a quarter of an hour off
    "Asia/Gaza",  # by decree
    "Asia/Tehran",  # gave it up in 2022
    "Europe/Dublin",  # its winter is the exception
    "Europe/Berlin",
    "America/Havana",  # changes at midnight
    "Antarctica/Troll",  # two hours
    "UTC",
]
YEARS = [2011, 2021, 2023, 2026, 2030]


def offset_at(instant: datetime, clocks: list[Observance]) -> timedelta:
    """By the calendar alone: the last change before the instant tells."""
    return [clock for clock in clocks if (clock.start - clock.offset_from).replace(tzinfo=UTC) <= instant][
        -1
    ].offset_to


def changes(zone: ZoneInfo, period: Period) -> list[datetime]:
    """When the offset changes, found the slow way."""
    step, found, at = timedelta(minutes=15), [], period.start
    while at < period.end:
        if at.astimezone(zone).utcoffset() != (at + step).astimezone(zone).utcoffset():
            found.append(at + step)
        at += step
    return found


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("time_zone", ODD)
def test_offsets_are_those_of_the_zone_around_every_change_and_in_between(time_zone: str, year: int) -> None:
    period = Period(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))
    zone = ZoneInfo(time_zone)
    clocks = observances(time_zone, period)
    edges = changes(zone, period)
    samples = [period.start + timedelta(days=7 * week, hours=5 * week) for week in range(50)]
    samples += [edge + timedelta(seconds=off) for edge in edges for off in (-901, -1, 0, 1, 899)]

    told = {at: offset_at(at, clocks) for at in samples}

    assert told == {at: at.astimezone(zone).utcoffset() for at in samples}


def test_a_change_is_told_by_the_clock_that_it_ends() -> None:
    year = Period(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))

    summer = next(
        clock
        for clock in observances("Europe/Berlin", year)
        if clock.start.year == 2026 and clock.is_daylight
    )

    two_oclock = datetime.fromisoformat("2026-03-29T02:00")
    assert summer == Observance(two_oclock, timedelta(hours=1), timedelta(hours=2), "CEST", is_daylight=True)


@pytest.mark.parametrize(
    ("instant", "can"),
    [
        pytest.param(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True, id="the first 02:30"),
        pytest.param(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), False, id="the second 02:30"),
        pytest.param(datetime(2026, 10, 25, 2, 0, tzinfo=UTC), True, id="03:00, once"),
    ],
)
def test_a_wall_time_that_comes_twice_means_the_first(instant: datetime, can: bool) -> None:
    assert can_be_written(instant, "Europe/Berlin") is can
