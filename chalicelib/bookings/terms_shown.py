"""What holds for somebody at a charger, now and for a time they think of: the engine's own rule, run dry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking, booking_id, has_lapsed
from chalicelib.bookings.gaps import free, next_free, without
from chalicelib.bookings.needs import Facts
from chalicelib.bookings.records import counting
from chalicelib.bookings.rules import (
    LONGEST_BUFFER,
    Wish,
    asked_period,
    change_violations,
    violations,
    with_room,
)
from chalicelib.bookings.service import Ground
from chalicelib.bookings.shares import Level, Use, levels, suspended_until
from chalicelib.bookings.slots import SLOT, Occupancy, ceiling, floor
from chalicelib.bookings.terms import LONGEST_WALK_UP, BookingTerms, terms_of
from chalicelib.bookings.turns import Plug, Turn, ref_that_decides, turn
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused, Violation, not_found
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.period import Period
from chalicelib.stations.rules import Charger

NOBODY = ""
"""In place of an account's id: somebody who has none."""
AHEAD = LONGEST_WALK_UP
"""How far ahead is looked for a time that is free: as far as is looked anyway."""
NO_REF = "none"
"""Shorter than any that holds a slot."""


@dataclass(frozen=True)
class Asked:
    """What somebody thinks of doing; `booking_id` is the booking of theirs that it would change."""

    start: datetime
    end: datetime
    car_id: str | None = None
    booking_id: str | None = None


@dataclass(frozen=True)
class TermsShown:
    """The terms of one charger for one person, how far their share goes, and what the rule says."""

    charger: Charger
    terms: BookingTerms
    agenda: Agenda
    suspended_until: datetime | None
    strikes: int
    """No-shows and overstays that count toward a suspension."""
    active: int
    """Bookings of theirs in the network that are not over."""
    levels: tuple[Level, ...]
    """Each quota in the span that the time asked for, or now, falls in."""
    turn: Turn
    """Whether they may charge now, as far as bookings and terms go."""
    next_free_at: datetime | None
    """When the shortest booking could next begin, as far as others and the doors go; None: not in AHEAD."""
    wish: tuple[Violation, ...] | None
    """Why the time asked for cannot be; None: none was."""


class TermsStore(Protocol):
    """What this needs of the bookings kept."""

    def bookings(self, booking_ids: Iterable[str]) -> dict[str, Booking]:
        """Those that exist, by id."""


@dataclass(frozen=True)
class TermsReader:
    """Two requests, and a third where somebody holds the charger. Nothing is written."""

    store: TermsStore
    facts: Facts
    now: Clock

    def show(self, charger_id: str, caller: Caller | None, asked: Asked | None = None) -> TermsShown:
        """What holds for the caller, or for anybody. Raises NotFound, and Invalid for no period."""
        now, account_id = self.now(), caller.account_id if caller else NOBODY
        period, too_long = _looked_up(asked, now)
        ground, booking = self._ground(charger_id, account_id, asked, with_room(period), now)
        ground, found = self._settled(ground, with_room(period), now)
        charger, terms, agenda = ground.charger, ground.terms, ground.agenda
        holder = found.get(_deciding(ground, now) or "")
        wish = Wish(
            period, booking, (asked.car_id if asked else None) or (booking.car_id if booking else None)
        )
        suspended = suspended_until(agenda.strikes, terms.policy)
        use = Use(period, charger.station_id, charger.time_zone, wish.car_id)
        return TermsShown(
            charger=charger,
            terms=terms,
            agenda=agenda,
            suspended_until=suspended if suspended and now < suspended else None,
            strikes=len(counting(agenda.strikes, terms.policy, now)),
            active=len(agenda.active_at(now)),
            levels=tuple(levels(use, terms.policy, agenda)),
            turn=turn(Plug(now, ground.occupancy, holder, agenda), terms, charger, account_id),
            next_free_at=_next_free(ground, now),
            wish=(too_long or tuple(_against(wish, ground, now))) if asked else None,
        )

    def _ground(
        self, charger_id: str, account_id: str, asked: Asked | None, period: Period, now: datetime
    ) -> tuple[Ground, Booking | None]:
        car = (account_id, asked.car_id) if asked and asked.car_id else None
        mine = asked.booking_id if asked else None
        place = self.facts.place(charger_id, period, mine or booking_id(charger_id, NO_REF), car)
        if place.charger is None:
            raise not_found("charger")
        network_id = place.charger.network_id
        around, standing, agenda = self.facts.change(charger_id, _around(now), network_id, account_id)
        if standing is None or not standing.may_see:
            raise not_found("charger")
        if not place.has_car:
            raise not_found("car")
        if mine and not (place.booking and _is_theirs(place.booking, charger_id, account_id)):
            raise not_found("booking")
        occupancy = Occupancy({**place.occupancy.sheets, **around.sheets})
        return Ground(place.charger, terms_of(standing, place.charger), agenda, occupancy), place.booking

    def _settled(self, ground: Ground, period: Period, now: datetime) -> tuple[Ground, dict[str, Booking]]:
        """Without those who hold the charger on paper only; and the bookings that matter, by ref."""
        looked_at: set[str] = set()
        found: dict[str, Booking] = {}
        while refs := _that_matter(ground, period, now) - looked_at:
            looked_at |= refs
            holders = self.store.bookings(booking_id(ground.charger.charger_id, ref) for ref in refs)
            found |= {holder.ref: holder for holder in holders.values()}
            lapsed = [holder.ref for holder in holders.values() if has_lapsed(holder, now)]
            ground = replace(ground, occupancy=without(ground.occupancy, lapsed))
        return ground, found


def _looked_up(asked: Asked | None, now: datetime) -> tuple[Period, tuple[Violation, ...]]:
    """The time to look at, and why one as long as asked for cannot be looked at at all."""
    if asked is None:
        return Period(floor(now), floor(now) + SLOT), ()
    try:
        return asked_period(asked.start, asked.end), ()
    except Refused as refusal:
        found = refusal.facts["violations"]
        return Period(asked.start, asked.start + SLOT), tuple(found) if isinstance(found, list) else ()


def _around(now: datetime) -> Period:
    """As far from now as it matters to a walk-up, or to one who comes early, who holds the charger."""
    return Period(floor(now), ceiling(now + LONGEST_WALK_UP + LONGEST_BUFFER) + SLOT)


def _is_theirs(booking: Booking, charger_id: str, account_id: str) -> bool:
    return booking.driver_id == account_id and booking.charger_id == charger_id


def _deciding(ground: Ground, now: datetime) -> str | None:
    return ref_that_decides(ground.occupancy, ground.terms, now)


def _that_matter(ground: Ground, period: Period, now: datetime) -> set[str]:
    refs = {taken.ref for taken in ground.occupancy.taken(period)}
    deciding = _deciding(ground, now)
    return refs | {deciding} if deciding else refs


def _next_free(ground: Ground, now: datetime) -> datetime | None:
    policy = ground.terms.policy
    found = free(ground.charger, policy, ground.occupancy, Period(now, now + AHEAD))
    return next_free(found, policy.min_duration or policy.grid)


def _against(wish: Wish, ground: Ground, now: datetime) -> Iterator[Violation]:
    if wish.instead_of is not None:
        yield from change_violations(wish.instead_of, wish.period, now)
    yield from violations(wish, ground.terms, ground.charger, ground.agenda, ground.occupancy, now)
