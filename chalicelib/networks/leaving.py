"""Leaving all networks at once, when an account is erased."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from chalicelib.kernel.errors import Refused
from chalicelib.kernel.paging import Page
from chalicelib.logs import logger
from chalicelib.networks.again import again_if_stale
from chalicelib.networks.rules import Membership, Network, Role

A_FEW = 50
"""Who has blocked more has no empty network."""


class LeavingStore(Protocol):
    """Where memberships are kept."""

    def membership(self, network_id: str, account_id: str) -> Membership | None:
        """A membership, blocked or not."""

    def memberships_of(self, account_id: str) -> list[Membership]:
        """All that are not blocked, eventually."""

    def members(self, network_id: str, cursor: str | None, limit: int) -> Page[Membership]:
        """Everybody in a network, blocked ones too."""

    def owned_alone(self, memberships: Iterable[Membership]) -> list[Network]:
        """The networks that would be nobody's without these."""

    def change(self, changes: Iterable[tuple[Membership, Membership | None]], by: Membership) -> None:
        """Each first membership becomes the second, or ends. Raises Refused("last_owner"), Stale."""


@dataclass(frozen=True)
class Leaving:
    """What becomes of the memberships of an account that is erased."""

    store: LeavingStore
    giving_up: Callable[[Membership], Iterable[Any]]
    """The writes that make a plain member of an owner, as long as another is left."""
    closing: Callable[[Membership], Iterable[Any]]
    """The same of the last owner: nobody can join any more."""
    has_stations: Callable[[str], bool]
    moved: Callable[[str], None] = lambda _: None
    """Is told the network whose members are others by now."""

    def giving_up_ownership(self, account_id: str) -> list[Any]:
        """The writes by which an account owns nothing any more.

        They do not hold when a membership or the number of owners has changed. A network without stations in
        which nobody else is closes. Raises Refused("last_owner") where somebody else, or a station, is left.
        """
        memberships = self.store.memberships_of(account_id)
        alone = self.store.owned_alone(memberships)
        needed = [one for one in alone if not self._is_empty(one.network_id, account_id)]
        if needed:
            networks = [{"network_id": one.network_id, "name": one.name} for one in needed]
            words = "You are the only owner of a network: hand it over, or empty it of members and stations."
            raise Refused("last_owner", words, networks=networks)
        closed = {network.network_id for network in alone}
        owned = [one for one in memberships if one.role is Role.OWNER]
        ways = [self.closing if one.network_id in closed else self.giving_up for one in owned]
        return [write for one, way in zip(owned, ways, strict=True) for write in way(one)]

    def _is_empty(self, network_id: str, account_id: str) -> bool:
        page = self.store.members(network_id, None, A_FEW)
        others = [one for one in page.items if one.account_id != account_id and not one.blocked]
        return not others and page.next_cursor is None and not self.has_stations(network_id)

    def networks_of(self, account_id: str) -> list[str]:
        """Those that it is still a member of."""
        return [membership.network_id for membership in self.store.memberships_of(account_id)]

    def leave_all(self, account_id: str) -> None:
        """It is a member nowhere any more; twice is as good as once. 2 requests for each network.

        But of one that it has made meanwhile and owns alone: a network keeps its last owner.
        """
        for network_id in self.networks_of(account_id):
            try:
                again_if_stale(partial(self._leave, network_id, account_id))
            except Refused:
                logger.warning("erased_owner", network_id=network_id, account_id=account_id)
            self.moved(network_id)

    def _leave(self, network_id: str, account_id: str) -> None:
        before = self.store.membership(network_id, account_id)
        if before is not None:
            self.store.change([(before, None)], by=before)
