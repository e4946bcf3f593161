"""A member's fair share: quotas, prime time, cooldown and strikes, counted on the agenda."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from chalicelib.bookings.agenda import Agenda, Strike
from chalicelib.bookings.booking import Kind
from chalicelib.bookings.terms import BookingTerms
from chalicelib.bookings.words import in_words
from chalicelib.kernel.errors import Violation
from chalicelib.kernel.period import Period
from chalicelib.kernel.wall import instant_of
from chalicelib.kernel.weekly import stretches, without_overlaps
from chalicelib.policies.rules import Measure, Policy, PrimeTime, Quota, Span, Whose

NOTHING = timedelta(0)


@dataclass(frozen=True)
class Use:
    """What somebody asks for: a time at a station, for one of their cars."""

    period: Period
    station_id: str
    time_zone: str
    car_id: str | None = None


@dataclass(frozen=True)
class Level:
    """How far a quota is used up at some time."""

    quota: Quota
    used: Decimal
    span: Period
    prime: PrimeTime | None = None

    @property
    def left(self) -> Decimal:
        """What can still be used; never below zero."""
        return max(self.quota.most - self.used, Decimal(0))


def share_violations(use: Use, terms: BookingTerms, agenda: Agenda, now: datetime) -> list[Violation]:
    """Every reason in a member's own past and plans why `use` is more than their share."""
    return [
        *_erased(agenda),
        *suspension(agenda.strikes, terms.policy, now),
        *_quota_violations(use, terms.policy, agenda),
        *_prime_violations(use, terms),
        *_cooldown_violations(use, terms.policy, agenda),
    ]


def _erased(agenda: Agenda) -> Iterator[Violation]:
    if agenda.is_closed:
        yield Violation("account_erased", "This account is erased: it books and charges nothing any more.")


def suspension(strikes: Iterable[Strike], policy: Policy, now: datetime) -> Iterator[Violation]:
    """Why a member who failed to come, or to leave, too often cannot book for a while."""
    rule = policy.strikes
    until = suspended_until(strikes, policy)
    if rule is not None and until is not None and now < until:
        words = f"Booking is suspended after {rule.most} no-shows or overstays."
        yield Violation("suspended", words, rule.most, passes_at=until, rule="strikes")


def suspended_until(strikes: Iterable[Strike], policy: Policy) -> datetime | None:
    """Until when the latest suspension lasts, or lasted; None: there was none."""
    rule = policy.strikes
    if rule is None:
        return None
    times = sorted(strike.at for strike in strikes)
    last = None
    for first, nth in zip(times, times[rule.most - 1 :], strict=False):
        if nth - first < rule.within:
            last = nth
    return None if last is None else last + rule.suspend


def levels(use: Use, policy: Policy, agenda: Agenda) -> list[Level]:
    """How far each quota is used up in the spans that `use` begins in, without it."""
    found = [_level(quota, None, use, agenda) for quota in policy.quotas]
    for prime in policy.prime_time:
        if within(prime, use.period, use.time_zone):
            found += [_level(quota, prime, use, agenda) for quota in prime.quotas]
    return found


def _level(quota: Quota, prime: PrimeTime | None, use: Use, agenda: Agenda) -> Level:
    span = span_of(quota.per, use.period.start, use.time_zone)
    mine = [
        (stretch, energy)
        for stretch, energy, car_id in _uses(agenda)
        if span.has(stretch[0]) and (quota.whose is Whose.MEMBER or car_id == use.car_id)
    ]
    if quota.measure is Measure.KWH:
        used = Decimal(sum(energy for _, energy in mine)) / 1000
    else:
        counted = [_counted(stretch, prime, use.time_zone) for stretch, _ in mine]
        used = _amount(quota.measure, counted)
    return Level(quota, used, span, prime)


def _uses(agenda: Agenda) -> Iterator[tuple[tuple[datetime, datetime], int, str | None]]:
    for entry in agenda.entries:
        if entry.kind is not Kind.OFFER:
            yield (entry.period.start, entry.period.end), 0, entry.car_id
    for past in agenda.past:
        yield (past.start, past.end), past.energy_wh, past.car_id


def _counted(stretch: tuple[datetime, datetime], prime: PrimeTime | None, time_zone: str) -> timedelta:
    start, end = stretch
    if prime is None or start >= end:
        return end - start
    return within(prime, Period(start, end), time_zone)


def _amount(measure: Measure, lengths: list[timedelta]) -> Decimal:
    if measure is Measure.COUNT:
        return Decimal(sum(length > NOTHING for length in lengths))
    seconds = sum(int(length.total_seconds()) for length in lengths)
    return Decimal(seconds) / 3600


