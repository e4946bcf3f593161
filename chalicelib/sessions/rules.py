"""What a visit is, the facts that chargers tell about it, and who may begin one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from chalicelib.kernel.errors import Violation
from chalicelib.kernel.money import Money
from chalicelib.tariffs.rules import Tariff
from chalicelib.tokens.rules import Token, group_id

NO_TARIFF = Tariff("EUR")
"""Of a charger that nobody has set up: it asks for nothing."""

NOT_TO_BE_TOLD = frozenset(
    {"token_unknown", "token_blocked", "token_expired", "not_a_member", "unknown_connector"}
)
"""With these a charger is told nothing of the token: it is no good, or not known to be a member's."""


class State(StrEnum):
    """OCPI's SessionStatus, as far as we use it. An INVALID session is never billed."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    INVALID = "INVALID"


class Mark(StrEnum):
    """A reading that says of itself that it is the transaction's first or last (ReadingContext)."""

    BEGIN = "Transaction.Begin"
    END = "Transaction.End"


@dataclass(frozen=True)
class MeterValue:
    """One reading of a charger's meter. `at` is by the charger's clock; where it gave none, by ours."""

    at: datetime
    energy_wh: Decimal | None = None
    """The register, which only rises over the charger's life; not the energy of the visit."""
    power_w: Decimal | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class StartFact:
    """A charger tells that charging began. What it did not tell, or nobody could read, is None."""

    charge_point_id: str
    connector_id: int | None
    token_uid: str | None
    """None: it is told later, or never."""
    at: datetime | None
    meter_wh: Decimal | None
    raw: object = None
    """The charger's own words, JSON."""
    transaction_id: str | None = None
    """As the charger has named it; None: that is ours to do."""
    readings: tuple[MeterValue, ...] = ()


@dataclass(frozen=True)
class ReadingsFact:
    """A charger tells what its meter shows, in a transaction or (None) outside of one."""

    charge_point_id: str
    connector_id: int
    transaction_id: str | None
    readings: tuple[MeterValue, ...] = ()
    raw: object = None


@dataclass(frozen=True)
class StopFact:
    """A charger tells that charging ended."""

    charge_point_id: str
    transaction_id: str
    at: datetime | None
    meter_wh: Decimal | None
    token_uid: str | None = None
    reason: str | None = None
    readings: tuple[MeterValue, ...] = ()
    raw: object = None
    connector_id: int | None = None
    named_by_charger: bool = False
    """The charger has named the transaction itself, so that any name is one."""


class Moment(StrEnum):
    """Which part of a transaction's life a TransactionFact is of (OCPP 2.x, TransactionEventEnumType)."""

    STARTED = "Started"
    UPDATED = "Updated"
    ENDED = "Ended"


@dataclass(frozen=True)
class TransactionFact:
    """A charger tells what happens in a transaction that it has named itself (OCPP 2.x).

    They come in any order, repeated, or not at all. What was not told, or nobody could read, is None.
    """

    charge_point_id: str
    connector_id: int | None
    transaction_id: str
    """Any text that the charger made up."""
    moment: Moment
    at: datetime | None
    seq_no: int | None = None
    token_uid: str | None = None
    """None, too, for a start that needs no token (NoAuthorization)."""
    readings: tuple[MeterValue, ...] = ()
    trigger: str | None = None
    """The charger's word for what made it tell (TriggerReasonEnumType)."""
    charging_state: str | None = None
    stop_reason: str | None = None
    remote_start_id: int | None = None
    reservation_id: int | None = None
    offline: bool = False
    """It happened while the charger was not connected."""
    raw: object = None
    """The charger's own words, JSON."""


@dataclass(frozen=True)
class Told:
    """The answer to a TransactionFact, which is kept in any case."""

    violations: tuple[Violation, ...] | None = None
    """Why its token may not charge; none (empty): it may. None: no token was told."""
    group_id: str | None = None
    """See `group_of`."""
    total_cost: Money | None = None
    """When the transaction has ended."""


@dataclass(frozen=True)
class Authorized:
    """The answer to a token: `violations` say why it may not charge; none: it may. See `group_of`."""

    violations: tuple[Violation, ...] = ()
    group_id: str | None = None


@dataclass(frozen=True)
class Started:
    """The answer to a StartFact. The fact is kept in any case; `violations` say why it may not charge."""

    transaction_id: str
    violations: tuple[Violation, ...] = ()
    group_id: str | None = None
    """See `group_of`."""


