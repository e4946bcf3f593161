"""What the services need from their store and their neighbours."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from chalicelib.accounts.rules import Account
from chalicelib.bookings.plug import Seen
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.turns import Turn
from chalicelib.charge_points.rules import ChargePoint, Command
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Violation
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.networks.rules import Standing
from chalicelib.sessions.matching import told_as
from chalicelib.sessions.reviewing import Review
from chalicelib.sessions.rules import Cdr, MeterValue, ReadingsFact, Session, State, StopFact
from chalicelib.stations.rules import Charger, Live
from chalicelib.tokens.rules import Token

Writes = Sequence[Any]
"""Of another concept's storage: they join a transaction of ours, of which all is written or nothing."""
VisibleCharger = Callable[[str, Caller], tuple[Charger, Standing]]
"""Raises NotFound, also for what the caller may not know exists."""
StandingOf = Callable[[str, str | None], Standing]
"""(network_id, account_id). Raises NotFound; judges nothing."""
ManagedNetwork = Callable[[str, Caller], Standing]
"""Raises NotFound, Forbidden."""
AppToken = Callable[[str], Token]
"""The token of an account's app, made when first asked for."""


class TurnOf(Protocol):
    """Whose turn it is, as bookings and membership have it; `seen` is what was just read of them."""

    def __call__(  # noqa: D102
        self, charger: Charger, standing: Standing, account_id: str, at: datetime, seen: Seen | None = ...
    ) -> Turn: ...


Begin = Callable[[Turn, str, datetime, str | None], Writes]
"""(turn, session_id, at, car_id): tie the session to a booking, or take slots for a walk-up."""
Finish = Callable[[str, datetime, str, Decimal], Writes]
"""(booking_id, at, session_id, energy_wh): the booking is fulfilled, what is left of it is free again."""
Recount = Callable[[str, Decimal, Decimal], Writes]
"""(booking_id, before_wh, after_wh): another energy than before counts for its driver's quotas."""
Tell = Callable[[Charger | None, str | None, tuple[Violation, ...], datetime], None]
"""(charger, account_id, violations, at): who was refused there is told why. Never raises."""
LiveOf = Callable[[list[Charger]], Mapping[str, Live]]
RequestCommand = Callable[[str, str, Mapping[str, Any], str], Command]
"""(charge_point_id, action, params, by account_id)."""
OwnCar = Callable[[str, str], object]
"""(account_id, car_id). Raises NotFound."""
EnergyUnpaid = Callable[[Session], None]
"""A session has ended with energy, and nobody was allowed to take it."""
AccountsOf = Callable[[Collection[str]], Mapping[str, Account]]

SESSION, PLACE, WAITING, TOLD = "session", "place", "waiting_stop", "told"
"""Our conditions in a transaction: the session is as thought, what goes on at its place is as thought, no end
waits for its begin, this end was not told before."""
OURS = frozenset({SESSION, PLACE, WAITING, TOLD})


@dataclass(frozen=True)
class Around:
    """What is known around a charge point and, of who comes there, whose turn it is; by charger."""

    chargers: Mapping[str, Charger] = field(default_factory=dict)
    standing: Standing | None = None
    seen: Mapping[str, Seen] = field(default_factory=dict)


@dataclass(frozen=True)
class Coming:
    """A charge point and whose token came there, and what was read ahead of where that probably is."""

    charge_point: ChargePoint | None = None
    token: Token | None = None
    chargers: Mapping[str, Charger] = field(default_factory=dict)
    occupancies: Mapping[str, Occupancy] = field(default_factory=dict)


class Ground(Protocol):
    """What several concepts know, asked at once: one request each. `at` tells what to read ahead."""

    def who(  # noqa: D102
        self, charge_point_id: str, token_uid: str | None, at: datetime | None = ...
    ) -> Coming: ...
    def around(  # noqa: D102
        self, coming: Coming, charger_ids: Iterable[str], account_id: str | None, at: datetime
    ) -> Around: ...


