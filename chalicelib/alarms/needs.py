"""What the services of alarms need from their stores and their neighbours."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from chalicelib.alarms.rules import AlarmKind, AlarmSettings, AlarmState, Raised
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.notices.rules import Notice

Writes = tuple[object, ...]
"""Storage writes that another store adds to a transaction of its own."""
NamesOf = Callable[[str, str], tuple[str, str]]
"""(station_id, charge_point_id): their names."""
ManagersOf = Callable[[str], Sequence[str]]
"""The accounts of those who manage a network."""
Owed = Callable[[Notice, datetime], Writes]
Owe = Callable[[Notice], None]


class AlarmStore(Protocol):
    """Alarms and what networks want of them. See store.py for each promise."""

    def open_id(self, kind: AlarmKind, subject: str) -> str | None: ...  # noqa: D102
    def alarm(self, alarm_id: str) -> Raised | None: ...  # noqa: D102
    def raise_(self, raised: Raised, *with_it: Writes) -> bool: ...  # noqa: D102
    def clear(self, raised: Raised, at: datetime, *with_it: Writes) -> bool: ...  # noqa: D102
    def acknowledge(self, alarm_id: str, by: str, at: datetime) -> None: ...  # noqa: D102
    def of_network(self, network_id: str, state: AlarmState, wanted: Wanted) -> Page[Raised]: ...  # noqa: D102
    def settings(self, network_id: str) -> AlarmSettings: ...  # noqa: D102
    def set_settings(self, network_id: str, settings: AlarmSettings) -> None: ...  # noqa: D102
