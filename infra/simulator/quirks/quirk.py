"""What a quirk is: a name, a sentence, and where it takes hold."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from infra.simulator.transaction import Fact

Payload = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """A message on its way out; `payload` may be changed, it is a copy."""

    version: str
    action: str
    payload: Payload


@dataclass(frozen=True)
class Handshake:
    """How a connection is asked for."""

    password: bytes
    subprotocols: tuple[str, ...]

    def authorization(self, charge_point_id: str) -> str:
        """The header of that name."""
        return f"Basic {b64encode(charge_point_id.encode() + b':' + self.password).decode()}"


@dataclass(frozen=True)
class Quirk:
    """All hooks are pure, and each is None where the quirk does nothing.

    `call` and `answer` change payloads; `frames` gives the texts that are sent in place of one; `order` the
    facts that may be told now, given the version; `after` those to queue when one has been answered; `keeps`
    whether one is told at all; `ids` the message ids of one connection. `again` makes the same with a number.
    """

    name: str
    sentence: str
    again: Callable[[int], "Quirk"] | None = None
    call: Callable[[Call], Payload] | None = None
    answer: Callable[[Call], Payload] | None = None
    frames: Callable[[str], list[str]] | None = None
    order: Callable[[str, list[Fact]], list[Fact]] | None = None
    after: Callable[[Fact], list[Fact]] | None = None
    keeps: Callable[[Fact], bool] | None = None
    handshake: Callable[[Handshake], Handshake] | None = None
    ids: Callable[[], Iterator[Any]] | None = None
    offline_seconds: float = 0.0
    reconnects_after: float = 0.0
    loses_answers: bool = False
    doubles_sockets: bool = False
