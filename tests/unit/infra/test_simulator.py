"""A simulated charge point against a central system made of the same library."""

import asyncio
import contextlib
from base64 import b64decode

import pytest
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result
from websockets.asyncio.server import serve

from infra.simulator.box import SimulatedChargePoint

NOW = "2026-06-01T12:00:00Z"


class Central(ChargePoint):
    """Accepts everyone but the token `nobody`, and writes down what it hears."""

    def __init__(self, connection, heard, credentials):
        super().__init__("central", connection)
        self.socket = connection
        self.heard = heard
        self.credentials = credentials

    def hear(self, action, facts):
        self.heard.append((action, facts))

    def all(self, action):
        return [facts for heard, facts in self.heard if heard == action]

    @on("BootNotification")
    def boot(self, **facts):
        self.hear("BootNotification", facts)
        return call_result.BootNotification(NOW, 300, "Accepted")

    @on("StatusNotification")
    def status(self, **facts):
        self.hear("StatusNotification", facts)
        return call_result.StatusNotification()

    @on("Heartbeat")
    def heartbeat(self):
        self.hear("Heartbeat", {})
        return call_result.Heartbeat(NOW)

    @on("StartTransaction")
    def start_transaction(self, **facts):
        self.hear("StartTransaction", facts)
        status = "Invalid" if facts["id_tag"] == "nobody" else "Accepted"
        return call_result.StartTransaction(len(self.all("StartTransaction")), {"status": status})

    @on("Authorize")
    def authorize(self, **facts):
        self.hear("Authorize", facts)
        family = {"parent_id_tag": "family"} if facts["id_tag"] in ("ann", "bob") else {}
        status = "Blocked" if facts["id_tag"] == "bob" else "Accepted"
        return call_result.Authorize({"status": status, **family})

    @on("MeterValues")
    def meter_values(self, **facts):
        self.hear("MeterValues", facts)
        return call_result.MeterValues()

    @on("StopTransaction")
    def stop_transaction(self, **facts):
        self.hear("StopTransaction", facts)
        return call_result.StopTransaction()


@contextlib.asynccontextmanager
async def charging_site(
    speed=1000.0, connectors=((1, 11.0), (2, 22.0)), *, reservations=True, ocpp="1.6", kind=Central, quirks=()
):
    """The central system as the charge point is connected to it; `centrals` has one per connection."""
    centrals: list[Central] = []
    heard: list[tuple[str, dict]] = []

    async def handle(connection):
        scheme, _, secret = connection.request.headers["Authorization"].partition(" ")
        assert scheme == "Basic"
        centrals.append(kind(connection, heard, b64decode(secret).decode()))
        with contextlib.suppress(Exception):
            await centrals[-1].start()

    async with serve(handle, "127.0.0.1", 0, subprotocols=[f"ocpp{ocpp}"]) as server:
        port = server.sockets[0].getsockname()[1]
        box = SimulatedChargePoint(
            "CP1",
            "a-password-of-20-char",
            connectors,
            f"ws://127.0.0.1:{port}/ocpp",
            ocpp=ocpp,
            quirks=quirks,
            speed=speed,
            reservations=reservations,
            tell=lambda _: None,
        )
        life = asyncio.create_task(box.run())
        try:
            await until(box.online.is_set)
            yield box, centrals
        finally:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)


async def until(condition, seconds=15.0):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - the condition is another side's
            await asyncio.sleep(0.01)


def story(tell):
    """A test that is a coroutine."""

    def test():
        asyncio.run(tell())

    test.__name__ = tell.__name__
    return test


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
