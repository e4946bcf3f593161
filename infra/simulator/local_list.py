"""The local authorization list that a charge point keeps (OCPP 1.6, 3.5; 2.0.1, D)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class LocalList:
    """Statuses by token; version 0 is no list at all."""

    version: int = 0
    statuses: dict[str, str] = field(default_factory=dict)

    def update(self, version: int, told: Mapping[str, str | None], *, differential: bool) -> str:
        """Take a list, in which None removes a token; the UpdateStatus."""
        if differential and version <= self.version:
            return "VersionMismatch"
        kept = dict(self.statuses) if differential else {}
        for token_uid, status in told.items():
            if status is None:
                kept.pop(token_uid, None)
            else:
                kept[token_uid] = status
        self.version, self.statuses = version, kept
        return "Accepted"
