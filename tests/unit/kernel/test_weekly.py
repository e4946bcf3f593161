from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import WeeklyHours, open_throughout

BERLIN = "Europe/Berlin"
WORKDAYS = tuple(WeeklyHours(day, time(8), time(20)) for day in range(1, 6))
NIGHTS = tuple(WeeklyHours(day, time(22), time(6)) for day in range(1, 8))
SATURDAY_ALL_DAY = (WeeklyHours(6, time(0), time(0)),)
NEVER: tuple[WeeklyHours, ...] = ()


def berlin(start: str, end: str) -> Period:
    zone = ZoneInfo(BERLIN)
    return Period(
        datetime.fromisoformat(start).replace(tzinfo=zone), datetime.fromisoformat(end).replace(tzinfo=zone)
    )


@pytest.mark.parametrize(
    ("hours", "start", "end", "is_open"),
    [
        pytest.param(None, "2026-06-01 03:00", "2026-06-09 04:00", True, id="no hours: never closed"),
        pytest.param(NEVER, "2026-06-01 12:00", "2026-06-01 12:15", False, id="empty hours: never open"),
        pytest.param(WORKDAYS, "2026-06-01 08:00", "2026-06-01 20:00", True, id="exactly the day"),
        pytest.param(WORKDAYS, "2026-06-01 07:59", "2026-06-01 09:00", False, id="a minute early"),
        pytest.param(WORKDAYS, "2026-06-01 19:00", "2026-06-01 20:01", False, id="a minute late"),
        pytest.param(WORKDAYS, "2026-06-06 12:00", "2026-06-06 13:00", False, id="a Saturday"),
        pytest.param(WORKDAYS, "2026-06-01 19:00", "2026-06-02 09:00", False, id="over a closed night"),
        pytest.param(NIGHTS, "2026-06-01 23:00", "2026-06-02 05:00", True, id="a night, over midnight"),
        pytest.param(
            NIGHTS, "2026-06-01 00:00", "2026-06-01 06:00", True, id="the night that began on Sunday"
        ),
        pytest.param(NIGHTS, "2026-06-01 05:00", "2026-06-01 06:01", False, id="into the morning"),
        pytest.param(SATURDAY_ALL_DAY, "2026-06-06 00:00", "2026-06-07 00:00", True, id="the whole Saturday"),
        pytest.param(SATURDAY_ALL_DAY, "2026-06-06 23:00", "2026-06-07 00:01", False, id="into Sunday"),
        pytest.param(NIGHTS, "2026-03-28 23:00", "2026-03-29 06:00", True, id="the night that lacks an hour"),
        pytest.param(NIGHTS, "2026-10-24 22:00", "2026-10-25 06:00", True, id="the night with an hour more"),
    ],
)
def test_open_throughout(hours: tuple[WeeklyHours, ...] | None, start: str, end: str, is_open: bool) -> None:
    assert open_throughout(hours, BERLIN, berlin(start, end)) is is_open


def test_hours_that_touch_are_one_stretch() -> None:
    halves = (WeeklyHours(1, time(8), time(12)), WeeklyHours(1, time(12), time(20)))

    assert open_throughout(halves, BERLIN, berlin("2026-06-01 11:00", "2026-06-01 13:00"))


@pytest.mark.parametrize(
    ("weekday", "from_", "until"),
    [
        (0, time(8), time(20)),
        (8, time(8), time(20)),
        (1, time(8, 0, 1), time(20)),
        (1, time(8, tzinfo=UTC), time(20)),
    ],
)
def test_what_no_opening_hours_can_be(weekday: int, from_: time, until: time) -> None:
    with pytest.raises(ValueError, match=r"weekday|wall times"):
        WeeklyHours(weekday, from_, until)


wall_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
some_hours = st.lists(st.builds(WeeklyHours, st.integers(1, 7), wall_times, wall_times), max_size=8)
starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@given(some_hours, starts, st.timedeltas(timedelta(minutes=1), timedelta(days=3)), st.floats(0.01, 0.99))
def test_open_throughout_is_open_in_both_parts(
    hours: list[WeeklyHours], start: datetime, length: timedelta, at: float
) -> None:
    middle, end = start + length * at, start + length
    whole = open_throughout(hours, BERLIN, Period(start, end))
    parts = [open_throughout(hours, BERLIN, Period(*edges)) for edges in ((start, middle), (middle, end))]

    assert whole is all(parts)
