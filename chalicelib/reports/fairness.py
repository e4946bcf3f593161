"""How fairly a network shared its chargers in a span of days: every figure, from what is over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chalicelib.bookings.booking import Booking, Kind
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Membership, Network
from chalicelib.policies.resolving import resolved
from chalicelib.policies.rules import PrimeTime
from chalicelib.reports.days import Days
from chalicelib.reports.hours import Hour, Place, by_hour
from chalicelib.reports.refusals import Refusals
from chalicelib.reports.sharing import gini, in_words, shares
from chalicelib.reports.use import Use, held_period, total, use_of, use_of_session
from chalicelib.reports.waits import Wait, Waits, waits_of
from chalicelib.sessions.rules import Session
from chalicelib.stations.rules import Charger, Station


@dataclass(frozen=True)
class Facts:
    """What the report is made of; more than the days' own is no harm."""

    network: Network
    members: Sequence[Membership]
    stations: Sequence[Station]
    bookings: Sequence[Booking]
    """That are over."""
    sessions: Sequence[Session]
    refusals: Refusals = field(default_factory=Refusals)
    waits: Sequence[Wait] = ()


@dataclass(frozen=True)
class MemberUse:
    """What one member took. Who is no member any more is told, too, if they took something."""

    account_id: str
    member_class: str | None
    is_member: bool
    use: Use
    share: float = 0.0
    """Of all time that was taken."""
    prime_share: float = 0.0


@dataclass(frozen=True)
class ClassUse:
    """What the members of one class took together; None: those of no class."""

    member_class: str | None
    members: int
    use: Use
    share: float
    prime_share: float


@dataclass(frozen=True)
class Fairness:
    """The report. Most used first."""

    days: Days
    all: Use
    members: Sequence[MemberUse]
    classes: Sequence[ClassUse]
    hours: Sequence[Hour]
    refusals: Refusals
    waits: Waits
    gini: float
    """Of the time that members took: 0 even, near 1 one has all."""
    in_words: str


def fairness(days: Days, facts: Facts) -> Fairness:
    """What came to its end in these days, on the clock of each station.

    What a booking took counts on the day on which it was over.
    """
    over = [booking for booking in facts.bookings if days.has(booking.over_at, booking.time_zone)]
    ended = [
        session
        for session in facts.sessions
        if session.end
        and session.driver_id
        and not session.is_of_a_stranger
        and days.has(session.end, session.time_zone)
    ]
    members = _members(facts, over, ended)
    held = [member.use.held for member in members]
    return Fairness(
        days=days,
        all=total(member.use for member in members),
        members=members,
        classes=_classes(members),
        hours=by_hour(_places(days, facts.stations, over)),
        refusals=facts.refusals,
        waits=waits_of([wait for wait in facts.waits if days.has(wait.booked_at, wait.time_zone)]),
        gini=gini(held),
        in_words=in_words(held),
    )


def _members(facts: Facts, over: Iterable[Booking], ended: Iterable[Session]) -> list[MemberUse]:
    """Everybody who may use the chargers, or did."""
    known = {member.account_id: member for member in facts.members}
    classes = {account_id: member.member_class for account_id, member in known.items()}
    prime = _PrimeTime(facts.network, facts.stations, classes)
    uses: dict[str, Use] = defaultdict(Use)
    for booking in over:
        uses[booking.driver_id] += use_of(booking, prime.of)
    by_id = {booking.booking_id: booking for booking in facts.bookings}
    for session in ended:
        uses[session.driver_id or ""] += use_of_session(session, by_id.get(session.booking_id or ""))
    may = {member.account_id for member in facts.members if not member.blocked}
    told = sorted(may | {account_id for account_id, use in uses.items() if use != Use()})
    of_all = shares([uses[account_id].held for account_id in told])
    of_prime = shares([uses[account_id].prime_held for account_id in told])
    found = [
        MemberUse(
            account_id, classes.get(account_id), account_id in may, uses[account_id], share, prime_share
        )
        for account_id, share, prime_share in zip(told, of_all, of_prime, strict=True)
    ]
    return sorted(found, key=lambda member: (-member.use.held, -member.use.bookings, member.account_id))


def _classes(members: Sequence[MemberUse]) -> list[ClassUse]:
    grouped: dict[str | None, list[MemberUse]] = defaultdict(list)
    for member in members:
        grouped[member.member_class].append(member)
    found = [
        ClassUse(
            name,
            len(group),
            total(member.use for member in group),
            sum(member.share for member in group),
            sum(member.prime_share for member in group),
        )
        for name, group in grouped.items()
    ]
    return sorted(found, key=lambda one: (-one.share, one.member_class or ""))


class _PrimeTime:
    """The prime time of each charger, as the policy is now, for who booked it."""

    def __init__(
        self, network: Network, stations: Iterable[Station], classes: Mapping[str, str | None]
    ) -> None:
        self.network, self.classes = network, classes
        self.chargers = _chargers(stations)
        self.found: dict[tuple[str, str | None], tuple[PrimeTime, ...]] = {}

    def of(self, booking: Booking) -> tuple[PrimeTime, ...]:
        """Of a charger that is gone: the network's."""
        key = (booking.charger_id, self.classes.get(booking.driver_id))
        if key not in self.found:
            charger = self.chargers.get(booking.charger_id)
            places = (charger.station_policy, charger.policy) if charger else ()
            self.found[key] = resolved(self.network.policy, *places, member_class=key[1]).prime_time
        return self.found[key]


def _chargers(stations: Iterable[Station]) -> dict[str, Charger]:
    return {charger.charger_id: charger for station in stations for charger in station.chargers}


def _places(days: Days, stations: Sequence[Station], over: Iterable[Booking]) -> list[Place]:
    """The chargers that there are, as their stations are open now, and those that were used and are gone."""
    held: dict[str, list[Period]] = defaultdict(list)
    blocked: dict[str, list[Period]] = defaultdict(list)
    zones: dict[str, str] = {}
    for booking in over:
        zones[booking.charger_id] = booking.time_zone
        if period := held_period(booking):
            held[booking.charger_id].append(period)
        elif booking.kind is Kind.BLOCK and booking.held:
            blocked[booking.charger_id].append(booking.held)
    chargers = _chargers(stations)
    known = [
        Place(
            charger.time_zone,
            charger.opening_hours,
            days.period(charger.time_zone),
            tuple(held[charger_id]),
            tuple(blocked[charger_id]),
        )
        for charger_id, charger in chargers.items()
    ]
    gone = [
        Place(zone, (), days.period(zone), tuple(held[charger_id]))
        for charger_id, zone in zones.items()
        if charger_id not in chargers
    ]
    return known + gone
