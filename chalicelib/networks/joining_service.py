"""Joining a network by its code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.networks.again import again_if_stale
from chalicelib.networks.codes import typed_join_code
from chalicelib.networks.joining import (
    MOST_WRONG,
    WINDOW,
    check_newcomer,
    is_code_of,
    too_many,
    unknown_code,
    window_start,
)
from chalicelib.networks.rules import Membership, Role, Standing


class JoinCodes(Protocol):
    """Where join codes and the attempts at them are kept."""

    def standing(self, network_id: str, account_id: str | None) -> Standing:
        """One request. Raises NotFound."""

    def network_of_code(self, code: str) -> str | None:
        """The network whose join code this is."""

    def count_attempt(self, account_id: str, window_start: datetime, window: timedelta, most: int) -> bool:
        """One more, unless `most` are reached: then False."""

    def forgive_attempt(self, account_id: str, window_start: datetime) -> None:
        """One less."""


class Newcomers(Protocol):
    """Where members are made."""

    def join(self, membership: Membership, code: str) -> None:
        """A new member, while `code` holds. Raises Stale."""


@dataclass
class JoiningService:
    """One use case: a driver types a code."""

    store: JoinCodes
    members: Newcomers
    account: Callable[[str], Account]
    now: Clock
    moved: Callable[[str], None] = lambda _: None
    """Is told the network that somebody has joined."""

    def join(self, text: str, caller: Caller) -> Standing:
        """The caller's standing in the network of this code, as a member; joining twice changes nothing.

        An attempt is counted before it is judged, and given back when it was right, so that guesses made
        at the same moment count too. Raises NotFound("unknown_code"), TooMany("too_many_attempts"),
        Forbidden("membership_blocked"), Forbidden("email_domain_not_allowed").
        """
        now = self.now()
        window = window_start(now)
        if not self.store.count_attempt(caller.account_id, window, WINDOW, MOST_WRONG):
            raise too_many(now)
        code = typed_join_code(text)
        network_id = self.store.network_of_code(code) if code else None
        if code is None or network_id is None:
            raise unknown_code()
        standing = again_if_stale(lambda: self._admitted(network_id, code, caller.account_id, now))
        self.store.forgive_attempt(caller.account_id, window)
        self.moved(network_id)
        return standing

    def _admitted(self, network_id: str, code: str, account_id: str, now: datetime) -> Standing:
        standing = self.store.standing(network_id, account_id)
        if not is_code_of(code, standing.network, now):
            raise unknown_code()
        if standing.is_member:
            return standing
        check_newcomer(standing, self.account(account_id).email)
        membership = Membership(network_id, account_id, Role.MEMBER, now)
        self.members.join(membership, code)
        return Standing(standing.network, membership)
