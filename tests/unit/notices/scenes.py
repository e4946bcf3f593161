"""A post of made-up people, and what it sent."""

from datetime import UTC, datetime, timedelta

from chalicelib.accounts.rules import Account
from chalicelib.notices.events import EVENTS
from chalicelib.notices.post import PostService
from chalicelib.notices.rules import Notice
from chalicelib.notices.service import Undeliverable
from chalicelib.notices.store import DynamoPost
from chalicelib.notices.writing import Writer

ORIGIN = "https://plugnexus.example"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANN = Account("ann", "ann@x.org", "Ann", NOON, phone="+491701234567", time_zone="Europe/Berlin")
BOB = Account("bob", "bob@x.org", "Bob", NOON)
FACTS = {
    "station_name": "Courtyard",
    "charger_name": "Left",
    "start_at": "2026-11-21T13:00:00Z",
    "end_at": "2026-11-21T14:30:00Z",
    "booking_id": "b1",
    "driver_name": "Carla",
    "approve_until_at": "2026-11-21T12:30:00Z",
    "reason": "no_show",
    "nearest_name": "Market",
    "nearest_path": "/stations/s2",
    "fee": "5",
    "fee_per_minute": "0.125",
    "amount": "1234.5",
    "cost": "3.20",
    "currency": "EUR",
    "strikes_left": "2",
    "until_at": "2026-12-01T00:00:00Z",
    "network_name": "Neighbours",
    "at_end": "stop",
    "since_at": "2026-11-21T11:45:00Z",
    "energy_kwh": "12.3456",
    "session_id": "s1",
    "passes_at": "2026-11-21T15:00:00Z",
    "hold_until_at": "2026-11-21T12:10:00Z",
    "offer_id": "o1",
    "charge_point_name": "Box 1",
    "detail": "GroundFailure (E42)",
    "detail_code": "",
    "connector": "1",
    "count": "3",
    "day": "2026-12-01",
    "kwh": "4.5",
    "told": "GroundFailure (E42)",
    "version": "1.2.0",
    "why": "Its own reason.",
    "why_code": "",
    "word": "Rejected",
    "over_at": "2026-11-21T11:55:00Z",
}
"""A value for each fact of any event."""


class Mails:
    """Keeps mails and SMS, or refuses while `refuses` is set; `meanwhile` runs before one is taken."""

    def __init__(self):
        self.taken, self.refuses, self.meanwhile = [], False, lambda: None

    def put(self, to, what, *_):
        self.meanwhile()
        if self.refuses:
            raise Undeliverable("Throttling")
        self.taken.append((to, what))

    @property
    def to(self):
        return [to for to, _ in self.taken]


class Post:
    """A worker of its own on the one table, with outlets that it may share with another."""

    def __init__(self, mails=None, texts=None, people=(ANN, BOB)):
        self.mails, self.texts, self.people = mails or Mails(), texts or Mails(), list(people)
        self.clock = 0.0
        self.service = PostService(
            DynamoPost(), self.accounts_of, self.mails, self.texts, Writer(ORIGIN), lambda: NOON, self.elapsed
        )

    def accounts_of(self, account_ids):
        return {one.account_id: one for one in self.people if one.account_id in set(account_ids)}

    def elapsed(self):
        return self.clock


def notice(event="booking_soon", account=ANN, key="soon#b1", not_after=None, **facts):
    """One of `event`, with facts of FACTS but for those told."""
    known = EVENTS[event]
    told = {name: FACTS[name] for name in known.known} | facts
    return Notice(key, account.account_id, event, told, not_after)
