"""All that is known of those who wait at one station."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.terms import terms_of
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.policies.resolving import at_place, resolved
from chalicelib.policies.rules import Order, Policy, Waiting
from chalicelib.stations.rules import Charger, Station
from chalicelib.waitlist.entry import EntryState, WaitlistEntry, withdrawn
from chalicelib.waitlist.gaps import Spot
from chalicelib.waitlist.needs import Facts, People, WaitlistStore
from chalicelib.waitlist.rules import Seen, as_of, end_for, in_order, start_for, use_of, with_offers


@dataclass(frozen=True)
class Queue:
    """The entries of a station as they were stored, and what is known of their drivers, at one instant."""

    station: Station
    entries: list[WaitlistEntry]
    people: People
    facts: Facts
    now: datetime

    @property
    def order(self) -> Order:
        """How this station's waitlist goes: one order for all classes of members."""
        standing = next(iter(self.people.standings.values()), None)
        if standing is None:
            return Order.FIRST_COME
        return order_at(standing.network.policy, self.station)

    def standing(self, entry: WaitlistEntry) -> Standing | None:
        """How its driver stands to the network; None unless they are a member."""
        found = self.people.standings.get(entry.driver_id)
        return found if found and found.is_member else None

    def waiting(self, entry: WaitlistEntry) -> Waiting:
        """How the waitlist goes for its driver."""
        standing = self.people.standings.get(entry.driver_id)
        if standing is None:
            return Waiting()
        policy = standing.network.policy
        return resolved(policy, self.station.policy, member_class=standing.member_class).waiting

    def agenda(self, entry: WaitlistEntry) -> Agenda:
        """Its driver's agenda."""
        return self.people.agendas[entry.driver_id]

    def offer(self, entry: WaitlistEntry) -> Booking | None:
        """What was offered to it, as it was last written."""
        return self.people.offers.get(entry.offer_id or "")

    def seen(self, entry: WaitlistEntry) -> Seen:
        """The entry as anyone may see it. For who is no member nothing is held."""
        if entry.state is EntryState.OFFERED and self.standing(entry) is None:
            return Seen(withdrawn(entry))
        return as_of(entry, self.offer(entry), self.agenda(entry), self.waiting(entry), self.now)

    @cached_property
    def ordered(self) -> list[WaitlistEntry]:
        """Those that are open, of members; the first one first."""
        open_ones = [
            seen for entry in self.entries if self.standing(entry) and (seen := self.seen(entry).entry)
        ]
        use = {driver_id: use_of(agenda, self.now) for driver_id, agenda in self.people.agendas.items()}
        return in_order(open_ones, self.order, use)

    def agenda_with_offers(self, entry: WaitlistEntry) -> Agenda:
        """Its driver's agenda as if they had taken what is offered to them here."""
        mine = [
            offer
            for other in self.ordered
            if other.driver_id == entry.driver_id and other.state is EntryState.OFFERED
            if (offer := self.offer(other))
        ]
        return with_offers(self.agenda(entry), mine)

    def chargers(self, entry: WaitlistEntry) -> list[Charger]:
        """Those it waits for that there still are, in the station's order."""
        return [
            charger
            for charger in self.station.chargers
            if not entry.charger_ids or charger.charger_id in entry.charger_ids
        ]

    def spots(self, entries: Iterable[WaitlistEntry], *, to_the_end: bool) -> dict[str, list[Spot]]:
        """By entry, the chargers it waits for and who holds them: one request for all.

        Of those who want one now: for as long as they would have it, or `to_the_end` of their patience.
        """
        blank = {
            entry.entry_id: [Spot(charger, terms_of(standing, charger), Occupancy()) for charger in chargers]
            for entry in entries
            if (standing := self.standing(entry)) and (chargers := self.chargers(entry))
        }
        wanted = []
        for entry in entries:
            for spot in blank.get(entry.entry_id, ()):
                start = start_for(entry, self.now)
                end = entry.window.end if to_the_end else end_for(entry, spot, self.now)
                if start < end:
                    wanted.append((spot.charger.charger_id, Period(start, end + spot.buffer)))
        found = self.facts.occupancies(wanted)
        return {
            entry_id: [
                Spot(spot.charger, spot.terms, found.get(spot.charger.charger_id, Occupancy()))
                for spot in spots
            ]
            for entry_id, spots in blank.items()
        }


def order_at(policy: Policy, station: Station) -> Order:
    """How a station's waitlist goes."""
    return at_place(policy, station.policy).waiting.order


@dataclass(frozen=True)
class Queues:
    """Looks up queues."""

    store: WaitlistStore
    facts: Facts
    station: Callable[[str], Station]
    """Raises NotFound."""

    def of(self, station_id: str, now: datetime) -> Queue | None:
        """One Query and, where somebody waits, two requests. None where nobody does.

        Of a station that is gone, the entries are there and have no charger.
        """
        entries = self.store.entries(station_id)
        if not entries:
            return None
        network_id = entries[0].network_id
        try:
            station = self.station(station_id)
        except NotFound:
            station = Station(station_id, network_id, entries[0].station_name, 0, 0, entries[0].time_zone)
        drivers = {entry.driver_id for entry in entries}
        people = self.facts.people(network_id, drivers, [e.offer_id for e in entries if e.offer_id])
        return Queue(station, entries, people, self.facts, now)
