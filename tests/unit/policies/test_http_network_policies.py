"""A network's policy over HTTP: read, edited, begun with a preset, and how it came to be."""

import pytest

RICH = {
    "grid_minutes": 30,
    "min_duration_minutes": 30,
    "max_duration_minutes": 600,
    "max_advance_minutes": 40320,
    "min_notice_minutes": 15,
    "max_active": 2,
    "quotas": [
        {"measure": "hours", "most": 7.5, "per": "week", "whose": "member"},
        {"measure": "kwh", "most": 40, "per": "month", "whose": "car"},
    ],
    "cooldown_minutes": 60,
    "buffer_minutes": 5,
    "prime_time": [
        {
            "hours": [{"weekday": 5, "from": "22:00", "until": "06:00"}],
            "max_duration_minutes": 120,
            "quotas": [{"measure": "count", "most": 1, "per": "day", "whose": "member"}],
            "classes": ["residents", "staff"],
        }
    ],
    "closures": [{"first": "2026-12-24", "last": "2026-12-26", "note": "Closed"}],
    "walk_up": False,
    "approval": "manager",
    "approve_within_minutes": 120,
    "early_start_minutes": None,
    "late_stop_minutes": 5,
    "at_end": "stop",
    "noshow_timeout_minutes": 20,
    "change_until_minutes": 60,
    "cancel_until_minutes": 60,
    "fees": {
        "no_show": {"amount": "5.00", "currency": "EUR"},
        "late_cancel": None,
        "overstay_per_minute": {"amount": "0.10", "currency": "EUR"},
    },
    "strikes": {"most": 3, "within_days": 30, "suspend_days": 7},
    "waiting": {"order": "fair_share", "hold_minutes": 10, "max_snoozes": 1},
    "classes": {"visitors": {"max_active": 1, "strikes": None}},
}


def at(network, *parts):
    return "/".join(["/networks", network["network_id"], *parts])


def changes(person, network, query=""):
    answer = person.get(at(network, f"policy-changes{query}"))
    assert answer.status == 200, answer.body
    return answer.body["items"]


def test_every_rule_can_be_said_and_is_shown_as_it_was_said(ann, network):
    changed = ann.patch(at(network, "policy"), RICH)

    assert changed.status == 200
    assert changed.body == RICH
    assert ann.get(at(network, "policy")).body == RICH
    assert ann.get(at(network)).body["policy"] == RICH
    assert network["policy"].keys() == RICH.keys()


@pytest.mark.parametrize("most", [0.07, "0.07", 7.333, 1000000, "12"])
def test_a_quota_is_told_as_the_number_that_it_is(ann, network, most):
    wish = {"quotas": [{"measure": "kwh", "most": most, "per": "day"}]}

    (told,) = ann.patch(at(network, "policy"), wish).body["quotas"]

    assert told == {"measure": "kwh", "most": float(most), "per": "day", "whose": "member"}
    assert isinstance(told["most"], int) == float(most).is_integer()


