"""What a booking is, the terms it is made under, and every reason to refuse it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.errors import Invalid, Violation, refused
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger

LONGEST_BOOKING = timedelta(days=14)
"""Where the policy sets no longest time: one that moves changes twice 43 sheets in one transaction of 100."""


class State(StrEnum):
    """OCPI 2.3.0's BookingState, as far as we use it."""

    RESERVED = "RESERVED"
    FULFILLED = "FULFILLED"
    CANCELED = "CANCELED"
    NO_SHOW = "NO_SHOW"


class Kind(StrEnum):
    """Whether it was booked, or made by charging unbooked."""

    BOOKING = "booking"
    WALK_UP = "walk_up"


@dataclass(frozen=True)
class Step:
    """One change in a booking's life: when, by whom (an account, or "charger"), to what, and why."""

    at: datetime
    by: str
    state: State
    reason: str = ""


@dataclass(frozen=True)
class Booking:
    """A promised time on one charger. Its id is the charger's and `ref`, which holds its slots."""

    booking_id: str
    charger_id: str
    station_id: str
    network_id: str
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str
    period: Period
    created_at: datetime
    kind: Kind = Kind.BOOKING
    state: State = State.RESERVED
    car_id: str | None = None
    session_id: str | None = None
    held_from: datetime | None = None
    """Before its start, when its driver began early."""
    held_until: datetime | None = None
    """Before its end, when it ended early and gave the rest back."""
    history: tuple[Step, ...] = ()
    version: int = 0

    @property
    def ref(self) -> str:
        """What stands in its slots: the last part of its id."""
        return self.booking_id.rpartition("-")[2]

    @property
    def held(self) -> Period | None:
        """The time its slots cover; None when it holds none."""
        start, end = self.held_from or self.period.start, self.held_until or self.period.end
        return Period(start, end) if self.state in (State.RESERVED, State.FULFILLED) and start < end else None

    @property
    def over_at(self) -> datetime:
        """When it is, or was, over: its end, or when it was ended or cancelled before."""
        if self.state is State.CANCELED:
            return self.history[-1].at
        return self.held_until or self.period.end

    def state_at(self, now: datetime) -> State:
        """Its state as anyone may see it: one that is over is never shown as still reserved."""
        if self.state is not State.RESERVED or now < self.period.end:
            return self.state
        return State.FULFILLED if self.session_id else State.NO_SHOW

    def is_active(self, now: datetime) -> bool:
        """Whether it counts against `max_active`: booked, and not yet over."""
        return self.kind is Kind.BOOKING and self.state_at(now) is State.RESERVED


def booking_id(charger_id: str, ref: str) -> str:
    """The id of the booking that holds `ref` on this charger."""
    return f"{charger_id}-{ref}"


def charger_id_of(booking_id: str) -> str:
    """The charger that a booking's id names."""
    return booking_id.rpartition("-")[0]


@dataclass(frozen=True)
class Agenda:
    """One member's bookings in one network that are not yet over, and the version they were read at."""

    driver_id: str
    network_id: str
    active: tuple[tuple[str, Period], ...] = ()
    """Booking id and period."""
    version: int = 0

    def active_at(self, now: datetime, but_for: str | None = None) -> list[Period]:
        """Those not yet over at `now`, without the booking that is being changed."""
        return [period for booking, period in self.active if booking != but_for and now < period.end]


@dataclass(frozen=True)
class BookingTerms:
    """What the policy comes down to for one member at one charger. None sets no limit."""

    is_member: bool
    grid: timedelta
    min_duration: timedelta | None
    max_duration: timedelta | None
    max_advance: timedelta | None
    max_active: int | None
    cancel_until: timedelta | None
    walk_up: bool
    early_start: timedelta | None


def terms_of(standing: Standing) -> BookingTerms:
    """The terms of a network's chargers for whoever stands so to it."""
    policy = standing.network.policy
    return BookingTerms(
        is_member=standing.is_member,
        grid=policy.grid,
        min_duration=policy.min_duration,
        max_duration=policy.max_duration,
        max_advance=policy.max_advance,
        max_active=policy.max_active,
        cancel_until=policy.cancel_until,
        walk_up=policy.walk_up,
        early_start=policy.early_start,
    )


def terms_for(standing: Standing, *, is_mine: bool) -> BookingTerms:
    """The terms of whoever would cancel: `cancel_until` binds the driver, not a manager."""
    terms = terms_of(standing)
    return terms if is_mine else replace(terms, cancel_until=None)


@dataclass(frozen=True)
class Wish:
    """A period that a member asks for; `instead_of` is the booking that it would change."""

    period: Period
    instead_of: Booking | None = None


def asked_period(start: datetime, end: datetime) -> Period:
    """The period that somebody asks for, before anything is looked up for it.

    Raises Invalid("bad_period"), and Refused("booking_refused") for one too long to be looked up at all.
    """
    if start >= end:
        raise Invalid("bad_period", "A booking starts before it ends.")
    period = Period(start, end)
    if period.duration > LONGEST_BOOKING:
        words = f"At most {_words(LONGEST_BOOKING)} at a time."
        found = Violation("too_long", words, LONGEST_BOOKING, period.duration)
        raise refused("booking_refused", [found])
    return period


