"""The world of tests/unit/networks/world.py with stations, on a pretended AWS of the test's own."""

from collections.abc import Iterator
from typing import Any

import pytest
from chalice.test import Client

from app import app
from chalicelib.api import edge, members, network_policies, networks, place_policies, stations
from chalicelib.wiring import circles, grounds
from tests.unit.networks.world import Person, World

MODULES = (edge, members, network_policies, networks, place_policies, stations)
CHARGER = {
    "name": "Left",
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
}


@pytest.fixture
def world(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with Client(app) as client:
        world = World(client)
        services = world.services()
        for wired in (circles, grounds):
            monkeypatch.setattr(wired, "utc_now", world.clock)
        for module in MODULES:
            monkeypatch.setattr(module, "services", lambda: services)
        yield world


@pytest.fixture
def ann(world: World) -> Person:
    """Owns the network below."""
    return world.person("Ann")


@pytest.fixture
def network(ann: Person) -> dict[str, Any]:
    return ann.creates()


@pytest.fixture
def bob(world: World, network: dict[str, Any]) -> Person:
    """A member."""
    return world.person("Bob").joins(network)


@pytest.fixture
def station(ann: Person, network: dict[str, Any]) -> dict[str, Any]:
    """One in the network, with one charger."""
    place = {"name": "Courtyard", "latitude": 47.9931, "longitude": 7.8463, "chargers": [CHARGER]}
    made = ann.post(f"/networks/{network['network_id']}/stations", place)
    assert made.status == 201, made.body
    return made.body