def test_a_class_is_replaced_removed_or_left_alone(ann, network):
    ann.patch(
        at(network, "policy"),
        {
            "classes": {
                "a": {"max_active": 1, "walk_up": False},
                "b": {"max_active": 2},
                "c": {"walk_up": True},
            }
        },
    )

    changed = ann.patch(at(network), {"policy": {"classes": {"a": {"max_active": None}, "b": None}}})

    assert changed.body["policy"]["classes"] == {"a": {"max_active": None}, "c": {"walk_up": True}}


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"grid_minutes": 7}, ["grid_minutes"]),
        ({"grid_minutes": None}, ["grid_minutes"]),
        ({"max_active": 0}, ["max_active"]),
        ({"quotas": [{"measure": "hours", "most": 0, "per": "day"}]}, ["quotas.0.most"]),
        ({"quotas": [{"measure": "hours", "most": "NaN", "per": "day"}]}, ["quotas.0.most"]),
        ({"quotas": [{"measure": "hours", "most": 0.0001, "per": "day"}]}, ["quotas.0.most"]),
        ({"quotas": [{"measure": "miles", "most": 1, "per": "day"}]}, ["quotas.0.measure"]),
        ({"prime_time": [{"hours": []}]}, ["prime_time.0.hours"]),
        (
            {"prime_time": [{"hours": [{"weekday": 8, "from": "8:00", "until": "24:00"}]}]},
            ["prime_time.0.hours.0.weekday", "prime_time.0.hours.0.from", "prime_time.0.hours.0.until"],
        ),
        ({"closures": [{"first": "2026-12-26", "last": "2026-12-24"}]}, ["closures.0.last"]),
        ({"closures": [{"first": "soon", "last": "2026-12-24"}]}, ["closures.0.first"]),
        ({"fees": {"no_show": {"amount": "5", "currency": "XXX"}}}, ["fees.no_show.currency"]),
        ({"fees": {"no_show": {"amount": "-5", "currency": "EUR"}}}, ["fees.no_show.amount"]),
        ({"strikes": {"most": 3}}, ["strikes.within_days", "strikes.suspend_days"]),
        ({"waiting": {"order": "loudest", "hold_minutes": 1, "max_snoozes": 1}}, ["waiting.order"]),
        ({"classes": {"n" * 41: {}}}, ["classes." + "n" * 41 + ".[key]"]),
        ({"classes": {"a": {"grid_minutes": 7}}}, ["classes.a.grid_minutes"]),
        ({"classes": {"a": {"classes": {}}}}, ["classes.a.classes"]),
        ({"preset": "anarchy"}, ["preset"]),
        ({"colour": "red"}, ["colour"]),
    ],
)
def test_what_a_policy_cannot_be_is_told_by_field(ann, network, wrong, fields):
    refused = ann.patch(at(network, "policy"), wrong)

    assert (refused.status, refused.code) == (400, "invalid_request")
    assert [fault["field"] for fault in refused.body["errors"]] == fields
    assert ann.get(at(network, "policy")).body == network["policy"]


def test_too_much_is_refused(ann, network):
    long = {"first": "2026-06-01", "last": "2026-06-01", "note": "n" * 200}
    wish = {"classes": {str(number): {"closures": [long] * 20} for number in range(5)}}

    assert ann.patch(at(network, "policy"), wish).code == "policy_too_large"


def test_members_read_managers_edit_and_strangers_know_nothing(world, ann, bob, network):
    eve = world.person("Eve")

    assert bob.get(at(network, "policy")).body == network["policy"]
    assert len(changes(bob, network)) == 1
    assert (bob.patch(at(network, "policy"), {}).status, eve.get(at(network, "policy")).status) == (403, 404)
    assert eve.patch(at(network, "policy"), {}).status == 404
    assert eve.get(at(network, "policy-changes")).status == 404
    ann.patch(at(network, "members", "Bob"), {"role": "manager"})
    assert bob.patch(at(network, "policy"), {"max_active": 1}).body["max_active"] == 1


def test_who_made_a_public_networks_rules_is_for_its_members(world, ann):
    network = ann.creates(visibility="public")
    eve = world.person("Eve")

    assert eve.get(at(network, "policy")).status == 200
    refused = eve.get(at(network, "policy-changes"))
    assert (refused.status, refused.code) == (403, "members_only")


def test_an_edit_of_an_old_version_is_refused(ann, network):
    tag = ann.get(at(network, "policy")).headers["ETag"]

    first = ann.patch(at(network, "policy"), {"max_active": 1}, If_Match=tag)
    second = ann.patch(at(network, "policy"), {"max_active": 2}, If_Match=tag)

    assert (second.status, second.code) == (412, "changed_meanwhile")
    assert ann.get(at(network)).headers["ETag"] == first.headers["ETag"] != tag
    assert len(changes(ann, network)) == 2


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        (("policy",), {}),
        (("policy",), {"max_active": 3, "classes": {"a": None, "b": {}}}),
        ((), {"name": "Ours", "policy": {"max_active": 3}}),
    ],
)
def test_what_changes_nothing_is_not_written(ann, network, parts, body):
    tag = ann.get(at(network)).headers["ETag"]

    answer = ann.patch(at(network, *parts), body)

    assert (answer.status, answer.headers["ETag"]) == (200, tag)
    assert len(changes(ann, network)) == 1


