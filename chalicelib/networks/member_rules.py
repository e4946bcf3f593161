"""Who may change which membership, and what becomes of it."""

from dataclasses import replace
from typing import TypedDict

from chalicelib.kernel.errors import Forbidden, Refused
from chalicelib.networks.rules import Membership, Role, Standing


class MemberEdit(TypedDict, total=False):
    """The changes to a membership; what is absent stays."""

    role: Role
    member_class: str | None
    blocked: bool


def changed(actor: Standing, target: Membership, edit: MemberEdit) -> Membership:
    """`target` after `edit` by a manager or owner.

    Roles are changed by owners only, and so is anything that takes a role away. Blocking takes every role:
    who is unblocked comes back as a plain member. Raises Forbidden("owners_only"),
    Refused("not_yourself"), Refused("membership_blocked").
    """
    after = replace(target, **edit)
    if after.blocked:
        if "role" in edit and edit["role"] is not Role.MEMBER:
            raise Refused("membership_blocked", "A blocked member can have no role: unblock first.")
        after = replace(after, role=Role.MEMBER)
    if after.role is not target.role and not actor.is_owner:
        raise owners_only()
    if after.blocked and not target.blocked and _is(actor, target):
        raise Refused("not_yourself", "Nobody can block themselves; to go, leave the network.")
    return after


def check_removal(actor: Standing, target: Membership) -> None:
    """Everyone may leave, owners remove anyone, managers plain members. Raises Forbidden("owners_only")."""
    if not (_is(actor, target) or actor.is_owner or target.role is Role.MEMBER):
        raise owners_only()


def check_grant(actor: Standing, role: Role) -> None:
    """Whether a manager or owner may invite somebody as `role`. Raises Forbidden("owners_only")."""
    if role is not Role.MEMBER and not actor.is_owner:
        raise owners_only()


def handed_over(actor: Membership, target: Membership) -> tuple[Membership, Membership]:
    """The owner as a manager, and `target` as an owner.

    Raises Refused("not_yourself"), Refused("membership_blocked").
    """
    if actor.account_id == target.account_id:
        raise Refused("not_yourself", "You are an owner already.")
    if target.blocked:
        raise Refused("membership_blocked", "A blocked member can have no role: unblock first.")
    return replace(actor, role=Role.MANAGER), replace(target, role=Role.OWNER)


def owners_gained(before: Membership | None, after: Membership | None) -> int:
    """By how much the number of owners moves: -1, 0 or 1."""
    return (after is not None and after.role is Role.OWNER) - (
        before is not None and before.role is Role.OWNER
    )


def owners_only() -> Forbidden:
    """The answer to a manager or member who asks for what only owners may."""
    return Forbidden("owners_only", "Only an owner of the network may do this.")


def last_owner() -> Refused:
    """The answer when nobody would be left to own the network."""
    return Refused("last_owner", "A network keeps at least one owner: hand it over first.")


def _is(actor: Standing, target: Membership) -> bool:
    return actor.membership is not None and actor.membership.account_id == target.account_id
