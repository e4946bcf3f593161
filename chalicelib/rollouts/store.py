"""Rollouts in DynamoDB. Keys: items.py."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page
from chalicelib.rollouts.items import AT_WORK, RolloutItem, RolloutsItem, StepItem, partition
from chalicelib.rollouts.rules import Rollout, RolloutState, Step
from chalicelib.table import assign, attempt


class DynamoRollouts:
    """Keeps RolloutStore's promises (service.py) in DynamoDB."""

    def add(self, rollout: Rollout, steps: Sequence[Step]) -> None:
        """The steps first, so that a rollout that is there is whole. 1 request for each 25."""
        with RolloutsItem.batch_write() as batch:
            for step in steps:
                batch.save(StepItem.of(step, rollout.created_at))
        RolloutItem.of(rollout).save()

    def rollout(self, rollout_id: str) -> Rollout | None:
        """1 read."""
        try:
            return RolloutItem.get(partition(rollout_id), "ROLLOUT", consistent_read=True).domain()
        except RolloutItem.DoesNotExist:
            return None

    def of_network(self, network_id: str, cursor: str | None, limit: int) -> Page[Rollout]:
        """The newest first."""
        found = RolloutItem.of_network.query(
            f"NETWORK#{network_id}", scan_index_forward=False, limit=limit, last_evaluated_key=after(cursor)
        )
        return page(found, RolloutItem.domain)

    def at_work(self) -> list[str]:
        """The ids of those that must be looked after."""
        return [item.rollout_id for item in RolloutItem.at_work.query(AT_WORK)]

    def steps(self, rollout_id: str, cursor: str | None, limit: int) -> Page[Step]:
        """By charge point."""
        found = StepItem.query(
            partition(rollout_id),
            StepItem.sk.startswith("STEP#"),
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, StepItem.domain)

    def all_steps(self, rollout_id: str) -> list[Step]:
        """As they are now."""
        found = StepItem.query(partition(rollout_id), StepItem.sk.startswith("STEP#"), consistent_read=True)
        return [item.domain() for item in found]

    def put_step(self, rollout: Rollout, step: Step) -> None:
        """As it is now. Only who has claimed the rollout writes steps."""
        StepItem.of(step, rollout.created_at).save()

    def claim(self, rollout_id: str, now: datetime, until: datetime) -> Rollout | None:
        """The caller alone works on it until then. None: somebody else does, or it is gone."""
        item = RolloutItem(partition(rollout_id), "ROLLOUT")
        free = RolloutItem.worked_until.does_not_exist() | (RolloutItem.worked_until <= now)
        if not _updated(item, [RolloutItem.worked_until.set(until)], RolloutItem.pk.exists() & free):
            return None
        return item.domain()

    def worked(self, rollout: Rollout) -> None:
        """What the work has come to, and somebody else may go on. Who has stopped it meanwhile, has."""
        judged = [RolloutItem.state.set(rollout.state.value), *_detail(rollout)]
        if not _updated(
            RolloutItem(partition(rollout.rollout_id), "ROLLOUT"),
            [*judged, *_progress(rollout)],
            RolloutItem.state == RolloutState.RUNNING.value,
        ):
            _updated(
                RolloutItem(partition(rollout.rollout_id), "ROLLOUT"),
                _progress(rollout),
                RolloutItem.pk.exists(),
            )

    def turn(self, rollout: Rollout, was: RolloutState) -> bool:
        """Stopped or resumed. False: it is no longer in the state that it was."""
        actions = [
            RolloutItem.state.set(rollout.state.value),
            RolloutItem.forgiven.set(rollout.forgiven),
            *_detail(rollout),
            *_at_work(rollout),
        ]
        item = RolloutItem(partition(rollout.rollout_id), "ROLLOUT")
        return _updated(item, actions, RolloutItem.state == was.value)


def _progress(rollout: Rollout) -> list[Any]:
    return [
        RolloutItem.stage.set(rollout.stage),
        RolloutItem.counts.set(json.dumps(rollout.counts)),
        RolloutItem.worked_until.remove(),
        *_at_work(rollout),
    ]


def _detail(rollout: Rollout) -> list[Any]:
    return [
        assign(RolloutItem.detail, rollout.detail),
        assign(RolloutItem.ended_at, rollout.ended_at),
    ]


def _at_work(rollout: Rollout) -> list[Any]:
    if rollout.is_at_work:
        return [RolloutItem.gsi2pk.set(AT_WORK), RolloutItem.gsi2sk.set(rollout.rollout_id)]
    return [RolloutItem.gsi2pk.remove(), RolloutItem.gsi2sk.remove()]


def _updated(item: RolloutItem, actions: list[Any], condition: Any) -> bool:
    return attempt(lambda: item.update(actions, condition))
