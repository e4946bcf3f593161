"""Fair shares, whatever the zone, the day and the plans: compared with counting minute by minute."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.bookings.agenda import Agenda, Entry, Past, Strike
from chalicelib.bookings.booking import Kind
from chalicelib.bookings.rules import Wish, closed_for, local_day, refusals
from chalicelib.bookings.shares import Use, levels, most_now, share_violations, span_of, within
from chalicelib.bookings.slots import SLOT
from chalicelib.bookings.terms import BookingTerms
from chalicelib.kernel.period import Period
from chalicelib.kernel.wall import wall
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.rules import Closure, Measure, Policy, PrimeTime, Quota, Span, Strikes, Whose
from tests.unit.bookings.scenes import CHARGER, NOON, booked
from tests.unit.kernel.test_wall import ODD_ZONES

HOUR = timedelta(hours=1)
A_SECOND = timedelta(seconds=1)
LONGEST_SPAN = timedelta(days=32)
instants = st.datetimes(datetime(2012, 1, 1), datetime(2037, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware
zones = st.sampled_from(ODD_ZONES)


@given(st.sampled_from(Span), instants, zones)
def test_a_span_has_the_instant_it_is_asked_for(per, instant, zone):
    assert span_of(per, instant, zone).has(instant)


@given(st.sampled_from(Span), instants, zones)
def test_spans_follow_each_other_without_a_gap_or_an_overlap(per, instant, zone):
    span = span_of(per, instant, zone)

    assert span_of(per, span.end, zone).start == span.end
    assert span_of(per, span.start - A_SECOND, zone).end == span.start
    assert span_of(per, span.start, zone) == span_of(per, span.end - A_SECOND, zone) == span


@given(st.sampled_from(Span), instants, zones)
def test_a_span_is_as_long_as_the_calendar_says_but_for_clock_changes(per, instant, zone):
    span = span_of(per, instant, zone)
    shown = wall(span.start, ZoneInfo(zone))
    days = {Span.DAY: 1, Span.WEEK: 7, Span.MONTH: ((shown + LONGEST_SPAN).replace(day=1) - shown).days}[per]

    assert abs(span.duration - days * timedelta(days=1)) <= 2 * HOUR
    assert per is not Span.WEEK or shown.isoweekday() == 1
    assert per is not Span.MONTH or shown.day == 1


@given(st.dates(date(2012, 1, 1), date(2037, 12, 1)), st.integers(0, 9), zones)
def test_a_closure_is_its_days_one_after_the_other(first, more, zone):
    days = [local_day(first + timedelta(days=number), zone) for number in range(more + 1)]

    closed = closed_for(Closure(first, first + timedelta(days=more)), zone)

    assert (closed.start, closed.end) == (days[0].start, days[-1].end)
    assert sum((day.duration for day in days), timedelta(0)) == closed.duration


QUARTER = 3 * SLOT
FIRST = datetime(2026, 3, 20, tzinfo=UTC)
"""With the clock changes of spring in most zones within two weeks."""
quarters = st.integers(0, 20 * 96)
cars = st.sampled_from([None, "zoe", "leaf"])


@st.composite
def periods(draw):
    start = FIRST + draw(quarters) * QUARTER
    return Period(start, start + draw(st.integers(1, 40)) * QUARTER)


@st.composite
def agendas(draw):
    plans = draw(st.lists(st.tuples(periods(), cars, st.sampled_from([*Kind][:2])), max_size=6))
    past = draw(st.lists(st.tuples(periods(), cars, st.integers(0, 30_000)), max_size=6))
    return Agenda(
        "ann",
        "n1",
        tuple(Entry(f"s1-c1-{n:07}", period, kind, car) for n, (period, car, kind) in enumerate(plans)),
        tuple(Past(period.start, period.duration, "s1", wh, car_id=car) for period, car, wh in past),
        tuple(Strike(FIRST - timedelta(days=n), "no_show", "x") for n in range(draw(st.integers(0, 3)))),
        1,
    )


amounts = st.integers(1, 40).map(lambda quarters_: Decimal(quarters_) / 4)
quotas = st.builds(Quota, st.sampled_from(Measure), amounts, st.sampled_from(Span), st.sampled_from(Whose))
half_hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
windows = st.lists(st.builds(WeeklyHours, st.integers(1, 7), half_hours, half_hours), min_size=1, max_size=6)
primes = st.builds(
    PrimeTime,
    windows.map(tuple),
    st.none() | st.integers(1, 16).map(lambda number: number * QUARTER),
    st.lists(quotas.filter(lambda quota: quota.measure is not Measure.KWH), max_size=2).map(tuple),
)
policies = st.builds(
    Policy,
    max_active=st.none() | st.integers(1, 6),
    quotas=st.lists(quotas, max_size=3).map(tuple),
    cooldown=st.none() | st.integers(1, 20).map(lambda number: number * QUARTER),
    prime_time=st.lists(primes, max_size=2).map(tuple),
    strikes=st.none()
    | st.builds(Strikes, st.integers(1, 3), st.just(10 * 24 * HOUR), st.just(20 * 24 * HOUR)),
)


def naive_use(quota, prime, use, agenda):
    """Of what begins in the quota's span, in quarters (or bookings, or Wh), one quarter at a time."""
    zone, total = ZoneInfo(use.time_zone), 0
    here = _calendar(quota.per, wall(use.period.start, zone))
    stretches = [(e.period.start, e.period.end, 0, e.car_id) for e in agenda.entries]
    stretches += [(p.start, p.end, p.energy_wh, p.car_id) for p in agenda.past]
    for start, end, wh, car_id in stretches:
        if _calendar(quota.per, wall(start, zone)) != here:
            continue
        if quota.whose is Whose.CAR and car_id != use.car_id:
            continue
        counted = naive_length(prime, start, end, zone)
        total += {Measure.KWH: wh, Measure.COUNT: int(counted > 0), Measure.HOURS: counted}[quota.measure]
    return total


