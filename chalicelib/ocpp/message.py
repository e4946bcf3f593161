"""Who speaks, and one message of theirs in hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.charge_points.rules import ACCEPTED
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
