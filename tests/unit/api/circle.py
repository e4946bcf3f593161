"""A network over HTTP in this process: the product's own services, and a clock to turn."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from chalice.test import Client

from app import app
from chalicelib.notices.rules import Notice
from chalicelib.wiring import Services
from tests.unit.networks.world import Answer, Person, World

CONNECTOR = {"standard": "IEC_62196_T2", "max_kw": 11}
TARIFF = {"currency": "EUR", "price_per_kwh": "0.30"}
HERE = {"latitude": 47.9931, "longitude": 7.8463}


@dataclass
class Circle:
    """Ann's network; Bob and Cleo are its members, Eve is nobody there. Its station has two chargers."""

    world: World
    services: Services
    ann: Person
    bob: Person
    cleo: Person
    eve: Person
    network: dict[str, Any]
    station: dict[str, Any]

    @property
    def network_id(self) -> str:
        network_id: str = self.network["network_id"]
        return network_id

    @property
    def left(self) -> str:
        return self.charger("Left")

    @property
    def right(self) -> str:
        return self.charger("Right")

    def charger(self, name: str) -> str:
        return next(one["charger_id"] for one in self.station["chargers"] if one["name"] == name)

    def agree(self, **rules: Any) -> None:
        """The network's policy, changed."""
        changed = self.ann.patch(f"/networks/{self.network_id}/policy", rules)
        assert changed.status == 200, changed.body

    def at(self, hours: float) -> datetime:
        """So many hours after now."""
        return self.world.now + timedelta(hours=hours)

    def book(self, who: Person, start: float, end: float, charger_id: str | None = None) -> Answer:
        return who.post(f"/chargers/{charger_id or self.left}/bookings", self.time(start, end))

    def booked(self, who: Person, start: float, end: float, charger_id: str | None = None) -> dict[str, Any]:
        made = self.book(who, start, end, charger_id)
        assert made.status == 201, made.body
        booking: dict[str, Any] = made.body
        return booking

    def time(self, start: float, end: float) -> dict[str, Any]:
        return {"start_date_time": instant(self.at(start)), "end_date_time": instant(self.at(end))}

    def told(self) -> list[Notice]:
        """What is owed to people."""
        store = self.services.post.store
        due = self.world.now + timedelta(days=1)
        return [
            owed.notice for shard in range(store.shards) for batch in store.due(shard, due) for owed in batch
        ]


def instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


@contextmanager
def circle_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Circle]:
    with Client(app) as client:
        world = World(client)
        services = world.services()
        for name, module in list(sys.modules.items()):
            is_wiring = name.startswith("chalicelib.wiring.")
            if (is_wiring or name.startswith("chalicelib.api.")) and hasattr(module, "utc_now"):
                monkeypatch.setattr(module, "utc_now", world.clock)
            if name.startswith("chalicelib.api.") and hasattr(module, "services"):
                monkeypatch.setattr(module, "services", lambda: services)
        monkeypatch.setattr("chalicelib.wiring.services", lambda: services)
        ann, bob, cleo, eve = (world.person(name) for name in ("Ann", "Bob", "Cleo", "Eve"))
        network = ann.creates()
        bob.joins(network)
        cleo.joins(network)
        chargers = [{"name": name, "connectors": [CONNECTOR], "tariff": TARIFF} for name in ("Left", "Right")]
        made = ann.post(
            f"/networks/{network['network_id']}/stations", {"name": "Courtyard", "chargers": chargers} | HERE
        )
        assert made.status == 201, made.body
        yield Circle(world, services, ann, bob, cleo, eve, network, made.body)