def naive_length(prime, start, end, zone):
    """Quarters of it that lie in prime time by what the wall shows; all, without prime time."""
    found, at = 0, start
    while at < end:
        found += prime is None or _in_hours(prime.hours, wall(at, zone))
        at += QUARTER
    return found


def _calendar(per, shown):
    return {
        Span.DAY: shown.date(),
        Span.WEEK: shown.isocalendar()[:2],
        Span.MONTH: (shown.year, shown.month),
    }[per]


def _in_hours(hours, shown):
    for entry in hours:
        for ago in (0, 1):
            day = shown.date() - timedelta(days=ago)
            last = day if entry.until > entry.from_ else day + timedelta(days=1)
            opens, closes = datetime.combine(day, entry.from_), datetime.combine(last, entry.until)
            if entry.weekday == day.isoweekday() and opens <= shown < closes:
                return True
    return False


@settings(max_examples=200)
@given(quotas, periods(), cars, agendas(), zones)
def test_a_quota_counts_what_a_naive_count_counts(quota, period, car, agenda, zone):
    use = Use(period, "s1", zone, car)
    used = naive_use(quota, None, use, agenda)
    per_unit = {Measure.HOURS: 4, Measure.COUNT: 1, Measure.KWH: 1000}[quota.measure]

    (level,) = levels(use, Policy(quotas=(quota,)), agenda)
    found = share_violations(use, BookingTerms(Policy(quotas=(quota,))), agenda, NOON)

    assert level.used == Decimal(used) / per_unit
    asked = {Measure.HOURS: period.duration // QUARTER, Measure.COUNT: 1, Measure.KWH: 0}[quota.measure]
    is_energy = quota.measure is Measure.KWH
    is_refused = used >= quota.most * per_unit if is_energy else used + asked > quota.most * per_unit
    assert bool(found) is is_refused


@settings(max_examples=200)
@given(
    primes,
    periods(),
    agendas(),
    st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "America/Bogota", "UTC"]),
)
def test_prime_time_counts_what_the_wall_shows(prime, period, agenda, zone):
    around = Period(period.start - timedelta(days=1), period.end + timedelta(days=1))
    offsets = {at.astimezone(ZoneInfo(zone)).utcoffset() for at in (around.start, around.end)}
    assume(len(offsets) == 1)  # what the wall shows twice, or not at all, is tested in kernel/test_wall.py
    use = Use(period, "s1", zone)
    in_prime = naive_length(prime, period.start, period.end, ZoneInfo(zone))
    is_too_long = prime.max_duration is not None and in_prime > prime.max_duration // QUARTER

    found = share_violations(use, BookingTerms(Policy(prime_time=(replace(prime, quotas=()),))), agenda, NOON)

    assert within(prime, period, zone) == in_prime * QUARTER
    assert ["prime_time_too_long"] * is_too_long == [violation.code for violation in found]


