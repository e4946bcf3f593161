"""A simulated charge point: keeps its connection, its connectors, and what it could not send yet."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

from infra.simulator.certificates import Certificates
from infra.simulator.configuration import defaults
from infra.simulator.connector import Connector
from infra.simulator.display import Display
from infra.simulator.firmware import FIRST_VERSION
from infra.simulator.language import language
from infra.simulator.line import Line
from infra.simulator.link import Link
from infra.simulator.local_list import LocalList
from infra.simulator.messages import BROKEN, CallRefused, Message
from infra.simulator.monitors import Monitors
from infra.simulator.outbox import Outbox
from infra.simulator.profiles import Profiles
from infra.simulator.quirks.character import Character
from infra.simulator.quirks.quirk import Quirk
from infra.simulator.reservation import Reservation
from infra.simulator.transaction import Fact, Transaction


class SimulatedChargePoint:
    """`url` is the central system's, without the id. For car and meter time runs `speed` times as fast."""

    def __init__(
        self,
        charge_point_id: str,
        password: str,
        connectors: Sequence[tuple[int, float]],
        url: str,
        *,
        ocpp: str = "1.6",
        quirks: Sequence[Quirk] = (),
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
        self.language = language(ocpp)
        self.character = Character(quirks)
        self.configuration = defaults(len(connectors), password, reservations=reservations)
        self.connectors = {number: Connector(self, number, max_kw) for number, max_kw in connectors}
        self.local_list = LocalList()
        self.profiles = Profiles()
        self.certificates = Certificates(charge_point_id)
        self.monitors = Monitors()
        self.display = Display()
        self.firmware_version = FIRST_VERSION
        self.boot_reason = "PowerUp"
        self.line = Line(self)
        self.outbox = Outbox(self)
        self._charging: set[asyncio.Task[None]] = set()
        self._beside: set[asyncio.Task[None]] = set()

    def say(self, words: str) -> None:
        """One line for whoever watches."""
        self.tell(f"{self.charge_point_id}: {words}")

    def charge(self, connector: Connector, token_uid: str, remote_start_id: int | None = None) -> None:
        """Charge there for this token, beside everything else."""
        connector.starting = True
        _kept(self._charging, connector.charge(token_uid, remote_start_id))

    def beside(self, doing: Coroutine[Any, Any, None]) -> None:
        """Do it beside everything else; that a connection breaks meanwhile is no fault."""

        async def quietly() -> None:
            try:
                await doing
            except (CallRefused, *BROKEN) as error:
                self.say(f"not told: {error}")

        _kept(self._beside, quietly())

    def free_connector(self, connector_id: int | None, token_uid: str) -> Connector | None:
        """That connector, or the first, if a transaction may start there with this token."""
        wanted = (c for c in self.connectors.values() if connector_id in (None, c.connector_id))
        return next((c for c in wanted if c.is_free and c.may_admit(token_uid)), None)

    def concerned(self, connector_id: int | None) -> list[Connector]:
        """That connector, or all where it is 0 or None."""
        return [c for c in self.connectors.values() if connector_id in (None, 0, c.connector_id)]

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
                    self.beside(connector.show(connector.idle_status))
                return True
        return False

    def transactions(self) -> list[Transaction]:
        """All that run now."""
        return [c.transaction for c in self.connectors.values() if c.transaction is not None]

    def limit_kw(self, connector_id: int) -> float | None:
        """What the charging profiles allow there now."""
        watts = self.profiles.limit_w(connector_id, datetime.now(UTC))
        return None if watts is None else watts / 1000

    @property
    def link(self) -> Link | None:
        """Where to tell things; None while offline."""
        return self.line.link

    @property
    def online(self) -> asyncio.Event:
        """Set while it is connected, and its statuses are told."""
        return self.line.online

    async def run(self) -> None:
        """Live until cancelled."""
        telling = asyncio.create_task(self.outbox.run())
        try:
            await self.line.keep()
        finally:
            telling.cancel()
            for task in self._beside:
                task.cancel()
            await asyncio.gather(telling, *self._beside, return_exceptions=True)

    async def live(self, link: Link) -> None:
        """What a charge point does on its own over one connection."""
        interval = await self.boot(link)
        for connector in self.connectors.values():
            await self._say_to(link, self.language.status(connector))
        self.line.up(link)
        while True:
            await asyncio.sleep(interval)
            await link.call(self.language.heartbeat())

    async def boot(self, link: Link) -> int:
        """Send BootNotification until it is accepted; the heartbeat interval in seconds."""
        while True:
            answer = await link.call(self.language.boot(self))
            interval: int = answer.get("interval") or 300
            if answer["status"] == "Accepted":
                self.configuration["HeartbeatInterval"] = str(interval)
                self.boot_reason = "PowerUp"
                return interval
            self.say(f"boot: {answer['status']}")
            await asyncio.sleep(interval)

    async def status(self, connector: Connector) -> None:
        """Tell a connector's status; while offline nothing, since every status is told on connecting."""
        await self.notify(self.language.status(connector))

    async def notify(self, message: Message) -> None:
        """Tell it if online; what is not heard is not told again."""
        if self.link is None:
            return
        try:
            await self._say_to(self.link, message)
        except BROKEN:
            return

    async def _say_to(self, link: Link, message: Message) -> None:
        try:
            await link.call(message)
        except CallRefused as refusal:
            self.say(f"{message.action} was answered by an error: {refusal}")

    async def group_of(self, token_uid: str) -> str | None:
        """The group of a token that the central system accepts; offline nothing is known of it."""
        if self.link is None:
            return None
        try:
            answer = await self.link.call(self.language.authorize(token_uid))
        except (CallRefused, *BROKEN):
            return None
        status, group = self.language.authorized(answer)
        return group if status == "Accepted" else None

    @property
    def asks_first(self) -> bool:
        """Online, a car is charged when the central system has agreed; offline, at once."""
        return self.link is not None and not self.character.holds_back

    def tells(self, fact: Fact) -> "asyncio.Future[str | None]":
        """Queue a fact."""
        return self.outbox.put(fact)

    async def idle(self) -> None:
        """Until nothing charges."""
        await asyncio.gather(*self._charging, return_exceptions=True)

    async def restart(self, reason: str) -> None:
        """Stop what charges, then end the connection; `run` makes a new one."""
        await self._stop_all(reason)
        await self.line.hang_up()

    async def power_off(self) -> None:
        """As when the mains fails, with just enough power left to tell what was charged."""
        await self._stop_all("PowerLoss")
        await self.outbox.empty()

    async def _stop_all(self, reason: str) -> None:
        for transaction in self.transactions():
            transaction.stop(reason)
        await self.idle()


def _kept(tasks: set[asyncio.Task[None]], doing: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(doing)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
