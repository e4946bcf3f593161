"""Invitations: one per network and address, for one person, for a time."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.kernel.errors import Invalid, Refused
from chalicelib.networks.rules import Membership, Network, Role

MOST_AT_ONCE = 500


class InvitationState(StrEnum):
    """What has become of an invitation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


class Outcome(StrEnum):
    """What inviting one address came to."""

    INVITED = "invited"
    ALREADY_MEMBER = "already_member"
    ALREADY_INVITED = "already_invited"
    INVALID_EMAIL = "invalid_email"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Invitation:
    """A place in a network kept for one address."""

    invitation_id: str
    network_id: str
    email: str
    role: Role
    member_class: str | None
    state: InvitationState
    """As it was last written, and so never EXPIRED; as_of() tells."""
    secret_hash: str
    invited_by: str
    """The account that sent it last."""
    sent_at: datetime
    expires_at: datetime

    def state_at(self, now: datetime) -> InvitationState:
        """The state; an open invitation lapses at `expires_at`."""
        if self.state is InvitationState.OPEN and now >= self.expires_at:
            return InvitationState.EXPIRED
        return self.state

    def is_open(self, now: datetime) -> bool:
        """Whether it can be accepted."""
        return self.state_at(now) is InvitationState.OPEN

    def as_of(self, now: datetime) -> "Invitation":
        """The same as it is to be shown: a lapsed one says so."""
        return replace(self, state=self.state_at(now))


@dataclass(frozen=True)
class Terms:
    """What the accepted invitation makes, and for how long it can be accepted."""

    role: Role = Role.MEMBER
    member_class: str | None = None
    lifetime: timedelta = timedelta(days=14)


@dataclass(frozen=True)
class Invited:
    """What inviting one address, or one entry that is none, came to."""

    email: str
    outcome: Outcome
    invitation_id: str | None = None


@dataclass(frozen=True)
class Guest:
    """An address somebody wants to invite, and what is known of it in that network."""

    email: str
    invitation_id: str
    locale: str | None
    membership: Membership | None
    invitation: Invitation | None

    def outcome(self, now: datetime) -> Outcome:
        """What inviting it comes to."""
        if self.membership is not None:
            return Outcome.BLOCKED if self.membership.blocked else Outcome.ALREADY_MEMBER
        if self.invitation is not None and self.invitation.is_open(now):
            return Outcome.ALREADY_INVITED
        return Outcome.INVITED

    def invited(self, now: datetime, beaten: Collection[str]) -> Invited:
        """The same to be told, when others sent the invitations with the ids `beaten` at the same moment."""
        outcome = Outcome.ALREADY_INVITED if self.invitation_id in beaten else self.outcome(now)
        has_one = outcome in (Outcome.INVITED, Outcome.ALREADY_INVITED)
        return Invited(self.email, outcome, self.invitation_id if has_one else None)


def check_count(number: int) -> None:
    """Whether so many can be invited at once. Raises Invalid("too_many_addresses")."""
    if number > MOST_AT_ONCE:
        raise Invalid(
            "too_many_addresses", f"At most {MOST_AT_ONCE} at once.", most=MOST_AT_ONCE, given=number
        )


def check_not_closed(invitation: Invitation) -> None:
    """Open and lapsed ones can be sent again and revoked. Raises Refused("invitation_closed")."""
    if invitation.state is not InvitationState.OPEN:
        raise Refused("invitation_closed", f"This invitation was {invitation.state}.")


@dataclass(frozen=True)
class InvitationOffer:
    """An open invitation as its addressee sees it."""

    invitation: Invitation
    network: Network
    invited_by: str | None
    """The sender's name, None if that account is gone."""
