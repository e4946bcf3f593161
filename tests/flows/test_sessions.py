"""A visit told by a real OCPP client, held to the booking, seen by its driver, ended in one record."""

import asyncio
import json
import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest
from ocpp.v16 import call

from infra.local.api_client import ApiRefused
from infra.local.stack import Stack
from tests.charger import Charger, charger
from tests.community import Community, instant, next_quarter

QUARTER = timedelta(minutes=15)


def card(client: Any, uid: str) -> str:
    token: str = client.create("/me/tokens", {"uid": uid, "name": "Card"})["token_uid"]
    return token


def now_on_the_grid() -> datetime:
    """The start of a booking that holds this moment."""
    return next_quarter() - QUARTER


def test_in_a_booked_window_its_driver_charges_and_nobody_else(stack: Stack, community: Community) -> None:
    box, driver, other = community.charge_point, community.driver, community.member("Other")
    booking = community.book(driver, now_on_the_grid())
    suffix = box["charge_point_id"][-8:]
    mine, others = card(driver, f"MINE{suffix}"), card(other, f"OTHER{suffix}")

    async def story() -> tuple[int, dict[str, Any]]:
        async with charger(stack.ocpp_url, box["charge_point_id"], box["password"]) as client:
            await client.boot()
            assert await status(client, mine) == "Accepted"
            assert await status(client, "NOBODYS") == "Invalid"
            assert await status(client, others) not in ("Accepted", "Invalid")
            refused = await client.start(others)
            assert refused.id_tag_info["status"] not in ("Accepted", "Invalid")
            await client.stop(refused.transaction_id, 1000, "DeAuthorized")
            accepted = await client.start(mine)
            assert accepted.id_tag_info["status"] == "Accepted"
            await client.meter(accepted.transaction_id, 1600)
            (live,) = await asyncio.to_thread(sessions, driver, "ACTIVE")
            for _ in range(3):
                await client.stop(accepted.transaction_id, 2000)
            return accepted.transaction_id, live

    _, live = asyncio.run(story())
    (session,) = sessions(driver, "COMPLETED")
    all_of_them = community.owner.get(f"/networks/{community.network['network_id']}/sessions")["items"]

    assert live["energy_kwh"] == 0.6
    assert (live["booking_id"], live["state"]) == (booking["booking_id"], "ACTIVE")
    assert (session["energy_kwh"], session["cost"]) == (1.0, {"amount": "0.80", "currency": "EUR"})
    assert session["flags"] == []
    assert community.driver.get(f"/bookings/{booking['booking_id']}")["state"] == "FULFILLED"
    assert [(one["state"], one["driver_name"]) for one in all_of_them] == [
        ("COMPLETED", "Driver"),
        ("INVALID", "Other"),
    ]
    assert sessions(other, "COMPLETED") == []


def test_an_owner_does_not_learn_the_name_of_a_stranger_who_was_refused(
    stack: Stack, community: Community
) -> None:
    box, stranger = community.charge_point, community.newcomer("Stranger")
    theirs = card(stranger, f"STRANGE{box['charge_point_id'][-8:]}")

    async def story() -> None:
        async with charger(stack.ocpp_url, box["charge_point_id"], box["password"]) as client:
            await client.boot()
            refused = await client.start(theirs)
            assert refused.id_tag_info["status"] == "Invalid"

    asyncio.run(story())
    (seen,) = community.owner.get(f"/networks/{community.network['network_id']}/sessions")["items"]

    assert (seen["state"], seen["driver_name"]) == ("INVALID", None)


