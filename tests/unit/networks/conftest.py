"""The world of networks/world.py, on a pretended AWS of the test's own."""

from collections.abc import Iterator

import pytest
from chalice.test import Client

from app import app
from chalicelib.api import edge, invitations, members, network_policies, networks
from chalicelib.wiring import circles
from tests.unit.networks.world import World


@pytest.fixture
def world(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with Client(app) as client:
        world = World(client)
        monkeypatch.setattr(circles, "utc_now", world.clock)
        services = world.services()
        for module in (edge, invitations, members, network_policies, networks):
            monkeypatch.setattr(module, "services", lambda: services)
        yield world
