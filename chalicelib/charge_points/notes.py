"""What charge points tell that nothing here acts on: accepted, and kept a year for who looks into it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.paging import Page

KEPT = timedelta(days=365)
LONGEST_ACTION = 64
LONGEST_PAYLOAD = 200_000
"""Characters. A message has no more than 128 KiB, but escaped it may grow."""


@dataclass(frozen=True)
class Note:
    """One message: its action and payload in the charge point's own words, and when we heard it."""

    note_id: str
    action: str
    payload: Mapping[str, Any]
    at: datetime


class NoteStore(Protocol):
    """Notes by charge point. See note_store.py for each promise."""

    def add(self, charge_point_id: str, note: Note, kept_until: datetime) -> None: ...  # noqa: D102
    def notes(  # noqa: D102
        self,
        charge_point_id: str,
        action: str | None,
        cursor: str | None,
        limit: int,
        since: datetime | None,
    ) -> Page[Note]: ...


@dataclass(frozen=True)
class Notes:
    """`managed` raises NotFound for charge points that the caller may not know of, Forbidden for members."""

    store: NoteStore
    managed: Callable[[str, Caller], ChargePoint]

    def noted(self, charge_point_id: str, action: str, payload: Mapping[str, Any], at: datetime) -> None:
        """Keep what a charge point told. 1 write."""
        note = Note(new_id(at), action[:LONGEST_ACTION], payload, at)
        self.store.add(charge_point_id, note, at + KEPT)

    def listed(
        self, charge_point_id: str, caller: Caller, action: str | None, cursor: str | None, limit: int
    ) -> Page[Note]:
        """The newest first; of one `action` when it is given. Raises as `managed`."""
        since = self.managed(charge_point_id, caller).created_at
        return self.store.notes(charge_point_id, action, cursor, limit, since)


def payload_text(payload: Mapping[str, Any]) -> str:
    """As JSON to keep; one too long is cut to what tells that it was."""
    text = json.dumps(payload, separators=(",", ":"), default=_number)
    return text if len(text) <= LONGEST_PAYLOAD else json.dumps({"cut": text[:LONGEST_PAYLOAD]})


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
