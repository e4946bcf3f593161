"""How members have kept to the rules: seen by themselves and by managers, who may pardon."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.bookings.agenda import Agenda, Strike
from chalicelib.bookings.needs import BookingStore, Facts, Owe, Writes
from chalicelib.bookings.shares import suspended_until
from chalicelib.bookings.tries import tries
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, Stale, not_found
from chalicelib.kernel.ids import Clock
from chalicelib.networks.rules import Standing
from chalicelib.notices.rules import Notice
from chalicelib.policies.rules import Policy


def counting(strikes: Iterable[Strike], policy: Policy, now: datetime) -> list[Strike]:
    """Those that count toward a suspension now; none where the policy suspends nobody."""
    rule = policy.strikes
    return [strike for strike in strikes if now - strike.at < rule.within] if rule else []


@dataclass(frozen=True)
class Record:
    """How a member has kept to a network's rules, by the network's policy for their class."""

    account_id: str
    network_id: str
    strikes: tuple[Strike, ...]
    """All that are remembered, the latest first."""
    counting: int
    allowed: int | None
    """How many within the days that count suspend; None: the policy suspends nobody."""
    suspended_until: datetime | None
    active: int
    """Bookings that are not over."""


@dataclass(frozen=True)
class RecordService:
    """Use cases of members, and of managers who pardon."""

    store: BookingStore
    facts: Facts
    now: Clock
    owe: Owe

    def mine(self, network_id: str, caller: Caller) -> Record:
        """One's own record. Raises NotFound, Forbidden("members_only")."""
        standing, agenda = self.facts.member(network_id, caller.account_id)
        if standing is None or not standing.may_see:
            raise not_found("network")
        if not standing.is_member:
            raise Forbidden("members_only", "Only members of the network have a record there.")
        return self._record(standing, agenda)

    def of(self, network_id: str, account_id: str, caller: Caller) -> Record:
        """A member's record, for managers. Raises NotFound, Forbidden("managers_only")."""
        self._check_manager(network_id, caller)
        return self._record(*self._member(network_id, account_id))

    def pardon(self, network_id: str, account_id: str, caller: Caller) -> Record:
        """A member's strikes are forgotten, and they are told; twice is as good as once.

        Raises NotFound, Forbidden("managers_only").
        """
        self._check_manager(network_id, caller)
        for _ in tries():
            standing, before = self._member(network_id, account_id)
            if not before.strikes:
                return self._record(standing, before)
            after = replace(before, strikes=())
            try:
                self.store.commit(self.store.moving(after), self._told(standing, before))
            except Stale:
                continue
            return self._record(standing, after)
        raise AssertionError("tries end with an error")

    def _told(self, standing: Standing, agenda: Agenda) -> Writes:
        network = standing.network
        notice = Notice(
            key=f"pardoned#{network.network_id}#{agenda.version}#{agenda.driver_id}",
            account_id=agenda.driver_id,
            event="pardoned",
            facts={"network_name": network.name},
        )
        return self.owe(notice, self.now())

    def _check_manager(self, network_id: str, caller: Caller) -> None:
        standing, _ = self.facts.member(network_id, caller.account_id)
        if standing is None or not standing.may_see:
            raise not_found("network")
        if not standing.may_manage:
            raise Forbidden("managers_only", "Only managers and owners of the network may do this.")

    def _member(self, network_id: str, account_id: str) -> tuple[Standing, Agenda]:
        standing, agenda = self.facts.member(network_id, account_id)
        if standing is None or standing.membership is None:
            raise not_found("member")
        return standing, agenda

    def _record(self, standing: Standing, agenda: Agenda) -> Record:
        now = self.now()
        policy = standing.network.policy.for_class(standing.member_class)
        until = suspended_until(agenda.strikes, policy)
        return Record(
            account_id=agenda.driver_id,
            network_id=agenda.network_id,
            strikes=tuple(sorted(agenda.strikes, key=lambda strike: strike.at, reverse=True)),
            counting=len(counting(agenda.strikes, policy, now)),
            allowed=policy.strikes.most if policy.strikes else None,
            suspended_until=until if until and now < until else None,
            active=len(agenda.active_at(now)),
        )
