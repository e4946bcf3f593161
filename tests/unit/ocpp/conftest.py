"""A world behind the wire that remembers what it was told."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.kernel.errors import NotLoggedIn, Violation
from chalicelib.ocpp import door, inbound
from chalicelib.ocpp.v16 import core
from chalicelib.sessions.rules import Authorized, Started


@dataclass
class World:
    """Stands in for services(): `facts` in the order of telling; `violations` is what sessions answer."""

    facts: list[Any] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    frames: list[tuple[str, str]] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    violations: tuple[Violation, ...] = ()
    group_id: str | None = None
    broken: Exception | None = None

    def tell(self, *fact: Any) -> None:
        if self.broken:
            raise self.broken
        self.facts.append(fact[-1] if len(fact) <= 2 else fact)

    def start(self, fact: Any) -> Started:
        self.tell(fact)
        return Started("42", self.violations, self.group_id)

    def authorize(self, *asked: Any) -> Authorized:
        self.tell(*asked)
        return Authorized(self.violations, self.group_id)

    def answered(self, charge_point_id: str, command_id: str, read: Any) -> bool:
        self.tell(charge_point_id, command_id, read("reset"))
        return False

    def after_boot(self, *_: Any) -> None:
        """Nobody waits for it."""

    def authenticate(self, charge_point_id: str, password: bytes | None) -> Any:
        if password != b"secret":
            raise NotLoggedIn("wrong_credentials", "No.")
        return SimpleNamespace(
            charge_point_id=charge_point_id,
            allow_no_subprotocol=charge_point_id == "LAX",
            boot_status="Accepted",
        )

    @property
    def sessions(self) -> Any:
        return SimpleNamespace(start=self.start, stop=self.tell, readings=self.tell, authorize=self.authorize)

    @property
    def charge_points(self) -> Any:
        return SimpleNamespace(
            booted=self.tell,
            status=self.tell,
            reported=self.tell,
            answered=self.answered,
            seen=lambda _, connection_id: self.seen.append(connection_id),
            authenticate=self.authenticate,
            connected=lambda _, link: self.links.append(link),
            disconnected=lambda _, connection_id: self.links.append(connection_id),
        )

    @property
    def message_log(self) -> Any:
        return SimpleNamespace(
            note=lambda _, direction, text, *__: self.frames.append((direction, text)),
            flush=lambda _: True,
        )


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setenv("AWS_REGION", "eu-central-1")  # Lambda has it, and Chalice asks for it
    for module in (inbound, core, door):
        monkeypatch.setattr(module, "services", lambda: made)
    monkeypatch.setattr(inbound, "_REPEATS", inbound.Repeats())
    return made
