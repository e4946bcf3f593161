"""A private station is its members' alone; when its network opens, anyone finds it, near and from afar."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from infra.local.api_client import ApiClient
from tests.community import Community

TOWN = {"bbox": "7.8,47.9,7.9,48.1", "zoom": 13}
WORLD = {"bbox": "-180,-90,180,90", "zoom": 1}


def test_a_network_that_opens_brings_its_stations_to_the_map(
    community: Community, anyone: Callable[[], ApiClient]
) -> None:
    station_id, network = community.station["station_id"], f"/networks/{community.network['network_id']}"
    stranger = anyone()
    assert station_id in on_map(community.driver)
    assert station_id not in on_map(stranger)

    community.owner.patch(network, {"visibility": "public"})
    assert station_id in on_map(stranger)
    assert counted(stranger) >= 1

    community.owner.patch(network, {"visibility": "private"})
    assert station_id not in on_map(stranger)
    assert station_id in on_map(community.driver)


def test_a_removed_station_leaves_the_map(community: Community) -> None:
    station_id = community.station["station_id"]

    community.owner.delete(f"/stations/{station_id}")

    assert station_id not in on_map(community.owner)


def test_stations_made_and_removed_at_once_are_all_counted(
    somebody: Callable[..., ApiClient], anyone: Callable[[], ApiClient]
) -> None:
    owner = somebody("Owner")
    new = {"name": "Town", "visibility": "public", "joining": "restricted"}
    network = owner.create("/networks", new)["network_id"]
    chance = random.SystemRandom()
    latitude, longitude = chance.uniform(-60, -40), chance.uniform(-140, -100)  # nobody else is in that sea
    place = {"name": "Buoy", "latitude": latitude, "longitude": longitude, "chargers": []}

    def make_two_and_remove_one(_: int) -> None:
        kept, removed = (owner.create(f"/networks/{network}/stations", place) for _ in range(2))
        assert kept["time_zone"].startswith("Etc/GMT+")
        owner.delete(f"/stations/{removed['station_id']}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(make_two_and_remove_one, range(16)))

    around = f"{longitude - 0.01},{latitude - 0.01},{longitude + 0.01},{latitude + 0.01}"
    (cluster,) = anyone().get("/stations", bbox=around, zoom=7)["clusters"]
    assert cluster["count"] == 16
    assert (cluster["latitude"], cluster["longitude"]) == pytest.approx((latitude, longitude), abs=1e-6)
    assert len(anyone().get("/stations", bbox=around, zoom=14)["stations"]) == 16


def on_map(client: ApiClient) -> list[str]:
    found: dict[str, Any] = client.get("/stations", **TOWN)
    return [station["station_id"] for station in found["stations"]]


def counted(client: ApiClient) -> int:
    return sum(cluster["count"] for cluster in client.get("/stations", **WORLD)["clusters"])
