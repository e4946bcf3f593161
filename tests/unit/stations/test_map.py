from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Role
from chalicelib.stations.map import MOST_CHARGERS_SHOWN, MOST_IN_TILE, StationMap
from chalicelib.stations.rules import Status, WeeklyHours
from chalicelib.stations.showing import Filters, Shown
from chalicelib.stations.store import DynamoStations
from chalicelib.stations.tiles import Viewport
from chalicelib.tariffs.rules import Tariff
from tests.unit.stations.map_scenes import NOTHING, TOWN, WORLD, add, fill
from tests.unit.stations.scenes import (
    CCS,
    LATITUDE,
    LONGITUDE,
    MEMBER,
    NOW,
    OWNER,
    STRANGER,
    Circles,
    Doings,
    network,
    station,
)

pytestmark = pytest.mark.usefixtures("aws")
LUNCH = Period(NOW, NOW + timedelta(hours=1))


@pytest.fixture
def circles() -> Circles:
    return Circles()


@pytest.fixture
def doings() -> Doings:
    return Doings()


@pytest.fixture
def the_map(circles: Circles, doings: Doings) -> StationMap:
    return StationMap(DynamoStations(), circles.visible, circles.memberships_of, doings.live, doings.taken)


def ids(shown: Shown) -> set[str]:
    return {seen.station.station_id for seen in shown.stations}


def test_strangers_see_public_stations_and_members_their_own_too(
    the_map: StationMap, circles: Circles
) -> None:
    circles.networks["n2"] = network("n2", "public")
    add(station("public", network_id="n2"), station("private", is_public=False))

    assert ids(the_map.show(TOWN, 14, NOTHING, None)) == {"public"}
    assert ids(the_map.show(TOWN, 14, NOTHING, STRANGER)) == {"public"}
    assert ids(the_map.show(TOWN, 14, NOTHING, MEMBER)) == {"public", "private"}


