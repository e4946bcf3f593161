"""Invitations over HTTP: sent to many, answered by one."""

import pytest


def at(network, *parts):
    return "/".join(["/networks", network["network_id"], *parts])


@pytest.fixture
def ann(world):
    return world.person("Ann")


@pytest.fixture
def network(ann):
    return ann.creates(joining="restricted", name="Flats")


def invited(inviter, network, text, **more):
    answer = inviter.post(at(network, "invitations"), {"text": text} | more)
    assert answer.status == 200, answer.body
    return answer.body["results"]


def states(manager, network):
    return {one["email"]: one["state"] for one in manager.get(at(network, "invitations")).body["items"]}


def test_from_the_mail_to_membership(world, ann, network):
    invited(ann, network, "Bob <bob@x.org>", role="manager", member_class="residents")
    (mail,) = world.mails
    bob = world.person("Bob")

    assert (mail.to, mail.template, mail.network_name, mail.invited_by) == (
        "bob@x.org",
        "invitation",
        "Flats",
        "Ann",
    )
    assert mail.link.endswith(f"/invitations/{mail.code}")
    offer = type(bob)(world, None, "").get(f"/invitations/{mail.code}")
    assert offer.body == {
        "network_name": "Flats",
        "invited_by": "Ann",
        "expires_at": "2026-06-15T12:00:00Z",
        "email_hint": "b***@x.org",
    }

    joined = bob.post(f"/invitations/{mail.code}/accept")
    again = bob.post(f"/invitations/{mail.code}/accept")

    assert joined.status == again.status == 200
    assert joined.body == again.body == bob.get(at(network)).body
    assert (joined.body["my_role"], joined.body["member_class"]) == ("manager", "residents")
    assert states(ann, network) == {"bob@x.org": "accepted"}
    assert bob.get(f"/invitations/{mail.code}").code == "not_found"


def test_many_at_once_and_what_came_of_each(world, ann, network):
    bob, eve = world.person("Bob"), world.person("Eve")
    for person in (bob, eve):
        invited(ann, network, person.email)
        person.post(f"/invitations/{world.code_for(person)}/accept")
    ann.patch(at(network, "members", "Eve"), {"blocked": True})
    (cy,) = invited(ann, network, "cy@x.org")
    world.mails.clear()

    results = ann.post(
        at(network, "invitations"),
        {"emails": ["di@x.org", "DI@x.org", "bob@x.org"], "text": "eve@x.org\nCy <cy@x.org>; oops; jo@x.org"},
    ).body["results"]

    assert [(one["email"], one["outcome"]) for one in results] == [
        ("di@x.org", "invited"),
        ("bob@x.org", "already_member"),
        ("eve@x.org", "blocked"),
        ("cy@x.org", "already_invited"),
        ("oops", "invalid_email"),
        ("jo@x.org", "invited"),
    ]
    assert results[3]["invitation_id"] == cy["invitation_id"]
    assert sorted(mail.to for mail in world.mails) == ["di@x.org", "jo@x.org"]
    assert len({mail.code for mail in world.mails}) == 2


def test_five_hundred_at_once_and_not_one_more(world, ann, network):
    people = [f"p{number}@x.org" for number in range(501)]

    refused = ann.post(at(network, "invitations"), {"emails": people})
    assert (refused.status, refused.code, refused.body["most"]) == (400, "too_many_addresses", 500)
    assert world.mails == []

    assert {one["outcome"] for one in invited(ann, network, ",".join(people[:500]))} == {"invited"}
    assert sorted(mail.to for mail in world.mails) == sorted(people[:500])


def test_an_invitation_is_for_one_address(world, ann, network):
    invited(ann, network, "bob@x.org")
    bob, eve = world.person("Bob"), world.person("Eve")

    refused = eve.post(f"/invitations/{world.code_for(bob)}/accept")

    assert (refused.status, refused.code) == (403, "other_address")
    assert eve.get(at(network)).status == 404
    assert states(ann, network) == {"bob@x.org": "open"}


def test_my_open_invitations_can_be_accepted_by_me_alone(world, ann, network):
    invited(ann, network, "bob@x.org")
    bob, eve = world.person("Bob"), world.person("Eve")

    (mine,) = bob.get("/me/invitations").body["items"]

    assert eve.get("/me/invitations").body["items"] == []
    assert (mine["network_name"], mine["invited_by"], mine["role"]) == ("Flats", "Ann", "member")
    for stranger in (eve, type(eve)(world, None, "")):
        assert stranger.get(f"/invitations/{mine['code']}").code == "not_found"
    assert eve.post(f"/invitations/{mine['code']}/accept").code == "not_found"
    assert bob.get(f"/invitations/{mine['code']}").status == 200
    assert bob.post(f"/invitations/{mine['code']}/accept").status == 200
    assert bob.get("/me/invitations").body["items"] == []


