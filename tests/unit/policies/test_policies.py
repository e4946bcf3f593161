"""Which policies a community can have, and that they are kept as they are."""

import json
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.kernel.money import Money
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies import written
from chalicelib.policies.faults import LONGEST, MORE_THAN_ZERO, override_faults, policy_faults
from chalicelib.policies.rules import (
    DAY,
    MINUTE,
    Closure,
    Fees,
    Measure,
    Policy,
    PrimeTime,
    Quota,
    Span,
    Strikes,
    Waiting,
    Whose,
)
from tests.unit.policies.strategies import overrides, policies


def minutes(number):
    return timedelta(minutes=number)


def quota(most=1, measure=Measure.HOURS, per=Span.WEEK, whose=Whose.MEMBER):
    return Quota(measure, Decimal(most), per, whose)


def prime(**other):
    hours = (WeeklyHours(1, time(8), time(18)),)
    return Policy(prime_time=(PrimeTime(**{"hours": hours} | other),))


def closed(first, last):
    return Policy(closures=(Closure(date(2026, 6, first), date(2026, 6, last)),))


def fee(amount):
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("policy", "fields"),
    [
        pytest.param(Policy(), [], id="what a new network has"),
        pytest.param(Policy(minutes(60), None, None, None, None, None, early_start=None), [], id="no limits"),
        pytest.param(Policy(minutes(20), minutes(20), minutes(20)), ["grid_minutes"], id="no such grid"),
        pytest.param(Policy(minutes(0)), ["grid_minutes"], id="a grid of nothing"),
        pytest.param(Policy(minutes(30)), ["min_duration_minutes"], id="shorter than the grid"),
        pytest.param(
            Policy(max_duration=minutes(100)), ["max_duration_minutes"], id="longest is not on the grid"
        ),
        pytest.param(
            Policy(min_duration=minutes(60), max_duration=minutes(60)), [], id="shortest is the longest"
        ),
        pytest.param(
            Policy(min_duration=minutes(75), max_duration=minutes(60)),
            ["min_duration_minutes"],
            id="shortest is longer than the longest",
        ),
        pytest.param(
            Policy(max_duration=minutes(0)), ["max_duration_minutes", "min_duration_minutes"], id="zero"
        ),
        pytest.param(Policy(cancel_until=minutes(0), early_start=minutes(0)), [], id="zero where it may be"),
        pytest.param(Policy(cancel_until=minutes(-1)), ["cancel_until_minutes"], id="less than zero"),
        pytest.param(Policy(max_active=0), ["max_active"], id="nobody may book"),
        pytest.param(Policy(max_active=1000), [], id="most active"),
        pytest.param(Policy(max_active=1001), ["max_active"], id="more than most active"),
        pytest.param(Policy(buffer=minutes(10)), [], id="a buffer on slots"),
        pytest.param(Policy(buffer=minutes(7)), ["buffer_minutes"], id="a buffer between slots"),
        pytest.param(Policy(min_notice=DAY, max_advance=DAY + MINUTE), [], id="a minute to book in"),
        pytest.param(
            Policy(min_notice=DAY, max_advance=DAY), ["min_notice_minutes"], id="one can never book"
        ),
        pytest.param(Policy(quotas=(quota(Decimal("0.001")),)), [], id="next to nothing"),
        pytest.param(Policy(quotas=(quota(0),)), ["quotas.0.most"], id="a quota of nothing"),
        pytest.param(
            Policy(quotas=(quota(1), quota(2, whose=Whose.CAR))), [], id="a member's and a car's quota"
        ),
        pytest.param(Policy(quotas=(quota(1), quota(2))), ["quotas"], id="two quotas of a kind"),
        pytest.param(
            Policy(quotas=tuple(quota(1, m, s, w) for m in Measure for s in Span for w in Whose)),
            [],
            id="every quota that there is",
        ),
        pytest.param(prime(), [], id="prime time that says nothing"),
        pytest.param(prime(hours=()), ["prime_time.0.hours"], id="prime time that never is"),
        pytest.param(prime(max_duration=MINUTE), [], id="a minute of prime time"),
        pytest.param(
            prime(max_duration=minutes(0)), ["prime_time.0.max_duration_minutes"], id="none of prime time"
        ),
        pytest.param(prime(classes=frozenset("a")), [], id="prime time of a class"),
        pytest.param(prime(classes=frozenset()), ["prime_time.0.classes"], id="prime time of nobody"),
        pytest.param(prime(quotas=(quota(measure=Measure.COUNT),)), [], id="a booking in prime time"),
        pytest.param(
            prime(quotas=(quota(measure=Measure.KWH),)), ["prime_time.0.quotas"], id="energy by the clock"
        ),
        pytest.param(prime(quotas=(quota(0),)), ["prime_time.0.quotas.0.most"], id="no hours of prime time"),
        pytest.param(Policy(prime_time=prime().prime_time * 20), [], id="twenty prime times"),
        pytest.param(Policy(prime_time=prime().prime_time * 21), ["prime_time"], id="twenty-one prime times"),
        pytest.param(closed(1, 1), [], id="closed for a day"),
        pytest.param(closed(2, 1), ["closures.0.last"], id="closed until yesterday"),
        pytest.param(Policy(closures=closed(1, 1).closures * 20), [], id="twenty closures"),
        pytest.param(Policy(closures=closed(1, 1).closures * 21), ["closures"], id="twenty-one closures"),
        pytest.param(Policy(fees=Fees(fee("0.01"), fee("1000000"))), [], id="least and most fee"),
        pytest.param(Policy(fees=Fees(fee(0))), ["fees.no_show"], id="a fee of nothing"),
        pytest.param(
            Policy(fees=Fees(late_cancel=fee("1000000.01"))), ["fees.late_cancel"], id="too high a fee"
        ),
        pytest.param(
            Policy(fees=Fees(overstay_per_minute=fee(-1))), ["fees.overstay_per_minute"], id="a reward"
        ),
        pytest.param(Policy(strikes=Strikes(1, DAY, 366 * DAY)), [], id="shortest and longest strikes"),
        pytest.param(
            Policy(strikes=Strikes(0, minutes(0), 367 * DAY)),
            ["strikes.most", "strikes.within_days", "strikes.suspend_days"],
            id="strikes beyond their borders",
        ),
        pytest.param(Policy(waiting=Waiting(hold=MINUTE, max_snoozes=0)), [], id="the strictest waitlist"),
        pytest.param(Policy(waiting=Waiting(hold=DAY, max_snoozes=20)), [], id="the most lenient waitlist"),
        pytest.param(
            Policy(waiting=Waiting(hold=minutes(0), max_snoozes=-1)),
            ["waiting.hold_minutes", "waiting.max_snoozes"],
            id="offers that nobody can take",
        ),
        pytest.param(
            Policy(waiting=Waiting(hold=DAY + MINUTE, max_snoozes=21)),
            ["waiting.hold_minutes", "waiting.max_snoozes"],
            id="offers that never end",
        ),
        pytest.param(Policy(classes={str(n): {"max_active": 1} for n in range(20)}), [], id="twenty classes"),
        pytest.param(
            Policy(classes={str(n): {"max_active": 1} for n in range(21)}), ["classes"], id="too many classes"
        ),
        pytest.param(
            Policy(classes={"a": {"max_duration": minutes(240)}, "b": {"max_duration": minutes(0)}}),
            ["classes.b.max_duration_minutes", "classes.b.min_duration_minutes"],
            id="one class cannot be",
        ),
        pytest.param(
            Policy(classes={"a": {"classes": {}}}), ["classes.a.classes"], id="a class within a class"
        ),
        pytest.param(
            Policy(max_active=0, classes={"a": {"walk_up": False}}), ["max_active"], id="told once for all"
        ),
        pytest.param(
            Policy(minutes(7), early_start=timedelta(days=2), max_active=-1),
            ["early_start_minutes", "grid_minutes", "max_active"],
            id="all are told at once",
        ),
    ],
)
def test_policy_faults(policy, fields):
    assert [fault.field for fault in policy_faults(policy)] == fields


