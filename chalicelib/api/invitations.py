"""Invitations: sent by managers, answered by those who got them."""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.members import MemberClass
from chalicelib.api.networks import NetworkOut
from chalicelib.api.schema import In, Items, Out, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.networks.addresses import hint
from chalicelib.networks.invitation_rules import InvitationOffer, InvitationState, Outcome, Terms
from chalicelib.networks.rules import Role
from chalicelib.wiring import services

api = Api(__name__)


class InvitationsNew(In):
    """Whom to invite: a list of addresses, pasted text or CSV, or both; at most 500 addresses."""

    emails: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=1000)] = Field(
        default_factory=list
    )
    text: Annotated[str, Field(max_length=200_000)] = ""
    role: Role = Role.MEMBER
    member_class: MemberClass | None = None
    expires_in_days: Annotated[int, Field(ge=1, le=365)] = 14

    def terms(self) -> Terms:
        """As the rules know them."""
        return Terms(self.role, self.member_class, timedelta(days=self.expires_in_days))


class InvitedOut(Out):
    """What came of one address, or of one entry that is none."""

    email: str
    outcome: Outcome
    invitation_id: str | None


class InvitedAll(Out):
    """What came of every entry, in order, each address once."""

    results: list[InvitedOut]


class InvitationOut(Out):
    """An invitation as managers see it."""

    invitation_id: str
    email: str
    role: Role
    member_class: str | None
    state: InvitationState
    sent_at: AwareDatetime
    expires_at: AwareDatetime


class OfferOut(Out):
    """An open invitation as anyone with its code sees it."""

    network_name: str
    invited_by: str | None
    expires_at: AwareDatetime
    email_hint: str

    @classmethod
    def of(cls, offer: InvitationOffer) -> "OfferOut":
        """Without what only the addressee may know."""
        return cls(
            network_name=offer.network.name,
            invited_by=offer.invited_by,
            expires_at=offer.invitation.expires_at,
            email_hint=hint(offer.invitation.email),
        )


class MyInvitation(Out):
    """An open invitation as its addressee sees it; `code` is good for this account alone."""

    invitation_id: str
    code: str
    network_name: str
    invited_by: str | None
    role: Role
    member_class: str | None
    sent_at: AwareDatetime
    expires_at: AwareDatetime

    @classmethod
    def of(cls, offer: InvitationOffer) -> "MyInvitation":
        """For the addressee only."""
        invitation = offer.invitation
        return cls(
            invitation_id=invitation.invitation_id,
            code=invitation.invitation_id,
            network_name=offer.network.name,
            invited_by=offer.invited_by,
            role=invitation.role,
            member_class=invitation.member_class,
            sent_at=invitation.sent_at,
            expires_at=invitation.expires_at,
        )


@api.route("/networks/{network_id}/invitations", methods=["POST"], who=Who.MANAGER, idempotent=True)
def invite(network_id: str, caller: Caller, body: InvitationsNew) -> InvitedAll:
    """Invite one or many addresses."""
    text = "\n".join([*body.emails, body.text])
    invited = services().invitations.invite(network_id, caller, text, body.terms())
    return InvitedAll(results=[InvitedOut.model_validate(one) for one in invited])


@api.route("/networks/{network_id}/invitations", methods=["GET"], who=Who.MANAGER)
def list_invitations(network_id: str, caller: Caller, query: Paging) -> Items[InvitationOut]:
    """Every invitation of a network, newest first."""
    page = services().invitations.invitations(network_id, caller, query.cursor, query.limit)
    return Items(
        items=[InvitationOut.model_validate(one) for one in page.items], next_cursor=page.next_cursor
    )


@api.route(
    "/networks/{network_id}/invitations/{invitation_id}/resend",
    methods=["POST"],
    who=Who.MANAGER,
    idempotent=True,
)
def resend_invitation(network_id: str, invitation_id: str, caller: Caller) -> InvitationOut:
    """Send an invitation again with a new code; the old one is void."""
    return InvitationOut.model_validate(services().invitations.resend(network_id, invitation_id, caller))


@api.route(
    "/networks/{network_id}/invitations/{invitation_id}", methods=["DELETE"], who=Who.MANAGER, status=204
)
def revoke_invitation(network_id: str, invitation_id: str, caller: Caller) -> None:
    """Revoke an invitation."""
    services().invitations.revoke(network_id, invitation_id, caller)


@api.route("/me/invitations", methods=["GET"], who=Who.ACCOUNT)
def list_my_invitations(caller: Caller) -> Items[MyInvitation]:
    """Open invitations to my e-mail address."""
    return Items(items=[MyInvitation.of(offer) for offer in services().acceptance.mine(caller)])


@api.route("/invitations/{code}", methods=["GET"], who=Who.ANYONE)
def read_invitation(code: str, caller: Caller | None) -> OfferOut:
    """What an invitation offers."""
    return OfferOut.of(services().acceptance.look(code, caller))


@api.route("/invitations/{code}/accept", methods=["POST"], who=Who.ACCOUNT)
def accept_invitation(code: str, caller: Caller) -> NetworkOut:
    """Accept an invitation sent to my e-mail address; I become a member."""
    return NetworkOut.of(services().acceptance.accept(code, caller))
