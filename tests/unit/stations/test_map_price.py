from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from botocore.client import BaseClient

from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Role
from chalicelib.stations.map import MOST_CHARGERS_SHOWN, MOST_NETWORKS, MOST_RUNS, StationMap
from chalicelib.stations.rules import Charger, Station
from chalicelib.stations.showing import Filters
from chalicelib.stations.store import DynamoStations
from chalicelib.stations.tiles import MOST_TILES, Viewport
from chalicelib.wiring import services
from tests.unit.stations.map_scenes import NOTHING, TOWN, WORLD, fill
from tests.unit.stations.scenes import (
    LATITUDE,
    LONGITUDE,
    MEMBER,
    NOW,
    Circles,
    Doings,
    charger,
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


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What DynamoDB is asked."""
    asked: Counter[str] = Counter()
    call = BaseClient._make_api_call  # noqa: SLF001

    def counted(self: BaseClient, operation: str, arguments: object) -> object:
        asked[operation] += 1
        return call(self, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", counted)
    return asked


@pytest.mark.parametrize(
    ("viewport", "zoom"),
    [
        pytest.param(TOWN, 13, id="a town"),
        pytest.param(Viewport(7, 47, 9, 49), 8, id="a region"),
        pytest.param(WORLD, 0, id="the world"),
    ],
)
def test_the_price_of_a_map_does_not_grow_with_the_world(
    the_map: StationMap, requests: Counter[str], viewport: Viewport, zoom: int
) -> None:
    asked = []
    for first, last in ((0, 10), (10, 2000)):
        fill(
            station(
                f"s{number}",
                LATITUDE + (number % 40) / 500,
                LONGITUDE + (number // 40) / 500,
                network_id=f"n{number % 2}",
                is_public=number % 2 == 0,
            )
            for number in range(first, last)
        )
        requests.clear()
        the_map.show(viewport, zoom, NOTHING, MEMBER)
        asked.append(requests.copy())

    few, many = asked
    assert set(few) == set(many) == {"Query"}
    assert few["Query"] <= MOST_TILES + 1
    assert many["Query"] <= 2 * MOST_TILES + 1 + MOST_RUNS


def test_with_live_states_it_stays_bounded(aws: None, requests: Counter[str]) -> None:
    """As wired: with what charge points, bookings and sessions are asked for."""
    services.cache_clear()
    for number in range(4):
        fill(
            replace(made, chargers=(*made.chargers, networked(made)))
            for made in (
                station(f"s{number}-{row}", LATITUDE + row / 10_000, LONGITUDE + number / 50)
                for row in range(500)
            )
        )
    requests.clear()

    shown = services().station_map.show(TOWN, 13, Filters(free_in=LUNCH), MEMBER)

    assert MOST_CHARGERS_SHOWN / 2 < len(shown.stations) * 2 <= MOST_CHARGERS_SHOWN
    assert requests["Query"] <= 2 * MOST_TILES + 1
    assert requests["BatchGetItem"] <= 6 * MOST_CHARGERS_SHOWN / 100
    assert set(requests) == {"Query", "BatchGetItem"}


def networked(of: Station) -> Charger:
    return charger(of, 1, charge_point_id=f"CP-{of.station_id}", connector_id=1)


def test_of_many_networks_only_so_many_are_asked(
    the_map: StationMap, circles: Circles, requests: Counter[str]
) -> None:
    for number in range(MOST_NETWORKS + 5):
        circles.networks[f"m{number}"] = network(f"m{number}")
        circles.roles[f"m{number}", "member"] = Role.MEMBER

    shown = the_map.show(Viewport(LONGITUDE, LATITUDE, LONGITUDE, LATITUDE), 20, NOTHING, MEMBER)

    assert requests["Query"] == MOST_NETWORKS + 1
    assert shown.is_cut
