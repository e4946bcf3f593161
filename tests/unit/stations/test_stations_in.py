"""The stations of a small viewport one by one, at a bounded price."""

import pytest

from chalicelib.kernel.errors import NotFound
from chalicelib.stations.distance import box
from chalicelib.stations.map import MOST_IN_TILE, StationMap
from chalicelib.stations.showing import Filters
from chalicelib.stations.store import DynamoStations
from tests.unit.stations.scenes import (
    CCS,
    LATITUDE,
    LONGITUDE,
    MEMBER,
    STRANGER,
    Circles,
    Doings,
    charger,
    network,
    station,
)

pytestmark = pytest.mark.usefixtures("aws")
AROUND = box(LATITUDE, LONGITUDE, 5)


@pytest.fixture
def the_map() -> StationMap:
    circles, doings = Circles(), Doings()
    circles.networks["n2"] = network("n2", "public")
    return StationMap(DynamoStations(), circles.visible, circles.memberships_of, doings.live, doings.taken)


def ids(found):
    return sorted(one.station_id for one in found[0])


def test_private_ones_show_to_members_public_ones_to_all(the_map):
    for one in (
        station("mine", is_public=False),
        station("theirs", network_id="n2"),
        station("far", latitude=LATITUDE + 1),
    ):
        the_map.store.add(one)

    assert ids(the_map.stations_in(AROUND, Filters(), MEMBER)) == ["mine", "theirs"]
    assert ids(the_map.stations_in(AROUND, Filters(), STRANGER)) == ["theirs"]
    assert ids(the_map.stations_in(AROUND, Filters(), None)) == ["theirs"]


def test_those_with_a_charger_that_fits(the_map):
    plain, fast = station("plain"), station("fast")
    the_map.store.add(plain)
    the_map.store.add(fast.with_chargers([charger(fast, connectors=(CCS,))]))

    assert ids(the_map.stations_in(AROUND, Filters(connector=CCS.standard), None)) == ["fast"]


def test_one_network_alone_and_only_for_who_may_see_it(the_map):
    the_map.store.add(station("mine", is_public=False))
    the_map.store.add(station("theirs", network_id="n2"))

    assert ids(the_map.stations_in(AROUND, Filters(network_id="n1"), MEMBER)) == ["mine"]
    with pytest.raises(NotFound):
        the_map.stations_in(AROUND, Filters(network_id="n1"), STRANGER)


def test_of_a_crowded_tile_the_first_ones_show_and_it_is_said(the_map):
    for number in range(MOST_IN_TILE + 1):
        the_map.store.add(station(f"s{number:03}", is_public=True))

    found, is_cut = the_map.stations_in(AROUND, Filters(), None)

    assert (len(found), is_cut) == (MOST_IN_TILE, True)


def test_near_a_pole_the_middle_is_looked_at_and_it_is_said(the_map):
    the_map.store.add(station("camp", latitude=84.9))

    found, is_cut = the_map.stations_in(box(84.9, LONGITUDE, 25), Filters(), None)

    assert ([one.station_id for one in found], is_cut) == (["camp"], True)
