"""Charge points as their owners set them up, over the API."""

import secrets

import pytest

from infra.local.api_client import ApiRefused


def path_of(community):
    return f"/charge-points/{community.charge_point['charge_point_id']}"


def new(community, **more):
    connectors = [{"connector_id": 1, "charger_id": community.plain["charger_id"]}]
    return community.owner.create(
        f"/stations/{community.station['station_id']}/charge-points", {"connectors": connectors} | more
    )


def charger(community, which="charger"):
    return community.owner.get(f"/chargers/{getattr(community, which)['charger_id']}")


def refused(ask, *args, **more):
    with pytest.raises(ApiRefused) as refusal:
        ask(*args, **more)
    return refusal.value.status, refusal.value.code


def test_a_new_charge_point_tells_its_password_this_once(stack, community):
    made = community.charge_point
    shown = community.owner.get(path_of(community))

    assert len(made["password"]) == 32
    assert made["ocpp_url"] == f"{stack.ocpp_url}/{made['charge_point_id']}"
    assert made["charge_point_id"].startswith("CP-")
    assert "password" not in shown
    assert shown == {name: value for name, value in made.items() if name != "password"}


def test_its_connectors_are_the_stations_chargers(community):
    found = charger(community)

    assert (found["networked"], found["connector_id"]) == (True, 1)
    assert found["charge_point_id"] == community.charge_point["charge_point_id"]
    assert (found["state"], found["online"]) == ("UNKNOWN", False)


def test_an_id_can_be_chosen_and_is_then_taken(community):
    charge_point_id = f"Own.{secrets.token_hex(4)}=*_+|@-"
    assert new(community, charge_point_id=charge_point_id)["charge_point_id"] == charge_point_id

    connectors = [{"connector_id": 1, "charger_id": community.plain["charger_id"]}]
    community.owner.patch(path_of(community), {"name": "Other"})
    again = {"connectors": connectors, "charge_point_id": charge_point_id}
    create = f"/stations/{community.station['station_id']}/charge-points"
    assert refused(community.owner.create, create, again) == (409, "charger_taken")

    community.owner.delete(path_of(community))
    freed = [{"connector_id": 1, "charger_id": community.charger["charger_id"]}]
    assert refused(community.owner.create, create, again | {"connectors": freed}) == (
        409,
        "charge_point_id_taken",
    )


@pytest.mark.parametrize("charge_point_id", ["with:colon", "with blank", "", "x" * 49, "ä"])
def test_an_id_must_fit_into_a_url_and_a_user_name(community, charge_point_id):
    assert refused(new, community, charge_point_id=charge_point_id) == (400, "invalid_request")


def test_a_connector_must_be_a_charger_of_the_station_that_is_free(community):
    create = f"/stations/{community.station['station_id']}/charge-points"
    for charger_id, refusal in (
        (community.charger["charger_id"], (409, "charger_taken")),
        ("nowhere-0001", (400, "bad_connectors")),
    ):
        body = {"connectors": [{"connector_id": 1, "charger_id": charger_id}]}
        assert refused(community.owner.create, create, body) == refusal


def test_connectors_can_change_places(community):
    first, second = community.charger["charger_id"], community.plain["charger_id"]
    both = [{"connector_id": 1, "charger_id": first}, {"connector_id": 2, "charger_id": second}]
    swapped = [{"connector_id": 1, "charger_id": second}, {"connector_id": 2, "charger_id": first}]

    for connectors in (both, swapped):
        community.owner.patch(path_of(community), {"connectors": connectors})

    assert (charger(community)["connector_id"], charger(community, "plain")["connector_id"]) == (2, 1)


def test_an_edit_of_what_has_changed_meanwhile_is_refused(community):
    client, path = community.owner, path_of(community)
    etag = client.send("GET", path).headers["ETag"]
    assert client.patch(path, {"name": "First"}, headers={"If-Match": etag})["name"] == "First"

    assert refused(client.patch, path, {"name": "Second"}, headers={"If-Match": etag}) == (
        412,
        "changed_meanwhile",
    )


def test_a_charge_point_that_is_removed_leaves_plain_chargers(community):
    community.owner.delete(path_of(community))

    assert charger(community)["networked"] is False
    assert refused(community.owner.get, path_of(community)) == (404, "not_found")
    listed = community.owner.get(f"/stations/{community.station['station_id']}/charge-points")
    assert listed == {"items": [], "next_cursor": None}


def test_who_may_not_know_of_it_finds_nothing_and_a_member_may_not(community):
    stranger, path = community.newcomer("Stranger"), path_of(community)
    reset = {"action": "reset", "type": "Soft"}
    attempts = [
        ("GET", path, None),
        ("PATCH", path, {"name": "Mine"}),
        ("DELETE", path, None),
        ("POST", f"{path}/password", {}),
        ("POST", f"{path}/commands", reset),
        ("GET", f"{path}/commands", None),
        ("GET", f"/stations/{community.station['station_id']}/charge-points", None),
    ]

    assert {stranger.send(*attempt).status_code for attempt in attempts} == {404}
    assert {community.driver.send(*attempt).status_code for attempt in attempts} == {403}


def test_a_command_is_followed_by_who_asked_it_and_by_managers_alone(community):
    path = path_of(community)
    command = community.owner.post(f"{path}/commands", {"action": "clear_cache"})
    follow = f"{path}/commands/{command['command_id']}"

    assert community.owner.get(follow)["state"] == "QUEUED"
    assert community.owner.get(f"{path}/commands")["items"] == [command]
    assert community.driver.send("GET", follow).status_code == 404
    assert community.newcomer("Stranger").send("GET", follow).status_code == 404


@pytest.mark.parametrize(
    "command",
    [
        {"action": "fly"},
        {"action": "reset"},
        {"action": "reset", "type": "soft"},
        {"action": "unlock", "connector_id": 0},
        {"action": "unlock", "connector_id": 7},
        {"action": "change_configuration", "key": "AuthorizationKey", "value": "too short"},
        {"action": "remote_start", "connector_id": 1, "token_uid": "x" * 21},
    ],
)
def test_a_command_that_makes_no_sense_is_a_400(community, command):
    answer = community.owner.send("POST", f"{path_of(community)}/commands", command)

    assert answer.status_code == 400


def test_a_stop_of_a_session_that_is_not_its_own_finds_nothing(community):
    asked = {"action": "remote_stop", "session_id": "0" * 26}

    assert refused(community.owner.post, f"{path_of(community)}/commands", asked) == (404, "not_found")


def test_a_password_is_shown_to_the_first_request_alone(community):
    new = {"connectors": [{"connector_id": 1, "charger_id": community.plain["charger_id"]}]}
    path, key = f"/stations/{community.station['station_id']}/charge-points", {"Idempotency-Key": "a box"}

    first = community.owner.post(path, new, headers=key)
    again = community.owner.post(path, new, headers=key)

    assert len(first["password"]) >= 16
    assert again == first | {"password": None}
