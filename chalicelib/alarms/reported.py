"""What people who stand at a charger report of it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SAME_WITHIN = timedelta(hours=1)
"""So long the same of the same charger, told by the same person, is one report."""
MOST_SHOWN = 20
"""Reports of one alarm that are kept with it, the last ones."""
LONGEST_NOTE = 500


class FaultKind(StrEnum):
    """What is wrong, as people see it."""

    NO_POWER = "no_power"
    CABLE_STUCK = "cable_stuck"
    DAMAGED = "damaged"
    BLOCKED_BY_CAR = "blocked_by_car"
    WRONG_STATE = "wrong_state"
    """It is not as it is shown."""
    OTHER = "other"


@dataclass(frozen=True)
class FaultReport:
    """One report. Who reported it is not kept with it: nobody is to be asked why they complained."""

    fault_id: str
    what: FaultKind
    note: str | None
    reported_at: datetime


def with_one_more(reports: tuple[FaultReport, ...], report: FaultReport) -> tuple[FaultReport, ...]:
    """The last MOST_SHOWN of them."""
    return (*reports, report)[-MOST_SHOWN:]


def is_same(before: FaultReport | None, now: datetime) -> bool:
    """Whether what its reporter told `before` is what they tell now."""
    return before is not None and now - before.reported_at < SAME_WITHIN
