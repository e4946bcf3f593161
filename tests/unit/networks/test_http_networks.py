"""Networks over HTTP: made, seen, edited, joined by code."""

import pytest

from chalicelib.networks.joining import MOST_WRONG


def at(network, *parts):
    return "/".join(["/networks", network["network_id"], *parts])


def test_who_creates_a_network_owns_it(world):
    ann = world.person("Ann")

    made = ann.creates(name="  Ours  ", description="Flats", email_domains=["@X.org", "x.ORG"])

    assert (made["name"], made["my_role"], made["email_domains"]) == ("Ours", "owner", ["x.org"])
    assert made["policy"] == {
        "grid_minutes": 15,
        "min_duration_minutes": 15,
        "max_duration_minutes": 240,
        "max_advance_minutes": 20160,
        "min_notice_minutes": None,
        "max_active": 3,
        "quotas": [],
        "cooldown_minutes": None,
        "buffer_minutes": None,
        "prime_time": [],
        "closures": [],
        "walk_up": True,
        "approval": "automatic",
        "approve_within_minutes": 1440,
        "early_start_minutes": 10,
        "late_stop_minutes": None,
        "at_end": "keep",
        "noshow_timeout_minutes": None,
        "change_until_minutes": 0,
        "cancel_until_minutes": 0,
        "fees": {"no_show": None, "late_cancel": None, "overstay_per_minute": None},
        "strikes": None,
        "waiting": {"order": "first_come", "hold_minutes": 15, "max_snoozes": 3},
        "classes": {},
    }
    assert ann.get(at(made)).body == made
    assert ann.get("/networks").body == {"items": [made], "next_cursor": None}


def test_a_repeated_request_makes_one_network(world):
    ann = world.person("Ann")
    wish = {"name": "Ours", "visibility": "public", "joining": "restricted"}

    first, second = (ann.ask("POST", "/networks", wish, Idempotency_Key="k") for _ in range(2))

    assert first.body == second.body
    assert len(ann.get("/networks").body["items"]) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"visibility": "secret"}, "visibility"),
        ({"email_domains": ["not a domain"]}, "email_domains.0"),
        ({"policy": {"grid_minutes": 7}}, "policy.grid_minutes"),
        ({"policy": {"max_duration_minutes": 10**12}}, "policy.max_duration_minutes"),
        ({"policy": {"walk_up": None}}, "policy.walk_up"),
        ({"owner": "me"}, "owner"),
    ],
)
def test_what_a_network_cannot_be_is_told_by_field(world, wrong, field):
    wish = {"name": "Ours", "visibility": "private", "joining": "restricted"} | wrong

    refused = world.person("Ann").post("/networks", wish)

    assert (refused.status, refused.code) == (400, "invalid_request")
    assert [fault["field"] for fault in refused.body["errors"]] == [field]


def test_a_private_network_does_not_exist_for_strangers(world):
    ann, bob, nobody = world.person("Ann"), world.person("Bob"), world.person("Nobody")
    network, absent = ann.creates(), {"network_id": "01m7y17zg7gfxfvbgdhsvynbza"}
    anyone = type(nobody)(world, None, "")

    for stranger in (bob, anyone):
        found, missing = stranger.get(at(network)), stranger.get(at(absent))
        assert (found.status, found.body) == (404, missing.body)
    for method, *parts in (
        ("PATCH",),
        ("POST", "join-code"),
        ("PATCH", "join-code"),
        ("GET", "members"),
        ("PATCH", "members", "Ann"),
        ("DELETE", "members", "Ann"),
        ("DELETE", "members", "Bob"),
        ("GET", "invitations"),
        ("POST", "invitations"),
        ("DELETE", "invitations", "x"),
        ("POST", "invitations", "x", "resend"),
    ):
        found, missing = (bob.ask(method, at(one, *parts), {}) for one in (network, absent))
        assert (found.status, found.body) == (404, missing.body), (method, parts)
        assert anyone.ask(method, at(network, *parts), {}).status == 401
    assert bob.post(at(network, "owner"), {"account_id": "Bob"}).status == 404


def test_anyone_sees_a_public_network_and_only_managers_its_code(world):
    ann, bob = world.person("Ann"), world.person("Bob")
    network = ann.creates(visibility="public")

    seen = type(bob)(world, None, "").get(at(network)).body

    assert seen == network | {"my_role": None, "join_code": None}
    assert bob.patch(at(network), {"name": "Mine"}).code == "managers_only"
    assert bob.get(at(network, "members")).code == "managers_only"
    assert bob.joins(network).get(at(network)).body == network | {"my_role": "member", "join_code": None}


