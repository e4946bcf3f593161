"""What ended sessions come to by month and charger: so that a year is read without them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from chalicelib.kernel.money import Money
from chalicelib.kernel.wall import month_of
from chalicelib.sessions.rules import Session, State

NOWHERE = ""
"""In place of a charger's id: a connector that nobody had set up."""
PARTS = 10_000
"""Of a unit of a currency: amounts are added up as whole numbers of these, which loses nothing."""


@dataclass(frozen=True)
class Use:
    """Ended sessions: their number, energy in whole watt-hours, seconds, and cost in PARTS by currency."""

    sessions: int = 0
    energy_wh: int = 0
    seconds: int = 0
    cost: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Use") -> "Use":
        currencies = sorted(self.cost.keys() | other.cost.keys())
        return Use(
            self.sessions + other.sessions,
            self.energy_wh + other.energy_wh,
            self.seconds + other.seconds,
            {name: self.cost.get(name, 0) + other.cost.get(name, 0) for name in currencies},
        )

    def __neg__(self) -> "Use":
        cost = {name: -amount for name, amount in self.cost.items()}
        return Use(-self.sessions, -self.energy_wh, -self.seconds, cost)

    @property
    def is_nothing(self) -> bool:
        """Whether it changes no figure."""
        return not (self.sessions or self.energy_wh or self.seconds or any(self.cost.values()))

    @property
    def revenue(self) -> list[Money]:
        """What they cost, by currency; what came to nothing is left out."""
        owed = ((Decimal(amount) / PARTS, name) for name, amount in sorted(self.cost.items()) if amount)
        return [Money(amount, name).rounded() for amount, name in owed]


@dataclass(frozen=True)
class Kept:
    """Where use is kept: by network, month ("2026-06") and charger; under which names."""

    network_id: str
    month: str
    charger_id: str
    charger_name: str = field(default="", compare=False)
    station_id: str = field(default="", compare=False)
    station_name: str = field(default="", compare=False)


def use_of(session: Session) -> tuple[Kept, Use] | None:
    """What a session counts for, in the month of its end; None: it goes on, is invalid, or is nobody's."""
    if session.end is None or session.network_id is None or session.state is not State.COMPLETED:
        return None
    where = Kept(
        session.network_id,
        month_of(session.end, ZoneInfo(session.time_zone)),
        session.charger_id or NOWHERE,
        session.charger_name,
        session.station_id or "",
        session.station_name,
    )
    energy = int(session.energy_wh.to_integral_value(ROUND_HALF_UP))
    cost = {session.cost.currency: int(session.cost.amount * PARTS)}
    return where, Use(1, energy, int((session.end - session.start).total_seconds()), cost)


def moves(before: Session | None, after: Session) -> dict[Kept, Use]:
    """What is to be added where, when a session becomes another; what nets to nothing is left out."""
    found: dict[Kept, Use] = {}
    for session, sign in ((before, -1), (after, 1)):
        counted = use_of(session) if session else None
        if counted is not None:
            where, use = counted
            found[where] = found.get(where, Use()) + (use if sign > 0 else -use)
    return {where: use for where, use in found.items() if not use.is_nothing}


def total(uses: Iterable[Use]) -> Use:
    """All of them together."""
    return sum(uses, Use())
