"""Invitations: one per network and address, for one person, for a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.networks.rules import Network, Role

MOST_AT_ONCE = 500
LONGEST_LIFE = timedelta(days=365)


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
    """As it was last written: never EXPIRED; ask state_at()."""
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

    @property
    def may_be_resent(self) -> bool:
        """Open and lapsed ones can be sent again; accepted and revoked ones are closed."""
        return self.state is InvitationState.OPEN


@dataclass(frozen=True)
class Invited:
    """What inviting one address, or one entry that is none, came to."""

    email: str
    outcome: Outcome
    invitation_id: str | None = None


@dataclass(frozen=True)
class InvitationOffer:
    """An open invitation as its addressee sees it."""

    invitation: Invitation
    network: Network
    invited_by: str | None
    """The sender's name, None if that account is gone."""
