"""The main job, from a sign-up to what a visit cost, with what was deployed."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.community import instant, next_quarter
from tests.conversations.harness import charger
from tests.deployed.stage import StageDoor, Visitor

QUARTER = timedelta(minutes=15)


@pytest.fixture(params=["ocpp1.6", "ocpp2.0.1"])
def protocol(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_who_has_booked_charges_and_sees_what_it_cost(door: StageDoor, protocol: str) -> None:
    operator, driver = door.operator, door.operator.driver
    async with charger(door, protocol) as cp:
        (charger_id,) = cp.charger_ids
        start = next_quarter()
        period = {"start_date_time": instant(start - QUARTER), "end_date_time": instant(start + QUARTER)}
        booking = await operator.api("POST", f"/chargers/{charger_id}/bookings", period, driver)

        assert await cp.authorize(operator.token) == "Accepted"
        transaction = await cp.start(operator.token, 1000)
        assert transaction.status == "Accepted"
        await cp.meter(transaction, 1600)
        (live,) = await operator.sessions_at(cp)
        await cp.stop(transaction, 2000)

    (session,) = [one for one in await operator.sessions() if one["charger_id"] == charger_id]
    kept = await operator.api("GET", f"/bookings/{booking['booking_id']}", who=driver)
    assert (live["state"], live["energy_kwh"]) == ("ACTIVE", 0.6)
    assert (session["state"], session["energy_kwh"], session["flags"]) == ("COMPLETED", 1.0, [])
    assert session["cost"] == {"amount": "0.80", "currency": "EUR"}
    assert (session["booking_id"], kept["state"]) == (booking["booking_id"], "FULFILLED")


async def test_who_has_not_booked_is_told_so_by_the_charger(
    door: StageDoor, somebody: Callable[..., Visitor]
) -> None:
    other = await asyncio.to_thread(door.operator.community.member, "Other")
    token = await door.operator.new_token(other)
    async with charger(door) as cp:
        start = next_quarter()
        period = {"start_date_time": instant(start - QUARTER), "end_date_time": instant(start + QUARTER)}
        await door.operator.api(
            "POST", f"/chargers/{cp.charger_ids[0]}/bookings", period, door.operator.driver
        )

        refused = await cp.start(token, 1000)

    assert refused.status not in ("Accepted", "Invalid")


async def test_a_command_goes_down_to_the_charger_and_its_answer_comes_back(
    door: StageDoor, protocol: str
) -> None:
    async with charger(door, protocol) as cp:
        command = await door.operator.ask(cp, "reset", type="Soft")
        await cp.asked("Reset")
        ended = await door.operator.followed(command)

        cp.answers["Reset"] = "Rejected"
        rejected = await door.operator.command(cp, "reset", type="Soft")

    assert (ended["state"], rejected["state"]) == ("ACCEPTED", "REJECTED")


async def test_a_newer_connection_takes_the_place_of_the_one_before(door: StageDoor) -> None:
    async with charger(door) as before, charger(door, again=before.box) as after:
        await asyncio.wait_for(before.socket.wait_closed(), 15)

        assert (await door.operator.command(after, "reset", type="Soft"))["state"] == "ACCEPTED"
