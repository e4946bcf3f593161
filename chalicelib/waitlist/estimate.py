"""When each of those waiting may expect a charger, as far as it can be known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.rules import of_the_charger
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.period import Period
from chalicelib.waitlist.entry import WaitlistEntry
from chalicelib.waitlist.gaps import NEVER, Spot, first_gap, with_taken
from chalicelib.waitlist.rules import start_for


def estimates(
    entries: Sequence[WaitlistEntry],
    spots_of: Mapping[str, list[Spot]],
    offers: Mapping[str, Booking],
    now: datetime,
) -> dict[str, datetime | None]:
    """When what each waits for would begin, if nobody books, leaves or comes meanwhile; None: unknown.

    Each in turn takes the first free time that is long enough, so that the next one finds it taken.
    `spots_of` an entry are the chargers it waits for, by its id. What is offered begins when it does.
    """
    taken: dict[str, Occupancy] = {}
    found: dict[str, datetime | None] = {}
    for entry in entries:
        offer = offers.get(entry.offer_id or "")
        if offer is not None:
            found[entry.entry_id] = offer.period.start
            continue
        spots = [
            replace(spot, occupancy=taken.setdefault(spot.charger.charger_id, spot.occupancy))
            for spot in spots_of.get(entry.entry_id, ())
        ]
        start = max(start_for(entry, now), entry.snoozed_until or now)
        within = Period(start, entry.window.end) if start < entry.window.end else None
        gap = first_gap(spots, entry.duration, within, _can_be) if within else None
        found[entry.entry_id] = None if gap is None else gap.period.start
        if gap is not None:
            taken = with_taken(taken, gap)
    return found


def _can_be(spot: Spot, period: Period) -> datetime | None:
    found = list(of_the_charger(period, spot.terms, spot.charger))
    if any(violation.code != "closed" for violation in found):
        return NEVER
    if not found:
        return period.start
    times = [violation.passes_at for violation in found if violation.passes_at is not None]
    return max([period.start + spot.terms.policy.grid, *times])
