"""A booking engine on real stores, with one charger and one network whose policy a test can set."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.clock import BookingClock
from chalicelib.bookings.facts_store import DynamoFacts
from chalicelib.bookings.plug import PlugService
from chalicelib.bookings.service import BookingService
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.caller import Caller
from chalicelib.networks.rules import Standing
from chalicelib.notices.rules import Notice
from chalicelib.policies.rules import Policy
from chalicelib.stations.rules import Charger
from chalicelib.table import Look
from tests.unit.bookings.scenes import CHARGER, NETWORK, NOON, member


@dataclass
class Desk:
    """The services over one store, and what was told to whom. Time stands until it is moved."""

    now: datetime = NOON
    policy: Policy = field(default_factory=Policy)
    charger: Charger = CHARGER
    store: DynamoBookings = field(default_factory=DynamoBookings)
    notices: list[Notice] = field(default_factory=list)
    freed: list[Booking] = field(default_factory=list)
    asked: list[Booking] = field(default_factory=list)

    def standing(self, account_id: str | None) -> Standing:
        network = replace(NETWORK, policy=self.policy)
        return replace(member(account_id or ""), network=network)

    def owe(self, notice: Notice, now: datetime) -> tuple[Any, ...]:
        notice.check()
        self.notices.append(notice)
        return ()

    @property
    def clock(self) -> BookingClock:
        return BookingClock(self.store, lambda: self.now, self.owe, self.freed.append)

    @property
    def bookings(self) -> BookingService:
        facts = DynamoFacts(
            charger_of=lambda _: Look((), lambda _: self.charger),
            has_car=lambda _, __: Look((), lambda _: True),
            standing_of=lambda _, account_id: Look((), lambda _: self.standing(account_id)),
            store=self.store,
        )
        return BookingService(
            self.store,
            facts,
            lambda: self.now,
            self.owe,
            self.clock.settle,
            lambda booking, now: self.asked.append(booking),
            self.freed.append,
        )

    @property
    def plug(self) -> PlugService:
        return PlugService(self.store, lambda: self.now, self.clock.settle)

    def booked_by(self, caller: Caller) -> list[Booking]:
        """What stands on a driver's agenda, by start."""
        (agenda,) = self.store.agendas_of(caller.account_id)
        found = self.store.bookings(entry.booking_id for entry in agenda.entries)
        return sorted(found.values(), key=lambda booking: booking.period)
