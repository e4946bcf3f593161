"""A world behind the wire that remembers what it was told."""

import sys
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.kernel.errors import NotLoggedIn, Violation
from chalicelib.kernel.front_door import FrontDoor
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.money import Money
from chalicelib.kernel.paging import Page
from chalicelib.ocpp import door, inbound
from chalicelib.ocpp.v2 import answers as v2_answers
from chalicelib.ocpp.v16 import answers as v16_answers
from chalicelib.sessions.rules import Authorized, Started, Told

ANSWERING = (door, v2_answers, v16_answers)
"""Imported, so that their modules are there to be given the world."""


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
    total_cost: Money | None = None
    signs: bool = True
    ocsp: str | None = None
    front_door: FrontDoor = field(default_factory=lambda: FrontDoor(None, utc_now))
    commands: list[Any] = field(default_factory=list)

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
        self.tell(charge_point_id, command_id, read("get_configuration"))
        return False

    def authenticate(self, charge_point_id: str, password: bytes | None, **_: Any) -> Any:
        if password != b"secret":
            raise NotLoggedIn("wrong_credentials", "No.")
        return SimpleNamespace(
            charge_point_id=charge_point_id,
            allow_no_subprotocol=charge_point_id == "LAX",
            boot_status="Accepted",
        )

    def told(self, fact: Any) -> Told:
        self.tell(fact)
        has_token = fact.token_uid is not None
        return Told(self.violations if has_token else None, self.group_id, self.total_cost)

    def sign(self, *asked: Any) -> bool:
        self.tell(*asked)
        return self.signs

    def iso15118(self, *asked: Any) -> str | None:
        self.tell(*asked)
        return None

    @property
    def sessions(self) -> Any:
        return SimpleNamespace(
            start=self.start,
            stop=self.tell,
            readings=self.tell,
            authorize=self.authorize,
            told=self.told,
        )

    @property
    def certificates(self) -> Any:
        return SimpleNamespace(sign=self.sign, iso15118=self.iso15118, ocsp_status=lambda _: self.ocsp)

    @property
    def charging_profiles(self) -> Any:
        return SimpleNamespace(reported=self.tell)

    @property
    def variables(self) -> Any:
        return SimpleNamespace(reported=self.tell, monitors_reported=self.tell, events=self.tell)

    @property
    def authentication(self) -> Any:
        return SimpleNamespace(authenticate=self.authenticate)

    @property
    def charge_points(self) -> Any:
        return SimpleNamespace(
            booted=lambda charge_point_id, boot, _: self.tell(charge_point_id, boot),
            status=self.tell,
            reported=self.tell,
            security_event=self.tell,
            noted=self.tell,
            commands=SimpleNamespace(commands=lambda *_: Page(self.commands, None)),
            answered=self.answered,
            seen=lambda _, connection_id: self.seen.append(connection_id),
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
    for name, module in list(sys.modules.items()):
        if name.startswith("chalicelib.ocpp.") and hasattr(module, "services"):
            monkeypatch.setattr(module, "services", lambda: made)
    monkeypatch.setattr(inbound, "_REPEATS", inbound.Repeats())
    return made
