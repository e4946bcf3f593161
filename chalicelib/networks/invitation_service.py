"""Invitations as managers use them: sent, sent again, revoked, listed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page
from chalicelib.networks.addresses import addresses
from chalicelib.networks.again import again_if_stale
from chalicelib.networks.codes import hashed, invitation_id_for, new_secret
from chalicelib.networks.invitation_mail import InvitationMail, Letter
from chalicelib.networks.invitation_rules import (
    Guest,
    Invitation,
    InvitationState,
    Invited,
    Outcome,
    Terms,
    check_count,
    check_not_closed,
)
from chalicelib.networks.member_rules import check_grant
from chalicelib.networks.rules import Membership, Standing


class InvitationStore(Protocol):
    """Where invitations are kept."""

    def invitation(self, invitation_id: str) -> Invitation | None:
        """One, in whatever state."""

    def invitations(self, invitation_ids: Iterable[str]) -> dict[str, Invitation]:
        """Those that exist, by id."""

    def of_network(self, network_id: str, cursor: str | None, limit: int) -> Page[Invitation]:
        """A network's, newest first."""

    def add(self, invitations: Sequence[tuple[Invitation, Invitation | None]]) -> set[str]:
        """Write each first one in place of the second; the ids that somebody else wrote meanwhile."""

    def replace(self, before: Invitation, now: Invitation) -> None:
        """One in place of the other. Raises Stale."""


class Roll(Protocol):
    """Where it is seen who is in already."""

    def memberships(self, network_id: str, account_ids: Iterable[str]) -> dict[str, Membership]:
        """Those of these accounts that exist, blocked ones too, by account."""


@dataclass
class InvitationService:
    """The use cases of managers and owners. All raise NotFound, Forbidden."""

    store: InvitationStore
    roll: Roll
    managed: Callable[[str, Caller], Standing]
    accounts_with: Callable[[Iterable[str]], dict[str, Account]]
    mail: InvitationMail
    now: Clock

    def invite(self, network_id: str, caller: Caller, text: str, terms: Terms) -> list[Invited]:
        """Invite every address in `text`; what came of each entry, in order.

        Raises Invalid("too_many_addresses") beyond 500 of them.
        """
        standing = self.managed(network_id, caller)
        check_grant(standing, terms.role)
        entries = addresses(text)
        check_count(len(entries))
        now = self.now()
        guests = self._guests(network_id, [entry.email for entry in entries if entry.is_valid])
        letters = {
            guest.email: _letter(guest, network_id, caller, terms, now)
            for guest in guests.values()
            if guest.outcome(now) is Outcome.INVITED
        }
        beaten = self.store.add(
            [(letter.invitation, guests[email].invitation) for email, letter in letters.items()]
        )
        sent = [letter for letter in letters.values() if letter.invitation.invitation_id not in beaten]
        self.mail.send(standing.network, caller.account_id, sent)
        return [
            guests[entry.email].invited(now, beaten)
            if entry.is_valid
            else Invited(entry.email, Outcome.INVALID_EMAIL)
            for entry in entries
        ]

    def invitations(
        self, network_id: str, caller: Caller, cursor: str | None, limit: int
    ) -> Page[Invitation]:
        """Every invitation of a network, newest first."""
        self.managed(network_id, caller)
        now = self.now()
        return self.store.of_network(network_id, cursor, limit).of(lambda invitation: invitation.as_of(now))

    def resend(self, network_id: str, invitation_id: str, caller: Caller) -> Invitation:
        """The invitation with a new code and as much time as it had; the old code is void.

        Raises Refused("invitation_closed") for one that was accepted or revoked.
        """

        def once() -> tuple[Standing, Letter]:
            standing = self.managed(network_id, caller)
            before = self._invitation(network_id, invitation_id)
            check_grant(standing, before.role)
            check_not_closed(before)
            secret, now = new_secret(), self.now()
            again = replace(
                before,
                secret_hash=hashed(secret),
                invited_by=caller.account_id,
                sent_at=now,
                expires_at=now + (before.expires_at - before.sent_at),
            )
            self.store.replace(before, again)
            addressee = self.accounts_with([before.email]).get(before.email)
            return standing, Letter(again, secret, addressee.locale if addressee else None)

        standing, letter = again_if_stale(once)
        self.mail.send(standing.network, caller.account_id, [letter])
        return letter.invitation

    def revoke(self, network_id: str, invitation_id: str, caller: Caller) -> None:
        """Its code opens nothing from now on. Raises Refused("invitation_closed") for an accepted one."""

        def once() -> None:
            self.managed(network_id, caller)
            before = self._invitation(network_id, invitation_id)
            if before.state is InvitationState.REVOKED:
                return
            check_not_closed(before)
            self.store.replace(before, replace(before, state=InvitationState.REVOKED))

        again_if_stale(once)

    def _guests(self, network_id: str, emails: list[str]) -> dict[str, Guest]:
        ids = {email: invitation_id_for(network_id, email) for email in emails}
        people = self.accounts_with(emails)
        roll = self.roll.memberships(network_id, [person.account_id for person in people.values()])
        known = self.store.invitations(ids.values())
        return {
            email: Guest(
                email=email,
                invitation_id=ids[email],
                locale=people[email].locale if email in people else None,
                membership=roll.get(people[email].account_id) if email in people else None,
                invitation=known.get(ids[email]),
            )
            for email in emails
        }

    def _invitation(self, network_id: str, invitation_id: str) -> Invitation:
        invitation = self.store.invitation(invitation_id)
        if invitation is None or invitation.network_id != network_id:
            raise not_found("invitation")
        return invitation


def _letter(guest: Guest, network_id: str, caller: Caller, terms: Terms, now: datetime) -> Letter:
    secret = new_secret()
    invitation = Invitation(
        invitation_id=guest.invitation_id,
        network_id=network_id,
        email=guest.email,
        role=terms.role,
        member_class=terms.member_class,
        state=InvitationState.OPEN,
        secret_hash=hashed(secret),
        invited_by=caller.account_id,
        sent_at=now,
        expires_at=now + terms.lifetime,
    )
    return Letter(invitation, secret, guest.locale)
