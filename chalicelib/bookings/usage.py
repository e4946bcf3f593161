"""What bookings that took time come to by month and charger, kept with them. Pure."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from chalicelib.bookings.agenda import past_of
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.kernel.wall import month_of

TOOK_TIME = frozenset({State.FULFILLED, State.NO_SHOW})
"""What kept others from a charger, used or not."""


@dataclass(frozen=True)
class Held:
    """Bookings that are over: those that took time, those of them that nobody came for, and how long."""

    bookings: int = 0
    no_shows: int = 0
    seconds: int = 0

    def __add__(self, other: "Held") -> "Held":
        return Held(
            self.bookings + other.bookings, self.no_shows + other.no_shows, self.seconds + other.seconds
        )

    def __neg__(self) -> "Held":
        return Held(-self.bookings, -self.no_shows, -self.seconds)


@dataclass(frozen=True)
class Month:
    """Where they are kept: by network, month ("2026-06") of their end, and charger."""

    network_id: str
    month: str
    charger_id: str


def held_of(booking: Booking) -> tuple[Month, Held] | None:
    """What a booking counts for, in the month in which it was over at its station; None: nothing (yet)."""
    if booking.kind is not Kind.BOOKING or booking.state not in TOOK_TIME:
        return None
    month = month_of(booking.over_at, ZoneInfo(booking.time_zone))
    seconds = int(past_of(booking).length.total_seconds())
    is_missed = booking.state is State.NO_SHOW
    return Month(booking.network_id, month, booking.charger_id), Held(1, int(is_missed), seconds)


def moves(before: Booking | None, after: Booking) -> dict[Month, Held]:
    """What is to be added where, when a booking becomes another; what nets to nothing is left out."""
    found: dict[Month, Held] = {}
    was = held_of(before) if before else None
    now = held_of(after)
    if was is not None:
        found[was[0]] = -was[1]
    if now is not None:
        found[now[0]] = found.get(now[0], Held()) + now[1]
    return {where: held for where, held in found.items() if held != Held()}
