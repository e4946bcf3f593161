"""What a charge point is asked: OCA's test cases of OCPP 1.6 Core as conversations over the real socket."""

import asyncio

import pytest
from ocpp.v16 import call

from tests.charger import PATIENCE, ask, dial
from tests.site import Site


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


def test_TC_010_011_remote_start_and_TC_012_remote_stop(site):  # noqa: N802
    driver = site.community.driver

    async def story(box):
        await box.boot()
        path = f"/chargers/{site.community.charger['charger_id']}/sessions"
        command = await site.followed(await site.api("POST", path, {}, who=driver), who=driver)
        assert command["state"] == "ACCEPTED"
        action, asked = await box.next_asked()
        assert (action, asked["connector_id"]) == ("RemoteStartTransaction", 1)
        started = await box.start(asked["id_tag"])
        assert started.id_tag_info["status"] == "Accepted"
        (live,) = (await site.api("GET", "/me/sessions?state=ACTIVE", who=driver))["items"]
        stop = await site.api("POST", f"/sessions/{live['session_id']}/stop", {}, who=driver)
        assert (await site.followed(stop, who=driver))["state"] == "ACCEPTED"
        assert await box.next_asked() == ("RemoteStopTransaction", {"transaction_id": started.transaction_id})
        await box.stop(started.transaction_id, 1500, "Remote")
        return await site.api("GET", f"/sessions/{live['session_id']}", who=driver)

    ended = site.play(story)

    assert (ended["state"], ended["stop_reason"], ended["energy_kwh"]) == ("COMPLETED", "Remote", 0.5)


@pytest.mark.parametrize("kind", ["Hard", "Soft"], ids=["TC_013", "TC_014"])
def test_TC_013_014_reset(site, kind):  # noqa: N802
    async def story(box):
        await box.boot()
        command = await site.command(action="reset", type=kind)
        assert await box.next_asked() == ("Reset", {"type": kind})
        return command

    command = site.play(story)

    assert (command["state"], command["answer"], command["detail"]) == (
        "ACCEPTED",
        {"status": "Accepted"},
        None,
    )


@pytest.mark.parametrize(
    ("status", "state"),
    [
        pytest.param("Unlocked", "ACCEPTED", id="TC_017"),
        pytest.param("UnlockFailed", "REJECTED", id="TC_030"),
        pytest.param("NotSupported", "REJECTED", id="TC_031"),
    ],
)
def test_TC_017_018_030_031_unlock(site, status, state):  # noqa: N802
    async def story(box):
        await box.boot()
        box.answers["UnlockConnector"] = status
        return await site.command(action="unlock", connector_id=1)

    command = site.play(story)

    assert (command["state"], command["answer"]) == (state, {"status": status})


