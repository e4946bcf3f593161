"""Commands in the protocol's own words, lists of commands, and rollouts, over the public API."""

import pytest

from tests.site import Site


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


def test_a_rollout_asks_who_is_there_and_waits_for_who_is_not(site):
    network = f"/networks/{site.community.network['network_id']}"

    async def story(box):
        await box.boot()
        rollout = await site.api(
            "POST", f"{network}/rollouts", {"name": "All", "command": {"action": "clear_cache"}}
        )
        assert await box.next_asked() == ("ClearCache", {})
        (command,) = (await site.api("GET", f"{site.path}/commands?action=clear_cache"))["items"]
        return rollout, await site.followed(command)

    rollout, command = site.play(story)

    owner = site.community.owner
    (step,) = owner.get(f"/rollouts/{rollout['rollout_id']}/steps")["items"]
    assert (step["charge_point_id"], step["command_id"]) == (site.charge_point_id, command["command_id"])
    assert (command["state"], command["requested_by"]) == ("ACCEPTED", owner.account["account_id"])
    listed = owner.get(f"{network}/rollouts")["items"]
    assert [(one["rollout_id"], one["name"], one["stages"]) for one in listed] == [
        (rollout["rollout_id"], "All", [100])
    ]

    waiting = owner.create(f"{network}/rollouts", {"command": {"action": "clear_cache"}, "stages": [50, 100]})
    assert (waiting["state"], waiting["waiting"]) == ("RUNNING", 1)
    stopped = owner.post(f"/rollouts/{waiting['rollout_id']}/stop", {})
    assert (stopped["state"], stopped["detail"]) == ("STOPPED", "Stopped by hand.")
    assert owner.post(f"/rollouts/{waiting['rollout_id']}/resume", {})["state"] == "RUNNING"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"stages": [50]}, 400, "bad_stages"),
        ({"command": {"action": "remote_start", "token_uid": "T"}}, 400, "invalid_request"),
        ({"charge_point_ids": ["CP-NOBODYS"]}, 404, "not_found"),
        (
            {"command": {"action": "change_configuration", "key": "AuthorizationKey", "value": "s" * 20}},
            422,
            "guarded_message",
        ),
    ],
)
def test_what_cannot_be_rolled_out(site, change, status, code):
    path = f"/networks/{site.community.network['network_id']}/rollouts"

    refused = site.community.owner.send("POST", path, {"command": {"action": "clear_cache"}} | change)

    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_message_in_the_protocols_own_words(site):
    async def story(box):
        await box.boot()
        box.answers["ChangeAvailability"] = "Rejected"
        payload = {"connectorId": 1, "type": "Operative"}
        return await site.command(action="call", message="ChangeAvailability", payload=payload)

    command = site.play(story)

    assert (command["state"], command["answer"]) == ("ACCEPTED", {"payload": {"status": "Rejected"}})
    asked = {"action": "call", "message": "Reset", "payload": {"type": "Lukewarm"}}
    refused = site.community.owner.send("POST", f"{site.path}/commands", asked)
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_payload")
    assert refused.json()["oddities"] == ["type: Enum"]


def test_commands_are_listed_by_action_and_state(site):
    owner = site.community.owner
    owner.post(f"{site.path}/commands", {"action": "reset", "type": "Soft"})
    owner.post(f"{site.path}/commands", {"action": "clear_cache"})

    def actions(**query):
        return [one["action"] for one in owner.get(f"{site.path}/commands", **query)["items"]]

    assert actions(state="FAILED") == ["reset"]
    assert actions(state="QUEUED", action="clear_cache") == ["clear_cache"]
    assert actions() == ["clear_cache", "reset"]


@pytest.mark.parametrize(
    "asked",
    [
        {"action": "trigger", "message": "Nonsense"},
        {"action": "change_configuration", "key": "K" * 51, "value": "1"},
        {"action": "change_configuration", "key": "K", "value": "v" * 501},
        {"action": "set_charging_profile", "profile": {}},
        {"action": "update_firmware", "url": "http://x.example"},
        {"action": "set_network_profile", "slot": 1, "profile": {}},
    ],
)
def test_what_a_charge_point_cannot_be_asked_here(site, asked):
    refused = site.community.owner.send("POST", f"{site.path}/commands", asked)

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
