"""A station with a networked charger and a plain one, the people around it, and a clock to turn.

The services and their store are the real ones, on a pretended DynamoDB; neighbours answer as set here.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import botocore.client

from chalicelib.bookings.turns import Turn
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Violation, not_found
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.paging import Wanted
from chalicelib.networks.rules import Joining, Membership, Network, Role, Standing, Visibility
from chalicelib.notices.rules import Notice
from chalicelib.policies.rules import Policy
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.gate import Gate
from chalicelib.sessions.needs import Around, Coming
from chalicelib.sessions.refusals import Refusals
from chalicelib.sessions.rules import (
    Mark,
    MeterValue,
    Moment,
    ReadingsFact,
    Session,
    StartFact,
    StopFact,
    Told,
    TransactionFact,
)
from chalicelib.sessions.service import joined
from chalicelib.sessions.store import DynamoSessions
from chalicelib.sessions.visits import VisitService
from chalicelib.stations.rules import Charger, Connector, ConnectorFormat, Live, PowerType, Status
from chalicelib.tariffs.rules import Tariff
from chalicelib.tokens.rules import Token, TokenType

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TARIFF = Tariff("EUR", Decimal("0.30"), Decimal("1.20"), Decimal("0.50"))
TYPE_2 = Connector("IEC_62196_T2", ConnectorFormat.SOCKET, PowerType.AC_3_PHASE, Decimal(11))
NETWORK = Network(
    "n1",
    "Home",
    None,
    Visibility.PRIVATE,
    Joining.RESTRICTED,
    (),
    Policy(),
    None,
    NOON - timedelta(days=9),
    1,
)
MANAGER, DRIVER, MEMBER, STRANGER = (Caller(name) for name in ("mia", "dora", "max", "sam"))
REQUESTS = {"GetItem", "Query", "BatchGetItem", "Scan"}, {"PutItem", "UpdateItem", "DeleteItem"}


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@dataclass
class World:
    """`refusals` are what bookings say of an account, `begin_writes` what the next begins write, `asked` the
    stations and turns that were looked at.
    """

    now: datetime = NOON
    cp: str = field(default_factory=lambda: f"CP-{secrets.token_hex(6)}")
    refusals: dict[str, Violation] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    finished: list[tuple[str, datetime]] = field(default_factory=list)
    energies: list[Decimal] = field(default_factory=list)
    unpaid: list[Session] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    commands: list[tuple[str, str, dict[str, Any], str]] = field(default_factory=list)
    live: Live = field(default_factory=lambda: Live(Status.AVAILABLE, online=True))
    network_id: str = "n1"
    blocked: set[str] = field(default_factory=set)
    begin_writes: list[tuple[object, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Join everything, as wiring does."""
        self.store = DynamoSessions()
        closing = Closing(self.store, new_id, self._finish, self.unpaid.append)
        clock = lambda: self.now  # noqa: E731 - a clock to turn
        tell = Refusals(self.notices.append, clock).tell
        gate = Gate(SimpleNamespace(who=self._who, around=self._around), self._turn, tell)
        self.sessions = joined(self.store, clock, new_id, gate, self._begin, closing)
        self.visits = VisitService(
            self.store, clock, new_id, self._visible_charger, self.standing, self._managed,
            lambda account_id: replace(self.token(account_id), type=TokenType.APP_USER), self._turn,
            self._begin, lambda chargers: {charger.charger_id: self.live for charger in chargers},
            self._command, self._car, self._accounts, closing,
        )  # fmt: skip

    @property
    def networked(self) -> Charger:
        """Connector 1 of the charge point."""
        return self._charger(f"{self.cp}-aaaa")

    @property
    def plain(self) -> Charger:
        """Without OCPP."""
        return self._charger(f"{self.cp}-pppp")

    def started(self, **about: Any) -> StartFact:
        """Dora plugs in now, at 1,000 Wh, unless said otherwise."""
        return replace(StartFact(self.cp, 1, "DORA", self.now, Decimal(1000)), **about)

    def start(self, **about: Any) -> str:
        """The transaction id that a charger gets for it."""
        return self.sessions.start(self.started(**about)).transaction_id

    def read(self, transaction_id: str | None, wh: float, power_w: float | None = None, **about: Any) -> None:
        reading = MeterValue(self.now, Decimal(wh), None if power_w is None else Decimal(power_w))
        self.sessions.readings(replace(ReadingsFact(self.cp, 1, transaction_id, (reading,)), **about))

    def stop(self, transaction_id: str, wh: float | None = 8000, **about: Any) -> None:
        """It ends now, at 8,000 Wh, unless said otherwise."""
        meter = None if wh is None else Decimal(wh)
        self.sessions.stop(replace(StopFact(self.cp, transaction_id, self.now, meter), **about))

    def tell(self, moment: Moment, wh: float | None = None, **about: Any) -> Told:
        """What OCPP 2.x tells of the transaction T, now, with this register, unless said otherwise."""
        mark = {Moment.STARTED: Mark.BEGIN, Moment.ENDED: Mark.END}.get(moment)
        readings = () if wh is None else (MeterValue(self.now, Decimal(wh), None, mark),)
        seq_no = {Moment.STARTED: 0, Moment.UPDATED: 1, Moment.ENDED: 2}[moment]
        raw = {"seqNo": seq_no, "at": str(self.now)}
        fact = TransactionFact(self.cp, 1, "T", moment, self.now, seq_no, None, readings, raw=raw)
        return self.sessions.told(replace(fact, **about))

    def begin_at(self, at: datetime, wh: float) -> tuple[MeterValue, ...]:
        """The reading with which a transaction begins."""
        return (MeterValue(at, Decimal(wh), None, Mark.BEGIN),)

    def wanted(self) -> Wanted:
        return Wanted()

    def later(self, count: float) -> None:
        self.now += minutes(count)

    def session(self, transaction_id: str) -> Session:
        session = self.store.visit(self.cp, transaction_id).session
        assert session is not None
        return session

    def token(self, uid: str) -> Token | None:
        account_id = uid.casefold()
        if account_id not in {"dora", "max", "mia", "sam"}:
            return None
        return Token(uid, account_id, TokenType.RFID, "", account_id in self.blocked, NOON)

    def standing(self, network_id: str, account_id: str | None) -> Standing:
        roles = {"mia": Role.MANAGER, "dora": Role.MEMBER, "max": Role.MEMBER}
        role = roles.get(account_id or "")
        return Standing(NETWORK, Membership(network_id, account_id or "", role, NOON) if role else None)

    def _who(self, charge_point_id: str, token_uid: str | None, _: datetime | None = None) -> Coming:
        token = self.token("".join(token_uid.split())) if token_uid else None
        return Coming(self._charge_point(charge_point_id), token)

    def _charge_point(self, charge_point_id: str) -> ChargePoint | None:
        if charge_point_id != self.cp:
            return None
        connectors = {1: f"{self.cp}-aaaa", 2: f"{self.cp}-bbbb"}
        return ChargePoint(self.cp, "s1", self.network_id, "Box", connectors)

    def _around(self, coming: Coming, names: list[str], account_id: str | None, __: datetime) -> Around:
        assert coming.charge_point is not None
        self.asked.append(coming.charge_point.station_id)
        chargers = {name: self._charger(name) for name in names}
        return Around(chargers, self.standing(self.network_id, account_id) if account_id else None)

    def _charger(self, charger_id: str) -> Charger:
        kind = charger_id.rpartition("-")[2]
        number = {"aaaa": 1, "bbbb": 2}.get(kind)
        return Charger(
            charger_id, "s1", "n1", kind, "Courtyard", "Europe/Berlin", (TYPE_2,), TARIFF,
            charge_point_id=self.cp if number else None, connector_id=number,
        )  # fmt: skip

    def _visible_charger(self, charger_id: str, caller: Caller) -> tuple[Charger, Standing]:
        standing = self.standing("n1", caller.account_id)
        if not standing.may_see:
            raise not_found("charger")
        return self._charger(charger_id), standing

    def _managed(self, network_id: str, caller: Caller) -> Standing:
        standing = self.standing(network_id, caller.account_id)
        if not standing.may_manage:
            raise not_found("network")
        return standing

    def _turn(self, charger: Charger, standing: Standing, account_id: str, *_: Any) -> Turn:
        self.asked.append(charger.name)
        if not standing.is_member:
            return Turn((Violation("not_a_member", "Members only."),))
        if account_id in self.refusals:
            return Turn((self.refusals[account_id],))
        booking = SimpleNamespace(booking_id=f"{charger.charger_id}-{account_id}", car_id="leaf")
        return Turn((), booking)  # type: ignore[arg-type]

    def _begin(self, _: Turn, session_id: str, __: datetime, ___: str | None) -> tuple[object, ...]:
        self.begun.append(session_id)
        return self.begin_writes.pop() if self.begin_writes else ()

    def _finish(self, booking_id: str, at: datetime, _: str, energy_wh: Decimal) -> tuple[object, ...]:
        self.finished.append((booking_id, at))
        self.energies.append(energy_wh)
        return ()

    def _command(self, charge_point_id: str, action: str, params: dict[str, Any], by: str) -> Any:
        self.commands.append((charge_point_id, action, params, by))
        return "a command"

    def _car(self, _: str, car_id: str) -> object:
        if car_id != "zoe":
            raise not_found("car")
        return car_id

    def _accounts(self, ids: Any) -> dict[str, Any]:
        return {account_id: SimpleNamespace(name=account_id.title()) for account_id in ids}


@contextmanager
def counted() -> Iterator[dict[str, int]]:
    """Counts the DynamoDB requests made inside: reads, writes, transactions."""
    found = {"reads": 0, "writes": 0, "transactions": 0}
    original = botocore.client.BaseClient._make_api_call  # noqa: SLF001 - the one place all requests pass

    def call(self: Any, operation: str, arguments: Any) -> Any:
        reads, writes = REQUESTS
        kind = "reads" if operation in reads else "writes" if operation in writes else None
        if operation == "TransactWriteItems":
            kind = "transactions"
        if kind:
            found[kind] += 1
        return original(self, operation, arguments)

    botocore.client.BaseClient._make_api_call = call  # noqa: SLF001
    try:
        yield found
    finally:
        botocore.client.BaseClient._make_api_call = original  # noqa: SLF001
