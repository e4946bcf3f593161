"""OCPP 2.0.1, block H: EVSEs that an owner has held."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.community import instant
from tests.conversations.harness import charger
from tests.station import id_token


async def reserve(door, cp, number, connector_id=1, **more):
    """Hold it for the driver until tomorrow."""
    until = instant(datetime.now(UTC) + timedelta(days=1))
    asked = {"connector_id": connector_id, "token_uid": door.operator.token, "until": until}
    return await door.operator.command(cp, "reserve_now", reservation_id=number, **asked, **more)


async def shown(door, cp):
    """What the owner sees of each connector."""
    return [one["status"] for one in (await door.operator.api("GET", cp.path))["connectors"]]


async def test_TC_H_01_evse_reserved(door, here):
    """Held for a token until an instant; the driver starts there, and the session is theirs"""
    async with here() as cp:
        command = await reserve(door, cp, 11)
        asked = await cp.asked("ReserveNow")
        await cp.status(1, "Reserved")
        held = (await shown(door, cp))[0]
        told = await cp.authorize(door.operator.token)
        transaction = await cp.start(door.operator.token, reservation_id=11)
        await cp.stop(transaction, 3000)
        await cp.status(1)
        session = (await door.operator.sessions_at(cp))[0]

    assert (asked["id"], asked["evse_id"], asked["id_token"]["id_token"]) == (11, 1, door.operator.token)
    assert asked["expiry_date_time"].endswith("Z")
    assert (command["state"], held, told, transaction.status) == (
        "ACCEPTED",
        "Reserved",
        "Accepted",
        "Accepted",
    )
    assert (session["state"], session["token_uid"]) == ("COMPLETED", door.operator.token)


@pytest.mark.parametrize(
    ("status", "update"),
    [
        pytest.param("Available", "Expired", id="TC_H_07_reservation_ends_unused"),
        pytest.param("Faulted", "Removed", id="TC_H_20_station_cancels_when_faulted"),
    ],
)
async def test_the_station_ends_a_reservation(door, here, status, update):
    """It says so, and why, which the owner finds in its notes, and what its connector is then"""
    async with here() as cp:
        await reserve(door, cp, 21)
        await cp.status(1, "Reserved")
        await cp.say("ReservationStatusUpdate", reservation_id=21, reservation_update_status=update)
        await cp.status(1, status)
        notes = await door.operator.api("GET", f"{cp.path}/notes?action=ReservationStatusUpdate")
        after = (await shown(door, cp))[0]

    assert notes["items"][0]["payload"] == {"reservationId": 21, "reservationUpdateStatus": update}
    assert after == status


async def test_TC_H_08_any_evse_reserved(door, here):
    """No EVSE is named, nor a type of connector"""
    async with here() as cp:
        command = await reserve(door, cp, 31, connector_id=0)
        asked = await cp.asked("ReserveNow")

    assert command["state"] == "ACCEPTED"
    assert (asked["id"], "evse_id" in asked, "connector_type" in asked) == (31, False, False)


async def test_TC_H_14_as_many_reservations_as_evses(door):
    """As many as there are EVSEs, for any of them: then all are held, and shown so"""
    async with charger(door, "ocpp2.0.1", connectors=2) as cp:
        for number in (1, 2):
            await cp.status(number)
        commands = [await reserve(door, cp, number, connector_id=0) for number in (41, 42)]
        asked = [await cp.asked("ReserveNow") for _ in commands]
        for number in (1, 2):
            await cp.status(number, "Reserved")
        held = await shown(door, cp)

    assert [one["state"] for one in commands] == ["ACCEPTED", "ACCEPTED"]
    assert [(one["id"], "evse_id" in one) for one in asked] == [(41, False), (42, False)]
    assert held == ["Reserved", "Reserved"]


async def test_TC_H_15_connector_type_reserved(door, here):
    """Any EVSE with such a connector: the type is named, no EVSE is"""
    async with here() as cp:
        command = await reserve(door, cp, 51, connector_id=0, connector_type="sType2")
        asked = await cp.asked("ReserveNow")

    assert (command["state"], asked["connector_type"], "evse_id" in asked) == ("ACCEPTED", "sType2", False)


async def test_TC_H_17_reservation_cancelled(door, here):
    """By its number; then the EVSE is available to all again"""
    async with here() as cp:
        await reserve(door, cp, 61)
        await cp.status(1, "Reserved")
        command = await door.operator.command(cp, "cancel_reservation", reservation_id=61)
        asked = await cp.asked("CancelReservation")
        await cp.status(1)
        after = await door.operator.state(cp)

    assert (asked, command["state"], after) == ({"reservation_id": 61}, "ACCEPTED", "AVAILABLE")


async def test_TC_H_19_reserved_evse_used_by_the_group(door, here):
    """Held for a group: another token of the driver's is told that group, and may charge"""
    other = await door.operator.new_token()
    async with here() as cp:
        told = await cp.say("Authorize", id_token=id_token(door.operator.token))
        group_id = told.id_token_info["group_id_token"]["id_token"]
        command = await reserve(door, cp, 71, group_id=group_id)
        asked = await cp.asked("ReserveNow")
        await cp.status(1, "Reserved")
        told_other = await cp.say("Authorize", id_token=id_token(other))
        transaction = await cp.start(other, reservation_id=71)
        await cp.stop(transaction, 3000)
        session = (await door.operator.sessions_at(cp))[0]

    assert (command["state"], asked["group_id_token"]["id_token"]) == ("ACCEPTED", group_id)
    assert told_other.id_token_info["status"] == "Accepted"
    assert told_other.id_token_info["group_id_token"]["id_token"] == group_id
    assert (transaction.status, session["token_uid"], session["state"]) == ("Accepted", other, "COMPLETED")


async def test_TC_H_22_station_rejects_reservations(door, here):
    """Its word is the command's"""
    async with here() as cp:
        cp.answers["ReserveNow"] = "Rejected"
        command = await reserve(door, cp, 81)

    assert (command["state"], command["detail"]) == ("REJECTED", "Rejected")
