"""Who may wait for what, who is first, what suits whom, and when a wait is over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.bookings.agenda import Agenda, Entry
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.gaps import first_on_grid
from chalicelib.bookings.life import CLOCK
from chalicelib.bookings.rules import Wish, refusals
from chalicelib.kernel.errors import Invalid, Violation
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Order, Waiting
from chalicelib.waitlist.entry import EntryState, WaitlistEntry, silent, withdrawn
from chalicelib.waitlist.gaps import NEVER, Gap, Judge, Spot, first_gap

MOST_ENTRIES = 3
"""Of one member at one station."""
LONGEST_WINDOW = timedelta(days=7)
LOOKED_BACK = timedelta(days=30)
BEGUN = timedelta(minutes=10)
"""How much of the time offered an offer may let pass."""
CURED_BY_OTHERS = frozenset({"too_many_active", "out_of_service", "overlaps"})
"""What may be otherwise when one's turn comes."""
CURED_BY_TIME = frozenset({"suspended", "cooldown", "quota_exceeded"})
"""Likewise, if that is still within the window."""
MOVED_ON = frozenset({"cooldown", "quota_exceeded", "closed", "too_soon"})
"""What says no to one time and, at `passes_at`, yes to a later one."""
WHENEVER = frozenset(
    {"not_a_member", "out_of_service", "too_short", "too_long", "suspended", "too_many_active"}
)
"""What says no whatever the time."""


def wanted_window(start: datetime | None, end: datetime | None, duration: timedelta) -> Period | None:
    """The window that somebody asks for; None: now. Raises Invalid("bad_window")."""
    if start is None and end is None:
        return None
    if start is None or end is None or start >= end:
        raise Invalid("bad_window", "A window has a start and a later end; without both it is now.")
    if not duration <= end - start <= LONGEST_WINDOW:
        raise Invalid("bad_window", "A window has room for the time wanted, and is at most 7 days long.")
    return Period(start, end)


def start_for(entry: WaitlistEntry, now: datetime) -> datetime:
    """When what is looked for may begin."""
    return max(entry.window.start, now)


def end_for(entry: WaitlistEntry, spot: Spot, now: datetime) -> datetime:
    """By when it ends. Who wants a charger now wants the next step of the grid, and none after it."""
    if not entry.is_now:
        return entry.window.end
    return first_on_grid(now, spot.terms.policy.grid, spot.charger.time_zone) + entry.duration


def suiting(entry: WaitlistEntry, spots: list[Spot], agenda: Agenda, now: datetime) -> Gap | None:
    """The earliest time that is free, that suits the wish, and that the rules allow its driver."""

    def judge(spot: Spot, period: Period) -> datetime | None:
        if entry.has_passed(spot.charger.charger_id, period, now):
            return period.start + spot.terms.policy.grid
        found = refusals(Wish(period, car_id=entry.car_id), spot.terms, spot.charger, agenda, now)
        return _good_at(found, spot, period)

    return _in_window(entry, spots, now, judge)


def _good_at(found: list[Violation], spot: Spot, period: Period) -> datetime | None:
    if any(violation.code in WHENEVER for violation in found):
        return NEVER
    if not found:
        return period.start
    times = [one.passes_at for one in found if one.code in MOVED_ON and one.passes_at is not None]
    return max([period.start + spot.terms.policy.grid, *times])


def _in_window(entry: WaitlistEntry, spots: list[Spot], now: datetime, judge: Judge) -> Gap | None:
    start = start_for(entry, now)
    found: Gap | None = None
    for spot in spots:
        end = end_for(entry, spot, now)
        gap = first_gap([spot], entry.duration, Period(start, end), judge) if start < end else None
        if gap is not None and (found is None or gap.period.start < found.period.start):
            found = gap
    return found


def join_violations(
    entry: WaitlistEntry, spots: list[Spot], agenda: Agenda, now: datetime
) -> list[Violation]:
    """Why this may never be had, however long one waits; none when it may at one of the chargers.

    Who holds the chargers does not matter, nor what waiting itself cures.
    """
    first: list[Violation] | None = None

    def judge(spot: Spot, period: Period) -> datetime | None:
        nonlocal first
        found = [
            violation
            for violation in refusals(
                Wish(period, car_id=entry.car_id), spot.terms, spot.charger, agenda, now
            )
            if not _is_cured(violation, entry)
        ]
        first = found if first is None else first
        return _good_at(found, spot, period)

    if _in_window(entry, spots, now, judge) is not None:
        return []
    if first is None and spots:  # the window is over: the rule says so of its first time
        spot = spots[0]
        start = first_on_grid(entry.window.start, spot.terms.policy.grid, spot.charger.time_zone)
        judge(spot, Period(start, start + entry.duration))
    return first or []


