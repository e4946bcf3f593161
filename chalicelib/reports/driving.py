"""What a driver used in twelve months, month by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from chalicelib.bookings.rules import local_day
from chalicelib.kernel.money import Money
from chalicelib.kernel.period import Period
from chalicelib.reports.carbon import co2_avoided_g
from chalicelib.sessions.rules import Session, State

MONTHS = 12
A_YEAR = 12
"""Months."""


@dataclass(frozen=True)
class Driven:
    """What some visits came to; those in one currency add up."""

    sessions: int = 0
    energy_wh: Decimal = Decimal(0)
    duration: timedelta = timedelta(0)
    cost: tuple[Money, ...] = ()
    """One for each currency, by its code."""

    @property
    def co2_avoided_g(self) -> Decimal:
        """See carbon.py."""
        return co2_avoided_g(self.energy_wh)

    def __add__(self, other: "Driven") -> "Driven":
        return Driven(
            self.sessions + other.sessions,
            self.energy_wh + other.energy_wh,
            self.duration + other.duration,
            _together([*self.cost, *other.cost]),
        )


@dataclass(frozen=True)
class Year:
    """Twelve months, the oldest first, each named by its first day; those without a visit too."""

    months: Sequence[tuple[date, Driven]]
    total: Driven = field(default_factory=Driven)


def twelve_months(until: date) -> list[date]:
    """The first days of twelve months, the last of them that of `until`."""
    last = until.year * A_YEAR + until.month - 1
    return [date(*_month(number)) for number in range(last - MONTHS + 1, last + 1)]


def time_of(months: Sequence[date], time_zone: str) -> Period:
    """From the begin of the first to the end of the last, on the clock of a zone."""
    after = date(*_month(months[-1].year * A_YEAR + months[-1].month))
    return Period(local_day(months[0], time_zone).start, local_day(after, time_zone).start)


def driven(sessions: Iterable[Session], months: Sequence[date], time_zone: str) -> Year:
    """What came to its end in each month, on the clock of `time_zone`.

    As in the reports of networks, a visit counts once it is over and unless a manager voided it; one that
    still waits for a review counts as it stands.
    """
    zone = ZoneInfo(time_zone)
    found = dict.fromkeys(months, Driven())
    for session in sessions:
        if session.end is None or session.state is not State.COMPLETED:
            continue
        month = session.end.astimezone(zone).date().replace(day=1)
        if month in found:
            found[month] += _of(session, session.end)
    return Year(list(found.items()), sum(found.values(), Driven()))


def _of(session: Session, end: datetime) -> Driven:
    lasted = max(end - session.start, timedelta(0))
    return Driven(1, session.energy_wh, lasted, _together([session.cost]))


def _together(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """By currency; nothing is owed in a currency in which nothing was paid."""
    found: dict[str, Money] = {}
    for money in amounts:
        if money.amount:
            found[money.currency] = money + found.get(money.currency, Money(Decimal(0), money.currency))
    return tuple(found[currency] for currency in sorted(found))


def _month(number: int) -> tuple[int, int, int]:
    """Year, month and first day of the month of this number, counted from the year 0."""
    return number // A_YEAR, number % A_YEAR + 1, 1
