"""Rollouts over HTTP: one command to many charge points of a network."""

from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, Field

from chalicelib.api.command_bodies import Anywhere
from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import ONE_LINE, Accepted, Id, In, Instant, Items, Out, Paging, derived
from chalicelib.charge_points.commands.reasons import SAYINGS as COMMANDS
from chalicelib.charge_points.commands.reasons import CommandReason
from chalicelib.kernel.caller import Caller
from chalicelib.rollouts.reasons import ROLLOUTS, STEPS, RolloutReason, StepReason
from chalicelib.rollouts.rules import MOST_OUTSTANDING, Rollout, RolloutState, Step, StepState
from chalicelib.rollouts.service import Draft
from chalicelib.wiring import services

api = Api(__name__)

Ids = Annotated[list[Id], Field(min_length=1, max_length=1000)]
Percent = Annotated[int, Field(ge=1, le=100)]


class UpdateFirmware(In):
    """Fetch and install an image of the network. It has gone well when the charge point runs it."""

    action: Literal["update_firmware"]
    firmware_id: Id
    retrieve_at: Instant | None = None
    install_at: Instant | None = None


class RolloutNew(In):
    """A command, and whom it is for: these charge points, those of these stations, or all of the network.

    `stages` are percents of them, rising to 100: the next stage begins when the one before has ended, or has
    gone well at one charge point at least and waits for offline ones only. More than `max_failures` charge
    points that were asked in vain stop it. Offline ones are waited for until `wait_until`, 7 days if nothing
    is said; what may not wait fails there.
    """

    name: Annotated[str, Field(max_length=80, pattern=ONE_LINE)] = ""
    command: Annotated[Anywhere | UpdateFirmware, Field(discriminator="action")]
    station_ids: Ids | None = None
    charge_point_ids: Ids | None = None
    stages: Annotated[list[Percent], Field(min_length=1, max_length=10)] = Field(
        default_factory=lambda: [100]
    )
    max_failures: Annotated[int, Field(ge=0)] | None = None
    max_outstanding: Annotated[int, Field(ge=1, le=500)] = MOST_OUTSTANDING
    wait_until: Instant | None = None


class RolloutOut(Out):
    """A rollout and how far it has come; `stage` counts from 1."""

    rollout_id: str
    network_id: str
    name: str
    action: str
    params: dict[str, Any]
    state: RolloutState
    detail: str | None
    stages: list[int]
    stage: int
    max_failures: int | None
    max_outstanding: int
    waiting: int
    asked: int
    accepted: int
    rejected: int
    failed: int
    timed_out: int
    requested_by: str | None
    created_at: AwareDatetime
    deadline_at: AwareDatetime
    ended_at: AwareDatetime | None

    @derived
    def reason(self) -> Reason[RolloutReason] | None:
        """Which of our sentences `detail` is."""
        return reason_of(Reason[RolloutReason], self.detail, ROLLOUTS)

    @classmethod
    def of(cls, rollout: Rollout) -> Self:
        """As it stands."""
        return cls(
            **{state.value.lower(): rollout.counts.get(state, 0) for state in StepState},
            rollout_id=rollout.rollout_id,
            network_id=rollout.network_id,
            name=rollout.name,
            action=rollout.action,
            params=dict(rollout.params),
            state=rollout.state,
            detail=rollout.detail,
            stages=list(rollout.stages),
            stage=rollout.stage + 1,
            max_failures=rollout.max_failures,
            max_outstanding=rollout.max_outstanding,
            requested_by=rollout.by,
            created_at=rollout.created_at,
            deadline_at=rollout.deadline_at,
            ended_at=rollout.ended_at,
        )


class RolloutAccepted(Accepted, RolloutOut):
    """A rollout that is on its way: follow it for its progress."""


class StepDetail(Reason[StepReason | CommandReason]):
    """Why a charge point was not asked, or did not do it."""


class StepOut(Out):
    """One charge point of a rollout, and its command, if it was asked."""

    charge_point_id: str
    station_id: str
    stage: int
    state: StepState
    command_id: str | None
    asked_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    detail: str | None
    problem_code: str | None = Field(description="Where it could not be asked: the code of the refusal.")

    @derived
    def reason(self) -> StepDetail | None:
        """Which of our sentences `detail` is."""
        return reason_of(StepDetail, self.detail, STEPS, COMMANDS)

    @classmethod
    def of(cls, step: Step) -> Self:
        """As it stands."""
        return cls(**{**vars(step), "stage": step.stage + 1})


@api.route("/networks/{network_id}/rollouts", methods=["POST"], who=Who.MANAGER, idempotent=True)
def begin_rollout(network_id: str, caller: Caller, body: RolloutNew) -> RolloutAccepted:
    """Ask many charge points the same. It begins at once and goes on minute by minute."""
    draft = Draft(
        name=body.name,
        action=body.command.action,
        params=body.command.model_dump(mode="json", exclude={"action"}, exclude_none=True),
        station_ids=body.station_ids,
        charge_point_ids=body.charge_point_ids,
        stages=tuple(body.stages),
        max_failures=body.max_failures,
        max_outstanding=body.max_outstanding,
        deadline_at=body.wait_until,
    )
    return RolloutAccepted.of(services().rollouts.create(network_id, caller, draft))


@api.route("/networks/{network_id}/rollouts", methods=["GET"], who=Who.MANAGER)
def list_rollouts(network_id: str, caller: Caller, query: Paging) -> Items[RolloutOut]:
    """A network's rollouts, the newest first."""
    found = services().rollouts.of(network_id, caller, query.cursor, query.limit)
    return Items[RolloutOut](**vars(found.of(RolloutOut.of)))


@api.route("/rollouts/{rollout_id}", methods=["GET"], who=Who.MANAGER)
def read_rollout(rollout_id: str, caller: Caller) -> RolloutOut:
    """One rollout; its numbers are of the last minute's work."""
    return RolloutOut.of(services().rollouts.rollout(rollout_id, caller))


@api.route("/rollouts/{rollout_id}/steps", methods=["GET"], who=Who.MANAGER)
def list_steps(rollout_id: str, caller: Caller, query: Paging) -> Items[StepOut]:
    """Its charge points, by id."""
    found = services().rollouts.steps(rollout_id, caller, query.cursor, query.limit)
    return Items[StepOut](**vars(found.of(StepOut.of)))


@api.route("/rollouts/{rollout_id}/stop", methods=["POST"], who=Who.MANAGER)
def stop_rollout(rollout_id: str, caller: Caller) -> RolloutOut:
    """Ask nobody else; what was asked goes on."""
    return RolloutOut.of(services().rollouts.stop(rollout_id, caller))


@api.route("/rollouts/{rollout_id}/resume", methods=["POST"], who=Who.MANAGER)
def resume_rollout(rollout_id: str, caller: Caller) -> RolloutOut:
    """Go on after a stop; what has failed so far counts no longer."""
    return RolloutOut.of(services().rollouts.resume(rollout_id, caller))
