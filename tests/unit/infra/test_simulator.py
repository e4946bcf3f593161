"""A simulated charge point against a central system made of the same library."""

import pytest
from ocpp.routing import on
from ocpp.v16 import call

from tests.unit.infra.central import Central, charging_site, story, until


class Interrupting(Central):
    """Hangs up on whoever starts a transaction for the first time."""

    @on("StartTransaction")
    async def start_transaction(self, **facts):
        answer = super().start_transaction(**facts)
        if answer.transaction_id == 1:
            await self.socket.close()
        return answer


@story
async def test_it_boots_with_its_password_and_tells_every_status():
    async with charging_site() as (_, (central,)):
        assert central.credentials == "CP1:a-password-of-20-char"
        assert len(central.all("BootNotification")) == 1
        told = {facts["connector_id"]: facts["status"] for facts in central.all("StatusNotification")}
        assert told == {1: "Available", 2: "Available"}


@story
async def test_a_remote_start_charges_until_the_remote_stop():
    async with charging_site() as (_, (central,)):
        started = await central.call(call.RemoteStartTransaction("ann", connector_id=1))
        again = await central.call(call.RemoteStartTransaction("ann", connector_id=1))
        await until(lambda: len(central.all("MeterValues")) >= 2)
        stopped = await central.call(call.RemoteStopTransaction(1))
        await until(lambda: central.all("StopTransaction"))

        assert (started.status, again.status, stopped.status) == ("Accepted", "Rejected", "Accepted")
        (start,), (stop,) = central.all("StartTransaction"), central.all("StopTransaction")
        assert (start["id_tag"], start["connector_id"]) == ("ann", 1)
        assert (stop["transaction_id"], stop["reason"]) == (1, "Remote")
        registers = [register(facts) for facts in central.all("MeterValues")]
        assert start["meter_start"] < registers[0] < registers[1] <= stop["meter_stop"]


@story
async def test_a_refused_token_gets_no_energy():
    async with charging_site() as (_, (central,)):
        await central.call(call.RemoteStartTransaction("nobody", connector_id=1))
        await until(lambda: central.all("StopTransaction"))

        (start,), (stop,) = central.all("StartTransaction"), central.all("StopTransaction")
        assert stop["reason"] == "DeAuthorized"
        assert stop["meter_stop"] == start["meter_start"]
        assert central.all("MeterValues") == []


@story
async def test_a_fact_waits_for_the_next_connection():
    async with charging_site() as (_, centrals):
        await centrals[0].call(call.RemoteStartTransaction("ann", connector_id=1))
        await until(lambda: centrals[0].all("MeterValues"))
        await centrals[0].socket.close()
        await until(lambda: len(centrals) == 2 and len(centrals[0].all("BootNotification")) == 2)
        await centrals[1].call(call.RemoteStopTransaction(1))
        await until(lambda: centrals[0].all("StopTransaction"))

        assert len(centrals[0].all("StopTransaction")) == 1


@story
async def test_what_a_broken_connection_never_answered_is_told_again_at_once():
    async with charging_site(kind=Interrupting) as (_, centrals):
        await centrals[0].call(call.RemoteStartTransaction("ann", connector_id=1))
        await until(lambda: len(centrals[0].all("StartTransaction")) == 2)

        assert len(centrals) == 2


@story
async def test_a_reset_stops_what_charges_and_boots_again():
    async with charging_site() as (_, centrals):
        await centrals[0].call(call.RemoteStartTransaction("ann", connector_id=2))
        await until(lambda: centrals[0].all("MeterValues"))
        assert (await centrals[0].call(call.Reset("Soft"))).status == "Accepted"
        await until(lambda: len(centrals) == 2 and len(centrals[0].all("BootNotification")) == 2)

        (stop,) = centrals[0].all("StopTransaction")
        assert stop["reason"] == "SoftReset"


@story
async def test_a_new_password_is_used_from_the_next_connection_on():
    async with charging_site() as (box, centrals):
        changed = call.ChangeConfiguration("AuthorizationKey", "another-password-of-26-chr")
        assert (await centrals[0].call(changed)).status == "Accepted"
        await centrals[0].call(call.Reset("Hard"))
        await until(lambda: len(centrals) == 2)

        assert centrals[1].credentials == "CP1:another-password-of-26-chr"
        assert box.configuration["AuthorizationKey"] == "another-password-of-26-chr"


@story
async def test_an_inoperative_connector_takes_no_start():
    async with charging_site() as (_, (central,)):
        answer = await central.call(call.ChangeAvailability(1, "Inoperative"))
        await until(lambda: len(central.all("StatusNotification")) == 3)
        refused = await central.call(call.RemoteStartTransaction("ann", connector_id=1))

        assert answer.status == "Accepted"
        assert central.all("StatusNotification")[-1]["status"] == "Unavailable"
        assert refused.status == "Rejected"


@story
async def test_the_other_commands_are_answered():
    async with charging_site() as (_, (central,)):
        unlocked = await central.call(call.UnlockConnector(1))
        unknown = await central.call(call.UnlockConnector(9))
        told = await central.call(call.GetConfiguration(["NumberOfConnectors", "Colour"]))
        cleared = await central.call(call.ClearCache())
        triggered = await central.call(call.TriggerMessage("Heartbeat"))
        await until(lambda: central.all("Heartbeat"))

        assert (unlocked.status, unknown.status) == ("Unlocked", "NotSupported")
        assert told.configuration_key == [{"key": "NumberOfConnectors", "readonly": True, "value": "2"}]
        assert told.unknown_key == ["Colour"]
        assert (cleared.status, triggered.status) == ("Accepted", "Accepted")


def register(facts):
    (sample,) = facts["meter_value"]
    return next(
        float(value["value"])
        for value in sample["sampled_value"]
        if value["measurand"] == "Energy.Active.Import.Register"
    )


@pytest.fixture(autouse=True)
def no_least_interval(monkeypatch):
    monkeypatch.setattr("infra.simulator.connector.LEAST_INTERVAL", 0.05)