@dataclass(frozen=True)
class Active:
    """The visit that goes on at a place."""

    session_id: str
    home: str
    start: datetime
    fingerprint: str | None = None


@dataclass(frozen=True)
class Visit:
    """What is known under one transaction id: the session, its readings, an end that waits for it."""

    session: Session | None = None
    readings: tuple[MeterValue, ...] = ()
    waiting: StopFact | None = None
    ends: tuple[StopFact, ...] = ()
    """All that were told."""

    @property
    def told(self) -> frozenset[str]:
        """The ends that were told, by their short names."""
        return frozenset(told_as(stop) for stop in self.ends)


class SessionStore(Protocol):
    """Visits in storage. Writes answer with the labels of the conditions that did not hold; none: done."""

    def open(  # noqa: D102
        self,
        session: Session,
        raw: object,
        *,
        readings: Sequence[MeterValue] = ...,
        takes_place: bool,
        instead_of: Active | None,
        despite_waiting_stop: bool,
        writes: Writes,
    ) -> frozenset[str]: ...
    def close(  # noqa: D102
        self,
        session: Session,
        cdr: Cdr,
        stop: StopFact | None,
        *,
        was_waiting: bool,
        leaves_place: bool,
        writes: Writes,
    ) -> frozenset[str]: ...
    def keep_stop(self, stop: StopFact, received: datetime) -> frozenset[str]: ...  # noqa: D102
    def waiting_since(  # noqa: D102
        self, before: datetime, most: int, mine: Slice = WHOLE
    ) -> list[StopFact]: ...
    def forget_waiting(self, stop: StopFact) -> None: ...  # noqa: D102
    def keep_foreign_stop(self, stop: StopFact, received: datetime) -> None: ...  # noqa: D102
    def keep_second_stop(  # noqa: D102
        self, session: Session, stop: StopFact, received: datetime, *, otherwise: bool
    ) -> None: ...
    def keep_readings(self, fact: ReadingsFact, received: datetime) -> None: ...  # noqa: D102
    def keep_readings_of_known(  # noqa: D102
        self, fact: ReadingsFact, received: datetime, *, placed: bool
    ) -> bool: ...
    def amend(  # noqa: D102
        self, before: Session, after: Session, writes: Writes, *, moves: bool
    ) -> frozenset[str]: ...
    def note_again(self, session: Session, begin: datetime) -> None: ...  # noqa: D102
    def records(self, session: Session) -> list[Cdr]: ...  # noqa: D102
    def correct(  # noqa: D102
        self, before: Session, after: Session, added: Sequence[Cdr], records: int
    ) -> frozenset[str]: ...
    def flag(self, session: Session, name: str) -> None: ...  # noqa: D102
    def visit(self, charge_point_id: str, transaction_id: str) -> Visit: ...  # noqa: D102
    def session(self, session_id: str) -> Session | None: ...  # noqa: D102
    def readings(self, session: Session, messages: int = ...) -> tuple[MeterValue, ...]: ...  # noqa: D102
    def begin_and_end(self, session: Session) -> list[tuple[MeterValue, ...]]: ...  # noqa: D102
    def cdr(self, session: Session) -> Cdr | None: ...  # noqa: D102
    def reviews(self, session: Session) -> list[Review]: ...  # noqa: D102
    def active(self, session: Session) -> Active | None: ...  # noqa: D102
    def active_of(self, charge_point_id: str) -> list[Session]: ...  # noqa: D102
    def charging(self, charger_ids: Iterable[str]) -> set[str]: ...  # noqa: D102
    def in_session(self, connectors: Iterable[tuple[str, int]]) -> set[tuple[str, int]]: ...  # noqa: D102
    def of_driver(  # noqa: D102
        self, driver_id: str, state: State | None, wanted: Wanted
    ) -> Page[Session]: ...
    def of_network(self, network_id: str, wanted: Wanted) -> Page[Session]: ...  # noqa: D102
