"""Networks: who stands how to them, made and edited."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, Forbidden, not_found
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page
from chalicelib.networks.again import again_if_stale
from chalicelib.networks.edits import (
    JoinCodeEdit,
    NetworkEdit,
    edited,
    new_network,
    policy_change,
    with_code_edited,
    with_new_code,
    with_policy,
)
from chalicelib.networks.rules import Membership, Network, Role, Standing
from chalicelib.policies.changes import PolicyChange
from chalicelib.policies.presets import PresetId
from chalicelib.policies.rules import Override


class NetworkStore(Protocol):
    """Where networks are kept."""

    def standing(self, network_id: str, account_id: str | None) -> Standing:
        """One request. Raises NotFound."""

    def networks(self, network_ids: Iterable[str]) -> dict[str, Network]:
        """Those that exist, by id."""

    def add(self, network: Network, owner: Membership, change: PolicyChange | None) -> None:
        """A new one with its first owner; how its policy came to be is kept with it. Raises Stale."""

    def replace(self, before: Network, now: Network, change: PolicyChange | None) -> None:
        """One in place of the other, and the change of its policy, if any. Raises Stale."""


class MembershipLists(Protocol):
    """Where an account's memberships are found."""

    def memberships_of(self, account_id: str) -> list[Membership]:
        """All that are not blocked."""

    def memberships_page(self, account_id: str, cursor: str | None, limit: int) -> Page[Membership]:
        """The same by pages."""


@dataclass
class NetworkService:
    """The use cases of a network itself. `standing` judges nothing; the others judge who asks."""

    store: NetworkStore
    lists: MembershipLists
    now: Clock
    new_id: Ids
    changed: Callable[[Network], None]
    """Told of a network with, maybe, another name or visibility: what keeps a copy follows."""

    def standing(self, network_id: str, account_id: str | None) -> Standing:
        """How an account, or nobody in particular, stands to a network; one request. Raises NotFound."""
        return self.store.standing(network_id, account_id)

    def visible(self, network_id: str, caller: Caller | None) -> Standing:
        """The same for who may see the network. Raises NotFound: for others it does not exist."""
        standing = self.store.standing(network_id, caller.account_id if caller else None)
        if not standing.may_see:
            raise not_found("network")
        return standing

    def managed(self, network_id: str, caller: Caller) -> Standing:
        """The same for who may manage it. Raises NotFound, Forbidden("managers_only")."""
        standing = self.visible(network_id, caller)
        if not standing.may_manage:
            raise Forbidden("managers_only", "Only managers and owners of the network may do this.")
        return standing

    def memberships_of(self, account_id: str) -> list[Membership]:
        """Every network that an account is in; blocked ones are left out."""
        return self.lists.memberships_of(account_id)

    def mine(self, caller: Caller, cursor: str | None, limit: int) -> Page[Standing]:
        """The networks that the caller is in, oldest first; two requests a page."""
        page = self.lists.memberships_page(caller.account_id, cursor, limit)
        networks = self.store.networks(membership.network_id for membership in page.items)
        return page.of(lambda membership: Standing(networks[membership.network_id], membership))

    def create(self, caller: Caller, edit: NetworkEdit) -> Standing:
        """A new network, owned by the caller. Raises Invalid."""

        def once() -> Standing:
            network = new_network(self.new_id(), edit, self.now())
            owner = Membership(network.network_id, caller.account_id, Role.OWNER, network.created_at)
            change = policy_change(None, network, self.new_id(), caller.account_id, self.now())
            self.store.add(network, owner, change)
            return Standing(network, owner)

        return again_if_stale(once)

    def edit(self, network_id: str, caller: Caller, edit: NetworkEdit, version: int | None) -> Standing:
        """The network with `edit`, if it is still at `version` (None: whatever it is at).

        Raises NotFound, Forbidden, Changed, Invalid.
        """
        standing = self._replace(network_id, caller, lambda network: edited(network, edit), version)
        if edit.keys() & {"name", "visibility"}:
            self.changed(standing.network)
        return standing

    def edit_policy(
        self, network_id: str, caller: Caller, said: Override, preset: PresetId | None, version: int | None
    ) -> Standing:
        """The network with `said` on top of its own policy, or of a preset's. Raises as edit."""
        return self._replace(network_id, caller, lambda network: with_policy(network, said, preset), version)

    def rotate_code(self, network_id: str, caller: Caller, edit: JoinCodeEdit) -> Standing:
        """Another join code; the old one is void. Raises NotFound, Forbidden, Refused("no_join_code")."""
        return self._replace(
            network_id, caller, lambda network: with_new_code(network, edit.get("expires_at"))
        )

    def edit_code(self, network_id: str, caller: Caller, edit: JoinCodeEdit) -> Standing:
        """The same join code, switched on or off, or with another end. Raises as rotate_code."""
        return self._replace(network_id, caller, lambda network: with_code_edited(network, edit))

    def _replace(
        self,
        network_id: str,
        caller: Caller,
        change: Callable[[Network], Network],
        version: int | None = None,
    ) -> Standing:
        def once() -> Standing:
            standing = self.managed(network_id, caller)
            before = standing.network
            if version is not None and version != before.version:
                raise Changed("changed_meanwhile", "Somebody changed this network meanwhile.")
            now = change(before)
            if now != before:
                by = caller.account_id
                self.store.replace(before, now, policy_change(before, now, self.new_id(), by, self.now()))
            return Standing(now, standing.membership)

        return again_if_stale(once)