def test_start_and_stop_from_the_app(stack: Stack, community: Community) -> None:
    box, driver = community.charge_point, community.driver

    async def story() -> dict[str, Any]:
        async with charger(stack.ocpp_url, box["charge_point_id"], box["password"]) as client:
            await client.boot()
            path = f"/chargers/{community.charger['charger_id']}/sessions"
            command = await asyncio.to_thread(driver.post, path)
            assert command["action"] == "remote_start"
            action, asked = await client.next_asked()
            assert action == "RemoteStartTransaction"
            started = await client.start(asked["id_tag"])
            assert started.id_tag_info["status"] == "Accepted"
            (session,) = await asyncio.to_thread(sessions, driver, "ACTIVE")
            await asyncio.to_thread(driver.post, f"/sessions/{session['session_id']}/stop")
            action, asked = await client.next_asked()
            assert (action, asked["transaction_id"]) == ("RemoteStopTransaction", started.transaction_id)
            await client.stop(started.transaction_id, 1500, "Remote")
            return session

    session = asyncio.run(story())
    shown = driver.get(f"/sessions/{session['session_id']}")

    assert (shown["state"], shown["energy_kwh"], shown["stop_reason"]) == ("COMPLETED", 0.5, "Remote")


def test_offline_the_app_is_told_so(community: Community) -> None:
    with pytest.raises(ApiRefused) as caught:
        community.driver.post(f"/chargers/{community.charger['charger_id']}/sessions")

    assert (caught.value.status, caught.value.code) == (409, "charge_refused")
    assert [found["code"] for found in caught.value.problem["violations"]] == ["offline"]


def test_of_two_check_ins_at_once_one_is_a_visit(community: Community) -> None:
    path = f"/chargers/{community.plain['charger_id']}/sessions"
    people = [community.driver, community.member("One"), community.member("Two")]

    async def rush() -> list[int]:
        answers = await asyncio.gather(*(asyncio.to_thread(one.send, "POST", path, {}) for one in people))
        return sorted(answer.status_code for answer in answers)

    assert asyncio.run(rush()) == [201, 409, 409]


def test_who_charges_unbooked_stays_longer_once_the_next_booking_is_cancelled(community: Community) -> None:
    driver, other = community.driver, community.member("Other")
    there, start = f"/chargers/{community.plain['charger_id']}", next_quarter(QUARTER)
    period = {"start_date_time": instant(start), "end_date_time": instant(start + 4 * QUARTER)}
    booked = other.create(f"{there}/bookings", period)
    session = driver.create(f"{there}/sessions", {})
    path = f"/bookings/{session['booking_id']}"
    until = {"end_date_time": instant(start + QUARTER)}

    walk_up = driver.get(path)
    with pytest.raises(ApiRefused) as caught:
        driver.patch(path, until)
    other.post(f"/bookings/{booked['booking_id']}/cancel", {})
    stayed = driver.patch(path, until)
    with pytest.raises(ApiRefused) as later:
        other.create(f"{there}/bookings", period)

    assert (walk_up["kind"], walk_up["may_change"]) == ("walk_up", True)
    assert walk_up["end_date_time"] == period["start_date_time"]
    assert [found["code"] for found in caught.value.problem["violations"]] == ["overlaps"]
    assert (stayed["end_date_time"], stayed["session_id"]) == (until["end_date_time"], session["session_id"])
    assert [found["code"] for found in later.value.problem["violations"]] == ["overlaps"]


def test_facts_told_at_once_make_one_record(stack: Stack, community: Community) -> None:
    uid = card(community.driver, f"RUSH{community.charge_point['charge_point_id'][-8:]}")
    asked = {"charge_point_id": community.charge_point["charge_point_id"], "token_uid": uid}

    told = subprocess.run(
        [sys.executable, "-m", "tests.flows.facts_at_once"],
        input=json.dumps(asked),
        env=stack.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert told.returncode == 0, told.stderr
    rounds = json.loads(told.stdout)
    for one in rounds:
        found = (one["ended"], one["record_is_its"], one["energy_wh"], one["going_on"])
        assert found == (1, True, "4000", 0)
    assert any(one["tried"] > 1 for one in rounds)


async def status(client: Charger, uid: str) -> str:
    answer = await client.call(call.Authorize(uid))
    found: str = answer.id_tag_info["status"]
    return found


def sessions(client: Any, state: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/me/sessions", state=state)["items"]
    return found
