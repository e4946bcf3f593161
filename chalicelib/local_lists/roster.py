"""Whose tokens belong on the lists of a network."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.kernel.paging import Page
from chalicelib.kernel.shards import in_shards
from chalicelib.local_lists.rules import told_with
from chalicelib.networks.rules import Membership
from chalicelib.tokens.rules import Token, TokenType, group_id

MEMBERS_AT_A_TIME = 100
AT_ONCE = 8
Members = Callable[[str, str | None, int], Page[Membership]]
Suspended = Callable[[str, Iterable[Membership], datetime], set[str]]
"""(network_id, members, now): the accounts among them that are suspended."""


@dataclass(frozen=True)
class Roster:
    """Reads 1 page per hundred members and their suspensions, and 2 for the tokens of each member."""

    members: Members
    suspended: Suspended
    tokens_of: Callable[[str], Sequence[Token]]

    def tokens(self, network_id: str, now: datetime) -> list[tuple[str, str]]:
        """(token_uid, what a list tells with it) of all who may charge there, who joined first first.

        Members who are neither blocked nor suspended, and their RFID tokens that are neither blocked nor
        expired: the app's is presented at no reader.
        """
        found: list[Membership] = []
        cursor: str | None = None
        while True:
            page = self.members(network_id, cursor, MEMBERS_AT_A_TIME)
            members = [membership for membership in page.items if not membership.blocked]
            suspended = self.suspended(network_id, members, now) if members else set()
            found += [one for one in members if one.account_id not in suspended]
            cursor = page.next_cursor
            if cursor is None:
                break
        found.sort(key=lambda membership: (membership.joined_at, membership.account_id))
        owned = self._owned([membership.account_id for membership in found])
        return [
            (token.uid, told_with(group_id(membership.account_id), token.expires_at))
            for membership in found
            for token in owned[membership.account_id]
            if token.type is TokenType.RFID and token.is_usable(now)
        ]

    def _owned(self, account_ids: Sequence[str]) -> dict[str, Sequence[Token]]:
        parts = min(AT_ONCE, len(account_ids))
        if not parts:
            return {}
        found = in_shards(
            parts, lambda part: {account: self.tokens_of(account) for account in account_ids[part::parts]}
        )
        return {account: tokens for one in found for account, tokens in one.items()}
