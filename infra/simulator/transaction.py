"""What is being charged, and the facts that are told of it: the same in every version of OCPP."""

import asyncio
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Moment(StrEnum):
    """Where in its transaction a fact belongs."""

    BEGAN = "began"
    METERED = "metered"
    ENDED = "ended"


@dataclass(eq=False)
class Transaction:
    """`key` is the charge point's own id of it; `id`, in 1.6, the central system's when it has told one."""

    connector_id: int
    token_uid: str
    reservation_id: int | None = None
    remote_start_id: int | None = None
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    id: int | None = None
    stop_reason: str | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    facts: list["Fact"] = field(default_factory=list)
    was_away: bool = False

    @property
    def is_over(self) -> bool:
        """Its end is among its facts."""
        return any(fact.moment is Moment.ENDED for fact in self.facts)

    def stop(self, reason: str) -> None:
        """End soon, with this reason of OCPP 1.6's."""
        self.stop_reason = reason
        self.stopping.set()


@dataclass(frozen=True)
class Reading:
    """What the meter of a connector shows; `soc` is how full the car is, in percent, if there is one."""

    at: datetime
    wh: float
    power_w: float
    soc: float | None = None

    @property
    def amperes(self) -> float:
        """Of each of three phases at 230 V."""
        return self.power_w / 690


@dataclass(eq=False)
class Fact:
    """One thing to tell of a transaction. `state` is the connector's, in 1.6's words."""

    transaction: Transaction
    moment: Moment
    reading: Reading
    seq_no: int
    state: str = "Charging"
    offline: bool = False
    is_copy: bool = False
    was_lost: bool = False
    attempts: int = 0
    answered: asyncio.Future[str | None] | None = None
    """Gets the status of the token, if the answer has one; None when the fact was given up."""
