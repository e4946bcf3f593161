"""Instants, amounts and energies as people of a language write them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from decimal import Decimal

from chalicelib.kernel.money import MINOR_UNITS
from chalicelib.notices.events import MONEY

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
        return f"{number:,f}".translate({ord(","): self.thousands, ord("."): self.decimal})

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
    if energy := facts.get("energy_kwh"):
        told["energy_kwh"] = f"{manner.number(round(Decimal(energy), 2))}\u00a0kWh"
    whole = "start_at" in at and "end_at" in at
    told["period"] = manner.between(at["start_at"], at["end_at"], briefly=briefly) if whole else ""
    return told


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def _half_day_clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at:%M}\u00a0{'AM' if at.hour < 12 else 'PM'}"  # noqa: PLR2004 - noon


def _french_day(at: datetime) -> str:
    return "1er" if at.day == 1 else str(at.day)


EN_DAYS = _names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
EN_MONTHS = _names("January February March April May June July August September October November December")
DE_DAYS = _names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag")
DE_MONTHS = _names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
FR_DAYS = _names("lundi mardi mercredi jeudi vendredi samedi dimanche")
FR_MONTHS = _names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")

ENGLISH = Manner(
    day=lambda at: f"{EN_DAYS[at.weekday()]} {at.day} {EN_MONTHS[at.month - 1]}",
    brief_day=lambda at: f"{EN_DAYS[at.weekday()][:3]} {at.day} {EN_MONTHS[at.month - 1][:3]}",
    time=_clock,
    moment="{day}, {time}",
    same_day="{day}, {start} to {end}",
    across_days="{start} to {end}",
    decimal=".",
    thousands=",",
    money="{sign}{amount}",
    coded_money="{sign}\u00a0{amount}",
)
AMERICAN = replace(
    ENGLISH,
    day=lambda at: f"{EN_DAYS[at.weekday()]}, {EN_MONTHS[at.month - 1]} {at.day}",
    brief_day=lambda at: f"{EN_DAYS[at.weekday()][:3]}, {EN_MONTHS[at.month - 1][:3]} {at.day}",
    time=_half_day_clock,
)
GERMAN = Manner(
    day=lambda at: f"{DE_DAYS[at.weekday()]}, {at.day}. {DE_MONTHS[at.month - 1]}",
    brief_day=lambda at: f"{DE_DAYS[at.weekday()][:2]} {at.day}.{at.month}.",
    time=_clock,
    moment="{day}, {time} Uhr",
    same_day="{day}, {start} bis {end} Uhr",
    across_days="{start} bis {end}",
    decimal=",",
    thousands=".",
    money="{amount}\u00a0{sign}",
    coded_money="{amount}\u00a0{sign}",
)
SWISS_GERMAN = replace(
    GERMAN,
    decimal=".",
    thousands="\u2019",
    money="{sign}\u00a0{amount}",
    coded_money="{sign}\u00a0{amount}",
)
FRENCH = Manner(
    day=lambda at: f"{FR_DAYS[at.weekday()]} {_french_day(at)} {FR_MONTHS[at.month - 1]}",
    brief_day=lambda at: f"{FR_DAYS[at.weekday()][:3]}. {at.day}/{at.month}",
    time=_clock,
    moment="{day} à {time}",
    same_day="{day} de {start} à {end}",
    across_days="du {start} au {end}",
    decimal=",",
    thousands="\u202f",
    money="{amount}\u00a0{sign}",
    coded_money="{amount}\u00a0{sign}",
)
