"""What charge points watch of themselves, and what they notice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from chalicelib.charge_points.rules import ChargePoint, Command, CommandFailure, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page
from chalicelib.variables.items import home_of
from chalicelib.variables.monitoring import Monitor, VariableEvent, alerts, kept

Alarmed = Callable[[str, VariableEvent], None]
"""(charge_point_id, event): something grave began, or (`cleared`) is over."""
MOST_ID = 2**31 - 1


def is_id(told: object) -> bool:
    """Whether it can be the number of a monitor; a charge point may tell none, or anything else."""
    return isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= MOST_ID


class MonitorStore(Protocol):
    """Where monitors and events are kept. See monitor_store.py for each promise."""

    def monitors(self, home: str) -> list[Monitor]: ...  # noqa: D102
    def of(self, home: str, monitor_ids: Iterable[int]) -> dict[int, Monitor]: ...  # noqa: D102
    def keep(self, home: str, monitors: Iterable[Monitor], at: datetime) -> None: ...  # noqa: D102
    def forget(self, home: str, monitor_ids: Iterable[int]) -> None: ...  # noqa: D102
    def keep_events(self, home: str, events: Sequence[VariableEvent], at: datetime) -> None: ...  # noqa: D102
    def events(self, home: str, cursor: str | None, limit: int) -> Page[VariableEvent]: ...  # noqa: D102


@dataclass
class MonitorService:
    """Monitors as charge points tell of them and as owners look at them (2.x, block N)."""

    store: MonitorStore
    charge_point: Callable[[str], ChargePoint]
    managed: Callable[[str, Caller], ChargePoint]
    alarmed: Alarmed
    now: Clock

    def reported(
        self,
        charge_point_id: str,
        request_id: int,
        seq_no: int,
        monitors: Sequence[Monitor],
        is_last: bool,
        at: datetime,
    ) -> None:
        """A part of a report, in any order and as often as it comes. 1 read, 1 write per 25."""
        del request_id, seq_no, is_last  # parts are facts of their own: none waits for another
        home = self._home(charge_point_id)
        if home is not None:
            self.store.keep(home, (one for one in monitors if is_id(one.monitor_id)), at)

    def told(self, charge_point_id: str, events: Sequence[VariableEvent], at: datetime) -> None:
        """Something was noticed: kept, and an alarm where it is grave. 2 reads, 1 write per 25 events."""
        home = self._home(charge_point_id)
        if home is None:
            return
        named = [one.monitor_id for one in events if one.severity is None and one.monitor_id is not None]
        monitors = self.store.of(home, (monitor_id for monitor_id in named if is_id(monitor_id)))
        graded = [_graded(kept(event), monitors) for event in events]
        self.store.keep_events(home, graded, at)
        for event in graded:
            if alerts(event):
                self.alarmed(charge_point_id, event)

    def set_answered(
        self, command: Command, answer: Mapping[str, Any] | CommandFailure, state: CommandState
    ) -> None:
        """The effect of a set_monitoring: those that were accepted are watched."""
        home = self._home(command.charge_point_id)
        if home is None or isinstance(answer, CommandFailure) or state is not CommandState.ACCEPTED:
            return
        asked = {
            (str(one.get("key")).lower(), str(one.get("type")).lower()): one
            for one in command.params.get("monitors") or ()
        }
        found = []
        for result in answer.get("results") or ():
            key, kind = str(result.get("key")), str(result.get("type"))
            monitor_id, one = result.get("monitor_id"), asked.get((key.lower(), kind.lower()))
            if str(result.get("status")).lower() == "accepted" and one and is_id(monitor_id):
                value, is_for_one = _decimal(one.get("value")), bool(one.get("transaction"))
                found.append(Monitor(monitor_id, key, kind, value, int(one["severity"]), is_for_one))
        self.store.keep(home, found, command.answered_at or self.now())

    def clear_answered(
        self, command: Command, answer: Mapping[str, Any] | CommandFailure, state: CommandState
    ) -> None:
        """The effect of a clear_monitoring: what is cleared, or was not there, is watched no more."""
        del state
        home = self._home(command.charge_point_id)
        if home is None or isinstance(answer, CommandFailure):
            return
        gone = [
            result["monitor_id"]
            for result in answer.get("results") or ()
            if str(result.get("status")).lower() in ("accepted", "notfound")
            and is_id(result.get("monitor_id"))
        ]
        self.store.forget(home, gone)

    def monitors(self, charge_point_id: str, caller: Caller) -> list[Monitor]:
        """What is watched. Raises as `managed`."""
        return self.store.monitors(home_of(self.managed(charge_point_id, caller)))

    def events(
        self, charge_point_id: str, caller: Caller, cursor: str | None, limit: int
    ) -> Page[VariableEvent]:
        """What was noticed, the newest first. Raises as `managed`."""
        return self.store.events(home_of(self.managed(charge_point_id, caller)), cursor, limit)

    def _home(self, charge_point_id: str) -> str | None:
        try:
            return home_of(self.charge_point(charge_point_id))
        except NotFound:
            return None


def _graded(event: VariableEvent, monitors: Mapping[int, Monitor]) -> VariableEvent:
    monitor = monitors.get(event.monitor_id) if event.monitor_id is not None else None
    return replace(event, severity=monitor.severity) if event.severity is None and monitor else event


def _decimal(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal(0)
