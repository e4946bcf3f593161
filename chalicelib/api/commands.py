"""Commands to charge points over HTTP: ask, follow, list."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, Field, RootModel

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Accepted, Id, In, Items, Out, Paging
from chalicelib.charge_points.rules import Command, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.wiring import services

api = Api(__name__)

ConnectorId = Annotated[int, Field(ge=1, le=1000)]
ReservationId = Annotated[int, Field(ge=1, le=2**31 - 1)]
Key = Annotated[str, Field(min_length=1, max_length=50)]


class Reset(In):
    """Start anew: Soft ends sessions first, Hard does not."""

    action: Literal["reset"]
    type: Literal["Soft", "Hard"]


class Unlock(In):
    """Let go of the cable of one connector."""

    action: Literal["unlock"]
    connector_id: ConnectorId


class ChangeAvailability(In):
    """Serve, or do not; connector 0 is the whole charge point. Waits up to a day for one that is offline."""

    action: Literal["change_availability"]
    connector_id: Annotated[int, Field(ge=0, le=1000)]
    operative: bool


class GetConfiguration(In):
    """Tell these settings, or all."""

    action: Literal["get_configuration"]
    keys: Annotated[list[Key], Field(max_length=100)] = Field(default_factory=list)


class ChangeConfiguration(In):
    """Change a setting. AuthorizationKey changes the password: the old works until the new is used."""

    action: Literal["change_configuration"]
    key: Key
    value: Annotated[str, Field(max_length=500)]


class ClearCache(In):
    """Forget which tokens were accepted."""

    action: Literal["clear_cache"]


class RemoteStart(In):
    """Begin charging with this token."""

    action: Literal["remote_start"]
    connector_id: ConnectorId
    token_uid: Annotated[str, Field(min_length=1, max_length=20)]


class RemoteStop(In):
    """End this session."""

    action: Literal["remote_stop"]
    session_id: Id


class ReserveNow(In):
    """Hold a connector from now on for this token, and for all tokens of its group if one is named.

    Connector 0 is any one, at a charge point that can do that. The same `reservation_id` again changes the
    reservation.
    """

    action: Literal["reserve_now"]
    connector_id: Annotated[int, Field(ge=0, le=1000)]
    token_uid: Annotated[str, Field(min_length=1, max_length=20)]
    group_id: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    reservation_id: ReservationId
    until: AwareDatetime


class CancelReservation(In):
    """Hold it no longer. Waits up to a day for a charge point that is offline."""

    action: Literal["cancel_reservation"]
    reservation_id: ReservationId


AnyCommand = (
    Reset
    | Unlock
    | ChangeAvailability
    | GetConfiguration
    | ChangeConfiguration
    | ClearCache
    | RemoteStart
    | RemoteStop
    | ReserveNow
    | CancelReservation
)


class NewCommand(RootModel[Annotated[AnyCommand, Field(discriminator="action")]]):
    """What is asked of the charge point."""


class CommandOut(Out):
    """A command and how far it has come. QUEUED and SENT become TIMED_OUT at `deadline_at`."""

    command_id: str
    charge_point_id: str
    action: str
    state: CommandState
    requested_at: AwareDatetime
    deadline_at: AwareDatetime
    answered_at: AwareDatetime | None
    answer: dict[str, Any] | None
    detail: str | None

    @classmethod
    def of(cls, command: Command, now: datetime) -> Self:
        """As it stands `now`."""
        return cls(
            command_id=command.command_id,
            charge_point_id=command.charge_point_id,
            action=command.action,
            state=command.state_at(now),
            requested_at=command.requested_at,
            deadline_at=command.deadline_at,
            answered_at=command.answered_at,
            answer=None if command.answer is None else dict(command.answer),
            detail=command.detail,
        )


class CommandAccepted(Accepted, CommandOut):
    """A command that is on its way: follow it for the charger's answer."""


@api.route("/charge-points/{charge_point_id}/commands", methods=["POST"], who=Who.MANAGER, idempotent=True)
def ask(charge_point_id: str, caller: Caller, body: NewCommand) -> CommandAccepted:
    """Ask a charge point to do something, and follow the command for its answer.

    It is sent at once when the charge point is connected. When it is not, a change of availability or
    configuration, a clearing of the cache and the end of a reservation wait up to 24 hours; the rest is
    FAILED with "offline".
    """
    params = body.root.model_dump(exclude={"action"})
    command = services().charge_points.order(charge_point_id, caller, body.root.action, params)
    return CommandAccepted.of(command, utc_now())


@api.route("/charge-points/{charge_point_id}/commands", methods=["GET"], who=Who.MANAGER)
def list_commands(charge_point_id: str, caller: Caller, query: Paging) -> Items[CommandOut]:
    """What was asked of a charge point, the newest first."""
    found = services().charge_points.orders(charge_point_id, caller, query.cursor, query.limit)
    now = utc_now()
    return Items[CommandOut](**vars(found.of(lambda command: CommandOut.of(command, now))))


@api.route("/charge-points/{charge_point_id}/commands/{command_id}", methods=["GET"], who=Who.ACCOUNT)
def follow(charge_point_id: str, command_id: str, caller: Caller) -> CommandOut:
    """A command, for who asked it and for managers."""
    command = services().charge_points.followed(charge_point_id, command_id, caller)
    return CommandOut.of(command, utc_now())
