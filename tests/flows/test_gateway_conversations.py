"""OCA's test cases for a central system, OCPP 1.6 Core, as conversations over the real socket."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest
from ocpp.v16 import call

from tests.charger import PATIENCE, Charger, ask, charger, dial, now
from tests.community import Community

Story = Callable[[Charger], Coroutine[Any, Any, Any]]
DONE = {"ACCEPTED", "REJECTED", "FAILED", "TIMED_OUT"}


class Site:
    """A community with one charge point, its driver's token, and API calls that do not block the story."""

    def __init__(self, url: str, community: Community) -> None:
        self.url = url
        self.community = community
        self.box = community.charge_point
        self.charge_point_id: str = self.box["charge_point_id"]
        self.path = f"/charge-points/{self.charge_point_id}"
        suffix = self.charge_point_id[-8:]
        self.token = community.driver.create("/me/tokens", {"uid": f"TAG{suffix}", "name": "Ring"})[
            "token_uid"
        ]

    def play(self, story: Story) -> Any:
        """The story of a charger that has connected."""

        async def connected() -> Any:
            async with charger(self.url, self.charge_point_id, self.box["password"]) as client:
                return await story(client)

        return asyncio.run(connected())

    async def api(self, method: str, path: str, body: Any = None, who: Any = None) -> Any:
        """An API call, by the owner unless told otherwise."""
        client = who or self.community.owner
        answer: httpx.Response = await asyncio.to_thread(client.send, method, path, body)
        assert not answer.is_error, answer.text
        return answer.json() if answer.content else None

    async def command(self, **asked: Any) -> dict[str, Any]:
        """Ask for a command, and follow it until it has ended."""
        command = await self.api("POST", f"{self.path}/commands", asked)
        return await self.followed(command)

    async def followed(self, command: dict[str, Any], who: Any = None) -> dict[str, Any]:
        """The command when it has ended."""
        async with asyncio.timeout(PATIENCE):
            while command["state"] not in DONE:
                await asyncio.sleep(0.05)
                command = await self.api("GET", f"{self.path}/commands/{command['command_id']}", who=who)
        return command

    async def until(self, path: str, who: Any, holds: Callable[[Any], bool]) -> Any:
        """What `path` shows when it `holds`."""
        async with asyncio.timeout(PATIENCE):
            while not holds(shown := await self.api("GET", path, who=who)):  # noqa: ASYNC110 - the API is polled
                await asyncio.sleep(0.05)
        return shown


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


def test_TC_001_cold_boot(site):  # noqa: N802 - the case's name
    async def story(box):
        answer = await box.boot()
        assert answer.status == "Accepted"
        assert answer.interval == 300
        assert answer.current_time.endswith("Z")
        assert (await box.call(call.Heartbeat())).current_time.endswith("Z")
        return await site.api("GET", site.path)

    shown = site.play(story)

    assert shown["online"] is True
    assert (shown["vendor"], shown["model"], shown["firmware_version"]) == ("Vendor Y", "Model X", "1.0")
    assert shown["connectors"][0]["status"] == "Available"
    assert shown["protocol"] == "ocpp1.6"


def test_TC_003_regular_session_plugin_first(site):  # noqa: N802
    async def story(box):
        await box.boot()
        await box.status(1, "Preparing")
        assert (await box.call(call.Authorize(site.token))).id_tag_info["status"] == "Accepted"
        started = await box.start(site.token, 1000)
        assert started.id_tag_info["status"] == "Accepted"
        await box.status(1, "Charging")
        await box.meter(started.transaction_id, 3500)
        (live,) = (await site.api("GET", "/me/sessions?state=ACTIVE", who=site.community.driver))["items"]
        await box.stop(started.transaction_id, 6000)
        await box.status(1, "Available")
        return live, await site.api("GET", f"/sessions/{live['session_id']}", who=site.community.driver)

    live, ended = site.play(story)

    assert live["energy_kwh"] == 2.5
    assert ended["state"] == "COMPLETED"
    assert ended["energy_kwh"] == 5.0
    assert ended["cost"] == {"amount": "2.00", "currency": "EUR"}


def test_TC_004_1_regular_session_identification_first(site):  # noqa: N802
    async def story(box):
        await box.boot()
        assert (await box.call(call.Authorize(site.token))).id_tag_info["status"] == "Accepted"
        await box.status(1, "Preparing")
        started = await box.start(site.token)
        assert started.id_tag_info["status"] == "Accepted"
        assert started.transaction_id > 0
        await box.status(1, "Charging")
        await box.stop(started.transaction_id, 2000)

    site.play(story)


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


def test_TC_023_1_an_unknown_token_is_invalid(site):  # noqa: N802
    async def story(box):
        await box.boot()
        assert (await box.call(call.Authorize("NOBODYS"))).id_tag_info["status"] == "Invalid"
        started = await box.start("NOBODYS")
        await box.stop(started.transaction_id, 1000, "DeAuthorized")
        return started

    started = site.play(story)

    assert started.id_tag_info["status"] == "Invalid"
    assert started.transaction_id > 0