def test_changes_tell_who_when_what_and_where_the_newest_first(world, ann, bob, network):
    ann.patch(at(network, "members", "Bob"), {"role": "manager"})
    world.later(hours=1)
    quotas = [{"measure": "kwh", "most": 7.5, "per": "day", "whose": "car"}]
    bob.patch(
        at(network), {"name": "Theirs", "policy": {"max_active": None, "grid_minutes": 15, "quotas": quotas}}
    )
    world.later(hours=1)
    ann.patch(at(network), {"description": "Flats"})
    ann.patch(at(network, "policy"), {"classes": {"visitors": {"walk_up": False}}})

    by_class, by_bob, made = changes(ann, network)

    assert by_bob == {
        "change_id": by_bob["change_id"],
        "at": "2026-06-01T13:00:00Z",
        "by": {"account_id": "Bob", "name": "Bob"},
        "scope": "network",
        "network_id": network["network_id"],
        "station_id": None,
        "station_name": None,
        "charger_id": None,
        "charger_name": None,
        "rules": [
            {
                "rule": "max_active",
                "member_class": None,
                "before": 3,
                "after": None,
                "said_before": True,
                "said_after": True,
            },
            {
                "rule": "quotas",
                "member_class": None,
                "before": [],
                "after": quotas,
                "said_before": True,
                "said_after": True,
            },
        ],
    }
    assert by_class["rules"] == [
        {
            "rule": "walk_up",
            "member_class": "visitors",
            "before": None,
            "after": False,
            "said_before": False,
            "said_after": True,
        }
    ]
    assert made["by"]["account_id"] == "Ann"
    assert {rule["rule"]: rule["after"] for rule in made["rules"]} | {"classes": {}} == network["policy"]


def test_changes_come_by_pages(ann, network):
    for most in range(4, 8):
        ann.patch(at(network, "policy"), {"max_active": most})

    found, cursor = [], ""
    while cursor is not None:
        page = ann.get(at(network, f"policy-changes?limit=2{cursor and f'&cursor={cursor}'}")).body
        found += page["items"]
        cursor = page["next_cursor"]

    assert [change["rules"][0]["after"] for change in found] == [7, 6, 5, 4, 15]
    assert ann.get(at(network, "policy-changes?cursor=bah")).code == "bad_cursor"


def test_one_request_repeated_is_one_change(ann):
    wish = {"name": "Ours", "preset": "workplace"}
    made, again = (ann.ask("POST", "/networks", wish, Idempotency_Key="k").body for _ in range(2))

    for _ in range(2):
        ann.patch(at(made, "policy"), {"max_active": 9})

    assert made == again
    assert len(changes(ann, made)) == 2


def test_presets_are_shown_to_anyone(world):
    shown = type(world.person("Ann"))(world, None, "").get("/policy-presets").body["items"]

    assert [preset["preset"] for preset in shown] == [
        "workplace",
        "condominium",
        "public_destination",
        "fleet_depot",
        "friends_and_neighbours",
    ]
    assert all(preset.keys() == {"preset", "name", "description", "policy"} for preset in shown)
    assert all(preset["policy"].keys() == RICH.keys() for preset in shown)


def test_a_network_can_begin_with_any_preset(world, ann):
    for preset in ann.get("/policy-presets").body["items"]:
        made = ann.creates(preset=preset["preset"], policy={"max_active": 7})
        assert made["policy"] == preset["policy"] | {"max_active": 7}


def test_a_preset_replaces_the_whole_policy(ann, network):
    preset = ann.get("/policy-presets").body["items"][0]
    ann.patch(at(network, "policy"), RICH)

    changed = ann.patch(at(network, "policy"), {"preset": "workplace", "late_stop_minutes": 5})

    assert changed.body == preset["policy"] | {"late_stop_minutes": 5}
    told = {(rule["rule"], rule["member_class"]): rule for rule in changes(ann, network)[0]["rules"]}
    assert told["max_active", "visitors"]["said_after"] is False
    assert ("late_stop_minutes", None) not in told
