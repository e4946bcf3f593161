"""Who may change whom, for every pair of roles."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.errors import DomainError, Forbidden, Refused
from chalicelib.networks.edits import new_network
from chalicelib.networks.member_rules import changed, check_grant, check_removal, owners_gained
from chalicelib.networks.rules import Membership, Role, Standing, Visibility

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PRIVATE = new_network("n", {"name": "Ours"}, NOON)
PUBLIC = new_network("n", {"name": "All", "visibility": Visibility.PUBLIC}, NOON)
OWNER, MANAGER, MEMBER = Role.OWNER, Role.MANAGER, Role.MEMBER


def member(role, account_id="them", *, blocked=False):
    return Membership("n", account_id, role, NOON, blocked=blocked)


def standing(role, network=PRIVATE, *, blocked=False):
    return Standing(network, member(role, "me", blocked=blocked) if role else None)


def outcome(rule, *given_to_it):
    try:
        rule(*given_to_it)
    except DomainError as error:
        return error.code
    return "fine"


@pytest.mark.parametrize(
    ("who", "sees", "manages", "owns", "belongs"),
    [
        pytest.param(standing(None), False, False, False, False, id="stranger"),
        pytest.param(standing(None, PUBLIC), True, False, False, False, id="stranger to a public one"),
        pytest.param(standing(MEMBER), True, False, False, True, id="member"),
        pytest.param(standing(MANAGER), True, True, False, True, id="manager"),
        pytest.param(standing(OWNER), True, True, True, True, id="owner"),
        pytest.param(
            standing(OWNER, blocked=True), False, False, False, False, id="blocked, whatever the role"
        ),
        pytest.param(
            standing(MEMBER, PUBLIC, blocked=True), True, False, False, False, id="blocked in a public one"
        ),
    ],
)
def test_standing(who, sees, manages, owns, belongs):
    assert (who.may_see, who.may_manage, who.is_owner, who.is_member) == (sees, manages, owns, belongs)


@pytest.mark.parametrize(
    ("actor", "target", "edit", "expected"),
    [
        pytest.param(MANAGER, MEMBER, {"member_class": "residents"}, "fine", id="manager sets a class"),
        pytest.param(MANAGER, MEMBER, {"blocked": True}, "fine", id="manager blocks a member"),
        pytest.param(MANAGER, MEMBER, {"role": MANAGER}, "owners_only", id="manager makes a manager"),
        pytest.param(MANAGER, MEMBER, {"role": OWNER}, "owners_only", id="manager makes an owner"),
        pytest.param(MANAGER, MANAGER, {"role": MEMBER}, "owners_only", id="manager unmakes a manager"),
        pytest.param(MANAGER, OWNER, {"role": MEMBER}, "owners_only", id="manager unmakes an owner"),
        pytest.param(MANAGER, OWNER, {"blocked": True}, "owners_only", id="manager blocks an owner"),
        pytest.param(MANAGER, MANAGER, {"blocked": True}, "owners_only", id="manager blocks a manager"),
        pytest.param(MANAGER, MEMBER, {"role": MEMBER}, "fine", id="manager leaves a role as it is"),
        pytest.param(OWNER, MEMBER, {"role": OWNER}, "fine", id="owner makes an owner"),
        pytest.param(OWNER, OWNER, {"role": MEMBER}, "fine", id="owner unmakes an owner"),
        pytest.param(
            OWNER, MEMBER, {"role": MANAGER, "blocked": True}, "membership_blocked", id="both at once"
        ),
    ],
)
def test_changed(actor, target, edit, expected):
    assert outcome(changed, standing(actor), member(target), edit) == expected


edits = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(Role),
        "blocked": st.booleans(),
        "member_class": st.none() | st.just("a"),
    },
)


@given(st.sampled_from([OWNER, MANAGER]), st.sampled_from(Role), st.booleans(), edits)
def test_whoever_is_blocked_has_no_role_and_managers_change_no_roles(actor, target, was_blocked, edit):
    before = member(MEMBER if was_blocked else target, blocked=was_blocked)
    try:
        after = changed(standing(actor), before, edit)
    except (Forbidden, Refused):
        return

    assert not (after.blocked and after.role is not MEMBER)
    assert actor is OWNER or after.role is before.role
    assert (after.network_id, after.account_id, after.joined_at) == ("n", "them", NOON)


def test_nobody_blocks_themselves():
    assert outcome(changed, standing(OWNER), member(OWNER, "me"), {"blocked": True}) == "not_yourself"


@pytest.mark.parametrize(
    ("actor", "target", "expected"),
    [
        pytest.param(MANAGER, MEMBER, "fine", id="manager removes a member"),
        pytest.param(MANAGER, MANAGER, "owners_only", id="manager removes a manager"),
        pytest.param(MANAGER, OWNER, "owners_only", id="manager removes an owner"),
        pytest.param(OWNER, OWNER, "fine", id="owner removes an owner"),
    ],
)
def test_removal(actor, target, expected):
    assert outcome(check_removal, standing(actor), member(target)) == expected


@pytest.mark.parametrize("role", Role)
def test_everyone_may_leave(role):
    assert outcome(check_removal, standing(role), member(role, "me")) == "fine"


@pytest.mark.parametrize("role", Role)
def test_managers_invite_members_only(role):
    assert outcome(check_grant, standing(MANAGER), role) == ("fine" if role is MEMBER else "owners_only")
    assert outcome(check_grant, standing(OWNER), role) == "fine"


@pytest.mark.parametrize(
    ("before", "after", "gained"),
    [
        (None, member(OWNER), 1),
        (member(OWNER), None, -1),
        (member(OWNER), member(MEMBER), -1),
        (member(MANAGER), member(OWNER), 1),
        (member(OWNER), member(OWNER), 0),
        (member(MEMBER), None, 0),
    ],
)
def test_owners_gained(before, after, gained):
    assert owners_gained(before, after) == gained
