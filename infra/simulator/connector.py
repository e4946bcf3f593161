"""One connector of a simulated charge point: its car, its meter, its transaction."""

import asyncio
import random
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from ocpp.v16 import call

from infra.simulator.car import Car
from infra.simulator.reservation import Reservation

LEAST_INTERVAL = 2.0
"""Real seconds between two readings, however fast time runs."""


class Box(Protocol):
    """What a connector needs of the box that it is on."""

    speed: float
    configuration: dict[str, str]

    async def deliver(self, request: Any) -> Any:
        """Send `request` and return the answer; while offline, wait."""

    async def status(self, connector: "Connector") -> None:
        """Tell the connector's status, if online."""

    async def group_of(self, token_uid: str) -> str | None:
        """The parentIdTag of a token that may charge, if the central system tells one."""

    def say(self, words: str) -> None:
        """One line for whoever watches."""


@dataclass
class Transaction:
    """What is being charged; `id` is the central system's."""

    id: int
    token_uid: str
    stop_reason: str | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self, reason: str) -> None:
        """End soon, with this reason of OCPP 1.6's."""
        self.stop_reason = reason
        self.stopping.set()


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

    async def charge(self, token_uid: str) -> None:
        """From StartTransaction to StopTransaction, and the car goes. Nothing when reserved for another."""
        self.starting = True
        try:
            if not await self._admits(token_uid):
                self.box.say(f"connector {self.connector_id}: reserved, and not for {token_uid}")
                await self.show(self.idle_status)
                return
            if self.car is None:
                self.plug()
            await self.show("Preparing")
            self.transaction = await self._started(token_uid)
        finally:
            self.starting = False
        if self.transaction is None:
            await self._leave()
            return
        await self.show("Charging")
        await self._until_stopped(self.transaction)
        await self._stopped(self.transaction)

    async def _started(self, token_uid: str) -> Transaction | None:
        held, self.reservation = self.reservation, None
        start = call.StartTransaction(
            self.connector_id, token_uid, round(self.meter_wh), now(), held.id if held else None
        )
        answer = await self.box.deliver(start)
        transaction = Transaction(answer.transaction_id, token_uid)
        status = answer.id_tag_info["status"]
        self.box.say(f"connector {self.connector_id}: start with {token_uid}: {status}")
        if status == "Accepted":
            return transaction
        stop = call.StopTransaction(round(self.meter_wh), now(), transaction.id, "DeAuthorized", token_uid)
        await self.box.deliver(stop)
        return None

    async def _until_stopped(self, transaction: Transaction) -> None:
        while not transaction.stopping.is_set():
            interval = float(self.box.configuration["MeterValueSampleInterval"])
            real = max(LEAST_INTERVAL, interval / self.box.speed)
            await passed(transaction.stopping.wait(), real)
            self._draw(real * self.box.speed)
            await self.box.deliver(call.MeterValues(self.connector_id, [self.reading()], transaction.id))
            if self.car is not None and self.car.is_full and self.status == "Charging":
                self.box.say(f"connector {self.connector_id}: the car is full")
                await self.show("SuspendedEV")

    async def _stopped(self, transaction: Transaction) -> None:
        reason = transaction.stop_reason or "Local"
        stop = call.StopTransaction(
            round(self.meter_wh), now(), transaction.id, reason, transaction.token_uid
        )
        await self.box.deliver(stop)
        self.transaction = None
        self.box.say(f"connector {self.connector_id}: stopped ({reason}) at {self.meter_wh / 1000:.3f} kWh")
        await self._leave()

    async def _leave(self) -> None:
        await self.show("Finishing")
        await asyncio.sleep(LEAST_INTERVAL)
        self.car = None
        await self.show(self.idle_status)

    def _draw(self, seconds: float) -> None:
        while self.car is not None and seconds > 0:
            step = min(seconds, 5.0)
            self.meter_wh += self.car.power_kw(self.max_kw) * step / 3.6
            self.car = self.car.after(step, self.max_kw)
            seconds -= step

    def reading(self) -> dict[str, Any]:
        """One MeterValue: the register, the power and current at this moment, how full the car is."""
        power_w = self.car.power_kw(self.max_kw) * 1000 if self.car and self.transaction else 0.0
        values = [
            _sampled("Energy.Active.Import.Register", "Wh", f"{self.meter_wh:.0f}"),
            _sampled("Power.Active.Import", "W", f"{power_w:.0f}"),
            _sampled("Current.Import", "A", f"{power_w / 690:.1f}"),
        ]
        if self.car:
            values.append(_sampled("SoC", "Percent", f"{self.car.charge * 100:.0f}"))
        return {"timestamp": now(), "sampledValue": values}


def _sampled(measurand: str, unit: str, value: str) -> dict[str, str]:
    return {"value": value, "context": "Sample.Periodic", "measurand": measurand, "unit": unit}


def now() -> str:
    """This instant, as OCPP writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


async def passed(event: Awaitable[Any], seconds: float) -> None:
    """Until the event or the time, whichever comes first."""
    try:
        await asyncio.wait_for(event, seconds)
    except TimeoutError:
        return
