"""OCPP 1.6, Reservation."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conversations.harness import charger

NUMBER = 7


def in_one_hour():
    return (datetime.now(UTC) + timedelta(hours=1)).replace(microsecond=0)


async def reserve(door, cp, connector_id=1, **more):
    """By the owner, for the driver."""
    about = {"connector_id": connector_id, "token_uid": door.operator.token, "reservation_id": NUMBER}
    return await door.operator.command(
        cp, "reserve_now", **about, **({"until": in_one_hour().isoformat()} | more)
    )


async def test_TC_046_connector_reserved_and_used(door):
    """ReserveNow as asked for; the charger shows as reserved; the driver's transaction is accepted"""
    until = in_one_hour()
    async with charger(door) as cp:
        command = await reserve(door, cp, until=until.isoformat())
        asked = await cp.asked("ReserveNow")
        await cp.status(1, "Reserved")
        reserved = await door.operator.state(cp)
        assert await cp.authorize(door.operator.token) == "Accepted"
        await cp.occupy()
        transaction = await cp.start(door.operator.token, reservation_id=NUMBER)
        await cp.status(1, "Charging")
        charging = await door.operator.state(cp)
        await cp.stop(transaction, 1500)

    assert asked == {
        "connector_id": 1,
        "expiry_date": f"{until:%Y-%m-%dT%H:%M:%SZ}",
        "id_tag": door.operator.token,
        "reservation_id": NUMBER,
    }
    assert (command["state"], command["answer"]) == ("ACCEPTED", {"status": "Accepted"})
    assert (reserved, transaction.status, charging) == ("RESERVED", "Accepted", "CHARGING")


async def test_TC_047_reservation_expires(door):
    """Reserved, then free again when the charger says so"""
    async with charger(door) as cp:
        command = await reserve(door, cp)
        states = []
        for status in ("Reserved", "Available"):
            await cp.status(1, status)
            states.append(await door.operator.state(cp))

    assert (command["state"], states) == ("ACCEPTED", ["RESERVED", "AVAILABLE"])


async def refused(door, answer, state="AVAILABLE"):
    """A reservation that the charger answers so; it stays as it told before."""
    before = {"Faulted": "Faulted", "Occupied": "Preparing", "Unavailable": "Unavailable"}
    async with charger(door) as cp:
        cp.answers["ReserveNow"] = answer
        await cp.status(1, before.get(answer, "Available"))
        command = await reserve(door, cp)
        assert (await cp.asked("ReserveNow"))["reservation_id"] == NUMBER
        assert await door.operator.state(cp) == state

    assert (command["state"], command["detail"], command["answer"]) == (
        "REJECTED",
        answer,
        {"status": answer},
    )


async def test_TC_048_1_faulted(door):
    """Faulted: the command is rejected and says so, the charger is out of order"""
    await refused(door, "Faulted", "OUTOFORDER")


async def test_TC_048_2_occupied(door):
    """Occupied: the command is rejected and says so, a car is there"""
    await refused(door, "Occupied", "BLOCKED")


async def test_TC_048_3_unavailable(door):
    """Taken out of service first: the reservation is rejected as Unavailable"""
    async with charger(door) as cp:
        cp.answers["ReserveNow"] = "Unavailable"
        taken = await door.operator.command(cp, "change_availability", connector_id=1, operative=False)
        asked = await cp.asked("ChangeAvailability")
        await cp.status(1, "Unavailable")
        command = await reserve(door, cp)
        state = await door.operator.state(cp)

    assert (asked, taken["state"]) == ({"connector_id": 1, "type": "Inoperative"}, "ACCEPTED")
    assert (command["state"], command["detail"], state) == ("REJECTED", "Unavailable", "INOPERATIVE")


async def test_TC_048_4_rejected(door):
    """Rejected: the command is rejected and says so, the charger stays free"""
    await refused(door, "Rejected")


async def test_TC_049_whole_charge_point_reserved_and_used(door):
    """Connector 0 is asked for; the driver charges at whichever"""
    async with charger(door, connectors=2) as cp:
        command = await reserve(door, cp, 0)
        asked = await cp.asked("ReserveNow")
        for connector_id in (1, 2):
            await cp.status(connector_id, "Reserved")
        states = [await door.operator.state(cp, connector_id) for connector_id in (1, 2)]
        transaction = await cp.start(door.operator.token, connector_id=2, reservation_id=NUMBER)
        await cp.status(2, "Charging")
        await cp.status(1)
        after = [await door.operator.state(cp, connector_id) for connector_id in (1, 2)]
        await cp.stop(transaction, 1500)

    assert (asked["connector_id"], command["state"], states) == (0, "ACCEPTED", ["RESERVED"] * 2)
    assert (transaction.status, after) == ("Accepted", ["AVAILABLE", "CHARGING"])


@pytest.fixture
def cancelled(door):
    """A reservation, and its end as the charger answers it: the command, and the charger's state after."""

    async def cancel(answer, status):
        async with charger(door) as cp:
            cp.answers["CancelReservation"] = answer
            await reserve(door, cp)
            await cp.status(1, "Reserved")
            command = await door.operator.command(cp, "cancel_reservation", reservation_id=NUMBER)
            assert await cp.asked("CancelReservation") == {"reservation_id": NUMBER}
            await cp.status(1, status)
            return command, await door.operator.state(cp)

    return cancel


async def test_TC_051_reservation_cancelled(door, cancelled):
    """CancelReservation by its number: accepted, and the charger is free"""
    command, state = await cancelled("Accepted", "Available")

    assert (command["state"], state) == ("ACCEPTED", "AVAILABLE")


async def test_TC_052_cancelling_refused(door, cancelled):
    """Rejected: the command is rejected and says so, the charger stays reserved"""
    command, state = await cancelled("Rejected", "Reserved")

    assert (command["state"], command["detail"], state) == ("REJECTED", "Rejected", "RESERVED")


async def test_TC_053_reserved_connector_used_with_the_parent_id(door):
    """All tokens of a driver are told one parent id; a reservation for it is used with another of them"""
    operator = door.operator
    other = await operator.new_token()
    async with charger(door) as cp:
        told = [await cp.say("Authorize", id_tag=token) for token in (operator.token, other)]
        parents = {answer.id_tag_info["parent_id_tag"] for answer in told}
        (parent,) = parents
        command = await reserve(door, cp, group_id=parent)
        asked = await cp.asked("ReserveNow")
        await cp.status(1, "Reserved")
        transaction = await cp.start(other, reservation_id=NUMBER)
        await cp.status(1, "Charging")
        (session,) = await operator.sessions_at(cp)
        await cp.stop(transaction, 1500)

    assert (command["state"], asked["parent_id_tag"], asked["id_tag"]) == ("ACCEPTED", parent, operator.token)
    assert (transaction.status, session["state"], session["token_uid"]) == ("Accepted", "ACTIVE", other)