def _quota_violations(use: Use, policy: Policy, agenda: Agenda) -> Iterator[Violation]:
    for level in levels(use, policy, agenda):
        quota = level.quota
        length = use.period.duration
        if level.prime is not None:
            length = within(level.prime, use.period, use.time_zone)
        if quota.measure is Measure.KWH:
            alone, asked, is_too_much = Decimal(0), level.used, level.used >= quota.most
        else:
            alone = _amount(quota.measure, [length])
            asked = level.used + alone
            is_too_much = asked > quota.most
        if is_too_much:
            yield Violation(
                "quota_exceeded",
                f"At most {quota.most.normalize():f} {UNITS[quota.measure][quota.most != 1]} a {quota.per}"
                f"{' in prime time' if level.prime else ''}"
                f"{' with one car' if quota.whose is Whose.CAR else ''}.",
                quota.most,
                round(asked, 3),
                passes_at=level.span.end if alone <= quota.most else None,
                rule="prime_time" if level.prime else "quotas",
            )


UNITS = {
    Measure.HOURS: ("hour", "hours"),
    Measure.KWH: ("kWh", "kWh"),
    Measure.COUNT: ("booking", "bookings"),
}
"""One of it, and more."""


def _prime_violations(use: Use, terms: BookingTerms) -> Iterator[Violation]:
    for prime in terms.policy.prime_time:
        length = within(prime, use.period, use.time_zone)
        if not length:
            continue
        if prime.classes is not None and terms.member_class not in prime.classes:
            yield Violation(
                "prime_time_class",
                f"In prime time only {' and '.join(sorted(prime.classes)) or 'nobody'} may book.",
                sorted(prime.classes),
                terms.member_class,
                rule="prime_time",
            )
        if prime.max_duration is not None and length > prime.max_duration:
            words = f"At most {in_words(prime.max_duration)} of a booking lie in prime time."
            yield Violation("prime_time_too_long", words, prime.max_duration, length, rule="prime_time")


def _cooldown_violations(use: Use, policy: Policy, agenda: Agenda) -> Iterator[Violation]:
    if not policy.cooldown:
        return
    here = [
        (entry.period.start, entry.period.end)
        for entry in agenda.entries
        if entry.station_id == use.station_id and entry.kind is not Kind.OFFER
    ]
    here += [(past.start, past.end) for past in agenda.past if past.station_id == use.station_id]
    free_at = use.period.start
    for start, end in sorted(here):
        if start < free_at + use.period.duration + policy.cooldown and free_at < end + policy.cooldown:
            free_at = end + policy.cooldown
    if free_at > use.period.start:
        words = f"At least {in_words(policy.cooldown)} between two bookings of yours at one station."
        yield Violation("cooldown", words, policy.cooldown, use.period, passes_at=free_at, rule="cooldown")


def most_now(use: Use, terms: BookingTerms, agenda: Agenda) -> timedelta:
    """How much of `use`, from its start, is still within the quotas of hours and of prime time."""
    longest = use.period.duration
    for level in levels(use, terms.policy, agenda):
        if level.quota.measure is Measure.HOURS:
            left = timedelta(seconds=int(level.left * 3600))
            longest = min(longest, _until_spent(level.prime, use, left))
    for prime in terms.policy.prime_time:
        if prime.max_duration is not None:
            longest = min(longest, _until_spent(prime, use, prime.max_duration))
    return longest


def _until_spent(prime: PrimeTime | None, use: Use, left: timedelta) -> timedelta:
    """How long from the start of `use` until `left` of it is spent within prime time."""
    if prime is None:
        return left
    start, spent = use.period.start, NOTHING
    for opens, closes in without_overlaps(stretches(prime.hours, ZoneInfo(use.time_zone), use.period)):
        begins = max(opens, start)
        length = min(closes, use.period.end) - begins
        if spent + length > left:
            return begins + (left - spent) - start
        spent += length
    return use.period.duration


def within(prime: PrimeTime, period: Period, time_zone: str) -> timedelta:
    """How much of `period` lies in prime time, by the station's clock."""
    found = without_overlaps(stretches(prime.hours, ZoneInfo(time_zone), period))
    return sum((min(end, period.end) - max(start, period.start) for start, end in found), NOTHING)


def span_of(per: Span, instant: datetime, time_zone: str) -> Period:
    """The day, week (from Monday) or month of the station's calendar that `instant` falls in."""
    day = instant.astimezone(ZoneInfo(time_zone)).date()
    if per is Span.DAY:
        first, last = day, day + timedelta(days=1)
    elif per is Span.WEEK:
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=7)
    else:
        first = day.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1)
    return Period(midnight(first, time_zone), midnight(last, time_zone))


def midnight(day: date, time_zone: str) -> datetime:
    """When a day begins on the station's clock, in UTC.

    A midnight that does not exist is the instant at which the clock jumps over it; of two, the first.
    """
    return instant_of(datetime.combine(day, time()), ZoneInfo(time_zone))
