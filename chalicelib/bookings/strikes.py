"""A no-show or an overstay counts against its driver, and may suspend booking for a while."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.agenda import Agenda, Past, Strike, without
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.needs import Owe, Writes
from chalicelib.bookings.shares import suspended_until
from chalicelib.bookings.terms import terms_of
from chalicelib.networks.rules import Standing
from chalicelib.notices.rules import Notice
from chalicelib.policies.rules import Policy
from chalicelib.stations.rules import Charger


class AgendaStore(Protocol):
    """Agendas as strikes need them."""

    def agenda(self, driver_id: str, network_id: str) -> Agenda:
        """A member's agenda."""

    def moving(self, agenda: Agenda) -> Writes:
        """The writes that replace an agenda, if it is as it was read."""


@dataclass(frozen=True)
class Struck:
    """The writes by which a strike counts, and how many more there may be before booking is suspended."""

    writes: Writes
    left: int | None = None
    """None: strikes have no consequence here."""


@dataclass(frozen=True)
class Strikes:
    """Counts strikes on agendas, by the policy as it is when one falls due.

    The agenda is replaced under its version: of two strikes at once the second counts the first, so that who
    is suspended is told so once.
    """

    store: AgendaStore
    owe: Owe
    standing: Callable[[str, str], Standing | None]
    """(network_id, account_id). None: there is no such network any more."""

    def struck(
        self,
        booking: Booking,
        strike: Strike,
        charger: Charger | None,
        now: datetime,
        past: Past | None = None,
    ) -> Struck:
        """A strike for `booking`, which leaves the agenda if `past` tells what it came to."""
        agenda = self.store.agenda(booking.driver_id, booking.network_id)
        if past is not None:
            agenda = without(agenda, booking.booking_id, past)
        after = replace(agenda, strikes=(*agenda.strikes, strike))
        writes = self.store.moving(after)
        standing = self.standing(booking.network_id, booking.driver_id)
        if standing is None or charger is None:
            return Struck(writes)
        policy = terms_of(standing, charger).policy
        until = suspended_until(after.strikes, policy)
        if until is None or until == suspended_until(agenda.strikes, policy):
            return Struck(writes, left_of(after, policy, strike.at))
        name = standing.network.name
        return Struck((*writes, *self.owe(_suspended(booking, strike, until, name), now)), 0)


def left_of(agenda: Agenda, policy: Policy, at: datetime) -> int | None:
    """How many strikes more there may be at `at` before booking is suspended; None: any number."""
    rule = policy.strikes
    if rule is None:
        return None
    counted = [strike for strike in agenda.strikes if strike.at <= at < strike.at + rule.within]
    return max(rule.most - len(counted), 0)


def _suspended(booking: Booking, strike: Strike, until: datetime, network_name: str) -> Notice:
    return Notice(
        key=f"suspended#{strike.booking_id}#{strike.why}",
        account_id=booking.driver_id,
        event="suspended",
        facts={"until_at": until.isoformat(), "network_name": network_name},
        not_after=until,
    )
