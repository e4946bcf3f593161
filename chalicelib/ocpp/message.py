"""One message of a charge point in hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.ocpp.reading import Fields


@dataclass(frozen=True)
class Message:
    """Whose it is, when it came, what it says."""

    charge_point_id: str
    received_at: datetime
    fields: Fields


Answer = Callable[[Message], dict[str, Any]]
"""Reads one message, does what it says through one service, words the answer. Raises Unreadable."""
