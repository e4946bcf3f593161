"""Whose turn it is at the plug: the same answer for the charger, the app and a check-in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.bookings.rules import Booking, BookingTerms, State
from chalicelib.bookings.slots import Occupancy, ceiling, floor
from chalicelib.kernel.errors import Violation
from chalicelib.kernel.period import Period
from chalicelib.stations.rules import Charger

LONGEST_WALK_UP = timedelta(hours=24)
"""Where the policy sets no longest time: slots are taken no further ahead than this."""


@dataclass(frozen=True)
class Turn:
    """Why one may not charge now (none: may), under which booking, and until when."""

    violations: tuple[Violation, ...] = ()
    booking: Booking | None = None
    """The booking that gives the turn; for a walk-up, one that `begin` will make."""
    until: datetime | None = None
    walk_up: Period | None = None
    """What an unbooked session takes, when that is what it would be."""

    @property
    def may(self) -> bool:
        """Whether it is this driver's turn."""
        return not self.violations


@dataclass(frozen=True)
class Plug:
    """What is known of a charger around `at`: who holds it, and the booking that holds it now or next."""

    at: datetime
    occupancy: Occupancy
    holder: Booking | None = None


def horizon(terms: BookingTerms, at: datetime) -> datetime:
    """How far ahead it matters who holds the charger."""
    return ceiling(at + max(_longest(terms), _early(terms)))


def ref_that_decides(occupancy: Occupancy, terms: BookingTerms, at: datetime) -> str | None:
    """Which booking to look at: the one that holds `at`, else the next one."""
    if held := occupancy.ref_at(at):
        return held
    next_one = occupancy.taken(Period(at, horizon(terms, at)))
    return next_one[0].ref if next_one else None


def turn(plug: Plug, terms: BookingTerms, charger: Charger, driver_id: str) -> Turn:
    """Whether `driver_id` may charge at `plug.at`.

    Who has the next booking may begin it before `early_start` where a walk-up would do: it is one visit.
    """
    found = []
    if not terms.is_member:
        found.append(Violation("not_a_member", "Only members of the network can charge here."))
    if not charger.is_in_service:
        found.append(Violation("out_of_service", "The charger is out of service."))
    holder = plug.holder if plug.holder and plug.holder.state is State.RESERVED else None
    mine = holder if holder and holder.driver_id == driver_id else None
    is_held = plug.occupancy.ref_at(plug.at) is not None
    if mine and (is_held or plug.at >= mine.period.start - _early(terms)):
        return Turn(tuple(found), mine, mine.period.end)
    if is_held:
        return Turn((*found, _not_your_turn(plug, terms)))
    if not terms.walk_up:
        found.append(Violation("walk_up_not_allowed", "This network charges by booking only."))
    if not charger.is_open(Period(plug.at, plug.at + timedelta(minutes=1))):
        found.append(Violation("closed", "The station is closed now."))
    end = plug.occupancy.free_until(plug.at, ceiling(plug.at + _longest(terms)))
    if mine and end == mine.period.start:
        return Turn(tuple(found), mine, mine.period.end)
    return Turn(tuple(found), until=end, walk_up=Period(floor(plug.at), end))


def _not_your_turn(plug: Plug, terms: BookingTerms) -> Violation:
    taken = plug.occupancy.taken(Period(plug.at, horizon(terms, plug.at)))
    free_at = taken[0].period.end
    for later in taken[1:]:
        if later.period.start > free_at:
            break
        free_at = later.period.end
    return Violation("not_your_turn", "Somebody else has booked this time.", passes_at=free_at)


def _longest(terms: BookingTerms) -> timedelta:
    return min(terms.max_duration or LONGEST_WALK_UP, LONGEST_WALK_UP)


def _early(terms: BookingTerms) -> timedelta:
    return LONGEST_WALK_UP if terms.early_start is None else terms.early_start
