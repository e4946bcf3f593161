"""Members over HTTP: roles, classes, blocks, leaving, handing over."""

from itertools import product

import pytest


def at(network, *parts):
    return "/".join(["/networks", network["network_id"], *parts])


@pytest.fixture
def circle(world):
    """A network with an owner, a manager, and two members."""
    people = {name: world.person(name) for name in ("Owner", "Manager", "Member", "Other", "Stranger")}
    network = people["Owner"].creates()
    for name in ("Manager", "Member", "Other"):
        people[name].joins(network)
    people["Owner"].patch(at(network, "members", "Manager"), {"role": "manager"})
    return network, people


def roles(network, owner):
    return {one["account_id"]: one["role"] for one in owner.get(at(network, "members")).body["items"]}


def test_managers_see_who_is_in(circle):
    network, people = circle

    found = people["Manager"].get(at(network, "members")).body

    assert [one["account_id"] for one in found["items"]] == ["Manager", "Member", "Other", "Owner"]
    assert found["items"][1] == {
        "account_id": "Member",
        "name": "Member",
        "email": "member@x.org",
        "role": "member",
        "member_class": None,
        "blocked": False,
        "joined_at": "2026-06-01T12:00:00Z",
    }
    first = people["Manager"].get(at(network, "members?limit=3")).body
    rest = people["Manager"].get(at(network, f"members?limit=3&cursor={first['next_cursor']}")).body
    assert first["items"] + rest["items"] == found["items"]


@pytest.mark.parametrize(
    ("method", "path", "body", "allowed"),
    [
        ("GET", "members", None, {"Owner", "Manager"}),
        ("PATCH", "members/Other", {"member_class": "visitors"}, {"Owner", "Manager"}),
        ("PATCH", "members/Other", {"blocked": True}, {"Owner", "Manager"}),
        ("PATCH", "members/Other", {"role": "manager"}, {"Owner"}),
        ("DELETE", "members/Other", None, {"Owner", "Manager"}),
        ("PATCH", "", {"name": "Ours too"}, {"Owner", "Manager"}),
        ("POST", "join-code", {}, {"Owner", "Manager"}),
        ("PATCH", "join-code", {"enabled": False}, {"Owner", "Manager"}),
        ("GET", "invitations", None, {"Owner", "Manager"}),
        ("POST", "invitations", {"text": "cy@x.org"}, {"Owner", "Manager"}),
        ("POST", "invitations", {"text": "cy@x.org", "role": "manager"}, {"Owner"}),
        ("POST", "owner", {"account_id": "Other"}, {"Owner"}),
    ],
)
def test_what_each_role_may(circle, method, path, body, allowed):
    network, people = circle

    def asked(who):
        answer = people[who].ask(method, at(network, path).rstrip("/"), body)
        return answer.status, answer.body and answer.body.get("code")

    assert asked("Stranger") == (404, "not_found")
    assert asked("Member") == (403, "managers_only")
    if "Manager" in allowed:
        assert asked("Manager") in [(200, None), (204, None)]
    else:
        assert asked("Manager") == (403, "owners_only")
        assert asked("Owner") == (200, None)


def test_a_blocked_member_is_a_stranger_who_cannot_come_back(circle, world):
    network, people = circle
    owner, member = people["Owner"], people["Member"]
    owner.post(at(network, "invitations"), {"text": "cy@x.org"})
    cy = world.person("Cy")

    blocked = owner.patch(at(network, "members", "Member"), {"blocked": True}).body

    assert (blocked["blocked"], blocked["role"]) == (True, "member")
    assert member.get(at(network)).code == "not_found"
    assert member.get("/networks").body["items"] == []
    assert member.delete(at(network, "members", "Member")).code == "not_found"
    refused = member.post("/networks/join", {"code": network["join_code"]["code"]})
    assert (refused.status, refused.code) == (403, "membership_blocked")
    result = owner.post(at(network, "invitations"), {"text": "member@x.org"}).body["results"][0]
    assert (result["outcome"], result["invitation_id"]) == ("blocked", None)

    cy.joins(network)
    owner.patch(at(network, "members", "Cy"), {"blocked": True})
    assert cy.post(f"/invitations/{world.code_for(cy)}/accept").code == "membership_blocked"

    owner.patch(at(network, "members", "Member"), {"blocked": False})
    assert member.get(at(network)).body["my_role"] == "member"
    assert len(member.get("/networks").body["items"]) == 1


