"""Monitors on variables (OCPP 2.0.1, N): set, cleared, and heard when a variable passes its threshold."""

from dataclasses import dataclass, field
from typing import Any

Place = tuple[str, str]
"""Component and variable."""


@dataclass(frozen=True)
class Monitor:
    """`kind` is UpperThreshold, LowerThreshold, Delta or Periodic."""

    monitor_id: int
    component: dict[str, Any]
    variable: dict[str, Any]
    kind: str
    value: float
    severity: int

    @property
    def place(self) -> Place:
        """What it watches."""
        return self.component["name"], self.variable["name"]

    def passes(self, before: str | None, after: str) -> bool:
        """Whether a change of the variable is to be told."""
        try:
            new = float(after)
            old = float(before) if before is not None else new
        except ValueError:
            return self.kind == "Delta" and before != after  # of a text, any change (3.47)
        return {
            "UpperThreshold": new > self.value >= old,
            "LowerThreshold": new < self.value <= old,
            "Delta": abs(new - old) >= self.value,
        }.get(self.kind, False)


@dataclass
class Monitors:
    """By id, which is ours to give."""

    held: dict[int, Monitor] = field(default_factory=dict)

    def put(self, told: dict[str, Any]) -> Monitor:
        """Set one of SetMonitoringData."""
        number = told.get("id") or max(self.held, default=0) + 1
        monitor = Monitor(
            number, told["component"], told["variable"], told["type"], float(told["value"]), told["severity"]
        )
        self.held[number] = monitor
        return monitor

    def clear(self, monitor_id: int) -> str:
        """Accepted, or NotFound."""
        return "NotFound" if self.held.pop(monitor_id, None) is None else "Accepted"

    def heard(self, place: Place, before: str | None, after: str) -> list[Monitor]:
        """Those that a change of a variable sets off."""
        return [one for one in self.held.values() if one.place == place and one.passes(before, after)]