def test_who_is_blocked_is_a_stranger(
    the_map: StationMap, circles: Circles, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(station("private", is_public=False))
    blocked = [replace(kept, blocked=True) for kept in circles.memberships_of("member")]
    monkeypatch.setattr(circles, "memberships_of", lambda _: blocked)
    the_map = replace(the_map, memberships_of=circles.memberships_of)

    assert ids(the_map.show(TOWN, 14, NOTHING, MEMBER)) == set()


def test_my_public_network_is_told_once_with_my_role(the_map: StationMap) -> None:
    add(station("s1"))

    (seen,) = the_map.show(TOWN, 14, NOTHING, OWNER).stations
    (seen_by_stranger,) = the_map.show(TOWN, 14, NOTHING, STRANGER).stations

    assert (seen.role, seen_by_stranger.role) == (Role.OWNER, None)


def test_what_is_outside_does_not_show(the_map: StationMap) -> None:
    add(
        station("inside"), station("beside", LATITUDE, LONGITUDE + 0.051), station("private", is_public=False)
    )
    edge = Viewport(LONGITUDE, LATITUDE, LONGITUDE, LATITUDE)

    assert ids(the_map.show(TOWN, 14, NOTHING, None)) == {"inside"}
    assert ids(the_map.show(edge, 22, NOTHING, MEMBER)) == {"inside", "private"}
    assert ids(the_map.show(Viewport(0, 0, 0.1, 0.1), 14, NOTHING, MEMBER)) == set()


@pytest.mark.parametrize("viewport", [Viewport(179.9, -18, -179.9, -17), Viewport(179.9, -18, 180.1, -17)])
def test_over_the_antimeridian(the_map: StationMap, viewport: Viewport) -> None:
    add(
        station("west", -17.5, 179.95),
        station("on", -17.5, 180),
        station("east", -17.5, -179.95),
        station("mine", -17.5, 179.99, is_public=False),
        station("away", -17.5, 0),
    )

    assert ids(the_map.show(viewport, 12, NOTHING, MEMBER)) == {"west", "on", "east", "mine"}


def test_at_the_poles(the_map: StationMap) -> None:
    add(station("north", 89.9, 10), station("south", -90, 10))

    assert ids(the_map.show(Viewport(9.9, 89, 10.1, 90), 12, NOTHING, None)) == {"north"}
    assert ids(the_map.show(Viewport(9.9, -90, 10.1, -89), 12, NOTHING, None)) == {"south"}
    assert sum(cluster.count for cluster in the_map.show(WORLD, 0, NOTHING, None).clusters) == 2


def test_far_out_all_are_counted(the_map: StationMap, circles: Circles) -> None:
    circles.networks["n2"] = network("n2", "public")
    add(
        station("a"),
        station("b", LATITUDE + 0.2),
        station("sydney", -33.86, 151.2, network_id="n2"),
        station("private", LATITUDE + 0.1, is_public=False),
    )

    for_anyone = the_map.show(WORLD, 1, NOTHING, None)
    for_members = the_map.show(WORLD, 1, NOTHING, MEMBER)

    assert sorted(cluster.count for cluster in for_anyone.clusters) == [1, 2]
    assert sum(cluster.count for cluster in for_members.clusters) == 4
    assert not for_anyone.stations
    assert not for_anyone.is_cut
    (sydney,) = (cluster for cluster in for_anyone.clusters if cluster.count == 1)
    assert (sydney.latitude, sydney.longitude) == pytest.approx((-33.86, 151.2))


def test_counts_that_take_no_notice_of_filters_say_so(the_map: StationMap) -> None:
    add(station("a"), station("private", is_public=False))

    shown = the_map.show(WORLD, 1, Filters(connector="CHADEMO"), MEMBER)

    assert [cluster.count for cluster in shown.clusters] == [1]
    assert shown.is_cut


def test_one_network_alone(the_map: StationMap, circles: Circles) -> None:
    circles.networks["n2"] = network("n2", "public")
    add(station("theirs", network_id="n2"), station("mine", is_public=False))

    assert ids(the_map.show(TOWN, 14, Filters(network_id="n2"), MEMBER)) == {"theirs"}
    assert [cluster.count for cluster in the_map.show(WORLD, 1, Filters(network_id="n2"), None).clusters] == [
        1
    ]
    with pytest.raises(NotFound):
        the_map.show(TOWN, 14, Filters(network_id="n1"), STRANGER)


@pytest.mark.parametrize(("viewport", "zoom"), [(TOWN, 14), (WORLD, 1)], ids=["near", "far out"])
def test_my_networks_alone(the_map: StationMap, circles: Circles, viewport: Viewport, zoom: int) -> None:
    circles.networks["n2"] = network("n2", "public")
    add(station("theirs", network_id="n2"), station("mine"), station("private", is_public=False))

    shown = [the_map.show(viewport, zoom, Filters(mine=True), who) for who in (MEMBER, STRANGER, None)]

    counts = [len(one.stations) + sum(cluster.count for cluster in one.clusters) for one in shown]
    assert (counts, any(one.is_cut for one in shown)) == ([2, 0, 0], False)


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        pytest.param(NOTHING, {"slow", "fast", "dear", "off"}, id="all"),
        pytest.param(Filters(connector="IEC_62196_T2_COMBO"), {"fast"}, id="by plug"),
        pytest.param(Filters(min_kw=Decimal(22)), {"slow", "fast", "dear", "off"}, id="by power, exactly"),
        pytest.param(Filters(min_kw=Decimal("22.1")), {"fast"}, id="by power"),
        pytest.param(
            Filters(connector="IEC_62196_T2", min_kw=Decimal(50)), set(), id="both of one connector"
        ),
        pytest.param(Filters(max_price_per_kwh=Decimal("0.30")), {"slow", "fast", "off"}, id="by price"),
        pytest.param(Filters(max_price_per_kwh=Decimal(0)), {"fast"}, id="no price per kWh is none"),
        pytest.param(Filters(free_now=True), {"slow", "dear"}, id="free now"),
        pytest.param(Filters(free_in=LUNCH), {"fast", "dear"}, id="free for lunch"),
    ],
)
def test_filters(the_map: StationMap, doings: Doings, filters: Filters, shown: set[str]) -> None:
    slow, fast, dear = station("slow"), station("fast"), station("dear")
    closed = (WeeklyHours(7, time(8), time(20)),)  # LUNCH is on a Monday
    off = replace(station("off"), opening_hours=closed)
    fast = fast.with_chargers([replace(fast.chargers[0], connectors=(CCS,), tariff=Tariff("EUR"))])
    dear = dear.with_chargers([replace(dear.chargers[0], tariff=Tariff("EUR", Decimal("0.301")))])
    add(slow, fast, dear, off.with_chargers(off.chargers))
    doings.states = {"fast-0000": Status.CHARGING, "off-0000": Status.UNKNOWN}
    doings.booked = {"slow-0000"}

    assert ids(the_map.show(TOWN, 14, filters, None)) == shown


