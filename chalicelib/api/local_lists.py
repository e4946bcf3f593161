"""Local lists over HTTP: look, switch on and off, send anew."""

from typing import Self

from pydantic import AwareDatetime

from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import Accepted, In, Out, derived
from chalicelib.charge_points.commands.reasons import SAYINGS as COMMANDS
from chalicelib.charge_points.commands.reasons import CommandReason
from chalicelib.kernel.caller import Caller
from chalicelib.local_lists.reasons import SAYINGS, ListReason
from chalicelib.local_lists.rules import ListState, LocalList, difference
from chalicelib.wiring import services

api = Api(__name__)


class LocalListIn(In):
    """Whether the charge point is given a list of its own, and kept in step."""

    enabled: bool


class SyncReason(Reason[ListReason | CommandReason]):
    """Why a list is not in step."""


class LocalListOut(Out):
    """How the list of a charge point stands.

    `entries`: tokens that it is known to hold, null: not known; `wanted`: tokens that it should hold;
    `changes`: what has to be sent yet. Left out are `too_long` tokens, whose uid has more characters than
    its protocol allows, and those that it has `no_room` for.
    """

    enabled: bool
    state: ListState
    list_version: int | None
    entries: int | None
    wanted: int
    changes: int
    too_long: int
    no_room: int
    last_synced_at: AwareDatetime | None
    detail: str | None

    @derived
    def reason(self) -> SyncReason | None:
        """Which of our sentences `detail` is."""
        return reason_of(SyncReason, self.detail, SAYINGS, COMMANDS)

    @classmethod
    def of(cls, found: LocalList) -> Self:
        """As it stands now."""
        return cls(
            enabled=found.enabled,
            state=found.state,
            list_version=found.version,
            entries=None if found.held is None else len(found.held),
            wanted=len(found.wanted),
            changes=len(difference(found.held or {}, found.wanted)),
            too_long=found.too_long,
            no_room=found.no_room,
            last_synced_at=found.synced_at,
            detail=found.detail,
        )


class LocalListAccepted(Accepted, LocalListOut):
    """It is being sent: look again."""


@api.route("/charge-points/{charge_point_id}/local-list", methods=["GET"], who=Who.MANAGER)
def read_local_list(charge_point_id: str, caller: Caller) -> LocalListOut:
    """How the list stands of tokens that the charge point accepts while it is offline."""
    return LocalListOut.of(services().local_lists.local_list(charge_point_id, caller))


@api.route("/charge-points/{charge_point_id}/local-list", methods=["PUT"], who=Who.MANAGER)
def switch_local_list(charge_point_id: str, caller: Caller, body: LocalListIn) -> LocalListOut:
    """On: sent at once, it follows members and tokens. Off: the charge point is to forget it."""
    return LocalListOut.of(services().local_lists.enable(charge_point_id, caller, enabled=body.enabled))


@api.route("/charge-points/{charge_point_id}/local-list/sync", methods=["POST"], who=Who.MANAGER)
def sync_local_list(charge_point_id: str, caller: Caller) -> LocalListAccepted:
    """Send the whole list anew."""
    return LocalListAccepted.of(services().local_lists.sync(charge_point_id, caller))
