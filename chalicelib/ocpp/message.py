"""Who speaks, and one message of theirs in hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.charge_points.rules import ACCEPTED
from chalicelib.ocpp.frames import KINDS, OCPP_16
from chalicelib.ocpp.reading import Fields


@dataclass(frozen=True)
class Peer:
    """A charge point at the other end of a connection, as it was known when it connected.

    `protocol` is the subprotocol that was agreed on, "" where none was; `boot_status` what its
    BootNotification is answered.
    """

    charge_point_id: str
    connection_id: str
    protocol: str
    boot_status: str = ACCEPTED

    @property
    def version(self) -> str:
        """The protocol that it speaks: OCPP 1.6 where none was agreed on."""
        return spoken(self.protocol) or OCPP_16


@dataclass(frozen=True)
class Message:
    """Whose it is, when it came, what it says."""

    peer: Peer
    received_at: datetime
    fields: Fields

    @property
    def charge_point_id(self) -> str:
        """Whose it is."""
        return self.peer.charge_point_id


Answer = Callable[[Message], dict[str, Any]]
"""Reads one message, does what it says through one service, words the answer. Raises Unreadable."""


@dataclass(frozen=True)
class Version:
    """What a version of OCPP lets charge points say.

    `schemas` is the folder of the OCA's schemas in the ocpp package, where a request's is named by its
    message and `suffix`. `admits` tells whether a message, whose facts are kept in any case, is answered
    as if nothing were wrong with who sends it; else it gets a SecurityError.
    """

    schemas: str
    suffix: str
    answers: Mapping[str, Answer]
    admits: "Admits"


Admits = Callable[[Message, str], bool]
"""(message, its action)"""


def negotiated(offered: Sequence[str]) -> str | None:
    """The subprotocol to agree on: the first of the offered that we speak, as it was written there."""
    return next((subprotocol for subprotocol in offered if spoken(subprotocol) in KINDS), None)


def spoken(subprotocol: str | None) -> str:
    """A subprotocol as we name it, however its offer is written; "" stands for none."""
    return (subprotocol or "").strip().lower()
