"""Instants, amounts and energies as people of a language write them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from chalicelib.kernel.money import MINOR_UNITS
from chalicelib.notices.events import ENERGIES, MONEY

SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


@dataclass(frozen=True)
class Manner:
    """How a language writes: a day at length and for SMS, a time of day, both together, amounts."""

    day: Callable[[datetime], str]
    brief_day: Callable[[datetime], str]
    time: Callable[[datetime], str]
    moment: str
    same_day: str
    across_days: str
    decimal: str
    thousands: str
    money: str
    coded_money: str
    """Where the currency has no sign of its own."""
    grouped_from: int = 1_000
    """From this number on thousands are set apart."""
    energy: str = "{amount}\u00a0kWh"

    def instant(self, at: datetime, *, briefly: bool) -> str:
        """The instant by the clock of its own zone."""
        return self.moment.format(day=self._day(at, briefly=briefly), time=self.time(at))

    def between(self, start: datetime, end: datetime, *, briefly: bool) -> str:
        """From one instant to another of the same zone, the day told once if it is the same."""
        if start.date() == end.date():
            day = self._day(start, briefly=briefly)
            return self.same_day.format(day=day, start=self.time(start), end=self.time(end))
        edges = (self.instant(edge, briefly=briefly) for edge in (start, end))
        return self.across_days.format(start=next(edges), end=next(edges))

    def _day(self, at: datetime, *, briefly: bool) -> str:
        return self.brief_day(at) if briefly else self.day(at)

    def number(self, number: Decimal) -> str:
        """With its decimals as they are."""
        written = f"{number:,f}" if abs(number) >= self.grouped_from else f"{number:f}"
        return written.translate({ord(","): self.thousands, ord("."): self.decimal})

    def amount(self, amount: Decimal, currency: str) -> str:
        """With no fewer decimals than the currency has, and more where a price per minute needs them."""
        exponent = amount.as_tuple().exponent
        told = -exponent if isinstance(exponent, int) else 0
        places = max(MINOR_UNITS.get(currency, 2), told)
        pattern = self.money if currency in SIGNS else self.coded_money
        number = self.number(amount.quantize(Decimal(1).scaleb(-places)))
        return pattern.format(amount=number, sign=SIGNS.get(currency, currency))


def rendered(facts: Mapping[str, str], manner: Manner, zone: tzinfo, *, briefly: bool) -> dict[str, str]:
    """The facts as they are read: instants in `zone`, `period` from `start_at` to `end_at`, amounts."""
    at = {
        name: datetime.fromisoformat(fact).astimezone(zone)
        for name, fact in facts.items()
        if name.endswith("_at") and fact
    }
    told = dict(facts) | {name: manner.instant(instant, briefly=briefly) for name, instant in at.items()}
    for name in MONEY & facts.keys():
        told[name] = manner.amount(Decimal(facts[name]), facts["currency"]) if facts[name] else ""
    for name in ENERGIES & facts.keys():
        if energy := facts[name]:
            told[name] = manner.energy.format(amount=manner.number(round(Decimal(energy), 2)))
    if day := facts.get("day"):
        told["day"] = manner.day(datetime.fromisoformat(day))
    whole = "start_at" in at and "end_at" in at
    told["period"] = manner.between(at["start_at"], at["end_at"], briefly=briefly) if whole else ""
    return told
