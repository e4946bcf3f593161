"""A charger's time in slots of five minutes, kept on sheets of eight hours.

Five minutes divide every grid and every time zone's offset, so one slot size serves all policies, and a
change of policy never touches what is booked. A sheet has 96 slots: full of references it stays below
DynamoDB's 1 KB write unit, and the 24 hours of a day are three or four sheets, one request.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from chalicelib.kernel.period import Period

SLOT = timedelta(minutes=5)
SHEET = timedelta(hours=8)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAMES = tuple(f"{number:02}" for number in range(SHEET // SLOT))
"""Of a sheet's slots, in order."""

SHARDS = 8
"""Parts in which chargers' sheets and due moments lie, so that no one part of a table takes them all."""

Slots = Mapping[str, tuple[str, ...]]
"""Names of slots by the key of their sheet."""


def floor(instant: datetime, step: timedelta = SLOT) -> datetime:
    """The last whole step of UTC at or before `instant`."""
    return EPOCH + (instant - EPOCH) // step * step


def ceiling(instant: datetime, step: timedelta = SLOT) -> datetime:
    """The first whole step of UTC at or after `instant`."""
    return -((EPOCH - instant) // step) * step + EPOCH


def sheet_key(instant: datetime) -> str:
    """The key of the sheet that `instant` falls on: its first hour in UTC; text order is time order."""
    return f"{floor(instant, SHEET):%Y%m%d%H}"


def sheet_keys(period: Period) -> list[str]:
    """The keys of all sheets that `period` touches, in order."""
    return [sheet_key(sheet) for sheet in _sheets(period)]


def slots_of(period: Period | None) -> dict[str, tuple[str, ...]]:
    """The slots that `period` touches, by sheet; none for no period."""
    if period is None:
        return {}
    return {
        sheet_key(sheet): NAMES[max(0, (period.start - sheet) // SLOT) : -((sheet - period.end) // SLOT)]
        for sheet in _sheets(period)
    }


def _sheets(period: Period) -> Iterator[datetime]:
    """When each sheet that `period` touches begins."""
    sheet = floor(period.start, SHEET)
    while sheet < period.end:
        yield sheet
        sheet += SHEET


def _name(start: datetime) -> str:
    return NAMES[(start - floor(start, SHEET)) // SLOT]


@dataclass(frozen=True)
class Taken:
    """A stretch that one reference holds."""

    period: Period
    ref: str


@dataclass(frozen=True)
class Occupancy:
    """Who holds which slots of a charger, on the sheets that were read."""

    sheets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Reference by slot name, by sheet key."""

    def ref_at(self, instant: datetime) -> str | None:
        """Who holds the slot that `instant` falls in."""
        start = floor(instant)
        return self.sheets.get(sheet_key(start), {}).get(_name(start))

    def taken(self, period: Period, but_for: str | None = None) -> list[Taken]:
        """Stretches within `period` held by others than `but_for`, in order; each as long as it is held."""
        found: list[Taken] = []
        for start, ref in self._held(period):
            if ref == but_for:
                continue
            if found and found[-1].ref == ref and found[-1].period.end == start:
                found[-1] = Taken(Period(found[-1].period.start, start + SLOT), ref)
            else:
                found.append(Taken(Period(start, start + SLOT), ref))
        return found

    def with_taken(self, period: Period | None, ref: str) -> "Occupancy":
        """The same where `ref` holds a period too."""
        sheets = dict(self.sheets)
        for key, names in slots_of(period).items():
            sheets[key] = {**sheets.get(key, {}), **dict.fromkeys(names, ref)}
        return Occupancy(sheets)

    def _held(self, period: Period) -> Iterator[tuple[datetime, str]]:
        """Each slot of `period` that is held, in order."""
        for first in _sheets(period):
            for name, ref in sorted(self.sheets.get(sheet_key(first), {}).items()):
                start = first + int(name) * SLOT
                if period.start < start + SLOT and start < period.end:
                    yield start, ref

    def free_until(self, instant: datetime, horizon: datetime) -> datetime:
        """When the first slot taken after `instant` begins; `horizon` if none is before that."""
        if instant >= horizon:
            return horizon
        taken = self.taken(Period(instant, horizon))
        return min(taken[0].period.start, horizon) if taken else horizon
