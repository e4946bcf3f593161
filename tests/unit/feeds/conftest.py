"""The world of tests/unit/networks/world.py with stations, bookings and feeds, on a pretended AWS."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from chalice.test import Client

from app import app
from tests.unit.networks.world import Person, World

CHARGERS = [
    {
        "name": name,
        "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
        "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
    }
    for name in ("Left", "Right")
]


@pytest.fixture
def world(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with Client(app) as client:
        world = World(client)
        services = world.services()
        for name, module in sys.modules.items():
            if name.startswith(("chalicelib.api.", "chalicelib.wiring.")):
                for is_asked, answer in (("utc_now", world.clock), ("services", lambda: services)):
                    if hasattr(module, is_asked):
                        monkeypatch.setattr(module, is_asked, answer)
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
    place = {"name": "Courtyard", "latitude": 47.9931, "longitude": 7.8463, "chargers": CHARGERS}
    made = ann.post(f"/networks/{network['network_id']}/stations", place)
    assert made.status == 201, made.body
    found: dict[str, Any] = made.body
    return found
