"""One charge point on real stores, a clock to turn, and a line that remembers what went down it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from chalicelib.charge_points.authentication import Authentication
from chalicelib.charge_points.commands.service import Commands
from chalicelib.charge_points.commands.store import DynamoCommands
from chalicelib.charge_points.lines import Lines
from chalicelib.charge_points.needs import Answer
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ChargePoint, Passwords, Queued
from chalicelib.charge_points.store import DynamoChargePoints

PASSWORD = "0123456789abcdef0123456789abcdef"


@dataclass
class Box:
    """The charge point CP, by everything that the wire's side of the service has."""

    now_is: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)
    sent: list[Queued] = field(default_factory=list)
    hung_up: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    store: DynamoChargePoints = field(default_factory=DynamoChargePoints)

    def __post_init__(self) -> None:
        ids = count(1)
        self.authentication = Authentication(self.store, lambda: "pepper", self.now)
        self.commands = Commands(
            self.store,
            DynamoCommands(),
            self.send,
            self.authentication.hashes,
            self.now,
            lambda: f"c{next(ids)}",
        )
        self.lines = Lines(
            self.store, lambda link: self.hung_up.append(link.connection_id), self.commands.deliver, self.now
        )
        charge_point = ChargePoint("CP", "station", "network", "Box", {1: "station-0001", 2: "station-0002"})
        self.store.add(charge_point, Passwords(self.authentication.hashes(PASSWORD)))

    def now(self) -> datetime:
        return self.now_is

    def later(self, **passed: float) -> None:
        self.now_is += timedelta(**passed)

    def send(self, link: Link, command: Queued) -> bool:
        if link.connection_id in self.gone:
            return False
        self.sent.append(command)
        return True

    def answered(self, command_id: str, answer: Answer) -> bool:
        return self.commands.answered("CP", command_id, lambda _: answer)

    def connect(self, connection_id: str = "conn") -> None:
        self.lines.connected("CP", Link(connection_id, "http://gateway", "ocpp1.6", self.now_is))

    def ask(self, action: str = "clear_cache", **params: object) -> str:
        return self.commands.request("CP", action, params, "ann").command_id

    def state(self, command_id: str) -> str:
        return self.commands.command("CP", command_id).state_at(self.now_is).value

    @property
    def sent_ids(self) -> list[str]:
        return [command.command_id for command in self.sent]


@pytest.fixture
def box(aws: None) -> Box:
    return Box()


@pytest.fixture
def reads(box: Box, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids that were looked up, one for each DynamoDB request."""
    looked_up: list[str] = []
    found: Callable[[str], object] = box.store.credentials

    def counted(charge_point_id: str) -> object:
        looked_up.append(charge_point_id)
        return found(charge_point_id)

    monkeypatch.setattr(box.store, "credentials", counted)
    return looked_up
