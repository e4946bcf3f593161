"""A member's fair share: each rule's border from both sides, and from when on it lets pass."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from chalicelib.bookings.agenda import Past, Strike
from chalicelib.bookings.rules import Wish, refusals
from chalicelib.bookings.shares import Use, levels, most_now, share_violations, suspended_until
from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.rules import Measure, Policy, PrimeTime, Quota, Span, Strikes, Whose
from tests.unit.bookings.scenes import CHARGER, NOON, agenda, booked, hours, terms

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)
DAYS_END = datetime(2026, 6, 2, tzinfo=BERLIN)
WEEKS_END = datetime(2026, 6, 8, tzinfo=BERLIN)
MONTHS_END = datetime(2026, 7, 1, tzinfo=BERLIN)
UNLIMITED = {"min_duration": None, "max_duration": None, "max_advance": None, "max_active": None}


def told(period, seen=(), past=(), struck=(), car=None, member_class=None, now=NOON, **policy):
    """What is told of a wish under this policy alone, after these bookings, visits and strikes."""
    known = replace(agenda(*seen), past=tuple(past), strikes=tuple(struck))
    under = replace(terms(**UNLIMITED | policy), member_class=member_class)
    return share_violations(Use(period, "s1", "Europe/Berlin", car), under, known, now)


def codes(*asked, **more):
    return [violation.code for violation in told(*asked, **more)]


def visit(start, end, wh=0, car=None, station="s1"):
    return Past(NOON + start * HOUR, (end - start) * HOUR, station, wh, car_id=car)


def quota(measure, most, per, whose=Whose.MEMBER):
    return Quota(Measure(measure), Decimal(str(most)), Span(per), Whose(whose))


SPANS = [
    pytest.param("day", 9.75, 10, DAYS_END, id="a day, to the station's midnight"),
    pytest.param("week", 6 * 24 + 9.75, 6 * 24 + 10, WEEKS_END, id="a week, from Monday"),
    pytest.param("month", 29 * 24 + 9.75, 29 * 24 + 10, MONTHS_END, id="a month"),
]


@pytest.mark.parametrize("whose", ["member", "car"])
@pytest.mark.parametrize(("per", "last", "first_after", "passes_at"), SPANS)
@pytest.mark.parametrize("measure", ["hours", "count", "kwh"])
def test_a_quota_counts_what_begins_in_its_span(measure, per, last, first_after, passes_at, whose):
    limit = {"quotas": (quota(measure, {"hours": 2, "count": 2, "kwh": 10}[measure], per, whose),)}
    before = [visit(-3, -2, 5000, car="zoe"), visit(-2, -1, 4999, car="zoe")]

    at_border = told(hours(last, last + 1), past=before[:1], car="zoe", **limit)
    over = told(hours(last, last + 1), past=[*before, visit(0, 0.1, 1, car="zoe")], car="zoe", **limit)
    in_next_span = told(hours(first_after, first_after + 1), past=before, car="zoe", **limit)

    assert at_border == in_next_span == []
    assert [(v.code, v.rule, v.passes_at) for v in over] == [("quota_exceeded", "quotas", passes_at)]


def test_a_quota_of_energy_is_used_up_by_what_sessions_took_and_nothing_less():
    limit = {"quotas": (quota("kwh", 10, "day"),)}

    assert codes(hours(2, 6), past=[visit(-2, -1, 9999)], **limit) == []
    assert codes(hours(2, 6), past=[visit(-2, -1, 10_000)], **limit) == ["quota_exceeded"]
    assert codes(hours(2, 6), seen=[booked(1, 2)], **limit) == []


def test_a_quota_of_each_car_counts_that_car_alone():
    limit = {"quotas": (quota("hours", 2, "day", "car"),)}
    zoes = [booked(1, 2, car_id="zoe"), booked(3, 4, "bbbbbbb", car_id="zoe")]

    assert codes(hours(5, 6), seen=zoes, car="zoe", **limit) == ["quota_exceeded"]
    assert codes(hours(5, 7), seen=zoes, car="leaf", **limit) == []


def test_several_quotas_are_told_at_once():
    limit = {"quotas": (quota("hours", 1, "day"), quota("count", 1, "week"), quota("count", 9, "month"))}

    found = told(hours(3, 4), seen=[booked(1, 2)], **limit)

    assert [(v.allowed, v.asked, v.passes_at) for v in found] == [
        (Decimal(1), Decimal(2), DAYS_END),
        (Decimal(1), Decimal(2), WEEKS_END),
    ]


def test_what_is_more_than_a_whole_quota_passes_never():
    (found,) = told(hours(1, 4), quotas=(quota("hours", 2, "day"),))

    assert (found.code, found.passes_at) == ("quota_exceeded", None)


def test_moved_to_when_a_quota_passes_it_passes():
    limit = {"quotas": (quota("hours", 2, "day"),)}
    (found,) = told(hours(3, 5), seen=[booked(1, 2)], **limit)

    assert codes(Period(found.passes_at, found.passes_at + 2 * HOUR), seen=[booked(1, 2)], **limit) == []


EVENINGS = tuple(WeeklyHours(day, time(17), time(21)) for day in range(1, 6))
"""On NOON's day, a Monday in Berlin's summer: 3 to 7 hours after it."""


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(hours(0, 3), [], id="ends where it begins"),
        pytest.param(hours(7, 9), [], id="begins where it ends"),
        pytest.param(hours(0, 5), [], id="as much of it as is allowed"),
        pytest.param(hours(2.75, 5.25), ["prime_time_too_long"], id="a quarter too much of it"),
        pytest.param(hours(5.75, 9), [], id="its end"),
        pytest.param(hours(4 * 24 + 3, 5 * 24 + 5), ["prime_time_too_long"], id="Friday's"),
        pytest.param(hours(5 * 24 + 3, 5 * 24 + 7), [], id="on a Saturday there is none"),
    ],
)
def test_the_longest_time_within_prime_time(period, expected):
    assert codes(period, prime_time=(PrimeTime(EVENINGS, max_duration=2 * HOUR),)) == expected


@pytest.mark.parametrize(
    ("member_class", "period", "expected"),
    [
        pytest.param("residents", hours(3, 4), [], id="of the class"),
        pytest.param(None, hours(3, 4), ["prime_time_class"], id="of none"),
        pytest.param("guests", hours(2, 3.25), ["prime_time_class"], id="of another, for a quarter"),
        pytest.param("guests", hours(2, 3), [], id="of another, before it"),
    ],
)
def test_prime_time_of_a_class(member_class, period, expected):
    prime = PrimeTime(EVENINGS, classes=frozenset({"residents"}))

    assert codes(period, member_class=member_class, prime_time=(prime,)) == expected


def test_prime_time_of_nobody_says_so():
    (found,) = told(hours(3, 4), prime_time=(PrimeTime(EVENINGS, classes=frozenset()),))

    assert "nobody" in found.detail


@pytest.mark.parametrize(
    ("measure", "most", "period", "expected"),
    [
        pytest.param("hours", 2, hours(4, 5), [], id="hours: exactly"),
        pytest.param("hours", 2, hours(4, 5.25), ["quota_exceeded"], id="hours: a quarter more"),
        pytest.param("hours", 2, hours(6, 9), [], id="hours: only what lies within counts"),
        pytest.param("hours", 1, hours(0, 3), [], id="hours: a time outside asks for nothing"),
        pytest.param("count", 2, hours(4, 5), [], id="count: exactly"),
        pytest.param("count", 1, hours(4, 5), ["quota_exceeded"], id="count: one more"),
    ],
)
def test_a_quota_of_prime_time_counts_the_parts_within(measure, most, period, expected):
    prime = PrimeTime(EVENINGS, quotas=(quota(measure, most, "week"),))
    seen = [booked(2, 4), booked(-3, -1, "bbbbbbb")]  # an hour of the first lies within

    found = told(period, seen=seen, prime_time=(prime,))

    assert [violation.code for violation in found] == expected
    assert {violation.rule for violation in found} <= {"prime_time"}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(hours(5, 6), [], id="exactly so long after"),
        pytest.param(hours(4.75, 6), ["cooldown"], id="a quarter less after"),
        pytest.param(hours(-1, 0), [], id="exactly so long before"),
        pytest.param(hours(-1, 0.25), ["cooldown"], id="a quarter less before"),
    ],
)
def test_cooldown_on_both_sides_of_a_booking_of_the_station(period, expected):
    assert codes(period, seen=[booked(2, 3)], cooldown=2 * HOUR) == expected
    assert codes(period, past=[visit(2, 3)], cooldown=2 * HOUR) == expected
    assert codes(period, past=[visit(2, 3, station="s2")], cooldown=2 * HOUR) == []


def test_a_cooldown_passes_where_all_of_the_wish_fits():
    seen = [booked(1, 2), booked(4.5, 5, "bbbbbbb"), booked(20, 21, "ccccccc")]
    (found,) = told(hours(2, 3), seen=seen, cooldown=HOUR)

    moved = Period(found.passes_at, found.passes_at + HOUR)
    assert found.passes_at == NOON + 6 * HOUR
    assert codes(moved, seen=seen, cooldown=HOUR) == []


def strikes(*days_ago):
    return [Strike(NOON - timedelta(days=days), "no_show", f"s1-c1-{days}") for days in days_ago]


RULE = Strikes(2, timedelta(days=30), timedelta(days=7))


@pytest.mark.parametrize(
    ("seen", "now", "expected"),
    [
        pytest.param(strikes(1), NOON, [], id="one too few"),
        pytest.param(strikes(30, 1), NOON, ["suspended"], id="just within"),
        pytest.param(strikes(31, 1), NOON, [], id="not within any more"),
        pytest.param(
            strikes(6, 1), NOON + 6 * timedelta(days=1) - A_MINUTE, ["suspended"], id="the last minute"
        ),
        pytest.param(strikes(6, 1), NOON + 6 * timedelta(days=1), [], id="over"),
        pytest.param(strikes(1, 6), NOON, ["suspended"], id="in whatever order they were noted"),
    ],
)
def test_strikes_suspend(seen, now, expected):
    found = told(hours(300, 301), struck=seen, now=now, strikes=RULE)

    assert [violation.code for violation in found] == expected
    assert {violation.passes_at for violation in found} <= {NOON + timedelta(days=6)}


def test_without_the_rule_strikes_suspend_nobody():
    assert suspended_until(strikes(1, 2, 3), Policy()) is None


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, 8),
        ({"quotas": (quota("hours", 3, "day"),)}, 2),
        ({"quotas": (quota("hours", 1, "day"),)}, 0),
        ({"quotas": (quota("hours", 1, "day", "car"),)}, 1),
        ({"quotas": (quota("count", 1, "day"),)}, 8),
        ({"prime_time": (PrimeTime(EVENINGS, max_duration=HOUR),)}, 4),
        ({"prime_time": (PrimeTime(EVENINGS, quotas=(quota("hours", 0.5, "day"),)),)}, 3.5),
        ({"quotas": (quota("hours", 3, "day"),), "prime_time": (PrimeTime(EVENINGS, HOUR),)}, 2),
    ],
)
def test_most_now_is_what_is_left_from_the_start_on(policy, expected):
    use = Use(hours(0, 8), "s1", "Europe/Berlin", "leaf")

    found = most_now(use, terms(**policy), agenda(booked(-2, -1, car_id="zoe")))

    assert found == expected * HOUR


def test_levels_tell_what_is_used_and_left():
    limit = terms(quotas=(quota("hours", 3, "day"), quota("kwh", 20, "month")))
    known = replace(agenda(booked(1, 2)), past=(visit(-2, -1.5, 12_345),))

    found = levels(Use(hours(3, 4), "s1", "Europe/Berlin"), limit.policy, known)

    assert [(level.used, level.left) for level in found] == [
        (Decimal("1.5"), Decimal("1.5")),
        (Decimal("12.345"), Decimal("7.655")),
    ]


def test_of_a_quota_overdrawn_nothing_is_left():
    (level,) = levels(
        Use(hours(3, 4), "s1", "Europe/Berlin"),
        Policy(quotas=(quota("hours", 1, "day"),)),
        agenda(booked(0, 3)),
    )

    assert level.left == 0


TIGHT = {
    "quotas": (quota("hours", 1, "day"), quota("count", 1, "week")),
    "prime_time": (PrimeTime(EVENINGS, HOUR, classes=frozenset({"residents"})),),
    "cooldown": 24 * HOUR,
    "strikes": Strikes(1, timedelta(days=1), timedelta(days=30)),
    "max_active": 1,
}


def test_all_that_is_more_than_a_share_is_told_at_once():
    known = replace(agenda(booked(1, 2)), strikes=(Strike(NOON, "overstay", "s1-c1-x"),))

    found = refusals(Wish(hours(3, 5)), terms(**TIGHT), CHARGER, known, NOON)

    assert [violation.code for violation in found] == [
        "too_many_active",
        "suspended",
        "quota_exceeded",
        "quota_exceeded",
        "prime_time_class",
        "prime_time_too_long",
        "cooldown",
    ]


@pytest.mark.parametrize("period", [hours(3, 5), hours(3, 4), hours(4, 5), hours(3.25, 3.5)])
def test_what_only_gives_back_is_no_share(period):
    mine = booked(3, 5, "bbbbbbb", car_id="zoe")
    known = replace(agenda(booked(1, 2), mine), strikes=(Strike(NOON, "overstay", "s1-c1-x"),))

    found = refusals(Wish(period, mine, "zoe"), terms(**TIGHT, min_duration=None), CHARGER, known, NOON)

    assert found == []


def test_another_car_must_have_its_share_left():
    mine = booked(3, 5, "bbbbbbb", car_id="zoe")
    spent = replace(agenda(mine), past=(visit(-3, -1, car="leaf"),))
    limit = terms(quotas=(quota("hours", 3, "day", "car"),))

    assert refusals(Wish(mine.period, mine, "zoe"), limit, CHARGER, spent, NOON) == []
    found = refusals(Wish(mine.period, mine, "leaf"), limit, CHARGER, spent, NOON)
    assert [violation.code for violation in found] == ["quota_exceeded"]
