"""A booking engine on real stores, with one charger and one network whose policy a test can set."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalicelib.bookings.at_charger import AtCharger, Visit
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.clock import BookingClock
from chalicelib.bookings.clock_store import DynamoClock
from chalicelib.bookings.facts_store import DynamoFacts
from chalicelib.bookings.finishing import Finishing
from chalicelib.bookings.keeping import Keeping
from chalicelib.bookings.no_shows import NoShows
from chalicelib.bookings.plug import PlugService
from chalicelib.bookings.putting_on_the_clock import Opening
from chalicelib.bookings.service import BookingService
from chalicelib.bookings.store import DynamoBookings
from chalicelib.bookings.strikes import Strikes
from chalicelib.bookings.window_end import WindowEnd
from chalicelib.kernel.caller import Caller
from chalicelib.networks.rules import Standing
from chalicelib.notices.rules import Notice
from chalicelib.policies.rules import Policy
from chalicelib.stations.rules import Charger
from chalicelib.table import Look
from chalicelib.tokens.rules import Token, TokenType
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
    status: str | None = None
    """What the charger's connector last told, if it is a networked one."""
    status_since: datetime | None = None
    online: bool | None = None
    going_on: Visit | None = None
    """The session that goes on at the charger."""
    visits: dict[str, Visit] = field(default_factory=dict)
    """Sessions by id, as the clock finds them."""
    nearest: tuple[str, str] = ("", "")
    reservations: list[tuple[Any, ...]] = field(default_factory=list)
    stopped: list[Visit] = field(default_factory=list)

    def standing(self, account_id: str | None) -> Standing:
        network = replace(NETWORK, policy=self.policy)
        return replace(member(account_id or ""), network=network)

    def owe(self, notice: Notice, _: datetime) -> tuple[Any, ...]:
        notice.check()
        self.notices.append(notice)
        return ()

    @property
    def clock(self) -> BookingClock:
        strikes = Strikes(self.store, self.owe, lambda _, account_id: self.standing(account_id))
        freed, dues = self.freed.append, DynamoClock()
        no_shows = NoShows(
            self.store, self.owe, strikes, lambda _: self.there, self.keeping, lambda _: self.nearest, freed
        )
        window_end = WindowEnd(
            self.store,
            self.owe,
            strikes,
            self.finishing,
            lambda _: self.there,
            self.visits.get,
            self.stopped.append,
            freed,
        )
        return BookingClock(self.store, dues, Opening(dues), self.owe, no_shows, window_end, freed)

    @property
    def there(self) -> AtCharger:
        """What the clock sees at the charger."""
        return AtCharger(self.charger, self.status, self.online, self.going_on, self.status_since)

    @property
    def finishing(self) -> Finishing:
        return Finishing(self.store, self.owe)

    @property
    def keeping(self) -> Keeping:
        return Keeping(
            lambda account_id: Token(f"APP-{account_id}", account_id, TokenType.APP_USER, "", False, NOON),
            lambda *reservation: self.reservations.append(("reserve", *reservation)),
            lambda *reservation: self.reservations.append(("unreserve", *reservation)),
            lambda _: self.charger,
            self.store.booking,
        )

    def let_go(self, booking: Booking) -> None:
        self.keeping.changed(booking)
        self.freed.append(booking)

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
            lambda booking, _: self.asked.append(booking),
            self.let_go,
        )

    @property
    def plug(self) -> PlugService:
        return PlugService(self.store, lambda: self.now, self.clock.settle, self.finishing)

    def booked_by(self, caller: Caller) -> list[Booking]:
        """What stands on a driver's agenda, by start."""
        (agenda,) = self.store.agendas_of(caller.account_id)
        found = self.store.bookings(entry.booking_id for entry in agenda.entries)
        return sorted(found.values(), key=lambda booking: booking.period)
