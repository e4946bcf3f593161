"""Which days a report is of, on whose clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.kernel.errors import Invalid
from chalicelib.reports.days import Days, asked_days

NOW = datetime(2026, 6, 30, 23, 59, tzinfo=UTC)
JUNE = Days(date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        pytest.param(None, None, JUNE, id="the last 30"),
        pytest.param(date(2026, 6, 30), None, Days(date(2026, 6, 30), date(2026, 6, 30)), id="today"),
        pytest.param(None, date(2026, 6, 30), JUNE, id="30 until then"),
        pytest.param(
            date(2026, 1, 1), date(2026, 4, 2), Days(date(2026, 1, 1), date(2026, 4, 2)), id="92, the most"
        ),
    ],
)
def test_days_asked_for(first: date | None, last: date | None, days: Days) -> None:
    assert asked_days(first, last, NOW) == days


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 4, 3), id="93 days"),
        pytest.param(date(2026, 6, 2), date(2026, 6, 1), id="backwards"),
        pytest.param(date(2026, 7, 1), None, id="from tomorrow until today"),
    ],
)
def test_days_that_cannot_be(first: date, last: date | None) -> None:
    with pytest.raises(Invalid) as error:
        asked_days(first, last, NOW)

    assert error.value.code == "bad_span"


@pytest.mark.parametrize(
    ("time_zone", "hours"),
    [
        pytest.param("Europe/Berlin", 23, id="the clock is put forward"),
        pytest.param("America/Phoenix", 24, id="it is never"),
    ],
)
def test_a_day_is_as_long_as_it_is_there(time_zone: str, hours: int) -> None:
    day = Days(date(2026, 3, 29), date(2026, 3, 29))

    assert day.period(time_zone).duration == timedelta(hours=hours)


@pytest.mark.parametrize("time_zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"])
def test_anywhere_has_the_days_of_every_zone(time_zone: str) -> None:
    whole, there = JUNE.anywhere(), JUNE.period(time_zone)

    assert whole.start <= there.start
    assert there.end <= whole.end


@pytest.mark.parametrize(
    ("instant", "has"),
    [
        pytest.param(datetime(2026, 5, 31, 21, 59, 59, tzinfo=UTC), False, id="just before midnight"),
        pytest.param(datetime(2026, 5, 31, 22, tzinfo=UTC), True, id="midnight"),
        pytest.param(datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), True, id="the last second"),
        pytest.param(datetime(2026, 6, 30, 22, tzinfo=UTC), False, id="and the next"),
    ],
)
def test_an_instant_falls_on_the_day_of_its_station(instant: datetime, has: bool) -> None:
    assert JUNE.has(instant, "Europe/Berlin") is has
