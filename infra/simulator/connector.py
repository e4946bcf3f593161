"""One connector of a simulated charge point: its car, its meter, its transaction."""

import asyncio
import random
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from infra.simulator.car import Car
from infra.simulator.reservation import Reservation
from infra.simulator.transaction import Fact, Moment, Reading, Transaction

LEAST_INTERVAL = 2.0
"""Real seconds between two readings, however fast time runs."""


class Box(Protocol):
    """What a connector needs of the box that it is on."""

    speed: float
    configuration: dict[str, str]

    def tells(self, fact: Fact) -> "asyncio.Future[str | None]":
        """Queue a fact; the future has the status of the token when the fact is answered."""

    @property
    def asks_first(self) -> bool:
        """Whether the central system is waited for before a car is charged."""

    async def status(self, connector: "Connector") -> None:
        """Tell the connector's status, if online."""

    async def group_of(self, token_uid: str) -> str | None:
        """The group of a token that may charge, if the central system tells one."""

    def limit_kw(self, connector_id: int) -> float | None:
        """What the charging profiles allow there now; None: as much as there is."""

    def say(self, words: str) -> None:
        """One line for whoever watches."""


@dataclass
class Connector:
    """`max_kw` is what it can give; `meter_wh` counts on over all transactions."""

    box: Box
    connector_id: int
    max_kw: float
    status: str = "Available"
    meter_wh: float = field(default_factory=lambda: random.uniform(1e5, 9e5))  # noqa: S311 - no secret
    car: Car | None = None
    transaction: Transaction | None = None
    is_operative: bool = True
    starting: bool = False
    reservation: Reservation | None = None

    @property
    def is_free(self) -> bool:
        """A transaction may start, for whom it is reserved if it is."""
        return self.is_operative and self.transaction is None and not self.starting

    def reserve(self, wanted: Reservation) -> str:
        """The ReservationStatus; the connector is reserved when it is Accepted.

        A reservation of the same id is replaced; any other stands in the way, whosever it is.
        """
        if self.status == "Faulted":
            return "Faulted"
        if not self.is_operative:
            return "Unavailable"
        is_change = self.reservation is not None and self.reservation.id == wanted.id
        is_in_use = self.car is not None or not self.is_free
        if not is_change and (is_in_use or self.reservation is not None):
            return "Occupied"
        self.reservation = wanted
        return "Accepted"

    def may_admit(self, token_uid: str) -> bool:
        """Whether it is not reserved, or for that token, or for a group that the token may be of."""
        held = self.reservation
        return held is None or held.names(token_uid) or held.group_id is not None

    async def _admits(self, token_uid: str) -> bool:
        held = self.reservation
        if held is None or held.names(token_uid):
            return True
        return self.may_admit(token_uid) and held.is_of_group(await self.box.group_of(token_uid))

    @property
    def idle_status(self) -> str:
        """What it is when nothing charges."""
        if not self.is_operative:
            return "Unavailable"
        if self.reservation is not None:
            return "Reserved"
        return "Preparing" if self.car else "Available"

    def plug(self) -> None:
        """A car arrives, between a tenth and a half full."""
        self.car = Car(
            battery_kwh=random.choice((42.0, 58.0, 77.0)),  # noqa: S311 - no secret
            charge=random.uniform(0.1, 0.5),  # noqa: S311 - no secret
            max_kw=11.0 if self.max_kw <= 22 else 150.0,  # noqa: PLR2004 - above that it is DC
        )

    async def show(self, status: str) -> None:
        """Take a status and tell it."""
        self.status = status
        await self.box.status(self)

    async def charge(self, token_uid: str, remote_start_id: int | None = None) -> None:
        """From the begin to the end of a transaction, and the car goes. Nothing when reserved for another."""
        self.starting = True
        try:
            if not await self._admits(token_uid):
                self.box.say(f"connector {self.connector_id}: reserved, and not for {token_uid}")
                await self.show(self.idle_status)
                return
            if self.car is None:
                self.plug()
            await self.show("Preparing")
            transaction = await self._started(token_uid, remote_start_id)
        finally:
            self.starting = False
        if transaction.stopping.is_set():  # nobody may charge with this token
            await self._ended(transaction)
            return
        await self.show("Charging")
        await self._until_stopped(transaction)
        await self._ended(transaction)

    async def _started(self, token_uid: str, remote_start_id: int | None) -> Transaction:
        held, self.reservation = self.reservation, None
        transaction = Transaction(
            self.connector_id, token_uid, held.id if held else None, remote_start_id=remote_start_id
        )
        self.transaction = transaction

        def judged(answered: "asyncio.Future[str | None]") -> None:
            status = None if answered.cancelled() else answered.result()
            if status is None:
                return
            self.box.say(f"connector {self.connector_id}: start with {token_uid}: {status}")
            if status != "Accepted":
                transaction.stop("DeAuthorized")

        asks_first = self.box.asks_first
        answered = self._tell(Moment.BEGAN)
        if answered is not None:
            answered.add_done_callback(judged)
            if asks_first:
                await answered
        return transaction

    def _tell(self, moment: Moment) -> "asyncio.Future[str | None] | None":
        """Queue a fact of the transaction that runs, if one does."""
        transaction = self.transaction
        if transaction is None:
            return None
        fact = Fact(transaction, moment, self.reading(), seq_no=len(transaction.facts), state=self.status)
        transaction.facts.append(fact)
        return self.box.tells(fact)

    async def _until_stopped(self, transaction: Transaction) -> None:
        while not transaction.stopping.is_set():
            interval = float(self.box.configuration["MeterValueSampleInterval"])
            real = max(LEAST_INTERVAL, interval / self.box.speed)
            await passed(transaction.stopping.wait(), real)
            self._draw(real * self.box.speed)
            self._tell(Moment.METERED)
            if self.car is not None and self.car.is_full and self.status == "Charging":
                self.box.say(f"connector {self.connector_id}: the car is full")
                await self.show("SuspendedEV")

    async def _ended(self, transaction: Transaction) -> None:
        transaction.stop_reason = transaction.stop_reason or "Local"
        answered = self._tell(Moment.ENDED)
        if answered is not None and self.box.asks_first:
            await answered
        self.transaction = None
        kwh = self.meter_wh / 1000
        self.box.say(f"connector {self.connector_id}: stopped ({transaction.stop_reason}) at {kwh:.3f} kWh")
        await self.show("Finishing")
        await asyncio.sleep(LEAST_INTERVAL)
        self.car = None
        await self.show(self.idle_status)

    def _draw(self, seconds: float) -> None:
        while self.car is not None and seconds > 0:
            step = min(seconds, 5.0)
            self.meter_wh += self.car.power_kw(self._offered_kw) * step / 3.6
            self.car = self.car.after(step, self._offered_kw)
            seconds -= step

    @property
    def _offered_kw(self) -> float:
        limit = self.box.limit_kw(self.connector_id)
        return self.max_kw if limit is None else min(self.max_kw, limit)

    def reading(self) -> Reading:
        """The register, the power at this moment, how full the car is."""
        power_w = self.car.power_kw(self._offered_kw) * 1000 if self.car and self.transaction else 0.0
        return Reading(datetime.now(UTC), self.meter_wh, power_w, self.car.charge * 100 if self.car else None)


async def passed(event: Awaitable[Any], seconds: float) -> None:
    """Until the event or the time, whichever comes first."""
    try:
        async with asyncio.timeout(seconds):
            await event
    except TimeoutError:
        return
