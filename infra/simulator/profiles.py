"""The charging profiles of a charge point, and what they allow (OCPP 1.6, 3.13; 2.0.1, K).

A schedule is kept in the words that both versions share: chargingRateUnit, startSchedule, duration,
chargingSchedulePeriod with startPeriod and limit.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

VOLTS = 230
PHASES = 3


@dataclass(frozen=True)
class Profile:
    """One that is set on a connector (0: the whole charge point)."""

    profile_id: int
    connector_id: int
    stack_level: int
    purpose: str
    schedule: dict[str, Any]
    set_at: datetime

    def limit_w(self, at: datetime) -> float | None:
        """What it allows at an instant; None: it says nothing then."""
        told = self.schedule.get("startSchedule")
        start = datetime.fromisoformat(told) if told else self.set_at
        start = start if start.tzinfo else start.replace(tzinfo=UTC)
        passed = (at - start).total_seconds()
        if passed < 0 or passed >= self.schedule.get("duration", float("inf")):
            return None
        limits = [p for p in self.schedule["chargingSchedulePeriod"] if p["startPeriod"] <= passed]
        if not limits:
            return None
        limit = float(max(limits, key=lambda period: period["startPeriod"])["limit"])
        in_watts = self.schedule["chargingRateUnit"] == "W"
        return limit if in_watts else limit * VOLTS * PHASES


@dataclass
class Profiles:
    """By id; one of the same connector, purpose and stack level is replaced."""

    held: list[Profile] = field(default_factory=list)

    def put(self, new: Profile) -> None:
        """Set it."""

        def stands(old: Profile) -> bool:
            is_same_place = (old.connector_id, old.purpose, old.stack_level) == (
                new.connector_id,
                new.purpose,
                new.stack_level,
            )
            return old.profile_id != new.profile_id and not is_same_place

        self.held = [*filter(stands, self.held), new]

    def clear(
        self, profile_id: int | None, connector_id: int | None, purpose: str | None, level: int | None
    ) -> bool:
        """Remove those that match everything told; whether there were any."""

        def stays(one: Profile) -> bool:
            if profile_id is not None:
                return one.profile_id != profile_id
            return (
                connector_id not in (None, one.connector_id)
                or purpose not in (None, one.purpose)
                or level not in (None, one.stack_level)
            )

        kept = list(filter(stays, self.held))
        found, self.held = len(kept) < len(self.held), kept
        return found

    def limit_w(self, connector_id: int, at: datetime) -> float | None:
        """The least that any purpose allows; within a purpose the highest stack level decides."""
        decided: dict[str, tuple[int, float]] = {}
        for one in self.held:
            limit = one.limit_w(at) if one.connector_id in (0, connector_id) else None
            if limit is not None and one.stack_level >= decided.get(one.purpose, (-1, 0.0))[0]:
                decided[one.purpose] = (one.stack_level, limit)
        return min((limit for _, limit in decided.values()), default=None)

    def composite(
        self, connector_id: int, start: datetime, seconds: int, most_w: float, unit: str
    ) -> dict[str, Any]:
        """What all of them allow together from `start` on, minute by minute."""
        periods: list[dict[str, Any]] = []
        for second in range(0, seconds, 60):
            limit = self.limit_w(connector_id, start + timedelta(seconds=second))
            watts = most_w if limit is None else min(most_w, limit)
            told = round(watts if unit == "W" else watts / VOLTS / PHASES, 1)
            if not periods or periods[-1]["limit"] != told:
                periods.append({"startPeriod": second, "limit": told})
        return {"chargingRateUnit": unit, "duration": seconds, "chargingSchedulePeriod": periods}
