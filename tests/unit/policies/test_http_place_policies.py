"""What stations and chargers say instead of their network, over HTTP."""

from dataclasses import replace

import pytest

from chalicelib.api import place_policies
from chalicelib.kernel.caller import Caller
from chalicelib.policies.edits import PolicyEdit
from chalicelib.stations.store import DynamoStations


@pytest.fixture(params=["station", "charger"])
def place(request, station):
    """The path of its policy."""
    return places(station)[request.param]


def places(station):
    return {
        "station": f"/stations/{station['station_id']}/policy",
        "charger": f"/chargers/{station['chargers'][0]['charger_id']}/policy",
    }


def changes(person, network, query=""):
    return person.get(f"/networks/{network['network_id']}/policy-changes{query}").body["items"]


def test_where_nothing_is_said_all_is_inherited(ann, network, place):
    assert ann.get(place).body == {
        "own": {},
        "in_force": network["policy"],
        "inherited": network["policy"],
    }


def test_what_is_said_holds_and_only_that_is_its_own(ann, network, place):
    said = {"max_active": None, "quotas": [{"measure": "hours", "most": "7.5", "per": "day"}]}

    changed = ann.patch(place, said)

    own = {
        "max_active": None,
        "quotas": [{"measure": "hours", "most": 7.5, "per": "day", "whose": "member"}],
    }
    assert changed.status == 200
    assert changed.body == {
        "own": own,
        "in_force": network["policy"] | own,
        "inherited": network["policy"],
    }
    assert ann.get(place).body == changed.body


def test_a_rule_can_be_inherited_again(ann, network, place):
    ann.patch(place, {"max_active": 1, "max_duration_minutes": 60, "classes": {"a": {"walk_up": False}}})

    changed = ann.patch(place, {"unset": ["max_duration_minutes", "classes"], "walk_up": False}).body

    assert changed["own"] == {"max_active": 1, "walk_up": False}
    assert changed["in_force"] == network["policy"] | {"max_active": 1, "walk_up": False}


def test_a_charger_inherits_from_its_station_and_its_network(ann, network, station):
    at = places(station)
    ann.patch(f"/networks/{network['network_id']}/policy", {"classes": {"a": {"max_active": 9}}})
    ann.patch(at["station"], {"max_active": 5, "walk_up": False, "classes": {"a": {"walk_up": True}}})

    charger = ann.patch(at["charger"], {"max_active": 1, "classes": {"b": {"max_active": 2}}}).body

    from_station = {
        "max_active": 5,
        "walk_up": False,
        "classes": {"a": {"max_active": 9, "walk_up": True}},
    }
    here = {"max_active": 1, "classes": from_station["classes"] | {"b": {"max_active": 2}}}
    assert charger["inherited"] == network["policy"] | from_station
    assert charger["in_force"] == network["policy"] | from_station | here
    assert ann.get(at["station"]).body["own"] == from_station | {"classes": {"a": {"walk_up": True}}}


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        pytest.param({"grid_minutes": 7}, ["grid_minutes"], id="no such grid"),
        pytest.param(
            {"max_duration_minutes": 10}, ["max_duration_minutes", "min_duration_minutes"], id="grid"
        ),
        pytest.param({"classes": {"a": {"max_active": 0}}}, ["classes.a.max_active"], id="a class"),
        pytest.param({"unset": ["colour"]}, ["unset.0"], id="no rule"),
        pytest.param({"max_active": 1, "unset": ["max_active"]}, [""], id="set and unset"),
        pytest.param({"preset": "workplace"}, ["preset"], id="a preset is a network's"),
    ],
)
def test_what_cannot_be_is_told_by_field(ann, place, wrong, fields):
    refused = ann.patch(place, wrong)

    assert (refused.status, refused.code) == (400, "invalid_request")
    assert [fault["field"] for fault in refused.body["errors"]] == fields
    assert ann.get(place).body["own"] == {}


def test_members_read_managers_edit_and_strangers_know_nothing(world, ann, bob, place):
    eve = world.person("Eve")

    assert bob.get(place).body == ann.get(place).body
    refused = bob.patch(place, {"max_active": 1})
    assert (refused.status, refused.code) == (403, "managers_only")
    assert (eve.get(place).status, eve.patch(place, {"max_active": 1}).status) == (404, 404)
    assert type(eve)(world, None, "").patch(place, {}).status == 401
    assert ann.get(place).body["own"] == {}


def test_an_edit_of_an_old_version_is_refused(ann, network, place):
    tag = ann.get(place).headers["ETag"]

    first = ann.patch(place, {"max_active": 1}, If_Match=tag)
    second = ann.patch(place, {"max_active": 2}, If_Match=tag)

    assert (second.status, second.code) == (412, "changed_meanwhile")
    assert ann.get(place).headers["ETag"] == first.headers["ETag"] != tag
    assert ann.get(place.removesuffix("/policy")).headers["ETag"] == first.headers["ETag"]
    assert len(changes(ann, network)) == 2


