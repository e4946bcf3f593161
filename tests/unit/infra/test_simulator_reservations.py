"""Reservations at a simulated charge point, by OCA's test cases of OCPP 1.6, from the other side."""

from datetime import UTC, datetime, timedelta

import pytest
from ocpp.v16 import call

from tests.unit.infra.central import charging_site, story, until


def reserve(connector_id=1, uid="ann", number=7, parent=None, *, seconds=600.0):
    expiry = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
    return call.ReserveNow(connector_id, expiry, uid, number, parent)


def statuses(central, connector_id=1):
    return [
        facts["status"]
        for facts in central.all("StatusNotification")
        if facts["connector_id"] == connector_id
    ]


@story
async def test_TC_046_reservation_of_a_connector_local_start():  # noqa: N802 - the case's name
    async with charging_site() as (box, (central,)):
        answer = await central.call(reserve())
        await until(lambda: statuses(central) == ["Available", "Reserved"])
        box.charge(box.connectors[1], "carl")
        await until(lambda: not box.connectors[1].starting)
        assert central.all("StartTransaction") == []
        box.charge(box.connectors[1], "ANN")
        await until(lambda: central.all("StartTransaction"))

        assert answer.status == "Accepted"
        (start,) = central.all("StartTransaction")
        assert (start["id_tag"], start["reservation_id"]) == ("ANN", 7)
        assert central.all("Authorize") == [], "without a parent nobody needs to be asked"
        assert box.connectors[1].reservation is None


@story
async def test_TC_046_a_remote_start_finds_who_it_is_reserved_for():  # noqa: N802
    async with charging_site(connectors=((1, 11.0),)) as (_, (central,)):
        await central.call(reserve())
        refused = await central.call(call.RemoteStartTransaction("carl", connector_id=1))
        anywhere = await central.call(call.RemoteStartTransaction("carl"))
        started = await central.call(call.RemoteStartTransaction("ann"))
        await until(lambda: central.all("StartTransaction"))

        assert (refused.status, anywhere.status, started.status) == ("Rejected", "Rejected", "Accepted")
        assert central.all("StartTransaction")[0]["reservation_id"] == 7


@story
async def test_TC_047_a_reservation_expires():  # noqa: N802
    async with charging_site() as (box, (central,)):
        answer = await central.call(reserve(seconds=1))
        await until(lambda: statuses(central) == ["Available", "Reserved", "Available"])

        assert answer.status == "Accepted"
        assert box.connectors[1].may_admit("carl")


@story
async def test_one_that_was_prolonged_does_not_expire_before():
    async with charging_site() as (box, (central,)):
        await central.call(reserve(number=7, seconds=1))
        changed = await central.call(reserve(number=7, seconds=600))
        await central.call(reserve(connector_id=2, number=8, seconds=1))
        await until(lambda: statuses(central, 2) == ["Available", "Reserved", "Available"])

        assert changed.status == "Accepted"
        assert box.connectors[1].reservation.id == 7
        assert "Available" not in statuses(central)[1:]


@story
async def test_TC_048_1_faulted():  # noqa: N802
    async with charging_site() as (box, (central,)):
        await box.connectors[1].show("Faulted")

        assert (await central.call(reserve())).status == "Faulted"


@story
async def test_TC_048_2_occupied():  # noqa: N802
    async with charging_site() as (box, (central,)):
        box.connectors[1].plug()
        plugged = await central.call(reserve())
        first = await central.call(reserve(connector_id=2, number=8))
        second = await central.call(reserve(connector_id=2, number=9))

        assert (plugged.status, first.status, second.status) == ("Occupied", "Accepted", "Occupied")
        assert box.connectors[2].reservation.id == 8


@story
async def test_TC_048_3_unavailable():  # noqa: N802
    async with charging_site() as (box, (central,)):
        await central.call(reserve())
        await central.call(call.ChangeAvailability(1, "Inoperative"))

        assert box.connectors[1].reservation is None, "what is unavailable is reserved no longer"
        assert (await central.call(reserve())).status == "Unavailable"


@pytest.mark.parametrize(
    ("site", "asked"),
    [
        pytest.param({"reservations": False}, {}, id="TC_048_4"),
        pytest.param({}, {"connector_id": 0}, id="no connector in particular"),
        pytest.param({}, {"connector_id": 9}, id="no such connector"),
        pytest.param({}, {"seconds": -1}, id="in the past"),
    ],
)
def test_rejected(site, asked):
    @story
    async def conversation():
        async with charging_site(**site) as (box, (central,)):
            assert (await central.call(reserve(**asked))).status == "Rejected"
            assert all(connector.reservation is None for connector in box.connectors.values())

    conversation()


@story
async def test_TC_051_cancel_reservation():  # noqa: N802
    async with charging_site() as (_, (central,)):
        await central.call(reserve())
        await until(lambda: statuses(central)[-1] == "Reserved")
        answer = await central.call(call.CancelReservation(7))
        await until(lambda: statuses(central)[-1] == "Available")

        assert answer.status == "Accepted"


@story
async def test_TC_052_cancel_reservation_rejected():  # noqa: N802
    async with charging_site() as (box, (central,)):
        await central.call(reserve())

        assert (await central.call(call.CancelReservation(8))).status == "Rejected"
        assert box.connectors[1].reservation.id == 7


@story
async def test_TC_053_use_a_reserved_connector_with_parent_id_tag():  # noqa: N802
    async with charging_site() as (box, (central,)):
        await central.call(reserve(uid="anns-other", parent="FAMILY"))
        for uid in ("carl", "bob"):
            box.charge(box.connectors[1], uid)
            await until(lambda: not box.connectors[1].starting)
        assert central.all("StartTransaction") == []
        box.charge(box.connectors[1], "ann")
        await until(lambda: central.all("StartTransaction"))

        assert [facts["id_tag"] for facts in central.all("Authorize")] == ["carl", "bob", "ann"]
        (start,) = central.all("StartTransaction")
        assert (start["id_tag"], start["reservation_id"]) == ("ann", 7)


@pytest.fixture(autouse=True)
def no_least_interval(monkeypatch):
    monkeypatch.setattr("infra.simulator.connector.LEAST_INTERVAL", 0.05)
