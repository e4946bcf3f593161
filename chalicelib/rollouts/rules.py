"""Rollouts: one command to many charge points, some first, as long as it goes well."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from math import ceil
from typing import Any

from chalicelib.charge_points.commands.rules import OFFLINE, may_wait
from chalicelib.charge_points.rules import OPEN_STATES, Command, CommandState

MOST_CHARGE_POINTS = 5_000
MOST_OUTSTANDING = 100
"""Of commands that are on their way at once, where nobody says."""
WAITS = timedelta(days=7)
"""For charge points that are offline, where nobody says."""
WAITS_AT_MOST = timedelta(days=90)
ASKED_WITHIN = timedelta(minutes=10)
"""How long a step's command may stay in the queue of a charge point that was there a moment ago."""
UNCLEAR_AFTER = timedelta(minutes=5)
ALL = 100
"""Percent."""
STOPPED_BY_HAND, TOO_MANY_FAILED = "Stopped by hand.", "Too many failed."
COMMAND_GONE = "The command is gone."
FAULT_IS_OURS = "The fault is ours."
UNCLEAR = "It is not known whether it was asked."
UPDATE_FAILED = "The update failed."


class RolloutState(StrEnum):
    """RUNNING asks on, STOPPED does not until it is resumed, ENDED has nothing left to ask."""

    RUNNING = "RUNNING"
    STOPPED = "STOPPED"
    ENDED = "ENDED"


class StepState(StrEnum):
    """How far one charge point's command has come. WAITING: not asked yet, or offline."""

    WAITING = "WAITING"
    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"
    TIMED_OUT = "TIMED_OUT"


UNFINISHED = (StepState.WAITING, StepState.ASKED)


@dataclass(frozen=True)
class Rollout:
    """`stages` are percents of the charge points, rising to 100; `stage` is the place of the present one.

    It stops when more than `max_failures` were asked in vain (None: never), not counting those `forgiven`
    when it was resumed. Charge points that are offline are waited for until `deadline_at`.
    """

    rollout_id: str
    network_id: str
    name: str
    action: str
    params: Mapping[str, Any]
    by: str | None
    created_at: datetime
    deadline_at: datetime
    stages: tuple[int, ...] = (ALL,)
    max_failures: int | None = None
    max_outstanding: int = MOST_OUTSTANDING
    state: RolloutState = RolloutState.RUNNING
    stage: int = 0
    forgiven: int = 0
    counts: Mapping[StepState, int] = field(default_factory=dict)
    detail: str | None = None
    ended_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether it waits for charge points that are offline."""
        return may_wait(self.action, self.params)

    @property
    def is_at_work(self) -> bool:
        """Whether there is anything to look after: also what was asked before it was stopped."""
        return self.state is RolloutState.RUNNING or self.counts.get(StepState.ASKED, 0) > 0


@dataclass(frozen=True)
class Step:
    """One charge point's part. `asked_at` is None for one that was never reached.

    `detail` says why it failed; `problem_code` is that of the refusal, where it could not be asked.
    """

    rollout_id: str
    charge_point_id: str
    station_id: str
    stage: int
    state: StepState = StepState.WAITING
    command_id: str | None = None
    asked_at: datetime | None = None
    ended_at: datetime | None = None
    detail: str | None = None
    problem_code: str | None = None

    @property
    def is_failure(self) -> bool:
        """Asked in vain. Being offline is no failure of what is rolled out."""
        return self.asked_at is not None and self.state in (
            StepState.REJECTED,
            StepState.FAILED,
            StepState.TIMED_OUT,
        )


def are_stages(stages: Sequence[int]) -> bool:
    """Whether these percents rise from at least 1 to 100."""
    rising = all(before < after for before, after in zip((0, *stages), stages, strict=False))
    return bool(stages) and rising and stages[-1] == ALL


def staged(charge_point_ids: Iterable[str], stages: Sequence[int], rollout_id: str) -> dict[str, int]:
    """The stage of each charge point: dealt out by hash, so that the first ones are not all of one place."""
    dealt = sorted(set(charge_point_ids), key=lambda one: sha256(f"{rollout_id} {one}".encode()).digest())
    ends = [ceil(len(dealt) * percent / ALL) for percent in stages]
    return {
        one: next(stage for stage, end in enumerate(ends) if place < end) for place, one in enumerate(dealt)
    }


def counted(steps: Iterable[Step]) -> dict[StepState, int]:
    """How many are in each state."""
    return dict(Counter(step.state for step in steps))


def failures(steps: Iterable[Step]) -> int:
    """How many were asked in vain."""
    return sum(step.is_failure for step in steps)


def goes_wrong(rollout: Rollout, steps: Iterable[Step]) -> bool:
    """Whether too many were asked in vain."""
    return rollout.max_failures is not None and failures(steps) > rollout.max_failures + rollout.forgiven


def is_passed(stage: int, steps: Iterable[Step]) -> bool:
    """Whether the next stage may begin.

    All charge points of this one have ended, or at least one has accepted and the rest are offline.
    """
    states = {step.state for step in steps if step.stage == stage}
    if StepState.ASKED in states:
        return False
    return StepState.ACCEPTED in states or StepState.WAITING not in states


def followed(rollout: Rollout, step: Step, command: Command, now: datetime) -> Step:
    """The step as its command stands. One that was never sent after all waits again, where it may."""
    state = command.state_at(now)
    if state in OPEN_STATES:
        return step
    unsent = command.sent_at is None and (state is CommandState.TIMED_OUT or command.detail == OFFLINE)
    if unsent and rollout.waits:
        return replace(step, state=StepState.WAITING, command_id=None, asked_at=None)
    return ended(step, StepState(state), command.detail, now, reached=not unsent)


def ended(step: Step, state: StepState, detail: str | None, now: datetime, *, reached: bool = True) -> Step:
    """The step at its end."""
    return replace(
        step, state=state, detail=detail, ended_at=now, asked_at=step.asked_at if reached else None
    )