def test_TC_019_get_configuration(site):  # noqa: N802
    async def story(box):
        await box.boot()
        some = await site.command(action="get_configuration", keys=["HeartbeatInterval", "Nonsense"])
        assert await box.next_asked() == ("GetConfiguration", {"key": ["HeartbeatInterval", "Nonsense"]})
        await site.command(action="get_configuration")
        assert await box.next_asked() == ("GetConfiguration", {})
        return some

    command = site.play(story)

    assert command["state"] == "ACCEPTED"
    assert command["answer"] == {
        "configuration_key": [
            {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
            {"key": "AuthorizationKey", "readonly": False, "value": "***"},
        ],
        "unknown_key": ["Nonsense"],
    }


@pytest.mark.parametrize(
    ("status", "state"),
    [
        pytest.param("Accepted", "ACCEPTED", id="TC_021"),
        pytest.param("RebootRequired", "ACCEPTED", id="needs a reboot"),
        pytest.param("Rejected", "REJECTED", id="TC_040_2"),
        pytest.param("NotSupported", "REJECTED", id="TC_040_1"),
    ],
)
def test_TC_021_040_change_configuration(site, status, state):  # noqa: N802
    async def story(box):
        await box.boot()
        box.answers["ChangeConfiguration"] = status
        command = await site.command(action="change_configuration", key="HeartbeatInterval", value="120")
        assert await box.next_asked() == ("ChangeConfiguration", {"key": "HeartbeatInterval", "value": "120"})
        return command

    assert site.play(story)["state"] == state


def test_TC_026_remote_start_rejected(site):  # noqa: N802
    async def story(box):
        await box.boot()
        box.answers["RemoteStartTransaction"] = "Rejected"
        return await site.command(action="remote_start", connector_id=1, token_uid=site.token)

    command = site.play(story)

    assert (command["state"], command["detail"]) == ("REJECTED", "Rejected")


def test_TC_028_remote_stop_rejected(site):  # noqa: N802
    async def story(box):
        await box.boot()
        started = await box.start(site.token)
        (live,) = (await site.api("GET", "/me/sessions?state=ACTIVE", who=site.community.driver))["items"]
        box.answers["RemoteStopTransaction"] = "Rejected"
        command = await site.command(action="remote_stop", session_id=live["session_id"])
        await box.stop(started.transaction_id, 1100)
        return command

    assert site.play(story)["state"] == "REJECTED"


def test_TC_061_clear_cache(site):  # noqa: N802
    async def story(box):
        await box.boot()
        command = await site.command(action="clear_cache")
        assert await box.next_asked() == ("ClearCache", {})
        return command

    assert site.play(story)["state"] == "ACCEPTED"


def test_change_availability_is_scheduled_while_charging(site):
    async def story(box):
        await box.boot()
        box.answers["ChangeAvailability"] = "Scheduled"
        command = await site.command(action="change_availability", connector_id=1, operative=False)
        assert await box.next_asked() == ("ChangeAvailability", {"connector_id": 1, "type": "Inoperative"})
        return command

    assert site.play(story)["state"] == "ACCEPTED"


def test_what_may_not_wait_fails_at_once_when_nobody_is_there(site):
    asked = {"action": "unlock", "connector_id": 1}

    command = site.community.owner.post(f"{site.path}/commands", asked)

    assert (command["state"], command["detail"]) == ("FAILED", "offline")


def test_what_may_wait_is_sent_in_order_when_the_charger_comes(site):
    owner = site.community.owner
    asked = [
        {"action": "change_configuration", "key": "HeartbeatInterval", "value": "60"},
        {"action": "clear_cache"},
        {"action": "change_availability", "connector_id": 0, "operative": True},
    ]
    commands = [owner.post(f"{site.path}/commands", each) for each in asked]
    assert [command["state"] for command in commands] == ["QUEUED"] * 3

    async def story(box):
        await box.boot()
        actions = [(await box.next_asked())[0] for _ in asked]
        return actions, [(await site.followed(command))["state"] for command in commands]

    actions, states = site.play(story)

    assert actions == ["ChangeConfiguration", "ClearCache", "ChangeAvailability"]
    assert states == ["ACCEPTED"] * 3


def test_one_command_is_outstanding_at_a_time(site):
    async def story():
        url = f"{site.url}/{site.charge_point_id}"
        async with dial(url, site.charge_point_id, site.box["password"]) as socket:
            await ask(socket, '[2,"1","Heartbeat",{}]')
            for kind in ("Soft", "Hard"):
                await site.api("POST", f"{site.path}/commands", {"action": "reset", "type": kind})
            first = await ask(socket, '[2,"2","Heartbeat",{}]')
            heartbeat = await asyncio.wait_for(socket.recv(), PATIENCE)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(socket.recv(), 0.5)
            second = await ask(socket, f'[4,"{first[1]}","InternalError","no",{{}}]')
            await socket.send(f'[3,"{second[1]}",{{"status":"accepted"}}]')
            listed = await site.until(
                f"{site.path}/commands", site.community.owner, lambda shown: shown["items"][0]["answered_at"]
            )
            return first, heartbeat, second, listed["items"]

    first, heartbeat, second, listed = asyncio.run(story())

    assert (first[2:], second[2:]) == (["Reset", {"type": "Soft"}], ["Reset", {"type": "Hard"}])
    assert heartbeat.startswith('[3,"2",')
    assert [(command["state"], command["detail"]) for command in listed] == [
        ("ACCEPTED", None),
        ("FAILED", "InternalError: no"),
    ]


def test_a_new_authorization_key_never_loses_the_charger(site):
    new = "f" * 40

    async def story(box):
        await box.boot()
        command = await site.command(action="change_configuration", key="AuthorizationKey", value=new)
        assert await box.next_asked() == ("ChangeConfiguration", {"key": "AuthorizationKey", "value": new})
        return command

    command = site.play(story)
    assert command["state"] == "ACCEPTED"

    async def heartbeat(box):
        return await box.call(call.Heartbeat())

    assert site.play(heartbeat), "the old one works until the new one is used"
    old, site.box = site.box, site.box | {"password": new}
    assert site.play(heartbeat)
    site.box = old
    with pytest.raises(Exception, match="401"):
        site.play(heartbeat)


def test_a_rejected_authorization_key_is_forgotten(site):
    new = "f" * 32

    async def story(box):
        await box.boot()
        box.answers["ChangeConfiguration"] = "Rejected"
        return await site.command(action="change_configuration", key="AuthorizationKey", value=new)

    assert site.play(story)["state"] == "REJECTED"
    site.box = site.box | {"password": new}
    with pytest.raises(Exception, match="401"):
        site.play(story)
