"""One member's wait at one station, and what each event makes of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.kernel.period import Period

REF_LENGTH = 8
"""40 bits, within one station."""
PATIENCE = timedelta(hours=24)
"""How long one waits who wants a charger now."""
SILENCE_SNOOZES = timedelta(minutes=30)
"""How long others are asked first after an offer that nobody answered, from when it lapsed."""
PASSED_FOR = timedelta(minutes=30)
"""How long a time that was passed is not offered again."""


class EntryState(StrEnum):
    """Whether something is held for it. An entry that is over is no more."""

    WAITING = "WAITING"
    OFFERED = "OFFERED"


@dataclass(frozen=True)
class Passed:
    """A time on a charger that its driver did not want, and until when it is not offered again."""

    charger_id: str
    period: Period
    until: datetime


@dataclass(frozen=True)
class WaitlistEntry:
    """A wish for `duration` somewhere in `window`, on any of `charger_ids` (none: of the whole station)."""

    entry_id: str
    station_id: str
    network_id: str
    station_name: str
    time_zone: str
    driver_id: str
    charger_ids: tuple[str, ...]
    window: Period
    duration: timedelta
    joined_at: datetime
    is_now: bool = False
    """As soon as possible, and nothing that begins later; `window` tells how long one waits for it."""
    car_id: str | None = None
    had: tuple[str, ...] = ()
    """Bookings that its driver had within the window before: they are not what is waited for."""
    state: EntryState = EntryState.WAITING
    offer_id: str | None = None
    """The booking that is held for it."""
    hold_until: datetime | None = None
    snoozes: int = 0
    """Offers that were not answered."""
    snoozed_until: datetime | None = None
    passed: tuple[Passed, ...] = ()
    version: int = 1

    @property
    def lapses_at(self) -> datetime:
        """From then on there is no room for it in its window."""
        return self.window.end - self.duration

    def is_snoozed(self, now: datetime) -> bool:
        """Whether others are asked first."""
        return self.snoozed_until is not None and now < self.snoozed_until

    def has_passed(self, charger_id: str, period: Period, now: datetime) -> bool:
        """Whether its driver lately did not want what is the same time to them."""
        return any(
            passed.charger_id == charger_id and now < passed.until and passed.period.overlaps(period)
            for passed in self.passed
        )


def entry_id(station_id: str, ref: str) -> str:
    """The id of an entry at a station."""
    return f"{station_id}-{ref}"


def station_of(entry_id: str) -> str:
    """The station that an entry's id names."""
    return entry_id.rpartition("-")[0]


def offered(entry: WaitlistEntry, offer_id: str, hold_until: datetime) -> WaitlistEntry:
    """Something is held for it."""
    after = replace(entry, state=EntryState.OFFERED, offer_id=offer_id, hold_until=hold_until)
    return _next(replace(after, snoozed_until=None))


def silent(entry: WaitlistEntry) -> WaitlistEntry:
    """Its offer lapsed without an answer: others go first for a while, counted from then."""
    until = None if entry.hold_until is None else entry.hold_until + SILENCE_SNOOZES
    return replace(withdrawn(entry), snoozes=entry.snoozes + 1, snoozed_until=until)


def passed(entry: WaitlistEntry, charger_id: str, period: Period, now: datetime) -> WaitlistEntry:
    """It waits on for another time than this."""
    recent = tuple(one for one in entry.passed if now < one.until)
    return replace(withdrawn(entry), passed=(*recent, Passed(charger_id, period, now + PASSED_FOR)))


def snoozed(entry: WaitlistEntry, until: datetime) -> WaitlistEntry:
    """It wants no offers for a while; what was held for it, if anything, no longer is."""
    return replace(withdrawn(entry), snoozed_until=until)


def awake(entry: WaitlistEntry) -> WaitlistEntry:
    """It wants offers again, from now on; silence before is forgotten."""
    return _next(replace(entry, snoozed_until=None, snoozes=0))


def withdrawn(entry: WaitlistEntry) -> WaitlistEntry:
    """Nothing is held for it any more, and it waits on."""
    return _next(replace(entry, state=EntryState.WAITING, offer_id=None, hold_until=None))


def _next(entry: WaitlistEntry) -> WaitlistEntry:
    return replace(entry, version=entry.version + 1)
