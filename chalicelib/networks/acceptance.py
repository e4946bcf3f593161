"""Invitations as their addressees use them: looked at, and accepted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, NotFound, not_found
from chalicelib.kernel.ids import Clock
from chalicelib.networks.again import again_if_stale
from chalicelib.networks.codes import is_secret_of, read_invitation_code
from chalicelib.networks.invitation_rules import Invitation, InvitationOffer, InvitationState
from chalicelib.networks.joining import check_not_blocked
from chalicelib.networks.rules import Membership, Network, Standing


class AcceptanceStore(Protocol):
    """Where invitations are kept."""

    def invitation(self, invitation_id: str) -> Invitation | None:
        """One, in whatever state."""

    def to(self, email: str) -> list[Invitation]:
        """All to an address that were neither accepted nor revoked."""

    def accept(self, before: Invitation, accepted: Invitation, membership: Membership | None) -> None:
        """Close an invitation and make the member: both or neither. Raises Stale."""


@dataclass
class AcceptanceService:
    """The use cases of who was invited.

    A code is the invitation's id and the secret that was mailed. Who logs in with the invited address has
    proved by it what the secret proves, so for them the id alone does: that is what `mine` gives.
    """

    store: AcceptanceStore
    standing: Callable[[str, str | None], Standing]
    networks: Callable[[Iterable[str]], dict[str, Network]]
    account: Callable[[str], Account]
    accounts_of: Callable[[Iterable[str]], dict[str, Account]]
    now: Clock
    moved: Callable[[str], None] = lambda _: None
    """Is told the network that somebody has joined."""

    def mine(self, caller: Caller) -> list[InvitationOffer]:
        """Every open invitation to the caller's address."""
        now = self.now()
        found = [one for one in self.store.to(self.account(caller.account_id).email) if one.is_open(now)]
        networks = self.networks(one.network_id for one in found)
        senders = self.accounts_of(one.invited_by for one in found)
        return [_offer(one, networks[one.network_id], senders) for one in found]

    def look(self, code: str, caller: Caller | None) -> InvitationOffer:
        """What an open invitation offers. Raises NotFound, also as `invitation_expired`."""
        email = self.account(caller.account_id).email if caller else None
        invitation = self._invitation(code, email)
        self._check_open(invitation)
        network = self.standing(invitation.network_id, None).network
        return _offer(invitation, network, self.accounts_of([invitation.invited_by]))

    def accept(self, code: str, caller: Caller) -> Standing:
        """The caller as a member. Accepting twice, or when one is a member already, changes nothing.

        Raises NotFound, also as `invitation_expired`, Forbidden("other_address"),
        Forbidden("membership_blocked").
        """
        email = self.account(caller.account_id).email

        def once() -> Standing:
            invitation = self._invitation(code, email)
            if invitation.email != email:
                raise Forbidden("other_address", "This invitation is for another e-mail address.")
            standing = self.standing(invitation.network_id, caller.account_id)
            check_not_blocked(standing)
            if invitation.state is InvitationState.ACCEPTED and standing.is_member:
                return standing
            self._check_open(invitation)
            accepted = replace(invitation, state=InvitationState.ACCEPTED)
            if standing.is_member:
                self.store.accept(invitation, accepted, None)
                return standing
            membership = Membership(
                network_id=invitation.network_id,
                account_id=caller.account_id,
                role=invitation.role,
                joined_at=self.now(),
                member_class=invitation.member_class,
            )
            self.store.accept(invitation, accepted, membership)
            self.moved(invitation.network_id)
            return Standing(standing.network, membership)

        return again_if_stale(once)

    def _invitation(self, code: str, email: str | None) -> Invitation:
        invitation_id, secret = read_invitation_code(code)
        invitation = self.store.invitation(invitation_id)
        if invitation is None:
            raise not_found("invitation")
        is_addressee = not secret and email == invitation.email
        if not is_addressee and not is_secret_of(secret, invitation.secret_hash):
            raise not_found("invitation")
        return invitation

    def _check_open(self, invitation: Invitation) -> None:
        state = invitation.state_at(self.now())
        if state is InvitationState.EXPIRED:
            raise NotFound("invitation_expired", "This invitation has expired: ask for a new one.")
        if state is not InvitationState.OPEN:
            raise not_found("invitation")


def _offer(invitation: Invitation, network: Network, senders: dict[str, Account]) -> InvitationOffer:
    sender = senders.get(invitation.invited_by)
    return InvitationOffer(invitation, network, sender.name if sender else None)