def test_a_lapsed_invitation_is_never_shown_as_open(world, ann, network):
    invited(ann, network, "bob@x.org", expires_in_days=1)
    bob = world.person("Bob")
    code = world.code_for(bob)
    world.later(days=1)

    assert states(ann, network) == {"bob@x.org": "expired"}
    assert bob.get("/me/invitations").body["items"] == []
    assert bob.get(f"/invitations/{code}").code == "invitation_expired"
    assert (bob.post(f"/invitations/{code}/accept").status, bob.get(at(network)).status) == (404, 404)
    assert [one["outcome"] for one in invited(ann, network, "bob@x.org")] == ["invited"]
    assert bob.post(f"/invitations/{world.code_for(bob)}/accept").status == 200


def test_sent_again_the_new_code_is_good_and_the_old_one_void(world, ann, network):
    (first,) = invited(ann, network, "bob@x.org", expires_in_days=2)
    bob = world.person("Bob")
    old = world.code_for(bob)
    world.later(days=3)

    again = ann.post(at(network, "invitations", first["invitation_id"], "resend"))

    assert (again.status, again.body["state"]) == (200, "open")
    assert (again.body["sent_at"], again.body["expires_at"]) == (
        "2026-06-04T12:00:00Z",
        "2026-06-06T12:00:00Z",
    )
    assert bob.get(f"/invitations/{old}").code == "not_found"
    assert bob.post(f"/invitations/{old}/accept").code == "not_found"
    assert bob.post(f"/invitations/{world.code_for(bob)}/accept").status == 200
    refused = ann.post(at(network, "invitations", first["invitation_id"], "resend"))
    assert (refused.status, refused.code) == (409, "invitation_closed")


def test_a_revoked_invitation_opens_nothing(world, ann, network):
    (first,) = invited(ann, network, "bob@x.org")
    bob = world.person("Bob")
    code, mine = world.code_for(bob), at(network, "invitations", first["invitation_id"])

    assert [ann.delete(mine).status for _ in range(2)] == [204, 204]

    assert states(ann, network) == {"bob@x.org": "revoked"}
    assert bob.get("/me/invitations").body["items"] == []
    assert bob.post(f"/invitations/{code}/accept").code == "not_found"
    assert ann.post(f"{mine}/resend").code == "invitation_closed"


def test_an_accepted_invitation_cannot_be_revoked_nor_used_again_after_leaving(world, ann, network):
    (first,) = invited(ann, network, "bob@x.org")
    bob = world.person("Bob")
    bob.post(f"/invitations/{world.code_for(bob)}/accept")

    assert ann.delete(at(network, "invitations", first["invitation_id"])).code == "invitation_closed"
    bob.delete(at(network, "members", "Bob"))
    assert bob.post(f"/invitations/{world.code_for(bob)}/accept").code == "not_found"


def test_another_networks_manager_cannot_touch_an_invitation(world, ann, network):
    (first,) = invited(ann, network, "bob@x.org")
    eve = world.person("Eve")
    theirs = at(eve.creates(), "invitations", first["invitation_id"])

    assert eve.delete(theirs).code == "not_found"
    assert eve.post(f"{theirs}/resend").code == "not_found"
    assert states(ann, network) == {"bob@x.org": "open"}


def test_a_manager_cannot_send_again_what_only_owners_may_grant(world, ann, network):
    (mine,) = invited(ann, network, "bob@x.org", role="manager")
    bob, cy = world.person("Bob"), world.person("Cy")
    bob.post(f"/invitations/{world.code_for(bob)}/accept")
    (other,) = invited(ann, network, cy.email, role="owner")

    assert bob.post(at(network, "invitations", other["invitation_id"], "resend")).code == "owners_only"
    assert mine["outcome"] == "invited"


def test_an_invited_owner_counts(world, ann, network):
    bob = world.person("Bob")
    invited(ann, network, bob.email, role="owner")
    bob.post(f"/invitations/{world.code_for(bob)}/accept")

    assert ann.delete(at(network, "members", "Ann")).status == 204
    assert bob.delete(at(network, "members", "Bob")).code == "last_owner"


def test_newest_come_first_by_pages(world, ann, network):
    for name in ("a", "b", "c"):
        invited(ann, network, f"{name}@x.org")
        world.later(minutes=1)

    first = ann.get(at(network, "invitations?limit=2")).body
    rest = ann.get(at(network, f"invitations?limit=2&cursor={first['next_cursor']}")).body

    assert [one["email"] for one in first["items"] + rest["items"]] == ["c@x.org", "b@x.org", "a@x.org"]
