"""The mail that carries an invitation."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.networks.codes import invitation_code
from chalicelib.networks.invitation_rules import Invitation
from chalicelib.networks.rules import Network

AT_ONCE = 8


class Send(Protocol):
    """How a mail is handed over."""

    def __call__(self, to: str, locale: str, template: str, **facts: object) -> None:
        """What cannot be delivered is logged; nobody is told."""


@dataclass(frozen=True)
class Letter:
    """An invitation with the secret that only its mail has; `locale` is the addressee's, if it is known."""

    invitation: Invitation
    secret: str
    locale: str | None


@dataclass
class InvitationMail:
    """Writes the mails, some at once: five hundred after each other would outlast the request."""

    deliver: Send
    account: Callable[[str], Account]
    web_origin: str

    def send(self, network: Network, invited_by: str, letters: Sequence[Letter]) -> None:
        """Every letter, from an account's name."""
        if not letters:
            return
        sender = self.account(invited_by)
        with ThreadPoolExecutor(min(AT_ONCE, len(letters))) as pool:
            mails = [pool.submit(copy_context().run, self._send, network, sender, one) for one in letters]
        for mail in mails:
            mail.result()

    def _send(self, network: Network, sender: Account, letter: Letter) -> None:
        code = invitation_code(letter.invitation.invitation_id, letter.secret)
        self.deliver(
            letter.invitation.email,
            letter.locale or sender.locale,
            "invitation",
            network_name=network.name,
            invited_by=sender.name,
            link=f"{self.web_origin}/invitations/{code}",
            code=code,
        )