def test_one_charger_must_fit_all_that_is_asked(the_map: StationMap, doings: Doings) -> None:
    both = station("both", chargers=2)
    fast = replace(both.chargers[1], connectors=(CCS,))
    add(both.with_chargers([both.chargers[0], fast]))
    doings.states = {fast.charger_id: Status.CHARGING}

    assert ids(the_map.show(TOWN, 14, Filters(connector=CCS.standard), None)) == {"both"}
    assert ids(the_map.show(TOWN, 14, Filters(connector=CCS.standard, free_now=True), None)) == set()


def test_too_many_in_a_tile_are_counted(the_map: StationMap) -> None:
    wide = Viewport(LONGITUDE - 0.4, LATITUDE - 0.3, LONGITUDE + 0.4, LATITUDE + 0.3)
    fill(station(f"s{number}", LATITUDE + number / 1e5) for number in range(MOST_IN_TILE + 1))
    fill([station("lone", LATITUDE - 0.25, LONGITUDE - 0.35)])

    shown = the_map.show(wide, 11, NOTHING, None)

    assert ids(shown) == {"lone"}
    assert sum(cluster.count for cluster in shown.clusters) == MOST_IN_TILE + 1
    assert shown.is_cut


def test_too_many_on_one_spot_are_told_in_part(the_map: StationMap) -> None:
    fill(station(f"s{number:03}") for number in range(MOST_IN_TILE + 1))
    spot = Viewport(LONGITUDE, LATITUDE, LONGITUDE, LATITUDE)

    shown = the_map.show(spot, 18, NOTHING, None)

    assert (len(shown.stations), shown.is_cut) == (MOST_IN_TILE, True)


def test_a_large_network_shows_where_one_looks(the_map: StationMap) -> None:
    """Its stations lie on both sides of the zero meridian, where the quadkeys of neighbours are far apart."""
    everywhere = [
        station(f"s{number}", 51.0 + number / 1000, side, is_public=False)
        for number in range(400)
        for side in (-0.5, 0.5)
    ]
    here = [station(f"here{side}", 51.4779, side, is_public=False) for side in (-0.001, 0.001)]
    fill([*everywhere, *here])

    shown = the_map.show(Viewport(-0.01, 51.47, 0.01, 51.48), 15, NOTHING, MEMBER)

    assert ids(shown) == {"here-0.001", "here0.001"}
    assert not shown.is_cut


def test_it_shows_no_more_chargers_than_it_can_ask_about(the_map: StationMap) -> None:
    full = MOST_CHARGERS_SHOWN // 50
    fill(station(f"s{number:03}", chargers=50) for number in range(full))
    fill(station(f"t{number:03}", LATITUDE + 0.04, chargers=50) for number in range(full))

    shown = the_map.show(TOWN, 14, NOTHING, None)

    assert sum(len(seen.station.chargers) for seen in shown.stations) <= MOST_CHARGERS_SHOWN
    assert len(shown.stations) == full
    assert shown.is_cut