def test_an_edit_changes_what_it_names(world):
    ann = world.person("Ann")
    network = ann.creates(description="Flats")

    edited = ann.patch(at(network), {"policy": {"max_active": None, "max_duration_minutes": 60}}).body

    policy = network["policy"] | {"max_active": None, "max_duration_minutes": 60}
    assert edited == network | {"policy": policy}
    assert ann.patch(at(network), {"description": None}).body["description"] is None
    refused = ann.patch(at(network), {"policy": {"grid_minutes": 60}})
    assert [fault["field"] for fault in refused.body["errors"]] == ["policy.min_duration_minutes"]


def test_an_edit_of_an_old_version_is_refused(world):
    ann = world.person("Ann")
    network = ann.creates()
    tag = ann.get(at(network)).headers["ETag"]

    first = ann.patch(at(network), {"name": "First"}, If_Match=tag)
    second = ann.patch(at(network), {"name": "Second"}, If_Match=tag)

    assert (second.status, second.code) == (412, "changed_meanwhile")
    assert ann.get(at(network)).body["name"] == "First"
    assert ann.patch(at(network), {"name": "Third"}, If_Match=first.headers["ETag"]).status == 200


def test_a_code_may_be_typed_as_one_likes_and_twice(world):
    ann, bob = world.person("Ann"), world.person("Bob")
    network = ann.creates()
    code = network["join_code"]["code"]

    first = bob.post("/networks/join", {"code": f" {code.lower().replace('-', '')} "})
    second = bob.post("/networks/join", {"code": code})

    assert first.status == second.status == 200
    assert first.body == second.body == bob.get(at(network)).body
    assert len(ann.get(at(network, "members")).body["items"]) == 2


def test_a_code_that_was_replaced_switched_off_lapsed_or_dropped_is_unknown(world):
    ann, bob = world.person("Ann"), world.person("Bob")
    network = ann.creates()

    def tried(code):
        return bob.post("/networks/join", {"code": code}).code

    old = network["join_code"]["code"]
    new = ann.post(at(network, "join-code"), {"expires_at": "2026-06-01T13:00:00+00:00"}).body["join_code"]
    assert new == {"code": new["code"], "enabled": True, "expires_at": "2026-06-01T13:00:00Z"}
    assert new["code"] != old
    assert tried(old) == "unknown_code"

    ann.patch(at(network, "join-code"), {"enabled": False})
    assert tried(new["code"]) == "unknown_code"
    ann.patch(at(network, "join-code"), {"enabled": True})
    world.later(hours=1)
    assert tried(new["code"]) == "unknown_code"
    ann.patch(at(network, "join-code"), {"expires_at": None})
    ann.patch(at(network), {"joining": "restricted"})
    assert tried(new["code"]) == "unknown_code"
    assert ann.post(at(network, "join-code")).code == "no_join_code"

    again = ann.patch(at(network), {"joining": "shared_code"}).body["join_code"]["code"]
    assert again != new["code"]
    assert bob.post("/networks/join", {"code": again}).status == 200


def test_a_code_may_take_some_domains_only(world):
    ann, bob, eve = world.person("Ann"), world.person("Bob"), world.person("Eve", "evil.x.org")
    network = ann.creates(email_domains=["x.org"])

    refused = eve.post("/networks/join", {"code": network["join_code"]["code"]})

    assert (refused.status, refused.code) == (403, "email_domain_not_allowed")
    assert eve.get("/networks").body["items"] == []
    bob.joins(network)


def test_guessing_codes_is_throttled_for_the_account_that_guesses(world):
    ann, bob, eve = world.person("Ann"), world.person("Bob"), world.person("Eve")
    network = ann.creates()
    world.later(minutes=5)

    for _ in range(MOST_WRONG):
        assert eve.post("/networks/join", {"code": "0000-0000"}).code == "unknown_code"
    refused = eve.post("/networks/join", {"code": network["join_code"]["code"]})

    assert (refused.status, refused.code) == (429, "too_many_attempts")
    assert refused.headers["Retry-After"] == "600"
    bob.joins(network)
    world.later(minutes=10)
    eve.joins(network)


def test_right_codes_are_not_counted(world):
    ann, bob = world.person("Ann"), world.person("Bob")
    network = ann.creates()

    for _ in range(MOST_WRONG + 1):
        bob.joins(network)


def test_my_networks_come_by_pages(world):
    ann = world.person("Ann")
    made = {ann.creates(name=f"N{number}")["network_id"] for number in range(5)}

    found, cursor, pages = [], "", 0
    while cursor is not None:
        page = ann.get(f"/networks?limit=2{cursor and f'&cursor={cursor}'}").body
        found += [network["network_id"] for network in page["items"]]
        cursor, pages = page["next_cursor"], pages + 1

    assert set(found) == made
    assert len(found) == 5
    assert pages == 3
    assert ann.get("/networks?cursor=bah").code == "bad_cursor"
