"""A waitlist on real stores beside the booking engine's desk: two chargers, a policy and a clock to set."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.ids import base32
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Membership, Role, Standing
from chalicelib.policies.rules import Order, Waiting
from chalicelib.stations.rules import Charger, Station
from chalicelib.table import Look
from chalicelib.waitlist.answers import OfferService
from chalicelib.waitlist.entry import WaitlistEntry
from chalicelib.waitlist.facts_store import DynamoWaitlistFacts
from chalicelib.waitlist.offering import Offering
from chalicelib.waitlist.queue import Queues
from chalicelib.waitlist.reading import Place, WaitlistReader
from chalicelib.waitlist.service import WaitlistService, WaitlistWish
from chalicelib.waitlist.store import DynamoWaitlist
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NETWORK, NOON

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass
class Counter:
    """Where people wait for the desk's charger, and for others that a test puts beside it."""

    desk: Desk
    others: list[Charger] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    is_gone: bool = False
    refs: Any = field(default_factory=lambda: count(1))

    @property
    def now(self) -> Any:
        return self.desk.now

    def later(self, length: timedelta) -> None:
        self.desk.now += length

    def waiting(self, **rules: Any) -> None:
        self.desk.policy = replace(self.desk.policy, waiting=Waiting(**rules))

    def fair(self) -> None:
        self.waiting(order=Order.FAIR_SHARE)

    @property
    def station(self) -> Station:
        found = Station("s1", "n1", "Courtyard", 0, 0, "Europe/Berlin")
        return replace(found, chargers=(self.desk.charger, *self.others))

    def station_of(self, station_id: str) -> Station:
        if station_id != "s1" or self.is_gone:
            raise not_found("station")
        return self.station

    def standing(self, account_id: str | None) -> Standing:
        network = replace(NETWORK, policy=self.desk.policy)
        is_blocked = account_id in self.blocked
        return Standing(network, Membership("n1", account_id or "", Role.MEMBER, NOON, blocked=is_blocked))

    @property
    def facts(self) -> DynamoWaitlistFacts:
        return DynamoWaitlistFacts(
            standing_of=lambda _, account_id: Look((), lambda _: self.standing(account_id)),
            agenda_of=DynamoBookings.agenda_of,
            booking_of=DynamoBookings.booking_of,
            occupancy_of=DynamoBookings.occupancy_of,
            car_of=lambda _, car_id: Look((), lambda _: car_id == "zoe"),
        )

    @property
    def queues(self) -> Queues:
        return Queues(DynamoWaitlist(), self.facts, self.station_of)

    @property
    def offering(self) -> Offering:
        return Offering(DynamoWaitlist(), self.queues, self.desk.store, self.desk.owe, lambda: self.ref(7))

    def ref(self, length: int) -> str:
        return base32(next(self.refs), length)

    def move(self, station_id: str = "s1", _: Any = None) -> None:
        self.offering.move(station_id, self.now)

    @property
    def service(self) -> WaitlistService:
        return WaitlistService(
            DynamoWaitlist(),
            self.queues,
            self.facts,
            self.desk.store,
            lambda: self.now,
            lambda: self.ref(8),
            lambda station_id, caller: (self.station_of(station_id), self.standing(caller.account_id)),
            self.move,
        )

    @property
    def offers(self) -> OfferService:
        return OfferService(
            DynamoWaitlist(),
            self.facts,
            self.desk.store,
            lambda: self.now,
            self.station_of,
            lambda booking, _: self.desk.asked.append(booking),
            self.move,
        )

    @property
    def reader(self) -> WaitlistReader:
        return WaitlistReader(
            DynamoWaitlist(),
            self.queues,
            lambda: self.now,
            lambda station_id, caller: (self.station_of(station_id), self.standing(caller.account_id)),
        )

    def join(
        self, name: str, start: float | None = None, end: float | None = None, hours: float = 1, **wish: Any
    ) -> WaitlistEntry:
        """Somebody waits for so many hours between hours after noon; without them, now."""
        window = None
        if start is not None and end is not None:
            window = Period(NOON + start * HOUR, NOON + end * HOUR)
        self.later(MINUTE)
        return self.service.join("s1", Caller(name), WaitlistWish(hours * HOUR, window, **wish))

    def mine(self, name: str) -> list[Place]:
        return self.reader.mine(Caller(name))

    def offer_to(self, name: str) -> Booking | None:
        """What is held for somebody, as they see it."""
        return next((place.offer for place in self.mine(name) if place.offer), None)

    def offered(self) -> dict[str, Booking]:
        """Everybody's open offers."""
        entries = DynamoWaitlist().entries("s1")
        return {e.driver_id: offer for e in entries if (offer := self.offer_to(e.driver_id))}

    def told(self, event: str) -> list[str]:
        """Who was told of it."""
        return [notice.account_id for notice in self.desk.notices if notice.event == event]

    def beside(self, name: str) -> Charger:
        """One more charger."""
        self.others.append(replace(CHARGER, charger_id=f"s1-{name}", name=name))
        return self.others[-1]
