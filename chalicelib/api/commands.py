"""Commands to charge points over HTTP: ask, follow, list."""

from datetime import datetime
from typing import Any, Self

from pydantic import AwareDatetime

from chalicelib.api.command_bodies import NewCommand
from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import Accepted, Id, Items, Out, Paging, derived
from chalicelib.charge_points.commands.reasons import SAYINGS, CommandReason
from chalicelib.charge_points.rules import Command, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.wiring import services

api = Api(__name__)


class CommandsWanted(Paging):
    """Which commands."""

    action: Id | None = None
    state: CommandState | None = None


class CommandOut(Out):
    """A command and how far it has come. QUEUED and SENT become TIMED_OUT at `deadline_at`.

    `params` are without secrets. `answer` is what the charge point said, also when that came too late.
    """

    command_id: str
    charge_point_id: str
    action: str
    params: dict[str, Any]
    state: CommandState
    requested_by: str | None
    requested_at: AwareDatetime
    deadline_at: AwareDatetime
    sent_at: AwareDatetime | None
    answered_at: AwareDatetime | None
    answer: dict[str, Any] | None
    detail: str | None

    @derived
    def reason(self) -> Reason[CommandReason] | None:
        """Which of our sentences `detail` is."""
        return reason_of(Reason[CommandReason], self.detail, SAYINGS)

    @classmethod
    def of(cls, command: Command, now: datetime) -> Self:
        """As it stands `now`."""
        return cls(
            command_id=command.command_id,
            charge_point_id=command.charge_point_id,
            action=command.action,
            params=dict(command.params),
            state=command.state_at(now),
            requested_by=command.by,
            requested_at=command.requested_at,
            deadline_at=command.deadline_at,
            sent_at=command.sent_at,
            answered_at=command.answered_at,
            answer=None if command.answer is None else dict(command.answer),
            detail=command.detail,
        )


class CommandAccepted(Accepted, CommandOut):
    """A command that is on its way: follow it for the charger's answer."""


@api.route("/charge-points/{charge_point_id}/commands", methods=["POST"], who=Who.MANAGER, idempotent=True)
def ask(charge_point_id: str, caller: Caller, body: NewCommand) -> CommandAccepted:
    """Ask a charge point to do something, and follow the command for its answer.

    It is sent at once when the charge point is connected, and ends within 30 seconds; most answer within 3.
    What makes sense later too (availability, configuration, cache, profiles, monitors, displays, the end of a
    reservation) waits up to 24 hours for one that is not; the rest is FAILED with "offline". What its version
    of OCPP does not have is FAILED with "not_supported".
    """
    params = body.root.model_dump(exclude={"action"}, exclude_none=body.root.action != "reserve_now")
    command = services().charge_points.order(charge_point_id, caller, body.root.action, params)
    return CommandAccepted.of(command, utc_now())


@api.route("/charge-points/{charge_point_id}/commands", methods=["GET"], who=Who.MANAGER)
def list_commands(charge_point_id: str, caller: Caller, query: CommandsWanted) -> Items[CommandOut]:
    """What was asked of a charge point in the last 90 days, the newest first; by action or state if asked."""
    found = services().charge_points.orders(
        charge_point_id, caller, query.cursor, query.limit, query.action, query.state
    )
    now = utc_now()
    return Items[CommandOut](**vars(found.of(lambda command: CommandOut.of(command, now))))


@api.route("/charge-points/{charge_point_id}/commands/{command_id}", methods=["GET"], who=Who.ACCOUNT)
def follow(charge_point_id: str, command_id: str, caller: Caller) -> CommandOut:
    """A command, for who asked it and for managers."""
    command = services().charge_points.followed(charge_point_id, command_id, caller)
    return CommandOut.of(command, utc_now())