@dataclass(frozen=True)
class Session:
    """One visit, from plug to record. `start` and `end` are the instants we go by (see clocks.py)."""

    session_id: str
    charger_id: str | None
    """None, like the four that follow, where a charger reports a connector that nobody has set up."""
    station_id: str | None
    network_id: str | None
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str | None
    token_uid: str | None
    tariff: Tariff
    start: datetime
    start_received_at: datetime
    start_reported_at: datetime | None = None
    """By the charger's clock, however wrong."""
    booking_id: str | None = None
    car_id: str | None = None
    charge_point_id: str | None = None
    """None: a plain charger, checked in and out."""
    connector_id: int | None = None
    transaction_id: str | None = None
    fingerprint: str | None = None
    state: State = State.ACTIVE
    violations: tuple[Violation, ...] = ()
    """Why it should not have charged, as told to the charger when it began."""
    flags: frozenset[str] = frozenset()
    """What is odd about it: see flags.py."""
    max_power_w: Decimal | None = None
    """The most its charger can give; None: not known."""
    meter_start_wh: Decimal | None = None
    meter_stop_wh: Decimal | None = None
    energy_wh: Decimal = Decimal(0)
    cost: Money = field(default_factory=lambda: Money(Decimal(0), NO_TARIFF.currency))
    end: datetime | None = None
    end_received_at: datetime | None = None
    end_reported_at: datetime | None = None
    stop_reason: str | None = None
    cdr_id: str | None = None
    updated_at: datetime | None = None
    review: str | None = None
    """What a manager decided last, where it was held for that (reviewing.Decision); None: nothing yet."""
    reviews: int = 0
    """How often."""
    again: frozenset[datetime] = frozenset()
    """When later visits began for which its charger used the same name of a transaction (again.py)."""

    @property
    def is_open(self) -> bool:
        """Whether its end is still to come."""
        return self.end is None

    @property
    def is_of_a_stranger(self) -> bool:
        """Whether it was refused to somebody whose name is none of the network's business."""
        return any(violation.code == "not_a_member" for violation in self.violations)

    @property
    def is_tokenless(self) -> bool:
        """Whether a charger has not told (yet) with which token it began."""
        return not self.is_plain and self.token_uid is None

    @property
    def is_unpaid(self) -> bool:
        """Whether it gave energy that nobody was allowed to take."""
        return not self.is_plain and self.energy_wh > 0 and (self.is_tokenless or bool(self.violations))

    @property
    def is_plain(self) -> bool:
        """Whether it is checked out by its driver, not ended by a charger."""
        return self.charge_point_id is None


@dataclass(frozen=True)
class ChargingPeriod:
    """A stretch of one price (OCPI 2.2.1, 11.4.6)."""

    start: datetime
    energy_wh: Decimal
    hours: Decimal


@dataclass(frozen=True)
class Cdr:
    """A billable fact of one session, never changed: its end makes one, and each correction what follows."""

    cdr_id: str
    session_id: str
    driver_id: str | None
    network_id: str | None
    charger_id: str | None
    start: datetime
    end: datetime
    tariff: Tariff
    total_energy_wh: Decimal
    total_hours: Decimal
    total_cost: Money
    charging_periods: tuple[ChargingPeriod, ...]
    held_for_review: bool
    """Somebody looks at it before it becomes a payment, because of a flag."""
    created_at: datetime
    is_credit: bool = False
    """It takes back the record `credit_reference_id`, at a negative cost."""
    credit_reference_id: str | None = None


def token_violations(token: Token | None, at: datetime) -> tuple[Violation, ...]:
    """Why nothing can be charged with this token then, whosever turn it is."""
    if token is None:
        return (Violation("token_unknown", "Nobody has registered this token."),)
    if token.blocked:
        return (Violation("token_blocked", "This token is blocked."),)
    if not token.is_usable(at):
        return (Violation("token_expired", "This token is no longer valid."),)
    return ()


def group_of(account_id: str | None, violations: Sequence[Violation]) -> str | None:
    """The group of a token of this account, for the charger where it was presented.

    A reservation for the group is then open to each of its tokens. None where it is not to be told.
    """
    if account_id is None or any(violation.code in NOT_TO_BE_TOLD for violation in violations):
        return None
    return group_id(account_id)


def may_charge(
    token: Token | None, at: datetime, turn: Sequence[Violation], in_use: bool = False, offline: bool = False
) -> tuple[Violation, ...]:
    """Every reason not to charge now; none: it may. `turn` is what bookings and membership have to say."""
    found = [*token_violations(token, at), *turn]
    if in_use:
        found.append(Violation("in_use", "Somebody is charging there."))
    if offline:
        found.append(Violation("offline", "The charger is not connected just now."))
    return tuple(found)
