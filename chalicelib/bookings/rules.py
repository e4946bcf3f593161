"""Every reason to refuse a booking, a change of one, or its cancelling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.shares import Use, midnight, share_violations
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.terms import BookingTerms
from chalicelib.bookings.words import in_words
from chalicelib.kernel.errors import Invalid, Violation, refused
from chalicelib.kernel.money import Money
from chalicelib.kernel.period import Period
from chalicelib.policies.faults import LONGEST
from chalicelib.policies.rules import Closure
from chalicelib.stations.rules import Charger

LONGEST_BOOKING = timedelta(days=14)
"""Where the policy sets no longest time: one that moves changes twice 43 sheets in one transaction of 100."""
FARTHEST = timedelta(days=366)
"""Where the policy sets no farthest time."""
MOVABLE = frozenset({Kind.BOOKING, Kind.WALK_UP})
OF_WHAT_STAYS = frozenset({"too_short", "off_grid", "in_past"})
"""What is asked of a booking that only gives time back: the rest was asked when it was made."""
LONGEST_BUFFER = LONGEST["buffer"]
"""How far after a booking it can matter who has the charger."""


@dataclass(frozen=True)
class Wish:
    """A period that a member asks for; `instead_of` is the booking that it would change."""

    period: Period
    instead_of: Booking | None = None
    car_id: str | None = None

    @property
    def is_unbooked(self) -> bool:
        """Whether somebody who charges unbooked asks to stay longer."""
        return self.instead_of is not None and self.instead_of.kind is Kind.WALK_UP

    @property
    def begins_as_before(self) -> bool:
        """Whether only the end is to move."""
        return self.instead_of is not None and self.instead_of.period.start == self.period.start

    @property
    def gives_back(self) -> bool:
        """Whether nothing is asked for that is not held already. An offer is nobody's share yet."""
        old = self.instead_of
        if old is None or old.kind is Kind.OFFER or self.car_id not in (None, old.car_id):
            return False
        return old.period.start <= self.period.start and self.period.end <= old.period.end

    @property
    def new_edges(self) -> list[datetime]:
        """Its start and its end, but for what a booking has kept since it was made."""
        old = self.instead_of
        edges = [self.period.start, self.period.end]
        if old is None or old.kind is Kind.OFFER:
            return edges
        return [
            edge
            for edge, before in zip(edges, (old.period.start, old.period.end), strict=True)
            if edge != before
        ]

    def buffer(self, terms: BookingTerms) -> timedelta:
        """What is kept free after it: what it was made under, as long as it only gives back or goes on."""
        old = self.instead_of
        kept = old.terms.buffer if old and (old.session_id or self.gives_back) else terms.policy.buffer
        return kept or timedelta(0)


def asked_period(start: datetime, end: datetime) -> Period:
    """The period that somebody asks for, before anything is looked up for it.

    Raises Invalid("bad_period"), and Refused("booking_refused") for one too long to be looked up at all.
    """
    if start >= end:
        raise Invalid("bad_period", "A booking starts before it ends.")
    period = Period(start, end)
    if period.duration > LONGEST_BOOKING:
        words = f"At most {in_words(LONGEST_BOOKING)} at a time."
        found = Violation("too_long", words, LONGEST_BOOKING, period.duration, rule="max_duration")
        raise refused("booking_refused", [found])
    return period


def violations(
    wish: Wish, terms: BookingTerms, charger: Charger, agenda: Agenda, occupancy: Occupancy, now: datetime
) -> list[Violation]:
    """Every reason that `wish` cannot be, so that a driver can mend them all at once."""
    return [
        *refusals(wish, terms, charger, agenda, now),
        *_of_the_others(wish, wish.buffer(terms), occupancy),
    ]


