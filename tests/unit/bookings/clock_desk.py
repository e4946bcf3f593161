"""A Desk whose notices are owed in the store, as in life, and what can be seen of a booking afterwards."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.bookings.at_charger import Visit
from chalicelib.bookings.booking import Booking
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.money import Money
from chalicelib.kernel.paging import Wanted
from chalicelib.kernel.period import Period
from chalicelib.notices.items import NoticeItem
from chalicelib.notices.rules import Notice
from chalicelib.notices.store import DynamoPost
from chalicelib.policies.rules import AtEnd, Fees, Policy, Strikes
from chalicelib.stations.rules import Charger
from chalicelib.table import transact
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, hours

ANN, BOB = Caller("ann"), Caller("bob")
START, END = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
HOUR, HALF_A_DAY = Period(START, END), hours(0, 12)
RULES = Policy(
    early_start=timedelta(minutes=10),
    noshow_timeout=timedelta(minutes=15),
    late_stop=timedelta(minutes=10),
    at_end=AtEnd.KEEP,
    fees=Fees(no_show=Money(Decimal(5), "EUR"), overstay_per_minute=Money(Decimal("0.10"), "EUR")),
    strikes=Strikes(2, timedelta(days=30), timedelta(days=14)),
)
NETWORKED = replace(CHARGER, charge_point_id="CP1", connector_id=1)


def after_start(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def after_end(minutes: float) -> datetime:
    return END + timedelta(minutes=minutes)


@dataclass
class ClockDesk(Desk):
    """Ann books from 13 to 14 o'clock, and the charger is a networked one that nobody uses."""

    now: datetime = NOON - timedelta(days=1)
    policy: Policy = RULES
    charger: Charger = NETWORKED
    status: str | None = "Available"
    online: bool | None = True

    def owe(self, notice: Notice, at: datetime) -> tuple[Any, ...]:
        notice.check()
        return DynamoPost().owed(notice, at)

    def booked(self, who: Caller = ANN, period: Period = HOUR) -> Booking:
        return self.bookings.book(self.charger.charger_id, who, period)

    def at(self, now: datetime) -> "ClockDesk":
        """Time goes on to `now`, and the clock ticks then."""
        self.now = now
        self.clock.tick(now)
        return self

    def seen(self, booking: Booking) -> Booking:
        found = self.store.booking(booking.booking_id)
        assert found is not None
        return found

    def starts(self, who: Caller = ANN, at: datetime = START, session_id: str = "s1") -> Booking:
        """The charger tells that a session began, now."""
        self.now = max(self.now, at)
        turn = self.plug.turn(self.charger, self.standing(who.account_id), who.account_id, at)
        assert turn.may, turn.violations
        transact(self.plug.begin(turn, session_id, at))
        self.visits[session_id] = Visit(
            session_id, who.account_id, at, charge_point_id=self.charger.charge_point_id, transaction_id="7"
        )
        self.going_on = self.visits[session_id]
        self.status = "Charging"
        assert turn.booking
        return turn.booking

    def ends(self, booking: Booking, at: datetime, session_id: str = "s1", wh: int = 0) -> None:
        """The charger tells that it ended, now."""
        self.now = max(self.now, at)
        transact(self.plug.finish(booking.booking_id, at, session_id, wh))
        self.visits[session_id] = replace(self.visits[session_id], end=at)
        self.going_on, self.status = None, "Available"

    def told(self, who: Caller | None = None) -> list[str]:
        """The events of all notices that are owed, in order of their names."""
        return sorted(
            item.event for item in NoticeItem.scan() if who is None or item.account_id == who.account_id
        )

    def facts(self, event: str) -> dict[str, str]:
        (found,) = (item.facts for item in NoticeItem.scan() if item.event == event)
        return dict(found)

    def strikes(self, who: Caller = ANN) -> list[tuple[str, datetime]]:
        agenda = self.store.agenda(who.account_id, "n1")
        return [(strike.why, strike.at) for strike in agenda.strikes]

    def charges(self, who: Caller = ANN) -> list[tuple[str, str, bool]]:
        """Reason, amount, and whether it was withdrawn."""
        found = self.store.charges_of_driver(who.account_id, Wanted(50, None)).items
        return [(c.reason.value, f"{c.amount.amount}", c.withdrawn_at is not None) for c in found]

    def held(self) -> dict[str, timedelta]:
        """How long each reference holds of the twelve hours after noon."""
        taken = self.store.occupancy(self.charger.charger_id, HALF_A_DAY).taken(HALF_A_DAY)
        lengths: dict[str, timedelta] = {}
        for stretch in taken:
            lengths[stretch.ref] = lengths.get(stretch.ref, timedelta(0)) + stretch.period.duration
        return lengths