def of_hours(policy):
    """The policy's limits of time alone, all of a member's."""

    def own(quotas):
        return tuple(quota for quota in quotas if quota.measure is Measure.HOURS)

    primes = tuple(replace(prime, quotas=own(prime.quotas)) for prime in policy.prime_time)
    return BookingTerms(Policy(quotas=own(policy.quotas), prime_time=primes))


@settings(max_examples=200)
@given(policies, periods(), cars, agendas(), zones)
def test_most_now_passes_and_a_slot_more_does_not(policy, period, car, agenda, zone):
    use, limits = Use(period, "s1", zone, car), of_hours(policy)

    most = most_now(use, limits, agenda)

    def passes(length):
        part = Period(period.start, period.start + length)
        return not share_violations(replace(use, period=part), limits, agenda, NOON)

    assert most <= period.duration
    if most > timedelta(0):
        assert passes(most)
    if most < period.duration:
        assert not passes(most + SLOT)


@settings(max_examples=200)
@given(policies, periods(), cars, agendas(), zones, st.integers(0, 11))
def test_without_one_of_its_bookings_a_member_is_refused_nothing_more(
    policy, period, car, agenda, zone, gone
):
    charger, terms = replace(CHARGER, time_zone=zone), BookingTerms(policy)
    fewer = replace(
        agenda,
        entries=tuple(e for n, e in enumerate(agenda.entries) if n != gone),
        past=tuple(p for n, p in enumerate(agenda.past) if n + 6 != gone),
    )

    before, after = (
        [(v.rule, v.allowed) for v in refusals(Wish(period, car_id=car), terms, charger, known, FIRST)]
        for known in (agenda, fewer)
    )

    assert all(before.count(violation) >= after.count(violation) for violation in after)


@settings(max_examples=200)
@given(policies, agendas(), cars, st.integers(0, 7), st.integers(1, 8))
def test_what_gives_back_is_never_refused_for_its_share(policy, agenda, car, first, length):
    mine = booked(0, 2, "zzzzzzz", car_id=car)
    start = NOON + min(first, 7) * QUARTER
    part = Period(start, min(start + length * QUARTER, mine.period.end))

    found = refusals(Wish(part, mine, car), BookingTerms(policy), CHARGER, agenda, NOON)

    shares = {
        "too_many_active",
        "quota_exceeded",
        "prime_time_class",
        "prime_time_too_long",
        "cooldown",
        "suspended",
    }
    assert not shares & {violation.code for violation in found}


@settings(max_examples=200)
@given(policies, periods(), cars, agendas(), zones)
def test_a_cooldown_and_a_suspension_are_over_when_they_say_so(policy, period, car, agenda, zone):
    terms = BookingTerms(replace(policy, quotas=(), prime_time=()))

    for violation in share_violations(Use(period, "s1", zone, car), terms, agenda, FIRST):
        assert violation.passes_at is not None
        later = Use(Period(violation.passes_at, violation.passes_at + period.duration), "s1", zone, car)
        again = share_violations(later, terms, agenda, violation.passes_at)
        assert violation.code not in [found.code for found in again]
