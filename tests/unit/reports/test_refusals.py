"""Refusals are counted where they are answered, by the station's day, and never stand in the way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.kernel.errors import not_found
from chalicelib.reports.items import RefusalsItem
from chalicelib.reports.refusals import RefusalCounter, Refusals
from chalicelib.reports.store import DynamoRefusals
from chalicelib.stations.rules import Station

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
JUNE = date(2026, 6, 1), date(2026, 6, 30)


def station(station_id: str) -> Station:
    if station_id != "s1":
        raise not_found("station")
    return Station("s1", "n1", "Courtyard", 48.0, 7.8, "Europe/Berlin")


def counter(store: Any, now: datetime = NOON) -> RefusalCounter:
    return RefusalCounter(store, station, lambda: now)


def test_requests_and_codes_are_counted(aws: None) -> None:
    counts = counter(DynamoRefusals())

    counts.count("s1-c1", ["overlaps", "too_long", "overlaps"])
    counts.count("s1-c2", ["overlaps"])

    assert DynamoRefusals().refusals("n1", *JUNE) == Refusals(2, {"overlaps": 2, "too_long": 1})
    assert DynamoRefusals().refusals("n2", *JUNE) == Refusals()


@pytest.mark.parametrize(
    ("now", "day"),
    [
        pytest.param(datetime(2026, 6, 1, 21, 59, tzinfo=UTC), 1, id="before midnight at the station"),
        pytest.param(datetime(2026, 6, 1, 22, 0, tzinfo=UTC), 2, id="midnight at the station"),
    ],
)
def test_a_refusal_is_of_the_stations_day(aws: None, now: datetime, day: int) -> None:
    counter(DynamoRefusals(), now).count("s1-c1", ["overlaps"])

    found = [
        number
        for number in (1, 2, 3)
        if DynamoRefusals().refusals("n1", date(2026, 6, number), date(2026, 6, number)).requests
    ]
    assert found == [day]


def test_counts_of_days_add_up(aws: None) -> None:
    for day in (1, 15, 30):
        counter(DynamoRefusals(), NOON.replace(day=day)).count("s1-c1", ["overlaps"])

    assert DynamoRefusals().refusals("n1", *JUNE) == Refusals(3, {"overlaps": 3})
    assert DynamoRefusals().refusals("n1", date(2026, 6, 2), date(2026, 6, 29)).requests == 1


def test_counts_are_forgotten_after_a_year(aws: None) -> None:
    counter(DynamoRefusals()).count("s1-c1", ["overlaps"])

    (item,) = RefusalsItem.scan()
    kept = datetime.fromtimestamp(int(item.expires or 0), UTC) - NOON
    assert 366 < kept.days <= 400


def test_what_cannot_be_counted_is_lost_and_nobody_notices() -> None:
    class Broken:
        def count(self, *_: object) -> None:
            tried.append(True)
            raise TimeoutError

    tried: list[bool] = []
    counts = counter(Broken())

    counts.count("s1-c1", ["overlaps"])
    counts.count("gone-c1", ["overlaps"])

    assert tried == [True]


def test_a_station_is_asked_for_once(aws: None) -> None:
    asked: list[str] = []

    def counted_station(station_id: str) -> Station:
        asked.append(station_id)
        return station(station_id)

    counts = RefusalCounter(DynamoRefusals(), counted_station, lambda: NOON)
    for _ in range(3):
        counts.count("s1-c1", ["overlaps"])

    assert asked == ["s1"]
