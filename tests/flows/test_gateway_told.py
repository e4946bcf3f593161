"""What a charge point tells: OCA's test cases of OCPP 1.6 Core as conversations over the real socket."""

import pytest
from ocpp.v16 import call

from tests.charger import now
from tests.site import Site


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


def test_TC_064_data_transfer(site):  # noqa: N802
    async def story(box):
        await box.boot()
        return await box.call(call.DataTransfer("com.example", data="x"))

    assert site.play(story).status == "UnknownVendorId"


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
