"""Where maps show what changed."""

from datetime import UTC, datetime

import pytest

from chalicelib.live import cells as under_test
from chalicelib.live.cells import KEPT, Cells

STATIONS = {"CP1": "s1", "CP3": "s3"}
PLACES = {"s1": "1202021022", "s3": "n1"}


class Known:
    def __init__(self):
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.asked = []

    def stations_of(self, charge_point_ids):
        self.asked.append(set(charge_point_ids))
        return {name: STATIONS[name] for name in charge_point_ids if name in STATIONS}

    def places_of(self, station_ids):
        self.asked.append(set(station_ids))
        return {name: PLACES[name] for name in station_ids if name in PLACES}


@pytest.fixture
def known():
    return Known()


@pytest.fixture
def cells(known):
    return Cells(known.stations_of, known.places_of, lambda: known.now)


def test_many_are_looked_for_together_and_once_in_a_while(cells, known):
    assert cells.showing({"CP1", "CP2"}, {"s3"}) == {"map:1202021022", "map:n1"}
    assert known.asked == [{"CP1", "CP2"}, {"s1", "s3"}]

    assert cells.showing({"CP1", "CP2", "CP3"}, set()) == {"map:1202021022", "map:n1"}
    assert known.asked[2:] == [{"CP3"}]

    known.now += KEPT
    assert cells.showing(set(), {"s1"}) == {"map:1202021022"}
    assert known.asked[3:] == [{"s1"}]


def test_what_there_is_not_is_on_no_map(cells):
    assert cells.showing({"CP2"}, {"s2"}) == set()


def test_no_more_is_kept_than_there_is_room_for(cells, known, monkeypatch):
    monkeypatch.setattr(under_test, "MOST_KEPT", 1)

    assert cells.showing(set(), {"s1", "s3"}) == {"map:1202021022", "map:n1"}
    cells.showing(set(), {"s1", "s3"})

    assert len(known.asked[1]) == 1
