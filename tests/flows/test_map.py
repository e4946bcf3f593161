"""A private station is its members' alone; when its network opens, anyone finds it, near and from afar."""

from collections.abc import Callable
from typing import Any

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


def on_map(client: ApiClient) -> list[str]:
    found: dict[str, Any] = client.get("/stations", **TOWN)
    return [station["station_id"] for station in found["stations"]]


def counted(client: ApiClient) -> int:
    return sum(cluster["count"] for cluster in client.get("/stations", **WORLD)["clusters"])
