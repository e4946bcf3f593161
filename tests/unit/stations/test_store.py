from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Stale
from chalicelib.stations.rules import Address, Station, WeeklyHours
from chalicelib.stations.showing import Cluster
from chalicelib.stations.store import DynamoStations
from chalicelib.stations.tiles import COUNTED_LEVELS, quadkey
from chalicelib.tariffs.rules import Tariff
from tests.unit.stations.scenes import CCS, LATITUDE, LONGITUDE, charger, station

pytestmark = pytest.mark.usefixtures("aws")
STORE = DynamoStations()
HERE = quadkey(LATITUDE, LONGITUDE)


def around(found: list[Cluster]) -> list[tuple[float, float, int]]:
    return [(round(cluster.latitude, 6), round(cluster.longitude, 6), cluster.count) for cluster in found]


def test_a_station_is_kept_whole() -> None:
    made = station(
        "s1", address=Address("Hauptstr. 1", "Freiburg", "79100", "DE"), access_notes="Ring twice."
    )
    made = replace(made, opening_hours=(WeeklyHours(1, time(8), time(20)), WeeklyHours(7, time(0), time(0))))
    fast = charger(
        made,
        7,
        connectors=(CCS,),
        tariff=Tariff("CHF", None, Decimal("1.20")),
        charge_point_id="CP1",
        connector_id=2,
    )
    made = made.with_chargers([*made.chargers, replace(fast, in_service=False, version=3)])

    STORE.add(made)

    assert STORE.station("s1") == made
    assert STORE.station("s2") is None


def test_of_two_who_saw_the_same_version_one_is_stale() -> None:
    seen = station("s1")
    STORE.add(seen)
    STORE.replace(seen, replace(seen, name="Yard", version=2))

    with pytest.raises(Stale):
        STORE.replace(seen, replace(seen, name="Court", version=2))
    with pytest.raises(Stale):
        STORE.remove(seen)

    assert [found.name for found in STORE.of_network("n1", None, 10).items] == ["Yard"]
    assert around(STORE.counts_in(HERE[:2])) == [(LATITUDE, LONGITUDE, 1)]


def test_a_network_is_listed_by_pages() -> None:
    for number in range(5):
        STORE.add(station(f"s{number}", LATITUDE + number))
    STORE.add(station("other", network_id="n2"))

    first = STORE.of_network("n1", None, 3)
    second = STORE.of_network("n1", first.next_cursor, 3)

    assert {found.station_id for found in first.items + second.items} == {f"s{number}" for number in range(5)}
    assert (len(first.items), second.next_cursor) == (3, None)


def test_a_tile_has_its_public_stations_alone() -> None:
    STORE.add(station("here"))
    STORE.add(station("far", -33.86, 151.2))
    STORE.add(station("private", is_public=False))

    for level in (10, 13, 20):
        assert [found.station_id for found in STORE.public_in(HERE[:level], 10).stations] == ["here"]


@pytest.mark.parametrize(("limit", "is_cut"), [(3, False), (2, True)])
def test_more_than_asked_for_is_told(limit: int, is_cut: bool) -> None:
    for number in range(3):
        STORE.add(station(f"s{number}"))

    for found in (
        STORE.public_in(HERE[:10], limit),
        STORE.of_network_between("n1", HERE[:10], HERE[:10], limit),
    ):
        assert (len(found.stations), found.is_cut) == (limit, is_cut)


def test_a_stretch_of_the_map_has_its_ends() -> None:
    STORE.add(station("here"))

    assert STORE.of_network_between("n1", HERE[:12], HERE[:12], 9).stations
    assert STORE.of_network_between("n1", "", "", 9).stations
    assert not STORE.of_network_between("n1", HERE[:11] + "~", "3", 9).stations


@pytest.mark.parametrize("level", COUNTED_LEVELS)
def test_counts_follow_what_is_public(level: int) -> None:
    def counted() -> list[tuple[float, float, int]]:
        return around(STORE.counts_in(HERE[: level - 2]))

    one, two = station("s1"), station("s2", LATITUDE + 0.0002)
    STORE.add(one)
    STORE.add(two)
    STORE.add(station("private", is_public=False))
    assert counted() == [(LATITUDE + 0.0001, LONGITUDE, 2)]

    moved = replace(one, latitude=LATITUDE + 0.0004, version=2)
    STORE.replace(one, moved)
    assert counted() == [(LATITUDE + 0.0003, LONGITUDE, 2)]

    hidden = replace(moved, is_public=False, version=3)
    STORE.replace(moved, hidden)
    assert counted() == [(LATITUDE + 0.0002, LONGITUDE, 1)]

    STORE.remove(two)
    STORE.remove(hidden)
    assert counted() == []


def test_a_station_that_moves_far_is_counted_there() -> None:
    before: Station = station("s1")
    STORE.add(before)
    STORE.replace(before, replace(before, latitude=-33.86, longitude=151.2, version=2))

    assert STORE.counts_in(HERE[:2]) == []
    assert around(STORE.counts_in(quadkey(-33.86, 151.2)[:2])) == [(-33.86, 151.2, 1)]


@pytest.mark.parametrize("level", [11, 12])
def test_the_smallest_counts_are_told_for_their_own_tile(level: int) -> None:
    STORE.add(station("here"))
    other = HERE[: level - 1] + str((int(HERE[level - 1]) + 1) % 4)

    assert around(STORE.counts_in(HERE[:level])) == [(LATITUDE, LONGITUDE, 1)]
    assert STORE.counts_in(other) == []
