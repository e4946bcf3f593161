"""Security profiles and passwords of charge points over HTTP."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from chalicelib.api.commands import CommandAccepted
from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import In, Out, derived
from chalicelib.certificates.reasons import SAYINGS as REQUESTS
from chalicelib.charge_points.commands.reasons import SAYINGS as COMMANDS
from chalicelib.charge_points.entry import ChangeState, Step
from chalicelib.charge_points.security import SecurityState
from chalicelib.charge_points.security_reasons import SAYINGS, ProfileReason
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.wiring import services

api = Api(__name__)

Interface = Literal[
    "Wired0", "Wired1", "Wired2", "Wired3", "Wireless0", "Wireless1", "Wireless2", "Wireless3"
]


class ProfileWanted(In):
    """The security profile to move to, and over which network interface it comes (OCPP 2.x asks for it)."""

    security_profile: Annotated[int, Field(ge=1, le=3)]
    interface: Interface = "Wired0"


class ProfileChangeOut(Out):
    """A change of security profile: what it waits for (`step`), or why it failed."""

    security_profile: int
    state: ChangeState
    step: Step
    why: str | None
    asked_at: AwareDatetime
    ended_at: AwareDatetime | None

    @derived
    def reason(self) -> Reason[ProfileReason] | None:
        """Which of our sentences `why` is."""
        return reason_of(Reason[ProfileReason], self.why, SAYINGS, told=COMMANDS, why=REQUESTS)


class SecurityProfileOut(Out):
    """The security profile that a charge point is set to, and its last change."""

    security_profile: int
    change: ProfileChangeOut | None

    @classmethod
    def of(cls, state: SecurityState) -> "SecurityProfileOut":
        """As it stands now."""
        change = state.change
        shown = None if change is None else ProfileChangeOut.model_validate(change)
        return cls(security_profile=state.security_profile, change=shown)


@api.route("/charge-points/{charge_point_id}/security-profile", methods=["GET"], who=Who.MANAGER)
def read_security_profile(charge_point_id: str, caller: Caller) -> SecurityProfileOut:
    """How well it must prove who it is, and how far a change of that has come."""
    return SecurityProfileOut.of(services().security_profiles.state(charge_point_id, caller))


@api.route("/charge-points/{charge_point_id}/security-profile", methods=["PUT"], who=Who.MANAGER)
def change_security_profile(charge_point_id: str, caller: Caller, body: ProfileWanted) -> SecurityProfileOut:
    """Move a charger to a higher security profile, in an order that cannot lock it out.

    For profile 3 it is given a certificate first. The old profile works until the new one has been used.
    """
    changed = services().security_profiles.change(
        charge_point_id, caller, body.security_profile, body.interface
    )
    return SecurityProfileOut.of(changed)


@api.route(
    "/charge-points/{charge_point_id}/password/rotate", methods=["POST"], who=Who.MANAGER, idempotent=True
)
def rotate_password(charge_point_id: str, caller: Caller) -> CommandAccepted:
    """Tell a charger a new password, which nobody is shown. The old one works until the new one is used."""
    command = services().security_profiles.rotate_password(charge_point_id, caller)
    return CommandAccepted.of(command, utc_now())