def refusals(
    wish: Wish, terms: BookingTerms, charger: Charger, agenda: Agenda, now: datetime
) -> list[Violation]:
    """The same, without those who hold the charger."""
    others = agenda.but_for(wish.instead_of.booking_id) if wish.instead_of else agenda
    found = [
        *of_the_charger(wish.period, terms, charger),
        *(unbooked(terms) if wish.is_unbooked else ()),
        *_of_the_length(wish, terms),
        *_of_the_time(wish, terms, charger, now),
    ]
    if wish.gives_back:
        return [violation for violation in found if violation.code in OF_WHAT_STAYS]
    use = Use(wish.period, charger.station_id, charger.time_zone, wish.car_id)
    number = () if wish.is_unbooked else _of_the_number(terms, others, now)
    return [*found, *number, *share_violations(use, terms, others, now)]


def of_the_charger(period: Period, terms: BookingTerms, charger: Charger) -> Iterator[Violation]:
    """Why nobody, or no stranger, can have this charger in that period."""
    if not terms.is_member:
        yield Violation("not_a_member", "Only members of the network can use this charger.")
    if not charger.is_in_service:
        yield Violation("out_of_service", "The charger is out of service.")
    if not charger.is_open(period):
        yield Violation(
            "closed", "The station is not open all through that time.", asked=period, rule="opening_hours"
        )
    for closure in terms.policy.closures:
        closed = closed_for(closure, charger.time_zone)
        if closed.overlaps(period):
            words = f"Closed from {closure.first} to {closure.last}{': ' * bool(closure.note)}{closure.note}."
            yield Violation("closed", words, closed, period, passes_at=closed.end, rule="closures")


def unbooked(terms: BookingTerms) -> Iterator[Violation]:
    """Why nobody can charge there without a booking."""
    if not terms.policy.walk_up:
        yield Violation("walk_up_not_allowed", "This network charges by booking only.", rule="walk_up")


def closed_for(closure: Closure, time_zone: str) -> Period:
    """From the first midnight of a closure to the last, on the station's clock."""
    return Period(midnight(closure.first, time_zone), midnight(closure.last + timedelta(days=1), time_zone))


def _of_the_length(wish: Wish, terms: BookingTerms) -> Iterator[Violation]:
    period, shortest, longest = wish.period, terms.policy.min_duration, terms.policy.max_duration
    if wish.is_unbooked:
        shortest, longest = None, terms.longest_walk_up
    if shortest is not None and period.duration < shortest:
        words = f"At least {in_words(shortest)}."
        yield Violation("too_short", words, shortest, period.duration, rule="min_duration")
    if longest is not None and period.duration > longest:
        words = f"At most {in_words(longest)} at a time."
        yield Violation("too_long", words, longest, period.duration, rule="max_duration")


def _of_the_time(wish: Wish, terms: BookingTerms, charger: Charger, now: datetime) -> Iterator[Violation]:
    period, policy = wish.period, terms.policy
    if not all(on_grid(edge, policy.grid, charger.time_zone) for edge in wish.new_edges):
        words = f"Bookings start and end at every {in_words(policy.grid)} of the station's clock."
        yield Violation("off_grid", words, policy.grid, period, rule="grid")
    if period.end <= now or (not wish.begins_as_before and period.start + policy.grid <= now):
        yield Violation("in_past", "The booking starts in the past.", now, period.start)
    farthest = policy.max_advance or FARTHEST
    if period.start - now > farthest:
        yield Violation(
            "too_far_ahead",
            f"At most {in_words(farthest)} ahead.",
            farthest,
            period.start,
            passes_at=period.start - farthest,
            rule="max_advance",
        )
    if policy.min_notice and not wish.begins_as_before and period.start - now < policy.min_notice:
        words = f"At least {in_words(policy.min_notice)} ahead."
        earliest = now + policy.min_notice
        yield Violation("too_soon", words, policy.min_notice, period.start, earliest, rule="min_notice")


def _of_the_number(terms: BookingTerms, agenda: Agenda, now: datetime) -> Iterator[Violation]:
    most, active = terms.policy.max_active, agenda.active_at(now)
    if most is not None and len(active) >= most:
        yield Violation(
            "too_many_active",
            f"At most {most} bookings at a time that are not over.",
            most,
            len(active) + 1,
            passes_at=sorted(entry.period.end for entry in active)[len(active) - most],
            rule="max_active",
        )


