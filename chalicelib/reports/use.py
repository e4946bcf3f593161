"""What bookings and visits come to: the figures of one member, of a class, of all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain
from zoneinfo import ZoneInfo

from chalicelib.bookings.agenda import past_of
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.moments import overstays_at
from chalicelib.bookings.usage import TOOK_TIME
from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import stretches, without_overlaps
from chalicelib.policies.rules import PrimeTime
from chalicelib.sessions.rules import Session
from chalicelib.sessions.rules import State as SessionState

NOTHING = timedelta(0)
COUNTED = frozenset({Kind.BOOKING, Kind.WALK_UP})


@dataclass(frozen=True)
class Use:
    """Counts, and lengths of time. What took time is told by `bookings` and `walk_ups`."""

    bookings: int = 0
    walk_ups: int = 0
    held: timedelta = NOTHING
    prime_held: timedelta = NOTHING
    """The part of it that lies in prime time."""
    energy_wh: Decimal = field(default_factory=lambda: Decimal(0))
    no_shows: int = 0
    canceled: int = 0
    """By their drivers, the late ones included."""
    late_cancels: int = 0
    overstays: int = 0

    def __add__(self, other: "Use") -> "Use":
        return Use(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(Use)))


def total(uses: Iterable[Use]) -> Use:
    """All of them together."""
    return sum(uses, Use())


PrimeOf = Callable[[Booking], tuple[PrimeTime, ...]]
"""The prime time of the charger that was booked, for who booked it."""


def use_of(booking: Booking, prime_of: PrimeOf) -> Use:
    """What one booking that is over came to, without the energy."""
    if booking.kind not in COUNTED:
        return Use()
    if booking.state in TOOK_TIME:
        held = held_period(booking)
        is_booked = booking.kind is Kind.BOOKING
        return Use(
            bookings=int(is_booked),
            walk_ups=int(not is_booked),
            held=held.duration if held else NOTHING,
            prime_held=prime_part(held, prime_of(booking), booking.time_zone) if held else NOTHING,
            no_shows=int(booking.state is State.NO_SHOW),
        )
    if booking.state is State.CANCELED and booking.history and booking.history[-1].by == booking.driver_id:
        return Use(canceled=1, late_cancels=int(is_late_cancel(booking)))
    return Use()


def held_period(booking: Booking) -> Period | None:
    """The time that it took, as its driver's quotas count it; None: none."""
    if booking.kind not in COUNTED or booking.state not in TOOK_TIME:
        return None
    past = past_of(booking)
    return Period(past.start, past.end) if past.length else None


def is_late_cancel(booking: Booking) -> bool:
    """Whether a booking that held was cancelled later than the terms it was made under allow for nothing."""
    until, steps = booking.terms.cancel_until, booking.history
    was_held = len(steps) > 1 and steps[-2].state is State.RESERVED
    return until is not None and was_held and steps[-1].at > booking.period.start - until


def prime_part(period: Period, prime_time: Iterable[PrimeTime], time_zone: str) -> timedelta:
    """How much of `period` lies in any prime time, by the station's clock; what lies in two counts once."""
    zone = ZoneInfo(time_zone)
    found = sorted(chain.from_iterable(stretches(prime.hours, zone, period) for prime in prime_time))
    lengths = (min(end, period.end) - max(start, period.start) for start, end in without_overlaps(found))
    return sum(lengths, NOTHING)


def use_of_session(session: Session, booking: Booking | None) -> Use:
    """What one visit that is over adds: its energy, and whether it stayed longer than its booking let it."""
    if session.state is not SessionState.COMPLETED:
        return Use()
    overstayed = (
        booking is not None and booking.kind is Kind.BOOKING and _ended(session) > overstays_at(booking)
    )
    return Use(energy_wh=session.energy_wh, overstays=int(overstayed))


def _ended(session: Session) -> datetime:
    return session.end or session.start
