"""A central system made of the library that the simulated charge points are made of, too."""

import asyncio
import contextlib
from base64 import b64decode

from ocpp.routing import on
from ocpp.v16 import ChargePoint, call_result
from websockets.asyncio.server import serve

from infra.simulator.box import SimulatedChargePoint

NOW = "2026-06-01T12:00:00Z"


class Hearing:
    """Writes down what a ChargePoint of the library hears, whatever its version."""

    def __init__(self, connection, heard, credentials):
        super().__init__("central", connection)
        self.socket = connection
        self.heard = heard
        self.credentials = credentials

    def hear(self, action, facts):
        self.heard.append((action, facts))

    def all(self, action):
        return [facts for heard, facts in self.heard if heard == action]


class Central(Hearing, ChargePoint):
    """Of OCPP 1.6: accepts everyone but the token `nobody`."""

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
