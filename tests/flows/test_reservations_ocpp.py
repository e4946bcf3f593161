"""Reservations at the charger: OCA's test cases of OCPP 1.6 as conversations over the real socket."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ocpp.routing import on
from ocpp.v16 import call, call_result
from ocpp.v16.enums import Action

from infra.simulator.box import SimulatedChargePoint
from tests.charger import PATIENCE, Charger, now
from tests.site import Site


class ReservingCharger(Charger):
    """One that knows reservations; Charger answers NotImplemented, as one without the profile does."""

    @on(Action.reserve_now)
    def on_reserve(self, **asked: Any) -> call_result.ReserveNow:
        return call_result.ReserveNow(self._note("ReserveNow", "Accepted", **asked))

    @on(Action.cancel_reservation)
    def on_cancel(self, **asked: Any) -> call_result.CancelReservation:
        return call_result.CancelReservation(self._note("CancelReservation", "Accepted", **asked))


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


def in_one_hour():
    return (datetime.now(UTC) + timedelta(hours=1)).replace(microsecond=0)


def reservation(site, **changes):
    until = in_one_hour().astimezone().isoformat()
    wanted = {"action": "reserve_now", "connector_id": 1, "token_uid": site.token, "reservation_id": 7}
    return wanted | {"until": until} | changes


async def state(site, wanted):
    path = f"/chargers/{site.community.charger['charger_id']}"
    return await site.until(path, site.community.driver, lambda shown: shown["state"] == wanted)


def test_TC_046_reservation_of_a_connector_local_start(site):  # noqa: N802 - the case's name
    until = in_one_hour()

    async def story(box):
        await box.boot()
        command = await site.command(**reservation(site, until=until.isoformat()))
        action, asked = await box.next_asked()
        assert (action, asked) == (
            "ReserveNow",
            {
                "connector_id": 1,
                "id_tag": site.token,
                "reservation_id": 7,
                "expiry_date": f"{until:%Y-%m-%dT%H:%M:%SZ}",
            },
        )
        await box.status(1, "Reserved")
        await state(site, "RESERVED")
        started = await box.call(call.StartTransaction(1, site.token, 1000, now(), reservation_id=7))
        await box.status(1, "Charging")
        await state(site, "CHARGING")
        await box.stop(started.transaction_id, 2000)
        return command, started

    command, started = site.play(story, ReservingCharger)

    assert (command["state"], command["answer"]) == ("ACCEPTED", {"status": "Accepted"})
    assert started.id_tag_info["status"] == "Accepted"
    (session,) = site.community.driver.get("/me/sessions")["items"]
    assert (session["state"], session["energy_kwh"]) == ("COMPLETED", 1.0)


def test_TC_047_a_reservation_expires(site):  # noqa: N802
    async def story(box):
        await box.boot()
        await site.command(**reservation(site))
        await box.status(1, "Reserved")
        await state(site, "RESERVED")
        await box.status(1, "Available")
        return await state(site, "AVAILABLE")

    assert site.play(story, ReservingCharger)["state"] == "AVAILABLE"


@pytest.mark.parametrize(
    "status",
    [
        pytest.param("Faulted", id="TC_048_1"),
        pytest.param("Occupied", id="TC_048_2"),
        pytest.param("Unavailable", id="TC_048_3"),
        pytest.param("Rejected", id="TC_048_4"),
    ],
)
def test_TC_048_a_connector_that_cannot_be_reserved(site, status):  # noqa: N802
    async def story(box):
        await box.boot()
        box.answers["ReserveNow"] = status
        return await site.command(**reservation(site))

    command = site.play(story, ReservingCharger)

    assert (command["state"], command["detail"]) == ("REJECTED", status)
    assert command["answer"] == {"status": status}


def test_TC_049_reservation_of_a_charge_point(site):  # noqa: N802
    async def story(box):
        await box.boot()
        command = await site.command(**reservation(site, connector_id=0))
        _, asked = await box.next_asked()
        return command, asked

    command, asked = site.play(story, ReservingCharger)

    assert (command["state"], asked["connector_id"]) == ("ACCEPTED", 0)


@pytest.mark.parametrize(
    ("status", "ended"),
    [pytest.param("Accepted", "ACCEPTED", id="TC_051"), pytest.param("Rejected", "REJECTED", id="TC_052")],
)
def test_TC_051_052_cancel_reservation(site, status, ended):  # noqa: N802
    async def story(box):
        await box.boot()
        box.answers["CancelReservation"] = status
        command = await site.command(action="cancel_reservation", reservation_id=7)
        assert await box.next_asked() == ("CancelReservation", {"reservation_id": 7})
        return command

    assert site.play(story, ReservingCharger)["state"] == ended


def test_TC_053_use_a_reserved_connector_with_parent_id_tag(site):  # noqa: N802
    other = site.community.driver.create("/me/tokens", {"uid": f"ALT{site.token[3:]}", "name": "Card"})
    of_another = site.community.owner.create("/me/tokens", {"uid": f"OWN{site.token[3:]}", "name": "Card"})

    async def story(box):
        await box.boot()
        tokens = (site.token, other["token_uid"], of_another["token_uid"])
        parents = [(await box.call(call.Authorize(uid))).id_tag_info["parent_id_tag"] for uid in tokens]
        await site.command(**reservation(site, group_id=parents[0]))
        _, asked = await box.next_asked()
        start = call.StartTransaction(1, other["token_uid"], 1000, now(), reservation_id=7)
        started = await box.call(start)
        await box.stop(started.transaction_id, 1000)
        return parents, asked, started.id_tag_info

    (mine, mine_too, not_mine), asked, told = site.play(story, ReservingCharger)

    assert mine == mine_too != not_mine
    assert asked["parent_id_tag"] == mine
    assert told == {"status": "Accepted", "parent_id_tag": mine}


def test_a_simulated_charger_is_held_for_all_tokens_of_one_driver(site):
    uids = {
        name: who.create("/me/tokens", {"uid": f"{name}{site.token[3:]}", "name": "Card"})["token_uid"]
        for name, who in (("ALT", site.community.driver), ("OWN", site.community.owner))
    }

    async def play():
        told = []
        password = site.box["password"]
        box = SimulatedChargePoint(site.charge_point_id, password, [(1, 11.0)], site.url, tell=told.append)
        life = asyncio.create_task(box.run())
        try:
            async with asyncio.timeout(PATIENCE):
                await box.online.wait()
                group = await box.group_of(site.token)
                command = await site.command(**reservation(site, group_id=group))
                await state(site, "RESERVED")
                await box.connectors[1].charge(uids["OWN"])
                box.charge(box.connectors[1], uids["ALT"])
                await state(site, "CHARGING")
                return command, told, group, box.transactions()
        finally:
            await box.power_off()
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)

    command, told, group, (transaction,) = asyncio.run(play())

    assert command["answer"] == {"status": "Accepted"}
    assert group is not None
    assert f"{site.charge_point_id}: connector 1: reserved, and not for {uids['OWN']}" in told
    assert transaction.token_uid == uids["ALT"]


def test_one_without_the_profile_says_so(site):
    async def story(box):
        await box.boot()
        return await site.command(**reservation(site))

    command = site.play(story)

    assert command["state"] == "FAILED"
    assert command["detail"].startswith("NotImplemented")


def test_who_is_offline_is_told_later_only_that_a_reservation_has_ended(site):
    owner = site.community.owner
    failed = owner.post(f"{site.path}/commands", reservation(site))
    waiting = owner.post(f"{site.path}/commands", {"action": "cancel_reservation", "reservation_id": 7})

    async def story(box):
        await box.boot()
        asked = await box.next_asked()
        await site.followed(waiting)
        return asked

    assert (failed["state"], failed["detail"], waiting["state"]) == ("FAILED", "offline", "QUEUED")
    assert site.play(story, ReservingCharger) == ("CancelReservation", {"reservation_id": 7})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"until": "2020-01-01T00:00:00Z"}, "bad_period", id="ended already"),
        pytest.param({"until": "9999-12-31T23:59:59-12:00"}, "bad_period", id="without end"),
        pytest.param({"until": "2026-06-01T12:00:00"}, "invalid_request", id="no zone"),
        pytest.param({"connector_id": 9}, "bad_connectors", id="no such connector"),
        pytest.param({"connector_id": -1}, "invalid_request", id="no connector's number"),
        pytest.param({"token_uid": "T" * 21}, "invalid_request", id="too long for an idTag"),
        pytest.param({"group_id": "G" * 21}, "invalid_request", id="too long for a parentIdTag"),
        pytest.param({"reservation_id": 0}, "invalid_request", id="id zero"),
        pytest.param({"reservation_id": 2**31}, "invalid_request", id="more than 31 bits"),
    ],
)
def test_what_cannot_be_a_reservation_is_refused(site, change, code):
    refused = site.community.owner.send("POST", f"{site.path}/commands", reservation(site, **change))

    assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_only_managers_reserve_by_command(site):
    refused = site.community.driver.send("POST", f"{site.path}/commands", reservation(site))

    assert (refused.status_code, refused.json()["code"]) == (403, "managers_only")
