"""Whose turn it is at the plug: the same answer for the charger, the app and a check-in."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.bookings.agenda import Agenda, Strike
from chalicelib.bookings.booking import Booking, State, charger_id_of
from chalicelib.bookings.charges import Reason
from chalicelib.bookings.rules import LONGEST_BUFFER, of_the_charger, unbooked
from chalicelib.bookings.shares import Use, most_now, share_violations
from chalicelib.bookings.slots import SLOT, Occupancy, ceiling, floor
from chalicelib.bookings.terms import LONGEST_WALK_UP, BookingTerms
from chalicelib.kernel.errors import Violation
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import MINUTE
from chalicelib.stations.rules import Charger


@dataclass(frozen=True)
class Turn:
    """Why one may not charge now (none: may), under which booking, and until when."""

    violations: tuple[Violation, ...] = ()
    booking: Booking | None = None
    """The booking that gives the turn; for a walk-up, one that `begin` will make."""
    until: datetime | None = None
    walk_up: Period | None = None
    """What an unbooked session takes, when that is what it would be."""
    agenda: Agenda | None = None
    """The driver's, as it was looked at."""
    missed: tuple[Booking, Strike | None] | None = None
    """What counts as a no-show, with its strike, though its driver came in time: the charger told it late."""

    @property
    def may(self) -> bool:
        """Whether it is this driver's turn."""
        return not self.violations


@dataclass(frozen=True)
class Plug:
    """What is known around `at`: who holds the charger, the booking that does so now or next, the driver."""

    at: datetime
    occupancy: Occupancy
    holder: Booking | None = None
    agenda: Agenda = field(default_factory=lambda: Agenda("", ""))


def horizon(terms: BookingTerms, at: datetime) -> datetime:
    """How far ahead it matters who holds the charger."""
    buffer = terms.policy.buffer or timedelta(0)
    return ceiling(at + max(terms.longest_walk_up + buffer, terms.earliest))


def widest(at: datetime) -> Period:
    """As far from `at` as it can matter under any terms who holds a charger."""
    return Period(floor(at), ceiling(at + LONGEST_WALK_UP + LONGEST_BUFFER))


def ref_that_may_decide(occupancy: Occupancy, at: datetime) -> str | None:
    """The same under any terms: which booking may be looked at."""
    taken = occupancy.taken(widest(at))
    return occupancy.ref_at(at) or (taken[0].ref if taken else None)


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
    holder = plug.holder if plug.holder and plug.holder.state_at(plug.at) is State.RESERVED else None
    mine = holder if holder and holder.driver_id == driver_id else None
    is_held = plug.occupancy.ref_at(plug.at) is not None
    if mine and (is_held or plug.at >= mine.period.start - earliest_of(mine)):
        return Turn(tuple(_of_the_booker(terms, charger)), mine, mine.period.end)
    if is_held:
        return Turn((*_of_the_booker(terms, charger), _not_your_turn(plug, terms)))
    found = [*of_the_charger(Period(plug.at, plug.at + MINUTE), terms, charger), *unbooked(terms)]
    walk_up, refused = _walk_up(plug, terms, charger)
    if mine and walk_up and walk_up.end >= mine.period.start - (terms.policy.buffer or timedelta(0)):
        return Turn(tuple(found), mine, mine.period.end)
    until = walk_up.end if walk_up else None
    return Turn((*found, *refused), until=until, walk_up=walk_up, agenda=plug.agenda)


def earliest_of(booking: Booking) -> timedelta:
    """How long before its start a booking may begin, by the terms that it was made under."""
    return LONGEST_WALK_UP if booking.terms.early_start is None else booking.terms.early_start


def missed_at(agenda: Agenda, charger_id: str, at: datetime) -> list[Strike]:
    """The no-shows at a charger that were due after `at`: their driver may have come in time all the same."""
    return [
        strike
        for strike in agenda.strikes
        if strike.why == Reason.NO_SHOW and charger_id_of(strike.booking_id) == charger_id and at < strike.at
    ]


def came_in_time(booking: Booking, strike: Strike | None, at: datetime) -> bool:
    """Whether who began to charge `at` had kept the booking; without a strike it waited until its end."""
    until = strike.at if strike else booking.period.end
    return booking.state is State.NO_SHOW and booking.period.start - earliest_of(booking) <= at < until


def in_time_after_all(
    found: Turn, missed: tuple[Booking, Strike | None], terms: BookingTerms, charger: Charger
) -> Turn:
    """The turn of who had kept a booking that counts as a no-show: what is free of its time is theirs."""
    booking, _ = missed
    return replace(
        found,
        violations=tuple(_of_the_booker(terms, charger)),
        booking=None,
        until=booking.period.end,
        missed=missed,
    )


def promised(walk_up: Booking, missed: Booking) -> Booking:
    """The walk-up of who had kept a booking: they may stay as long as that promised, over what is free."""
    if walk_up.period.end >= missed.period.end:
        return walk_up
    held = walk_up.held
    period = Period(walk_up.period.start, missed.period.end)
    return replace(walk_up, period=period, held_until=held.end if held else None)


def _of_the_booker(terms: BookingTerms, charger: Charger) -> list[Violation]:
    """Who has booked may come, whatever the hours are by now."""
    found = []
    if not terms.is_member:
        found.append(Violation("not_a_member", "Only members of the network can use this charger."))
    if not charger.is_in_service:
        found.append(Violation("out_of_service", "The charger is out of service."))
    return found


def _walk_up(plug: Plug, terms: BookingTerms, charger: Charger) -> tuple[Period | None, list[Violation]]:
    """What charging unbooked from now on would take, as far as the driver's share goes, and why it cannot."""
    start = floor(plug.at)
    buffer = terms.policy.buffer or timedelta(0)
    end = ceiling(plug.at + terms.longest_walk_up)
    free_until = plug.occupancy.free_until(plug.at, end + buffer)
    if free_until < end + buffer:
        end = min(end, free_until - buffer)
    if end <= plug.at:
        return None, [_not_your_turn(plug, terms)]
    use = Use(Period(start, end), charger.station_id, charger.time_zone)
    end = start + max(floor_length(most_now(use, terms, plug.agenda)), SLOT)
    walk_up = Period(start, min(end, use.period.end))
    use = Use(walk_up, charger.station_id, charger.time_zone)
    return walk_up, share_violations(use, terms, plug.agenda, plug.at)


def floor_length(length: timedelta) -> timedelta:
    """Whole slots of it."""
    return length // SLOT * SLOT


def _not_your_turn(plug: Plug, terms: BookingTerms) -> Violation:
    taken = plug.occupancy.taken(Period(plug.at, horizon(terms, plug.at) + SLOT))
    free_at = taken[0].period.end if taken else None
    for later in taken[1:]:
        if free_at is not None and later.period.start > free_at:
            break
        free_at = later.period.end
    return Violation("not_your_turn", "Somebody else has booked this time.", passes_at=free_at)
