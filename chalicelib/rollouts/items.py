"""How rollouts lie in DynamoDB (table `rollouts`). A rollout and its steps share a partition."""

import json
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.indexes import Gsi1, Gsi2
from chalicelib.rollouts.rules import Rollout, RolloutState, Step, StepState
from chalicelib.table import Item, table_name

KEPT = timedelta(days=400)
AT_WORK = "AT_WORK"


class RolloutsItem(Item):
    """All items of the table rollouts."""

    class Meta:
        """Which table."""

        table_name = table_name("rollouts")


class RolloutItem(RolloutsItem, discriminator="rollout"):
    """pk ROLLOUT#<rollout_id>, sk ROLLOUT.

    gsi1pk NETWORK#<network_id>, gsi1sk <rollout_id>; gsi2pk AT_WORK while it is, gsi2sk <rollout_id>.

    gsi1 answers "the rollouts of this network", by their id, which rises with time; gsi2 "which must somebody
    look after".
    """

    of_network = Gsi1()
    at_work = Gsi2()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    rollout_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    name = UnicodeAttribute()
    action = UnicodeAttribute()
    params = UnicodeAttribute()
    by = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    deadline_at = UTCDateTimeAttribute()
    stages = UnicodeAttribute()
    max_failures = NumberAttribute(null=True)
    max_outstanding = NumberAttribute()
    state = UnicodeAttribute()
    stage = NumberAttribute()
    forgiven = NumberAttribute()
    counts = UnicodeAttribute()
    detail = UnicodeAttribute(null=True)
    ended_at = UTCDateTimeAttribute(null=True)
    worked_until = UTCDateTimeAttribute(null=True)
    """Somebody works on it until then at the latest."""

    @classmethod
    def of(cls, rollout: Rollout) -> "RolloutItem":
        """The item that stands for it."""
        return cls(
            partition(rollout.rollout_id),
            "ROLLOUT",
            gsi1pk=f"NETWORK#{rollout.network_id}",
            gsi1sk=rollout.rollout_id,
            gsi2pk=AT_WORK if rollout.is_at_work else None,
            gsi2sk=rollout.rollout_id if rollout.is_at_work else None,
            rollout_id=rollout.rollout_id,
            network_id=rollout.network_id,
            name=rollout.name,
            action=rollout.action,
            params=json.dumps(rollout.params),
            by=rollout.by,
            created_at=rollout.created_at,
            deadline_at=rollout.deadline_at,
            stages=json.dumps(rollout.stages),
            max_failures=rollout.max_failures,
            max_outstanding=rollout.max_outstanding,
            state=rollout.state.value,
            stage=rollout.stage,
            forgiven=rollout.forgiven,
            counts=json.dumps(rollout.counts),
            detail=rollout.detail,
            ended_at=rollout.ended_at,
            expires=kept_from(rollout.created_at),
        )

    def domain(self) -> Rollout:
        """What it stands for."""
        counts = json.loads(self.counts)
        return Rollout(
            self.rollout_id,
            self.network_id,
            self.name,
            self.action,
            json.loads(self.params),
            self.by,
            self.created_at,
            self.deadline_at,
            tuple(json.loads(self.stages)),
            None if self.max_failures is None else int(self.max_failures),
            int(self.max_outstanding),
            RolloutState(self.state),
            int(self.stage),
            int(self.forgiven),
            {StepState(state): count for state, count in counts.items()},
            self.detail,
            self.ended_at,
        )


class StepItem(RolloutsItem, discriminator="step"):
    """pk ROLLOUT#<rollout_id>, sk STEP#<charge_point_id>."""

    rollout_id = UnicodeAttribute()
    charge_point_id = UnicodeAttribute()
    station_id = UnicodeAttribute()
    stage = NumberAttribute()
    state = UnicodeAttribute()
    command_id = UnicodeAttribute(null=True)
    asked_at = UTCDateTimeAttribute(null=True)
    ended_at = UTCDateTimeAttribute(null=True)
    detail = UnicodeAttribute(null=True)
    problem_code = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, step: Step, created_at: datetime) -> "StepItem":
        """The item that stands for it."""
        return cls(
            partition(step.rollout_id),
            f"STEP#{step.charge_point_id}",
            rollout_id=step.rollout_id,
            charge_point_id=step.charge_point_id,
            station_id=step.station_id,
            stage=step.stage,
            state=step.state.value,
            command_id=step.command_id,
            asked_at=step.asked_at,
            ended_at=step.ended_at,
            detail=step.detail,
            problem_code=step.problem_code,
            expires=kept_from(created_at),
        )

    def domain(self) -> Step:
        """What it stands for."""
        return Step(
            self.rollout_id,
            self.charge_point_id,
            self.station_id,
            int(self.stage),
            StepState(self.state),
            self.command_id,
            self.asked_at,
            self.ended_at,
            self.detail,
            self.problem_code,
        )


def partition(rollout_id: str) -> str:
    """Of a rollout and its steps."""
    return f"ROLLOUT#{rollout_id}"


def kept_from(created_at: datetime) -> int:
    """When they may go, in epoch seconds."""
    return int((created_at + KEPT).timestamp())
