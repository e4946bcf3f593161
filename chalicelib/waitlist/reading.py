"""The waitlist as people look at it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.bookings.booking import Booking
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, not_found
from chalicelib.kernel.ids import Clock
from chalicelib.networks.rules import Standing
from chalicelib.policies.rules import Order
from chalicelib.stations.rules import Station
from chalicelib.waitlist.entry import WaitlistEntry
from chalicelib.waitlist.estimate import estimates
from chalicelib.waitlist.needs import WaitlistStore
from chalicelib.waitlist.queue import Queue, Queues, order_at
from chalicelib.waitlist.rules import is_open


@dataclass(frozen=True)
class Place:
    """An open entry as it stands in its station's order."""

    entry: WaitlistEntry
    number: int | None
    """From 1; None while its driver is not considered, because the network does not count them in."""
    count: int
    """How many wait there."""
    expected: datetime | None
    """When what is waited for would begin, as far as it can be known."""
    offer: Booking | None
    """What is held for it."""
    snoozed_until: datetime | None
    """Until when others are asked first."""


@dataclass(frozen=True)
class StationWaitlist:
    """Who waits at a station, the first one first."""

    station: Station
    standing: Standing
    order: Order
    places: list[Place]


@dataclass(frozen=True)
class WaitlistReader:
    """Answers about the waitlist. Nothing that has lapsed is shown as open, tidied up or not."""

    store: WaitlistStore
    queues: Queues
    now: Clock
    station_for: Callable[[str, Caller], tuple[Station, Standing]]
    """Raises NotFound unless the caller may see it."""

    def of_station(self, station_id: str, caller: Caller) -> StationWaitlist:
        """A station's waitlist, for members. Raises NotFound, Forbidden("members_only")."""
        station, standing = self.station_for(station_id, caller)
        if not standing.is_member:
            raise Forbidden("members_only", "Only members of the network see who waits.")
        queue = self.queues.of(station_id, self.now())
        if queue is None:
            order = order_at(standing.network.policy, station)
            return StationWaitlist(station, standing, order, [])
        return StationWaitlist(station, standing, queue.order, _places(queue))

    def mine(self, caller: Caller) -> list[Place]:
        """The caller's open entries at all stations, by when they joined."""
        entries, now = self.store.of_driver(caller.account_id), self.now()
        found: list[Place] = []
        for station_id in dict.fromkeys(entry.station_id for entry in entries):
            queue = self.queues.of(station_id, now)
            found += _of(caller.account_id, queue) if queue else []
        return sorted(found, key=lambda place: (place.entry.joined_at, place.entry.entry_id))

    def entry(self, entry_id: str, caller: Caller) -> Place:
        """One of the caller's open entries. Raises NotFound."""
        entry = self.store.entry(entry_id)
        queue = self.queues.of(entry.station_id, self.now()) if entry else None
        mine = _of(caller.account_id, queue) if queue else []
        for place in mine:
            if place.entry.entry_id == entry_id:
                return place
        raise not_found("entry")


def _of(driver_id: str, queue: Queue) -> list[Place]:
    """A driver's places, and their entries that have none."""
    places = _places(queue)
    placed = {place.entry.entry_id for place in places}
    others = [
        Place(seen, None, len(places), None, None, _snoozed_until(seen, queue.now))
        for entry in queue.entries
        if entry.entry_id not in placed and (seen := queue.seen(entry).entry)
    ]
    return [place for place in (*places, *others) if place.entry.driver_id == driver_id]


def _places(queue: Queue) -> list[Place]:
    ordered = queue.ordered
    offers = {
        offer.booking_id: offer
        for entry in ordered
        if (offer := queue.offer(entry)) and is_open(offer, queue.now)
    }
    spots = queue.spots(ordered, to_the_end=True)
    expected = estimates(ordered, spots, offers, queue.now)
    return [
        Place(
            entry,
            number,
            len(ordered),
            expected[entry.entry_id],
            offers.get(entry.offer_id or ""),
            _snoozed_until(entry, queue.now),
        )
        for number, entry in enumerate(ordered, 1)
    ]


def _snoozed_until(entry: WaitlistEntry, now: datetime) -> datetime | None:
    return entry.snoozed_until if entry.is_snoozed(now) else None
