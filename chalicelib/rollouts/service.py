"""Rollouts as managers make, follow, stop and resume them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.charge_points.commands.rules import sets_a_secret
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound, Refused, Stale, Unfit, not_found
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page
from chalicelib.logs import logger
from chalicelib.rollouts.needs import FindChargePoints, ManagedNetwork, OfNetwork, RolloutStore
from chalicelib.rollouts.rules import (
    MOST_CHARGE_POINTS,
    MOST_OUTSTANDING,
    STOPPED_BY_HAND,
    WAITS,
    WAITS_AT_MOST,
    Rollout,
    RolloutState,
    Step,
    are_stages,
    counted,
    failures,
    staged,
)
from chalicelib.rollouts.work import Work


@dataclass(frozen=True)
class Draft:
    """What a manager asks for. Neither stations nor charge points: all of the network."""

    name: str
    action: str
    params: Mapping[str, Any]
    station_ids: Sequence[str] | None = None
    charge_point_ids: Sequence[str] | None = None
    stages: tuple[int, ...] = (100,)
    max_failures: int | None = None
    max_outstanding: int = MOST_OUTSTANDING
    deadline_at: datetime | None = None


@dataclass(frozen=True)
class RolloutService:
    """One command to many charge points of a network."""

    store: RolloutStore
    work: Work
    now: Clock
    new_id: Ids
    managed_network: ManagedNetwork
    of_network: OfNetwork
    find: FindChargePoints

    def create(self, network_id: str, caller: Caller, draft: Draft) -> Rollout:
        """Begin at once, with as many as may be asked at a time; the rest follows minute by minute.

        Raises NotFound, also for a charge point that is not the network's; Forbidden; Invalid "bad_stages",
        "bad_period", "no_charge_points"; Unfit "guarded_message" for a secret.
        """
        self.managed_network(network_id, caller)
        now = self.now()
        deadline_at = draft.deadline_at or now + WAITS
        if not now < deadline_at <= now + WAITS_AT_MOST:
            raise Invalid("bad_period", f"A rollout waits at most {WAITS_AT_MOST.days} days.")
        if not are_stages(draft.stages):
            raise Invalid("bad_stages", "Stages are percents that rise to 100.")
        if sets_a_secret(draft.action, draft.params):
            raise Unfit("guarded_message", "Secrets are set one charge point at a time.")
        chosen = self._chosen(network_id, draft)
        rollout = Rollout(
            self.new_id(),
            network_id,
            draft.name,
            draft.action,
            dict(draft.params),
            caller.account_id,
            now,
            deadline_at,
            draft.stages,
            draft.max_failures,
            draft.max_outstanding,
        )
        stages = staged(chosen, draft.stages, rollout.rollout_id)
        steps = [
            Step(rollout.rollout_id, one.charge_point_id, one.station_id, stages[one.charge_point_id])
            for one in chosen.values()
        ]
        rollout = replace(rollout, counts=counted(steps))
        self.store.add(rollout, steps)
        return self._worked(rollout)

    def rollout(self, rollout_id: str, caller: Caller) -> Rollout:
        """One of a network that the caller manages. Raises NotFound, Forbidden."""
        found = self.store.rollout(rollout_id)
        if found is None:
            raise not_found("rollout")
        try:
            self.managed_network(found.network_id, caller)
        except NotFound as error:
            raise not_found("rollout") from error
        return found

    def of(self, network_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Rollout]:
        """A network's, the newest first. Raises NotFound, Forbidden."""
        self.managed_network(network_id, caller)
        return self.store.of_network(network_id, cursor, limit)

    def steps(self, rollout_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Step]:
        """Its charge points, by id. Raises as `rollout`."""
        self.rollout(rollout_id, caller)
        return self.store.steps(rollout_id, cursor, limit)

    def stop(self, rollout_id: str, caller: Caller) -> Rollout:
        """Ask nobody else; what was asked goes on. Stopping twice is stopping once.

        Raises as `rollout`, Refused "rollout_over".
        """
        rollout = self.rollout(rollout_id, caller)
        if rollout.state is RolloutState.STOPPED:
            return rollout
        return self._turned(rollout, replace(rollout, state=RolloutState.STOPPED, detail=STOPPED_BY_HAND))

    def resume(self, rollout_id: str, caller: Caller) -> Rollout:
        """Go on: what has failed so far counts no longer. Twice is once. Raises as `stop`."""
        rollout = self.rollout(rollout_id, caller)
        if rollout.state is RolloutState.RUNNING:
            return rollout
        forgiven = failures(self.store.all_steps(rollout_id))
        resumed = replace(rollout, state=RolloutState.RUNNING, detail=None, forgiven=forgiven)
        return self._worked(self._turned(rollout, resumed))

    def _turned(self, before: Rollout, after: Rollout) -> Rollout:
        if before.state is RolloutState.ENDED:
            raise Refused("rollout_over", "Every charge point has been asked.")
        if not self.store.turn(after, before.state):
            raise Stale("changed_meanwhile", "The rollout changed meanwhile; look again.")
        return after

    def _worked(self, rollout: Rollout) -> Rollout:
        try:
            self.work.work(rollout.rollout_id)
        except Exception:  # noqa: BLE001 - it is kept, and goes on within minutes
            logger.exception("rollout_not_worked", rollout_id=rollout.rollout_id)
        return self.store.rollout(rollout.rollout_id) or rollout

    def _chosen(self, network_id: str, draft: Draft) -> dict[str, ChargePoint]:
        if draft.charge_point_ids is None:
            found = self.of_network(network_id)
            stations = None if draft.station_ids is None else set(draft.station_ids)
            chosen = {
                one.charge_point_id: one for one in found if stations is None or one.station_id in stations
            }
        else:
            named = self.find(list(dict.fromkeys(draft.charge_point_ids)))
            chosen = {one.charge_point_id: one for one in named if one.network_id == network_id}
            if len(chosen) < len(set(draft.charge_point_ids)):
                raise not_found("charge point")
        if not 0 < len(chosen) <= MOST_CHARGE_POINTS:
            detail = f"A rollout is for 1 to {MOST_CHARGE_POINTS} charge points."
            raise Invalid("no_charge_points", detail)
        return chosen
