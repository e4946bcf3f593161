"""Members: listed, changed, removed, leaving, handing over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.paging import Page
from chalicelib.networks.again import again_if_stale
from chalicelib.networks.member_rules import MemberEdit, changed, check_removal, handed_over, owners_only
from chalicelib.networks.rules import Membership, Standing


class MemberStore(Protocol):
    """Where memberships are kept."""

    def membership(self, network_id: str, account_id: str) -> Membership | None:
        """A membership, blocked or not."""

    def members(self, network_id: str, cursor: str | None, limit: int) -> Page[Membership]:
        """Everybody in a network, blocked ones too."""

    def change(self, changes: Iterable[tuple[Membership, Membership | None]], by: Membership) -> None:
        """Each first membership becomes the second, or ends. Raises Refused("last_owner"), Stale."""


@dataclass(frozen=True)
class Member:
    """A membership, and whose it is (None: that account is gone)."""

    membership: Membership
    account: Account | None


@dataclass
class MemberService:
    """The use cases of managers, owners, and of whoever leaves."""

    store: MemberStore
    visible: Callable[[str, Caller | None], Standing]
    managed: Callable[[str, Caller], Standing]
    accounts_of: Callable[[Iterable[str]], dict[str, Account]]
    moved: Callable[[str], None] = lambda _: None
    """Is told the network whose members are others by now."""

    def members(self, network_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Member]:
        """Everybody in a network, blocked ones too. Raises NotFound, Forbidden."""
        self.managed(network_id, caller)
        page = self.store.members(network_id, cursor, limit)
        accounts = self.accounts_of(membership.account_id for membership in page.items)
        return page.of(lambda membership: Member(membership, accounts.get(membership.account_id)))

    def change(self, network_id: str, account_id: str, caller: Caller, edit: MemberEdit) -> Member:
        """A member with another role or class, blocked or unblocked. A change to nothing is fine.

        Raises NotFound, Forbidden, Refused("last_owner"), and as member_rules.changed.
        """

        def once() -> Membership:
            actor = self.managed(network_id, caller)
            before = self._membership(network_id, account_id)
            now = changed(actor, before, edit)
            if now != before:
                self.store.change([(before, now)], by=_of(actor))
            return now

        membership = again_if_stale(once)
        self.moved(network_id)
        return Member(membership, self.accounts_of([account_id]).get(account_id))

    def remove(self, network_id: str, account_id: str, caller: Caller) -> None:
        """A member's end: by a manager, or, with one's own id, by leaving. A removed block is lifted.

        Raises NotFound, Forbidden, Refused("last_owner").
        """
        is_leaving = account_id == caller.account_id

        def once() -> None:
            actor = (self.visible if is_leaving else self.managed)(network_id, caller)
            if is_leaving and not actor.is_member:
                raise not_found("member")
            before = _of(actor) if is_leaving else self._membership(network_id, account_id)
            check_removal(actor, before)
            self.store.change([(before, None)], by=_of(actor))

        again_if_stale(once)
        self.moved(network_id)

    def hand_over(self, network_id: str, account_id: str, caller: Caller) -> Standing:
        """Another member becomes an owner, and the caller, an owner until now, a manager.

        Raises NotFound, Forbidden("owners_only"), and as member_rules.handed_over.
        """

        def once() -> Standing:
            actor = self.managed(network_id, caller)
            if not actor.is_owner:
                raise owners_only()
            mine, theirs = _of(actor), self._membership(network_id, account_id)
            manager, owner = handed_over(mine, theirs)
            self.store.change([(mine, manager), (theirs, owner)], by=mine)
            return Standing(actor.network, manager)

        return again_if_stale(once)

    def _membership(self, network_id: str, account_id: str) -> Membership:
        membership = self.store.membership(network_id, account_id)
        if membership is None:
            raise not_found("member")
        return membership


def _of(actor: Standing) -> Membership:
    if actor.membership is None:
        raise not_found("member")
    return actor.membership
