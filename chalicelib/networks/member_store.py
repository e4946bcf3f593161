"""Memberships in DynamoDB."""

from collections.abc import Iterable
from dataclasses import replace

from pynamodb.expressions.condition import Condition

from chalicelib.kernel.errors import Stale
from chalicelib.kernel.paging import Page
from chalicelib.networks.items import MemberItem, NetworkItem
from chalicelib.networks.member_rules import last_owner, owners_gained
from chalicelib.networks.rules import Membership, Network, Role
from chalicelib.pages import after, page
from chalicelib.table import ConditionFailed, Write, check, delete, put, transact, update


class DynamoMembers:
    """What the services of networks ask of storage about members. Writes whose premises moved raise Stale."""

    def membership(self, network_id: str, account_id: str) -> Membership | None:
        """A membership, blocked or not."""
        try:
            return MemberItem.get(*MemberItem.key(network_id, account_id), consistent_read=True).membership()
        except MemberItem.DoesNotExist:
            return None

    def memberships(self, network_id: str, account_ids: Iterable[str]) -> dict[str, Membership]:
        """Those of these accounts that exist, blocked ones too, by account; one request per hundred."""
        keys = [MemberItem.key(network_id, account_id) for account_id in set(account_ids)]
        found = [item.membership() for item in MemberItem.batch_get(keys, consistent_read=True)]
        return {membership.account_id: membership for membership in found}

    def members(self, network_id: str, cursor: str | None, limit: int) -> Page[Membership]:
        """Everybody in a network, blocked ones too, by account id."""
        found = MemberItem.query(
            f"NETWORK#{network_id}",
            MemberItem.sk.startswith("MEMBER#"),
            consistent_read=True,
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, MemberItem.membership)

    def managers(self, network_id: str) -> list[Membership]:
        """Its owners and managers: one request for some thousands of members."""
        roles = (Role.OWNER.value, Role.MANAGER.value)
        found = MemberItem.query(
            f"NETWORK#{network_id}", MemberItem.sk.startswith("MEMBER#"), MemberItem.role.is_in(*roles)
        )
        return [item.membership() for item in found if not item.blocked]

    def memberships_of(self, account_id: str) -> list[Membership]:
        """All of an account's memberships that are not blocked."""
        found = MemberItem.gsi1.query(f"ACCOUNT#{account_id}", MemberItem.gsi1sk.startswith("NETWORK#"))
        return [item.membership() for item in found]

    def memberships_page(self, account_id: str, cursor: str | None, limit: int) -> Page[Membership]:
        """The same by pages, oldest network first."""
        found = MemberItem.gsi1.query(
            f"ACCOUNT#{account_id}",
            MemberItem.gsi1sk.startswith("NETWORK#"),
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, MemberItem.membership)

    def owned_alone(self, memberships: Iterable[Membership]) -> list[Network]:
        """The networks that would be nobody's without these memberships; 1 request for each hundred."""
        owned = [NetworkItem.under(one.network_id) for one in memberships if one.role is Role.OWNER]
        found = NetworkItem.batch_get([(item.pk, item.sk) for item in owned], consistent_read=True)
        return [item.network() for item in found if int(item.owners) <= 1]

    def join(self, membership: Membership, code: str) -> None:
        """A new member, while `code` is still the network's and enabled. Raises Stale."""
        network = NetworkItem.under(membership.network_id)
        code_holds = (NetworkItem.join_code == code) & (NetworkItem.join_code_enabled == True)  # noqa: E712
        try:
            transact([check("code", network, code_holds), put_new(membership)])
        except ConditionFailed as failed:
            raise moved() from failed

    def change(self, changes: Iterable[tuple[Membership, Membership | None]], by: Membership) -> None:
        """Each first membership becomes the second, or ends, as long as `by` is what it was.

        Raises Refused("last_owner"), and Stale if a membership is no longer what it was.
        """
        writes, gained, seen = [], 0, set[str]()
        for before, now in changes:
            item = MemberItem.of(now or before)
            condition = _is_still(before)
            writes.append(put("member", item, condition) if now else delete("member", item, condition))
            gained += owners_gained(before, now)
            seen.add(before.account_id)
        if by.account_id not in seen:
            writes.append(check("by", MemberItem.of(by), _is_still(by)))
        if gained:
            writes.append(count_owners(by.network_id, gained))
        try:
            transact(writes)
        except ConditionFailed as failed:
            if failed.labels == {"owners"}:
                raise last_owner() from failed
            raise moved() from failed


def giving_up(membership: Membership) -> list[Write]:
    """An owner becomes a member, as long as it is one and another is left: labels "member" and "owners"."""
    member = MemberItem.of(replace(membership, role=Role.MEMBER))
    return [put("member", member, _is_still(membership)), count_owners(membership.network_id, -1)]


def closing(membership: Membership) -> list[Write]:
    """The last owner becomes a member, and no code lets anybody join: labels "member" and "owners"."""
    member = MemberItem.of(replace(membership, role=Role.MEMBER))
    actions = [NetworkItem.owners.set(0), NetworkItem.join_code_enabled.set(False)]
    network = NetworkItem.under(membership.network_id)
    return [
        put("member", member, _is_still(membership)),
        update("owners", network, actions, NetworkItem.owners == 1),
    ]


def put_new(membership: Membership) -> Write:
    """A membership of an account that has none in that network, labelled "member"."""
    return put("member", MemberItem.of(membership), MemberItem.pk.does_not_exist())


def count_owners(network_id: str, gained: int) -> Write:
    """Moves the number of owners, labelled "owners"; one is always left."""
    condition = NetworkItem.owners > -gained if gained < 0 else NetworkItem.owners.exists()
    return update("owners", NetworkItem.under(network_id), [NetworkItem.owners.add(gained)], condition)


def moved() -> Stale:
    """The answer when a membership is no longer what the decision was made on."""
    return Stale("membership_changed", "Somebody changed this membership meanwhile; look again.")


def _is_still(membership: Membership) -> Condition:
    is_role: Condition = MemberItem.role == membership.role.value
    is_class: Condition = MemberItem.member_class.does_not_exist()
    if membership.member_class is not None:
        is_class = MemberItem.member_class == membership.member_class
    is_still: Condition = is_role & is_class & (MemberItem.blocked == membership.blocked)
    return is_still
