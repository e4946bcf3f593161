"""What one member has booked, used and missed in one network: all that a fair share is counted by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.bookings.booking import Booking, Kind
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import MINUTE

REMEMBERED = timedelta(days=33)
"""A month of any calendar in any zone, and the 30 days that a waitlist looks back."""
STRIKES_REMEMBERED = timedelta(days=366)


@dataclass(frozen=True)
class Entry:
    """A booking, or a walk-up, that is not yet over."""

    booking_id: str
    period: Period
    kind: Kind = Kind.BOOKING
    car_id: str | None = None

    @property
    def station_id(self) -> str:
        """The station that the booking's id names."""
        return self.booking_id.rsplit("-", 2)[0]


@dataclass(frozen=True)
class Past:
    """What a booking that is over came to: the time that it held, the energy that its session took."""

    start: datetime
    length: timedelta
    station_id: str
    energy_wh: int = 0
    kind: Kind = Kind.BOOKING
    car_id: str | None = None

    @property
    def end(self) -> datetime:
        """When it was over."""
        return self.start + self.length


@dataclass(frozen=True)
class Strike:
    """A no-show or an overstay that counts toward a suspension."""

    at: datetime
    why: str
    booking_id: str


@dataclass(frozen=True)
class Agenda:
    """One member's agenda in one network, and the version it was read at (0: there is none yet)."""

    driver_id: str
    network_id: str
    entries: tuple[Entry, ...] = ()
    past: tuple[Past, ...] = ()
    strikes: tuple[Strike, ...] = ()
    version: int = 0
    is_closed: bool = False
    """Its member's account is erased: nothing is entered any more."""

    def but_for(self, booking_id: str | None) -> "Agenda":
        """The same without one booking: the one that is being changed."""
        return replace(self, entries=tuple(e for e in self.entries if e.booking_id != booking_id))

    def active_at(self, now: datetime) -> list[Entry]:
        """The bookings (no walk-ups) not yet over at `now`."""
        return [entry for entry in self.entries if entry.kind is Kind.BOOKING and now < entry.period.end]


def entered(agenda: Agenda, bookings: Iterable[Booking], now: datetime) -> Agenda:
    """The agenda with these bookings on it as they now are; what is long past is forgotten."""
    entries = {entry.booking_id: entry for entry in agenda.entries}
    for booking in bookings:
        entries[booking.booking_id] = Entry(booking.booking_id, booking.period, booking.kind, booking.car_id)
    return replace(
        agenda,
        entries=tuple(sorted(entries.values(), key=lambda entry: (entry.period, entry.booking_id))),
        past=tuple(past for past in agenda.past if now - past.start < REMEMBERED),
        strikes=tuple(strike for strike in agenda.strikes if now - strike.at < STRIKES_REMEMBERED),
    )


def without(
    agenda: Agenda, booking_id: str, past: Past | None = None, strike: Strike | None = None
) -> Agenda:
    """The agenda without a booking that is over: what it came to, and the strike it ends with, are kept."""
    return replace(
        agenda.but_for(booking_id),
        past=(*agenda.past, past) if past else agenda.past,
        strikes=(*agenda.strikes, strike) if strike else agenda.strikes,
    )


def recounted(agenda: Agenda, past: Past, energy_wh: int) -> Agenda:
    """The agenda with other energy of what is past; as it was where that is not on it (any more)."""
    known = to_the_minute(past)
    if known not in agenda.past:
        return agenda
    place = agenda.past.index(known)
    mended = replace(known, energy_wh=energy_wh)
    return replace(agenda, past=(*agenda.past[:place], mended, *agenda.past[place + 1 :]))


def to_the_minute(past: Past) -> Past:
    """As exactly as an agenda is kept."""
    start = past.start.replace(second=0, microsecond=0)
    return replace(past, start=start, length=past.length // MINUTE * MINUTE)


def pardoned(agenda: Agenda, strike: Strike) -> Agenda:
    """The agenda without a strike that was a mistake."""
    return replace(agenda, strikes=tuple(other for other in agenda.strikes if other != strike))


def past_of(booking: Booking, energy_wh: int = 0) -> Past:
    """What a booking that is over came to. A no-show took what it was promised until it was released."""
    start = booking.held_from or booking.period.start
    end = max(start, min(booking.over_at, booking.held_until or booking.period.end))
    return Past(start, end - start, booking.station_id, energy_wh, booking.kind, booking.car_id)
