"""The members of a network, as its managers see and change them."""

from typing import Annotated, cast

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.networks import NetworkOut
from chalicelib.api.policies import UNSET
from chalicelib.api.schema import ONE_LINE, In, Items, Out, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.networks.member_rules import MemberEdit
from chalicelib.networks.member_service import Member
from chalicelib.networks.rules import Role
from chalicelib.wiring import services

api = Api(__name__)

MemberClass = Annotated[str, Field(min_length=1, max_length=40, pattern=ONE_LINE)]


class MemberChange(In):
    """What changes of a membership; what is left out stays. Roles are changed by owners only."""

    role: Role = Field(default=UNSET)
    member_class: MemberClass | None = Field(default=UNSET)
    blocked: bool = Field(default=UNSET)


class NewOwner(In):
    """Who is to own the network."""

    account_id: Annotated[str, Field(min_length=1, max_length=64)]


class MemberOut(Out):
    """A membership and whose it is; name and e-mail are null when that account was erased."""

    account_id: str
    name: str | None
    email: str | None
    role: Role
    member_class: str | None
    blocked: bool
    joined_at: AwareDatetime

    @classmethod
    def of(cls, member: Member) -> "MemberOut":
        """For managers only."""
        membership, account = member.membership, member.account
        return cls(
            account_id=membership.account_id,
            name=account.name if account else None,
            email=account.email if account else None,
            role=membership.role,
            member_class=membership.member_class,
            blocked=membership.blocked,
            joined_at=membership.joined_at,
        )


@api.route("/networks/{network_id}/members", methods=["GET"], who=Who.MANAGER)
def list_members(network_id: str, caller: Caller, query: Paging) -> Items[MemberOut]:
    """Everybody in a network, blocked ones too."""
    page = services().members.members(network_id, caller, query.cursor, query.limit).of(MemberOut.of)
    return Items(items=page.items, next_cursor=page.next_cursor)


@api.route("/networks/{network_id}/members/{account_id}", methods=["PATCH"], who=Who.MANAGER)
def edit_member(network_id: str, account_id: str, caller: Caller, body: MemberChange) -> MemberOut:
    """Change a member's role or class; block, unblock."""
    edit = cast("MemberEdit", body.model_dump(exclude_unset=True))
    return MemberOut.of(services().members.change(network_id, account_id, caller, edit))


@api.route("/networks/{network_id}/members/{account_id}", methods=["DELETE"], who=Who.MEMBER, status=204)
def remove_member(network_id: str, account_id: str, caller: Caller) -> None:
    """Remove a member; with my own id: leave."""
    services().members.remove(network_id, account_id, caller)


@api.route("/networks/{network_id}/owner", methods=["POST"], who=Who.OWNER)
def hand_over_network(network_id: str, caller: Caller, body: NewOwner) -> NetworkOut:
    """Make another member the owner in my place; I become a manager."""
    return NetworkOut.of(services().members.hand_over(network_id, body.account_id, caller))