NO_BOUNDS = Policy(min_duration=None, max_duration=None, max_advance=None)


@pytest.mark.parametrize("name", sorted(LONGEST))
def test_each_length_has_its_borders(name):
    def faults(length):
        told = policy_faults(Policy(**vars(NO_BOUNDS) | {name: length, "grid": minutes(5)}))
        return {fault.field for fault in told}

    step = minutes(5) if name in ("min_duration", "max_duration", "buffer") else MINUTE
    assert faults(LONGEST[name]) == set()
    assert faults(LONGEST[name] + step) == {f"{name}_minutes"}
    assert faults(step) == set()
    assert faults(timedelta(0)) == ({f"{name}_minutes"} if name in MORE_THAN_ZERO else set())
    assert faults(-step) == {f"{name}_minutes"}


def test_a_place_cannot_say_what_contradicts_its_network():
    network = Policy(min_duration=minutes(60))

    faults = override_faults(network, {"max_duration": minutes(90)}, {"max_duration": minutes(30)})

    assert [fault.field for fault in faults] == ["min_duration_minutes"]
    assert override_faults(network, {"max_duration": minutes(30)}, {"max_duration": minutes(90)}) == []


lengths = st.none() | st.integers(-10, 600_000).map(minutes)


@given(st.builds(Policy, min_duration=lengths, max_duration=lengths) | policies)
def test_a_policy_without_faults_leaves_room_for_a_booking(policy):
    assume(not policy_faults(policy))

    shortest = policy.min_duration or policy.grid
    longest = policy.max_duration or LONGEST["max_duration"]
    assert policy.grid <= shortest <= longest
    assert shortest % policy.grid == longest % policy.grid == timedelta(0)


@given(policies)
def test_a_policy_is_kept_as_it_is(policy):
    assert written.read(json.loads(json.dumps(written.written(policy)))) == policy


@given(overrides)
def test_what_a_place_says_is_kept_and_no_more(said):
    kept = written.read_override(json.loads(json.dumps(written.written_override(said))))

    assert kept == said


def test_a_rule_that_was_not_written_has_its_default():
    assert written.read({"max_active": 1}) == Policy(max_active=1)