def with_room(period: Period, buffer: timedelta = LONGEST_BUFFER) -> Period:
    """A period and the buffer after it, which others may not hold; the longest while no policy is known."""
    return Period(period.start, period.end + buffer)


def _of_the_others(wish: Wish, buffer: timedelta, occupancy: Occupancy) -> Iterator[Violation]:
    mine = wish.instead_of.ref if wish.instead_of else None
    if occupancy.taken(wish.period, but_for=mine):
        yield Violation("overlaps", "The charger is already taken then.", asked=wish.period)
    elif occupancy.taken(with_room(wish.period, buffer), but_for=mine):
        words = f"The charger is taken less than {in_words(buffer)} after that."
        yield Violation("overlaps", words, buffer, wish.period, rule="buffer")


def on_grid(instant: datetime, grid: timedelta, time_zone: str) -> bool:
    """Whether `instant` is a whole number of `grid` past the hour on the station's clock."""
    local = instant.astimezone(ZoneInfo(time_zone))
    past_the_hour = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return not past_the_hour % grid


def local_day(date: date, time_zone: str) -> Period:
    """From midnight to midnight on the station's clock: 23 or 25 hours when it is changed."""
    return Period(midnight(date, time_zone), midnight(date + timedelta(days=1), time_zone))


def change_violations(booking: Booking, wanted: Period, now: datetime) -> list[Violation]:
    """Why its driver can no longer move a booking to `wanted`; one that has begun may still move its end.

    Of a walk-up, only to a later one: who leaves ends the session.
    """
    if booking.kind not in MOVABLE or not _is_open(booking, now):
        return [Violation("too_late_to_change", "What is over cannot be moved.")]
    if booking.kind is Kind.WALK_UP and wanted.end < booking.period.end:
        return [Violation("too_late_to_change", "What was not booked can only be prolonged.")]
    if wanted.start == booking.period.start:
        return []
    if now >= booking.period.start or booking.session_id:
        return [Violation("too_late_to_change", "What has begun cannot be moved.")]
    latest = booking.period.start - (booking.terms.change_until or timedelta(0))
    if now > latest and booking.terms.fees.late_cancel is None:
        words = f"Moving ends {in_words(booking.period.start - latest)} before the start."
        return [Violation("too_late_to_change", words, latest, now, rule="change_until")]
    return []


def cancel_violations(booking: Booking, now: datetime, *, by_manager: bool = False) -> list[Violation]:
    """Why it can no longer be cancelled. Exactly `cancel_until` before the start is still in time."""
    if booking.kind is Kind.OFFER:
        return [Violation("is_an_offer", "An offer of the waitlist is accepted or passed, not cancelled.")]
    if not _is_open(booking, now) or booking.session_id:
        return [Violation("too_late_to_cancel", "Only a booking still to come can be cancelled.")]
    until = booking.terms.cancel_until
    if by_manager or until is None or booking.state is State.PENDING or booking.terms.fees.late_cancel:
        return []
    latest = booking.period.start - until
    if now > latest:
        words = f"Cancelling ends {in_words(until)} before the start."
        return [Violation("too_late_to_cancel", words, latest, now, rule="cancel_until")]
    return []


def late_fee(booking: Booking, wanted: Period | None, now: datetime) -> Money | None:
    """What its driver owes for cancelling (`wanted` None) or moving it this late."""
    if booking.state is State.PENDING or (wanted and wanted.start == booking.period.start):
        return None
    until = booking.terms.change_until if wanted else booking.terms.cancel_until
    if until is None:
        return None
    return booking.terms.fees.late_cancel if now > booking.period.start - until else None


def _is_open(booking: Booking, now: datetime) -> bool:
    return booking.is_open and booking.state_at(now) in (State.PENDING, State.RESERVED)