@pytest.mark.parametrize(
    "body", [{}, {"max_active": 1}, {"unset": ["walk_up", "classes"]}, {"classes": {"a": {}}}]
)
def test_what_changes_nothing_is_not_written(ann, network, place, body):
    tag = ann.patch(place, {"max_active": 1}).headers["ETag"]

    again = ann.patch(place, body)

    assert (again.status, again.headers["ETag"]) == (200, tag)
    assert len(changes(ann, network)) == 2


def test_changes_of_places_are_kept_with_the_network_and_found_by_place(world, ann, network, station):
    at = places(station)
    ann.patch(at["station"], {"max_active": 5})
    world.later(minutes=1)
    ann.patch(at["charger"], {"max_active": 1})
    world.later(minutes=1)
    ann.patch(at["charger"], {"unset": ["max_active"]})
    station_id, charger_id = station["station_id"], station["chargers"][0]["charger_id"]

    unset, said, at_station, made = changes(ann, network)

    assert made["scope"] == "network"
    assert (at_station["scope"], at_station["station_id"], at_station["station_name"]) == (
        "station",
        station_id,
        "Courtyard",
    )
    assert (said["scope"], said["charger_id"], said["charger_name"]) == ("charger", charger_id, "Left")
    assert (said["station_id"], said["by"]) == (station_id, {"account_id": "Ann", "name": "Ann"})
    assert unset["rules"] == [
        {
            "rule": "max_active",
            "member_class": None,
            "before": 1,
            "after": None,
            "said_before": True,
            "said_after": False,
        }
    ]
    assert changes(ann, network, f"?station_id={station_id}") == [unset, said, at_station]
    assert changes(ann, network, f"?charger_id={charger_id}") == [unset, said]
    assert changes(ann, network, "?charger_id=nothing") == []
    both = ann.get(f"/networks/{network['network_id']}/policy-changes?station_id=a&charger_id=b")
    assert (both.status, both.code) == (400, "invalid_request")


def test_another_networks_places_are_not_found_through_ours(world, ann, network, station):
    ann.patch(places(station)["station"], {"max_active": 5})
    other = world.person("Cy")
    theirs = other.creates()

    assert changes(other, theirs, f"?station_id={station['station_id']}") == []


def test_other_edits_keep_what_is_said(ann, station):
    at = places(station)
    ann.patch(at["station"], {"max_active": 5})
    ann.patch(at["charger"], {"walk_up": False})

    ann.patch(at["station"].removesuffix("/policy"), {"name": "Yard", "latitude": 48.5, "longitude": 8.0})
    ann.patch(at["charger"].removesuffix("/policy"), {"name": "Right"})

    assert ann.get(at["station"]).body["own"] == {"max_active": 5}
    assert ann.get(at["charger"]).body["own"] == {"walk_up": False}
    assert ann.get(at["charger"]).body["inherited"]["max_active"] == 5


def test_a_place_that_goes_takes_its_rules_along_but_not_its_history(ann, network, station):
    at = places(station)
    ann.patch(at["charger"], {"max_active": 1})
    service = place_policies.services().stations

    service.store.remove(service.station(station["station_id"]))

    assert ann.get(at["charger"]).status == 404
    assert [change["scope"] for change in changes(ann, network)] == ["charger", "network"]


def test_there_is_an_end_to_what_a_station_and_its_chargers_say(ann, network, station, monkeypatch):
    monkeypatch.setattr("chalicelib.stations.place_policies.LARGEST_TOGETHER", 60)
    at = places(station)

    assert ann.patch(at["station"], {"max_active": 1}).status == 200
    refused = ann.patch(at["charger"], {"max_active": 1, "walk_up": False, "buffer_minutes": 5})
    assert (refused.status, refused.code) == (400, "policy_too_large")


class Interrupted(DynamoStations):
    """Before its first write somebody else does something."""

    def __init__(self, first):
        self.waiting = [first]

    def replace(self, before, after, also=()):
        while self.waiting:
            self.waiting.pop()()
        super().replace(before, after, also)


def test_of_two_who_edit_at_once_both_are_kept_once(ann, network, station):
    at = places(station)
    policies = place_policies.services().place_policies
    store = Interrupted(lambda: ann.patch(at["station"], {"max_active": 5}))

    both = replace(policies, store=store).edit_charger(
        station["chargers"][0]["charger_id"], Caller("Ann"), PolicyEdit({"walk_up": False}), None
    )

    assert (both.in_force.max_active, both.in_force.walk_up) == (5, False)
    assert sorted(change["scope"] for change in changes(ann, network)) == ["charger", "network", "station"]


def test_who_lost_the_race_for_one_rule_records_nothing_that_held_already(ann, network, station):
    policies = place_policies.services().place_policies
    store = Interrupted(lambda: ann.patch(places(station)["station"], {"max_active": 5}))

    replace(policies, store=store).edit_station(
        station["station_id"], Caller("Ann"), PolicyEdit({"max_active": 5}), None
    )

    assert [change["scope"] for change in changes(ann, network)] == ["station", "network"]
