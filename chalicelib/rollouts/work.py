"""Works rollouts off: looks after what was asked, and asks on, as long as it goes well."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.charge_points.commands.rules import OFFLINE
from chalicelib.charge_points.rules import Command, CommandState
from chalicelib.kernel.errors import DomainError, NotFound
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.shards import in_shards
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger
from chalicelib.rollouts.needs import FindCommand, Follower, Maker, Online, Request, RolloutStore
from chalicelib.rollouts.rules import (
    ASKED_WITHIN,
    COMMAND_GONE,
    FAULT_IS_OURS,
    TOO_MANY_FAILED,
    UNCLEAR,
    UNCLEAR_AFTER,
    UNFINISHED,
    Rollout,
    RolloutState,
    Step,
    StepState,
    counted,
    ended,
    followed,
    goes_wrong,
    is_passed,
)

LEASE = timedelta(minutes=3)
"""For which one process works on a rollout alone; longer than a function lives."""
AT_ONCE = 8


@dataclass(frozen=True)
class Work:
    """`makers` ask where each charge point is asked for its own; `followers` tell how accepted ones go on."""

    store: RolloutStore
    now: Clock
    online: Online
    request: Request
    command: FindCommand
    makers: Mapping[str, Maker] = field(default_factory=dict)
    followers: Mapping[str, Follower] = field(default_factory=dict)

    def tick(self, mine: Slice = WHOLE) -> None:
        """All of a slice that are at work."""
        for rollout_id in self.store.at_work():
            if not mine.has(rollout_id):
                continue
            try:
                self.work(rollout_id)
            except Exception:  # noqa: BLE001 - the others go on; this one when its claim is over
                logger.exception("rollout_not_worked", rollout_id=rollout_id)

    def work(self, rollout_id: str) -> None:
        """One of them, as far as it goes now. Nothing where somebody else is at it."""
        now = self.now()
        rollout = self.store.claim(rollout_id, now, now + LEASE)
        if rollout is None:
            return
        steps = {step.charge_point_id: step for step in self.store.all_steps(rollout_id)}
        self._each(rollout, steps, StepState.ASKED, self._looked_after)
        if rollout.state is RolloutState.RUNNING:
            rollout = self._asked_on(rollout, steps)
        self.store.worked(replace(rollout, counts=counted(steps.values())))

    def _asked_on(self, rollout: Rollout, steps: dict[str, Step]) -> Rollout:
        """`rollout` after as much was asked as may be; `steps` change."""
        tried: set[str] = set()
        while True:
            if self.now() >= rollout.deadline_at:
                self._each(rollout, steps, StepState.WAITING, self._given_up)
            if not any(step.state in UNFINISHED for step in steps.values()):
                return replace(rollout, state=RolloutState.ENDED, ended_at=self.now())
            if goes_wrong(rollout, steps.values()):
                return replace(rollout, state=RolloutState.STOPPED, detail=TOO_MANY_FAILED)
            reached = self._reached(rollout, steps, tried)
            outstanding = sum(step.state is StepState.ASKED for step in steps.values())
            now_asked = reached[: max(0, rollout.max_outstanding - outstanding)]
            if now_asked:
                tried |= {step.charge_point_id for step in now_asked}
                self._put(rollout, steps, now_asked, self._asked)
            elif (
                not reached
                and rollout.stage + 1 < len(rollout.stages)
                and is_passed(rollout.stage, steps.values())
            ):
                rollout = replace(rollout, stage=rollout.stage + 1)
            else:
                return self._judged(rollout, steps)

    def _judged(self, rollout: Rollout, steps: Mapping[str, Step]) -> Rollout:
        if any(step.state in UNFINISHED for step in steps.values()):
            return rollout
        return replace(rollout, state=RolloutState.ENDED, ended_at=self.now())

    def _reached(self, rollout: Rollout, steps: dict[str, Step], tried: set[str]) -> list[Step]:
        """Those that are next and there. Those that are not have failed, where the action may not wait."""
        due = [
            step
            for step in steps.values()
            if step.state is StepState.WAITING
            and step.stage <= rollout.stage
            and step.charge_point_id not in tried
        ]
        there = self.online([step.charge_point_id for step in due]) if due else frozenset()
        if not rollout.waits:
            gone = [step for step in due if step.charge_point_id not in there]
            self._put(rollout, steps, gone, self._given_up)
        return [step for step in due if step.charge_point_id in there]

    def _asked(self, rollout: Rollout, step: Step) -> Step:
        now = self.now()
        asked = replace(step, state=StepState.ASKED, asked_at=now)
        self.store.put_step(rollout, asked)  # first, so that nobody is asked twice
        try:
            command = self._command(rollout, step, now)
        except DomainError as error:
            failed = ended(asked, StepState.FAILED, error.detail, now)
            return replace(failed, problem_code=error.code)
        except Exception:  # noqa: BLE001 - one charge point keeps no other back
            logger.exception("rollout_not_asked", charge_point_id=step.charge_point_id)
            return ended(asked, StepState.FAILED, FAULT_IS_OURS, now)
        return self._followed(rollout, replace(asked, command_id=command.command_id), command)

    def _command(self, rollout: Rollout, step: Step, now: datetime) -> Command:
        maker = self.makers.get(rollout.action)
        if maker is not None:
            return maker(rollout, step.charge_point_id)
        until = min(rollout.deadline_at, now + ASKED_WITHIN)
        return self.request(
            step.charge_point_id, rollout.action, rollout.params, rollout.by, deadline_at=until
        )

    def _looked_after(self, rollout: Rollout, step: Step) -> Step:
        now = self.now()
        if step.command_id is None:
            if step.asked_at is not None and now - step.asked_at < UNCLEAR_AFTER:
                return step
            return ended(step, StepState.FAILED, UNCLEAR, now)
        try:
            command = self.command(step.charge_point_id, step.command_id)
        except NotFound:
            return ended(step, StepState.FAILED, COMMAND_GONE, now)
        return self._followed(rollout, step, command)

    def _followed(self, rollout: Rollout, step: Step, command: Command) -> Step:
        now = self.now()
        follower = self.followers.get(rollout.action)
        if follower is None or command.state_at(now) is not CommandState.ACCEPTED:
            return followed(rollout, step, command, now)
        told = follower(step.charge_point_id, command)
        return step if told is None else ended(step, told[0], told[1], now)

    def _given_up(self, _: Rollout, step: Step) -> Step:
        return ended(step, StepState.FAILED, OFFLINE, self.now(), reached=False)

    def _each(self, rollout: Rollout, steps: dict[str, Step], state: StepState, change: "Change") -> None:
        self._put(rollout, steps, [step for step in steps.values() if step.state is state], change)

    def _put(
        self, rollout: Rollout, steps: dict[str, Step], chosen: Sequence[Step], change: "Change"
    ) -> None:
        def work(shard: int) -> list[Step]:
            return [self._changed(rollout, step, change) for step in chosen[shard::AT_ONCE]]

        if chosen:
            for changed in in_shards(min(AT_ONCE, len(chosen)), work):
                steps.update({step.charge_point_id: step for step in changed})

    def _changed(self, rollout: Rollout, step: Step, change: "Change") -> Step:
        after = change(rollout, step)
        if after != step:
            self.store.put_step(rollout, after)
        return after


Change = Callable[[Rollout, Step], Step]
