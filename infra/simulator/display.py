"""The messages that a charge point shows (OCPP 2.0.1, O)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Display:
    """MessageInfo by its id."""

    shown: dict[int, dict[str, Any]] = field(default_factory=dict)

    def show(self, message: dict[str, Any]) -> str:
        """Accepted always; the same id is replaced."""
        self.shown[message["id"]] = message
        return "Accepted"

    def clear(self, message_id: int) -> str:
        """Accepted, or Unknown."""
        return "Unknown" if self.shown.pop(message_id, None) is None else "Accepted"

    def asked(self, ids: list[int] | None, priority: str | None, state: str | None) -> list[dict[str, Any]]:
        """Those that match everything told."""
        return [
            one
            for one in self.shown.values()
            if (ids is None or one["id"] in ids)
            and priority in (None, one["priority"])
            and state in (None, one.get("state"))
        ]