def violations(
    wish: Wish, terms: BookingTerms, charger: Charger, agenda: Agenda, occupancy: Occupancy, now: datetime
) -> list[Violation]:
    """Every reason that `wish` cannot be, so that a driver can mend them all at once."""
    return [
        *_of_the_charger(wish.period, terms, charger),
        *_of_the_length(wish.period, terms),
        *_of_the_time(wish, terms, charger, now),
        *_of_the_others(wish, terms, agenda, occupancy, now),
    ]


def _of_the_charger(period: Period, terms: BookingTerms, charger: Charger) -> Iterator[Violation]:
    if not terms.is_member:
        yield Violation("not_a_member", "Only members of the network can book here.")
    if not charger.is_in_service:
        yield Violation("out_of_service", "The charger is out of service.")
    if not charger.is_open(period):
        yield Violation("closed", "The station is not open all through that time.", asked=period)


def _of_the_length(period: Period, terms: BookingTerms) -> Iterator[Violation]:
    if terms.min_duration is not None and period.duration < terms.min_duration:
        yield Violation(
            "too_short", f"At least {_words(terms.min_duration)}.", terms.min_duration, period.duration
        )
    if terms.max_duration is not None and period.duration > terms.max_duration:
        yield Violation(
            "too_long",
            f"At most {_words(terms.max_duration)} at a time.",
            terms.max_duration,
            period.duration,
        )


def _of_the_time(wish: Wish, terms: BookingTerms, charger: Charger, now: datetime) -> Iterator[Violation]:
    period, kept = wish.period, wish.instead_of
    unchanged = kept.period if kept else None
    if not all(on_grid(edge, terms.grid, charger.time_zone) for edge in (period.start, period.end)):
        words = f"Bookings start and end at every {_words(terms.grid)} of the station's clock."
        yield Violation("off_grid", words, terms.grid, period)
    begun = unchanged is not None and unchanged.start == period.start
    if period.end <= now or (not begun and period.start + terms.grid <= now):
        yield Violation("in_past", "The booking starts in the past.", now, period.start)
    if terms.max_advance is not None and period.start - now > terms.max_advance:
        yield Violation(
            "too_far_ahead",
            f"At most {_words(terms.max_advance)} ahead.",
            terms.max_advance,
            period.start,
            passes_at=period.start - terms.max_advance,
        )


def _of_the_others(
    wish: Wish, terms: BookingTerms, agenda: Agenda, occupancy: Occupancy, now: datetime
) -> Iterator[Violation]:
    active = agenda.active_at(now, but_for=wish.instead_of.booking_id if wish.instead_of else None)
    if terms.max_active is not None and len(active) >= terms.max_active:
        yield Violation(
            "too_many_active",
            f"At most {terms.max_active} bookings at a time that are not over.",
            terms.max_active,
            len(active) + 1,
            passes_at=sorted(period.end for period in active)[len(active) - terms.max_active],
        )
    if occupancy.taken(wish.period, but_for=wish.instead_of.ref if wish.instead_of else None):
        yield Violation("overlaps", "The charger is already taken then.", asked=wish.period)


def on_grid(instant: datetime, grid: timedelta, time_zone: str) -> bool:
    """Whether `instant` is a whole number of `grid` past the hour on the station's clock."""
    local = instant.astimezone(ZoneInfo(time_zone))
    past_the_hour = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return not past_the_hour % grid


def local_day(date: date, time_zone: str) -> Period:
    """From midnight to midnight on the station's clock: 23 or 25 hours when it is changed.

    A midnight that does not exist is the instant at which the clock jumps over it; of two, the first.
    """
    zone = ZoneInfo(time_zone)
    start, end = (datetime.combine(day, time(), zone) for day in (date, date + timedelta(days=1)))
    return Period(start, end)


def change_violations(booking: Booking, wanted: Period, now: datetime) -> list[Violation]:
    """Why a booking can no longer be moved to `wanted`; one that has begun may still move its end."""
    is_over = booking.state_at(now) is not State.RESERVED
    if is_over or (now >= booking.period.start and wanted.start != booking.period.start):
        return [Violation("too_late_to_change", "What has begun or is over cannot be moved.")]
    return []


def cancel_violations(booking: Booking, terms: BookingTerms, now: datetime) -> list[Violation]:
    """Why its driver can no longer cancel it. Exactly `cancel_until` before the start is still in time."""
    if booking.state_at(now) is not State.RESERVED or booking.session_id:
        return [Violation("too_late_to_cancel", "Only a booking still to come can be cancelled.")]
    if terms.cancel_until is None:
        return []
    latest = booking.period.start - terms.cancel_until
    if now > latest:
        words = f"Cancelling ends {_words(terms.cancel_until)} before the start."
        return [Violation("too_late_to_cancel", words, allowed=latest, asked=now)]
    return []


def _words(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    parts = ((minutes // 1440, "d"), (minutes % 1440 // 60, "h"), (minutes % 60, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"
