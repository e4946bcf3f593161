"""What a network was used for in twelve months: by month, and by charger. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from chalicelib.bookings.usage import Held
from chalicelib.bookings.usage import Month as HeldIn
from chalicelib.kernel.errors import Invalid
from chalicelib.sessions.usage import NOWHERE, Kept, Use
from chalicelib.stations.rules import Charger

MONTHS = 12
FIRST_YEAR, LAST_YEAR = 1971, 9998


@dataclass(frozen=True)
class MonthUse:
    """What came to its end in one month, by the stations' calendars."""

    month: str
    use: Use = field(default_factory=Use)
    held: Held = field(default_factory=Held)


@dataclass(frozen=True)
class ChargerUse:
    """What one charger was used for in all of these months."""

    charger_id: str
    name: str
    station_id: str
    station_name: str
    use: Use
    occupied_share: float
    """Of the time since the network was first used in these months: 0 to 1."""


@dataclass(frozen=True)
class Usage:
    """The report: every month, and every charger that there is or was used, most energy first."""

    months: Sequence[MonthUse]
    chargers: Sequence[ChargerUse]


def asked_months(until: str | None, now: datetime) -> list[str]:
    """The MONTHS up to `until` ("2026-06"), or to this one (UTC). Raises Invalid("bad_month")."""
    year, month = now.year, now.month
    if until is not None:
        year, month = _parsed(until)
    last = year * 12 + month - 1
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(last - MONTHS + 1, last + 1)]


def usage(
    months: Sequence[str],
    used: Iterable[tuple[Kept, Use]],
    held: Iterable[tuple[HeldIn, Held]],
    chargers: Iterable[Charger],
    now: datetime,
) -> Usage:
    """The report of these months, from what is kept of them."""
    by_month: dict[str, Use] = defaultdict(Use)
    held_by_month: dict[str, Held] = defaultdict(Held)
    by_charger: dict[str, Use] = defaultdict(Use)
    names: dict[str, Kept] = {}
    for where, use in used:
        by_month[where.month] += use
        by_charger[where.charger_id] += use
        names[where.charger_id] = where
    for there, taken in held:
        held_by_month[there.month] += taken
    known = {charger.charger_id: charger for charger in chargers}
    seconds = _elapsed([*by_month, *held_by_month], months[-1], now)
    told = [
        _charger(charger_id, known.get(charger_id), names, by_charger[charger_id], seconds)
        for charger_id in sorted((known.keys() | names.keys()) - {NOWHERE})
    ]
    return Usage(
        [MonthUse(month, by_month[month], held_by_month[month]) for month in months],
        sorted(told, key=lambda one: -one.use.energy_wh),
    )


def _charger(
    charger_id: str, charger: Charger | None, names: Mapping[str, Kept], use: Use, seconds: float
) -> ChargerUse:
    """Under the names that it has now, or had."""
    share = min(use.seconds / seconds, 1.0) if seconds > 0 else 0.0
    if charger is not None:
        told = (charger.name, charger.station_id, charger.station_name)
    else:
        told = (names[charger_id].charger_name, names[charger_id].station_id, names[charger_id].station_name)
    return ChargerUse(charger_id, *told, use, share)


def _elapsed(counted: Sequence[str], last: str, now: datetime) -> float:
    """Seconds from the first month in which something is counted until the last is over, or until now."""
    if not counted:
        return 0.0
    return (min(_end(last), now) - _start(min(counted))).total_seconds()


def _start(month: str) -> datetime:
    year, number = _parsed(month)
    return datetime(year, number, 1, tzinfo=UTC)


def _end(month: str) -> datetime:
    year, number = _parsed(month)
    return datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)


def _parsed(month: str) -> tuple[int, int]:
    year, dash, number = month.partition("-")
    is_written = dash and len(year) == 4 and len(number) == 2 and (year + number).isascii()  # noqa: PLR2004 - yyyy-mm
    if not is_written or not (year + number).isdigit():
        raise Invalid("bad_month", "A month reads like 2026-06.")
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(number) <= MONTHS):
        raise Invalid("bad_month", "A month reads like 2026-06.")
    return int(year), int(number)
