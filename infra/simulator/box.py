"""A simulated charge point: keeps its connection, its connectors, and what it could not send yet."""

import asyncio
import random
from base64 import b64encode
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

import websockets
from ocpp.exceptions import OCPPError
from ocpp.v16 import call
from websockets.asyncio.client import connect

from infra.simulator.configuration import defaults
from infra.simulator.connector import Connector, Transaction, now
from infra.simulator.link import Link
from infra.simulator.reservation import Reservation

LONGEST_WAIT = 60.0
BROKEN = (OSError, TimeoutError, websockets.WebSocketException)
"""What a connection may end with; each is answered by another attempt."""


class SimulatedChargePoint:
    """`url` is the central system's, without the id. For car and meter time runs `speed` times as fast."""

    def __init__(
        self,
        charge_point_id: str,
        password: str,
        connectors: Sequence[tuple[int, float]],
        url: str,
        *,
        speed: float = 1.0,
        reservations: bool = True,
        tell: Callable[[str], None] = print,
        password_changed: Callable[["SimulatedChargePoint"], None] = lambda _: None,
    ) -> None:
        self.charge_point_id = charge_point_id
        self.url = url
        self.speed = speed
        self.tell = tell
        self.password_changed = password_changed
        self.reserves = reservations
        self.configuration = defaults(len(connectors), password, reservations=reservations)
        self.connectors = {number: Connector(self, number, max_kw) for number, max_kw in connectors}
        self.link: Link | None = None
        self.connection: Any = None
        self.online = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, words: str) -> None:
        """One line for whoever watches."""
        self.tell(f"{self.charge_point_id}: {words}")

    def charge(self, connector: Connector, token_uid: str) -> None:
        """Charge there for this token, beside everything else."""
        connector.starting = True
        self._beside(connector.charge(token_uid))

    def _beside(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def free_connector(self, connector_id: int | None, token_uid: str) -> Connector | None:
        """That connector, or the first, if a transaction may start there with this token."""
        wanted = (c for c in self.connectors.values() if connector_id in (None, c.connector_id))
        return next((c for c in wanted if c.is_free and c.may_admit(token_uid)), None)

    def hold(self, connector: Connector, reservation: Reservation) -> None:
        """Free the connector when its reservation expires, unless that has been used or changed by then."""
        seconds = reservation.seconds_left(datetime.now(UTC))
        asyncio.get_running_loop().call_later(seconds, self._expire, connector, reservation)

    def _expire(self, connector: Connector, reservation: Reservation) -> None:
        if connector.reservation is reservation:
            self.say(f"connector {connector.connector_id}: reservation {reservation.id} has expired")
            self.unreserve(reservation.id)

    def unreserve(self, reservation_id: int) -> bool:
        """End a reservation, and tell what its connector is now. False: there is none of that id."""
        for connector in self.connectors.values():
            if connector.reservation is not None and connector.reservation.id == reservation_id:
                connector.reservation = None
                if not connector.starting:
                    self._beside(connector.show(connector.idle_status))
                return True
        return False

    def transactions(self) -> list[Transaction]:
        """All that run now."""
        return [c.transaction for c in self.connectors.values() if c.transaction is not None]

    async def run(self) -> None:
        """Connect, and again whenever the connection ends, after a wait that doubles up to a minute."""
        wait = 1.0
        while True:
            try:
                async with self._connect() as self.connection:
                    self.say("connected")
                    wait = 1.0
                    await Link(self, self.connection).run()
            except BROKEN as error:
                self.say(f"not connected: {error}")
            finally:
                self.link = None
                self.online.clear()
            await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - jitter
            wait = min(LONGEST_WAIT, wait * 2)

    def _connect(self) -> connect:
        secret = f"{self.charge_point_id}:{self.configuration['AuthorizationKey']}".encode()
        return connect(
            f"{self.url}/{self.charge_point_id}",
            subprotocols=[websockets.Subprotocol("ocpp1.6")],
            additional_headers={"Authorization": f"Basic {b64encode(secret).decode()}"},
            max_size=2**20,
            proxy=None,
        )

    async def live(self, link: Link) -> None:
        """What a charge point does on its own over one connection."""
        interval = await self.boot(link)
        self.link = link
        for connector in self.connectors.values():
            await self.status(connector)
        self.online.set()
        while True:
            await asyncio.sleep(interval)
            await link.call(call.Heartbeat())

    async def boot(self, link: Link) -> int:
        """Send BootNotification until it is accepted; the heartbeat interval in seconds."""
        while True:
            boot = call.BootNotification("Simulated AC/DC", "PlugNexus", firmware_version="1.0.0")
            answer = await link.call(boot, suppress=False)
            interval: int = answer.interval or 300
            if answer.status == "Accepted":
                self.configuration["HeartbeatInterval"] = str(interval)
                return interval
            self.say(f"boot: {answer.status}")
            await asyncio.sleep(interval)

    async def status(self, connector: Connector) -> None:
        """Tell a connector's status; while offline nothing, since every status is told on connecting."""
        if self.link is None:
            return
        told = call.StatusNotification(connector.connector_id, "NoError", connector.status, now())
        try:
            await self.link.call(told)
        except BROKEN:
            return

    async def group_of(self, token_uid: str) -> str | None:
        """The parentIdTag of a token that the central system accepts; offline nothing is known of it."""
        if self.link is None:
            return None
        try:
            answer = await self.link.call(call.Authorize(token_uid), suppress=False)
        except (OCPPError, *BROKEN):
            return None
        info = answer.id_tag_info
        parent: str | None = info.get("parent_id_tag") if info["status"] == "Accepted" else None
        return parent

    async def deliver(self, request: Any) -> Any:
        """Send a fact until it is answered, over as many connections as it takes."""
        while True:
            await self.online.wait()
            try:
                if self.link is not None:
                    return await self.link.call(request, suppress=False)
            except OCPPError as error:
                self.say(f"{type(request).__name__} was answered by an error: {error}")
            except BROKEN:
                pass
            await asyncio.sleep(float(self.configuration["TransactionMessageRetryInterval"]))

    async def restart(self, reason: str) -> None:
        """Stop what charges, then end the connection; `run` makes a new one."""
        await self._stop_all(reason)
        await self.connection.close()

    async def power_off(self) -> None:
        """As when the mains fails, with just enough power left to tell what was charged."""
        await self._stop_all("PowerLoss")

    async def _stop_all(self, reason: str) -> None:
        for transaction in self.transactions():
            transaction.stop(reason)
        await asyncio.gather(*self._tasks, return_exceptions=True)
