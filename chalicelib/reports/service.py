"""Reports as managers ask for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.accounts.rules import Account
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.rules import LONGEST_BOOKING
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Membership, Standing
from chalicelib.reports.days import asked_days
from chalicelib.reports.fairness import Facts, Fairness, fairness
from chalicelib.reports.reading import every
from chalicelib.reports.refusals import RefusalStore
from chalicelib.reports.waits import Wait
from chalicelib.sessions.rules import Session
from chalicelib.stations.rules import Station


@dataclass(frozen=True)
class Told:
    """A report, and the names of those in it."""

    report: Fairness
    names: dict[str, str]


@dataclass(frozen=True)
class FairnessService:
    """How fairly a network's chargers are shared."""

    managed: Callable[[str, Caller], Standing]
    members: Callable[[str, str | None, int], Page[Membership]]
    stations: Callable[[str, str | None, int], Page[Station]]
    bookings: Callable[[str, Period, Wanted], Page[Booking]]
    """Those that were over within a period."""
    sessions: Callable[[str, Period, Wanted], Page[Session]]
    """Those that began within a period."""
    refusals: RefusalStore
    waits: Callable[[str, Period], list[Wait]]
    """Those that came to a booking within a period."""
    accounts_of: Callable[[Iterable[str]], dict[str, Account]]
    now: Clock

    def report(self, network_id: str, caller: Caller, first: date | None, last: date | None) -> Told:
        """Of these days, both included; a page of requests for each 500 of anything.

        Raises NotFound, Forbidden("managers_only"), Invalid("bad_span"), and Refused("too_much_to_report")
        for a network in which more happened than can be counted while somebody waits.
        """
        standing = self.managed(network_id, caller)
        days = asked_days(first, last, self.now())
        period = days.anywhere()
        begun = Period(period.start - LONGEST_BOOKING, period.end)
        facts = Facts(
            network=standing.network,
            members=list(every(lambda wanted: self.members(network_id, wanted.cursor, wanted.limit))),
            stations=list(every(lambda wanted: self.stations(network_id, wanted.cursor, wanted.limit))),
            bookings=list(every(lambda wanted: self.bookings(network_id, period, wanted))),
            sessions=list(every(lambda wanted: self.sessions(network_id, begun, wanted))),
            refusals=self.refusals.refusals(network_id, days.first, days.last),
            waits=self.waits(network_id, period),
        )
        found = fairness(days, facts)
        accounts = self.accounts_of(member.account_id for member in found.members)
        return Told(found, {account_id: account.name for account_id, account in accounts.items()})