def test_TC_023_3_a_blocked_token_is_blocked(site):  # noqa: N802
    site.community.driver.patch(f"/me/tokens/{site.token}", {"blocked": True})

    async def story(box):
        await box.boot()
        return (await box.call(call.Authorize(site.token))).id_tag_info["status"]

    assert site.play(story) == "Blocked"


def test_a_strangers_token_is_invalid(site):
    stranger = site.community.newcomer("Stranger")
    token = stranger.create("/me/tokens", {"uid": f"STR{site.charge_point_id[-8:]}", "name": "Ring"})

    async def story(box):
        await box.boot()
        return (await box.call(call.Authorize(token["token_uid"]))).id_tag_info["status"]

    assert site.play(story) == "Invalid"


def test_TC_024_connector_lock_failure(site):  # noqa: N802
    async def story(box):
        await box.boot()
        await box.call(call.StatusNotification(1, "ConnectorLockFailure", "Faulted"))
        charger_path = f"/chargers/{site.community.charger['charger_id']}"
        return await site.api("GET", site.path), await site.api("GET", charger_path)

    shown, driven = site.play(story)

    assert shown["connectors"][0]["error_code"] == "ConnectorLockFailure"
    assert driven["state"] == "OUTOFORDER"


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


def test_TC_037_1_offline_start_is_kept_with_its_time(site):  # noqa: N802
    async def story(box):
        await box.boot()
        started = await box.call(call.StartTransaction(1, site.token, 100, "2026-01-01T00:00:00Z"))
        await box.stop(started.transaction_id, 300)
        return started

    assert site.play(story).transaction_id > 0


def test_TC_039_offline_transaction(site):  # noqa: N802
    async def story(box):
        await box.boot()
        started = await box.start(site.token, 500)
        await box.stop(started.transaction_id, 900)
        return (await site.api("GET", "/me/sessions", who=site.community.driver))["items"]

    (session,) = site.play(story)

    assert (session["state"], session["energy_kwh"]) == ("COMPLETED", 0.4)


def test_TC_061_clear_cache(site):  # noqa: N802
    async def story(box):
        await box.boot()
        command = await site.command(action="clear_cache")
        assert await box.next_asked() == ("ClearCache", {})
        return command

    assert site.play(story)["state"] == "ACCEPTED"


def test_TC_064_data_transfer(site):  # noqa: N802
    async def story(box):
        await box.boot()
        return await box.call(call.DataTransfer("com.example", data="x"))

    assert site.play(story).status == "UnknownVendorId"


def test_change_availability_is_scheduled_while_charging(site):
    async def story(box):
        await box.boot()
        box.answers["ChangeAvailability"] = "Scheduled"
        command = await site.command(action="change_availability", connector_id=1, operative=False)
        assert await box.next_asked() == ("ChangeAvailability", {"connector_id": 1, "type": "Inoperative"})
        return command

    assert site.play(story)["state"] == "ACCEPTED"


def test_a_stop_sent_three_times_ends_one_session_once(site):
    async def story(box):
        await box.boot()
        started = await box.start(site.token, 1000)
        at = now()
        for _ in range(3):
            await box.call(call.StopTransaction(2234, at, started.transaction_id))
        return (await site.api("GET", "/me/sessions", who=site.community.driver))["items"]

    (session,) = site.play(story)

    assert (session["state"], session["energy_kwh"]) == ("COMPLETED", 1.234)


def test_a_repeated_start_has_the_same_transaction_also_on_another_connection(site):
    start = call.StartTransaction(1, site.token, 100, now())

    async def story(box):
        return (await box.call(start)).transaction_id

    assert site.play(story) == site.play(story)


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


@pytest.mark.parametrize("reason", ["EVDisconnected", "PowerLoss"], ids=["TC_005_1", "TC_032_1"])
def test_TC_005_1_032_1_why_it_stopped_is_told(site, reason):  # noqa: N802
    async def story(box):
        await box.boot()
        started = await box.start(site.token)
        await box.status(1, "SuspendedEV")
        await box.stop(started.transaction_id, 1200, reason)
        return (await site.api("GET", "/me/sessions", who=site.community.driver))["items"]

    (session,) = site.play(story)

    assert (session["state"], session["stop_reason"]) == ("COMPLETED", reason)


def test_TC_037_3_an_offline_start_of_an_unknown_token_is_kept_and_invalid(site):  # noqa: N802
    async def story(box):
        await box.boot()
        started = await box.start("NOBODYS", 100)
        await box.stop(started.transaction_id, 100, "DeAuthorized")
        network = f"/networks/{site.community.network['network_id']}/sessions"
        return started, (await site.api("GET", network))["items"]

    started, sessions = site.play(story)

    assert started.id_tag_info["status"] == "Invalid"
    assert [(session["token_uid"], session["driver_id"]) for session in sessions] == [("NOBODYS", None)]