def test_a_removed_member_may_come_back(circle):
    network, people = circle

    assert people["Manager"].delete(at(network, "members", "Member")).status == 204

    assert people["Member"].get(at(network)).status == 404
    assert people["Manager"].delete(at(network, "members", "Member")).status == 404
    people["Member"].joins(network)


def test_anyone_leaves_but_the_last_owner(circle):
    network, people = circle

    for name in ("Member", "Manager"):
        assert people[name].delete(at(network, "members", name)).status == 204
    refused = people["Owner"].delete(at(network, "members", "Owner"))

    assert (refused.status, refused.code) == (409, "last_owner")
    assert roles(network, people["Owner"]) == {"Owner": "owner", "Other": "member"}


def test_the_last_owner_keeps_the_role_until_there_is_another(circle):
    network, people = circle
    owner = people["Owner"]

    assert owner.patch(at(network, "members", "Owner"), {"role": "manager"}).code == "last_owner"
    assert owner.patch(at(network, "members", "Owner"), {"blocked": True}).code == "not_yourself"
    owner.patch(at(network, "members", "Other"), {"role": "owner"})
    assert owner.patch(at(network, "members", "Owner"), {"role": "manager"}).body["role"] == "manager"
    assert people["Other"].delete(at(network, "members", "Other")).code == "last_owner"


def test_to_block_an_owner_takes_the_role_and_the_count(circle):
    network, people = circle
    people["Owner"].patch(at(network, "members", "Other"), {"role": "owner"})

    people["Owner"].patch(at(network, "members", "Other"), {"blocked": True})

    assert people["Owner"].delete(at(network, "members", "Owner")).code == "last_owner"
    people["Owner"].patch(at(network, "members", "Other"), {"blocked": False})
    assert roles(network, people["Owner"])["Other"] == "member"


def test_handing_over_makes_one_owner_and_me_a_manager(circle):
    network, people = circle

    mine = people["Owner"].post(at(network, "owner"), {"account_id": "Member"}).body

    assert mine["my_role"] == "manager"
    assert roles(network, people["Member"])["Member"] == "owner"
    assert people["Member"].delete(at(network, "members", "Member")).code == "last_owner"
    assert people["Owner"].post(at(network, "owner"), {"account_id": "Owner"}).code == "owners_only"


@pytest.mark.parametrize(
    ("to", "code"), [("Nobody", "not_found"), ("Owner", "not_yourself"), ("Blocked", "membership_blocked")]
)
def test_handing_over_needs_another_member(circle, world, to, code):
    network, people = circle
    world.person("Blocked").joins(network)
    people["Owner"].patch(at(network, "members", "Blocked"), {"blocked": True})

    assert people["Owner"].post(at(network, "owner"), {"account_id": to}).code == code
    assert roles(network, people["Owner"])["Owner"] == "owner"


def test_a_class_is_set_and_taken_away(circle):
    network, people = circle
    member = at(network, "members", "Member")

    assert people["Manager"].patch(member, {"member_class": "visitors"}).body["member_class"] == "visitors"
    assert people["Member"].get(at(network)).body["member_class"] == "visitors"
    assert people["Manager"].patch(member, {}).body["member_class"] == "visitors"
    assert people["Manager"].patch(member, {"member_class": None}).body["member_class"] is None


def test_one_account_joins_and_owns_many(world):
    ann, bob = world.person("Ann"), world.person("Bob")
    mine, theirs = [ann.creates(name=name) for name in "ab"], [bob.creates(name=name) for name in "cd"]

    for joiner, network in product([ann], theirs):
        joiner.joins(network)

    found = {network["name"]: network["my_role"] for network in ann.get("/networks").body["items"]}
    assert found == {"a": "owner", "b": "owner", "c": "member", "d": "member"}
    assert len(mine) == 2
