"""What is written in one cell, and how. Readers raise Unusable, with a code and words for who wrote it."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from chalicelib.api.bulk.told import Fault
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.stations.connectors import STANDARDS
from chalicelib.tariffs.rules import DECIMALS, MOST, decimals

NUMBER = re.compile(r"[+-]?([0-9]{1,20}([.,][0-9]{0,20})?|[.,][0-9]{1,20})([eE][+-]?[0-9]{1,2})?")
YES = frozenset({"yes", "true", "1"})
NO = frozenset({"no", "false", "0"})
BETWEEN_PLUGS = " + "
"""Of a charger with several plugs, each column has as many parts."""
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOURS = re.compile(r"([A-Z][a-z])(?:\s*-\s*([A-Z][a-z]))?\s+([0-9]{2}:[0-9]{2})\s*-\s*([0-9]{2}:[0-9]{2})")
CLOSED = "closed"
PLUGS = {
    "ccs": "IEC_62196_T2_COMBO",
    "ccs1": "IEC_62196_T1_COMBO",
    "ccs2": "IEC_62196_T2_COMBO",
    "combo1": "IEC_62196_T1_COMBO",
    "combo2": "IEC_62196_T2_COMBO",
    "mennekes": "IEC_62196_T2",
    "nacs": "SAE_J3400",
    "schuko": "DOMESTIC_F",
    "type1": "IEC_62196_T1",
    "type2": "IEC_62196_T2",
}
"""As people call them; OCPI's own names go as well."""
BY_WORD = {re.sub("[^a-z0-9]", "", name.lower()): name for name in STANDARDS} | PLUGS


class Unusable(ValueError):
    """A cell cannot be read."""

    def __init__(self, code: Fault, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


def number(text: str) -> Decimal:
    """With a point or a comma before its fraction, and nothing between thousands."""
    bare = "".join(text.split())
    if not NUMBER.fullmatch(bare):
        raise Unusable(Fault.NOT_A_NUMBER, "A number is digits, with at most one point or comma.")
    return Decimal(bare.replace(",", "."))


def price(text: str) -> str:
    """An amount of money, as the API takes it: zeros at its end that are too many do not count."""
    amount = number(text)
    if decimals(amount) > DECIMALS or not 0 <= amount <= MOST:
        raise Unusable(
            Fault.UNUSABLE, f"A price is 0 or more, with at most {DECIMALS} digits after the point."
        )
    return plain(min(amount, round(amount, DECIMALS), key=_length))


def _length(amount: Decimal) -> int:
    return len(plain(amount))


def plain(amount: Decimal) -> str:
    """Without an exponent."""
    return f"{amount:f}"


def yes_or_no(text: str) -> bool:
    """A switch."""
    word = text.strip().lower()
    if word not in YES | NO:
        raise Unusable(Fault.UNUSABLE, "It is yes or no.")
    return word in YES


def said(switch: bool) -> str:
    """A switch in words."""
    return "yes" if switch else "no"


def plug(text: str) -> str:
    """A ConnectorType of OCPI, told by its name or as people call it."""
    found = BY_WORD.get(re.sub("[^a-z0-9]", "", text.lower()))
    if found is None:
        raise Unusable(Fault.UNKNOWN_PLUG, "A plug is a ConnectorType of OCPI, or a word like Type 2 or CCS.")
    return found


def parts(text: str) -> list[str]:
    """One for each plug of a charger."""
    return [part.strip() for part in text.split(BETWEEN_PLUGS.strip())]


def together(written: Iterable[str]) -> str:
    """The parts of all plugs of a charger."""
    return BETWEEN_PLUGS.join(written)


def opening_hours(text: str) -> list[dict[str, object]]:
    """Hours like "Mo-Fr 08:00-18:00; Sa 09:00-12:00", as the API takes them; CLOSED: never open."""
    if text.strip().lower() == CLOSED:
        return []
    found: list[dict[str, object]] = []
    for stretch in text.split(";"):
        match = HOURS.fullmatch(stretch.strip())
        if match is None or not {match[1], match[2] or match[1]} <= set(DAYS):
            raise Unusable(Fault.UNUSABLE, "Hours read like Mo-Fr 08:00-18:00; Sa 09:00-12:00, or closed.")
        first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
        days = range(first, last + 1 if last >= first else last + 8)
        found += [{"weekday": day % 7 + 1, "from": match[3], "until": match[4]} for day in days]
    return found


def written_hours(hours: tuple[WeeklyHours, ...] | None) -> str:
    """The same hours as text; days in a row with the same hours are one stretch. Empty: always open."""
    if hours is None:
        return ""
    if not hours:
        return CLOSED
    runs: list[list[WeeklyHours]] = [[hours[0]]]
    for before, entry in pairwise(hours):
        if (entry.weekday, entry.from_, entry.until) == (before.weekday + 1, before.from_, before.until):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return "; ".join(_run(run[0], run[-1]) for run in runs)


def _run(first: WeeklyHours, last: WeeklyHours) -> str:
    days = DAYS[first.weekday - 1]
    if last is not first:
        days += f"-{DAYS[last.weekday - 1]}"
    return f"{days} {first.from_:%H:%M}-{first.until:%H:%M}"