def _is_cured(violation: Violation, entry: WaitlistEntry) -> bool:
    if violation.code in CURED_BY_OTHERS:
        return True
    passes_at = violation.passes_at
    return violation.code in CURED_BY_TIME and passes_at is not None and passes_at <= entry.lapses_at


def number_violations(wanted: WaitlistEntry, mine: Sequence[WaitlistEntry]) -> list[Violation]:
    """Why a member who has these entries at a station cannot have that one too."""
    found = []
    if any(entry.is_now == wanted.is_now and entry.window.overlaps(wanted.window) for entry in mine):
        found.append(Violation("already_waiting", "You wait for that time at this station already."))
    if len(mine) >= MOST_ENTRIES:
        words = f"At most {MOST_ENTRIES} entries on the waitlist of one station."
        found.append(Violation("too_many_waits", words, MOST_ENTRIES, len(mine) + 1))
    return found


def use_of(agenda: Agenda, now: datetime) -> timedelta:
    """How long a member has held chargers in the last 30 days, what is still to come included."""
    since = now - LOOKED_BACK
    lengths = [past.end - max(past.start, since) for past in agenda.past if past.end > since]
    lengths += [
        entry.period.end - max(entry.period.start, since)
        for entry in agenda.entries
        if entry.kind is not Kind.OFFER and entry.period.end > since
    ]
    return sum(lengths, timedelta(0))


def in_order(
    entries: Iterable[WaitlistEntry], order: Order, use: Mapping[str, timedelta]
) -> list[WaitlistEntry]:
    """Who is first: who came first; by fair share, who used least, and of those who came first."""

    def place(entry: WaitlistEntry) -> tuple[timedelta, datetime, str]:
        used = use.get(entry.driver_id, timedelta(0)) if order is Order.FAIR_SHARE else timedelta(0)
        return used, entry.joined_at, entry.entry_id

    return sorted(entries, key=place)


def held_until(period: Period, hold: timedelta, now: datetime) -> datetime:
    """Until when an offer holds: never so long that little of the time offered would be left."""
    return min(now + hold, max(period.start, now) + min(BEGUN, period.duration / 2))


@dataclass(frozen=True)
class Seen:
    """An entry as it is now. None: it is over. `event`: what its driver is to be told."""

    entry: WaitlistEntry | None
    event: str | None = None


def as_of(
    entry: WaitlistEntry, offer: Booking | None, agenda: Agenda, waiting: Waiting, now: datetime
) -> Seen:
    """The entry as anyone may see it: what lapsed is never shown as it was before."""
    if is_served(entry, agenda, now):
        return Seen(None)
    if entry.state is EntryState.OFFERED:
        if is_open(offer, now):
            return Seen(entry)
        if offer is None or not _was_silence(offer):
            entry = withdrawn(entry)
        elif entry.snoozes >= waiting.max_snoozes:
            return Seen(None, "waitlist_out")
        else:
            entry = silent(entry)
            over = now > entry.lapses_at
            return Seen(None if over else entry, None if over else "waitlist_snoozed")
    return Seen(None if now > entry.lapses_at else entry)


def is_open(offer: Booking | None, now: datetime) -> bool:
    """Whether an offer can still be answered."""
    return offer is not None and offer.kind is Kind.OFFER and offer.state_at(now) is State.PENDING


def _was_silence(offer: Booking) -> bool:
    return offer.state is State.PENDING or (offer.state is State.REJECTED and offer.history[-1].by == CLOCK)


def is_served(entry: WaitlistEntry, agenda: Agenda, now: datetime) -> bool:
    """Whether its driver has by now, by other means, what is waited for."""
    wanted = Period(entry.joined_at, now + entry.duration) if entry.is_now else entry.window
    return any(
        booked.station_id == entry.station_id
        and booked.booking_id not in entry.had
        and booked.period.overlaps(wanted)
        and (booked.kind is Kind.WALK_UP or booked.period.duration >= entry.duration)
        for booked in agenda.entries
        if booked.kind in (Kind.BOOKING, Kind.WALK_UP)
    )


def had_by(agenda: Agenda, station_id: str, window: Period) -> tuple[str, ...]:
    """What a member has at a station within a window already."""
    return tuple(
        booked.booking_id
        for booked in agenda.entries
        if booked.station_id == station_id and booked.period.overlaps(window)
    )


def with_offers(agenda: Agenda, offers: Iterable[Booking]) -> Agenda:
    """The agenda as if its driver had taken these offers: nobody is offered more than they may have."""
    held = tuple(Entry(offer.booking_id, offer.period, Kind.BOOKING, offer.car_id) for offer in offers)
    return replace(agenda, entries=(*agenda.entries, *held))
