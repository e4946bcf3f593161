"""Policies and overrides of all kinds, for Hypothesis."""

from datetime import date, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from chalicelib.kernel.money import Money
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.faults import GRIDS, LONGEST, MORE_THAN_ZERO
from chalicelib.policies.rules import (
    DAY,
    HOUR,
    MINUTE,
    Approval,
    AtEnd,
    Closure,
    Fees,
    Measure,
    Order,
    Policy,
    PrimeTime,
    Quota,
    Span,
    Strikes,
    Waiting,
    Whose,
)

GRID = HOUR
"""Divides every length below, so that no rule contradicts another by it."""
class_names = st.text("abc é1.", min_size=1, max_size=5).filter(str.strip)


def lengths(name):
    shortest = 1 if name in MORE_THAN_ZERO else 0
    longest = LONGEST[name] // GRID
    return st.integers(shortest, longest).map(lambda hours: hours * GRID)


walls = st.builds(time, st.integers(0, 23), st.integers(0, 59))
weekly = st.builds(WeeklyHours, st.integers(1, 7), walls, walls)
amounts = st.decimals(Decimal("0.001"), 1_000_000, places=3)


def quotas(measures=tuple(Measure)):
    quota = st.builds(
        Quota, st.sampled_from(measures), amounts, st.sampled_from(Span), st.sampled_from(Whose)
    )
    return st.lists(quota, max_size=3, unique_by=lambda quota: (quota.measure, quota.per, quota.whose)).map(
        tuple
    )


primes = st.builds(
    PrimeTime,
    st.lists(weekly, min_size=1, max_size=3).map(tuple),
    st.none() | st.integers(1, 5000).map(lambda minutes: minutes * MINUTE),
    quotas((Measure.HOURS, Measure.COUNT)),
    st.none() | st.frozensets(class_names, min_size=1, max_size=3),
)
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
closures = st.builds(
    lambda first, length, note: Closure(first, first + length, note),
    days,
    st.integers(0, 400).map(lambda days: timedelta(days=days)),
    st.text(max_size=10),
)
money = st.builds(
    Money, st.decimals(Decimal("0.01"), 1_000_000, places=2), st.sampled_from(("EUR", "JPY", "KWD"))
)
fees = st.builds(Fees, *[st.none() | money] * 3)
whole_days = st.integers(1, 366).map(lambda days: days * DAY)
strikes = st.builds(Strikes, st.integers(1, 100), whole_days, whole_days)
waiting = st.builds(
    Waiting,
    st.sampled_from(Order),
    st.integers(1, 1440).map(lambda minutes: minutes * MINUTE),
    st.integers(0, 20),
)
RULES = {
    "grid": st.sampled_from(GRIDS),
    "max_active": st.none() | st.integers(1, 1000),
    "quotas": quotas(),
    "prime_time": st.lists(primes, max_size=2).map(tuple),
    "closures": st.lists(closures, max_size=2).map(tuple),
    "walk_up": st.booleans(),
    "approval": st.sampled_from(Approval),
    "approve_within": lengths("approve_within"),
    "at_end": st.sampled_from(AtEnd),
    "fees": fees,
    "strikes": st.none() | strikes,
    "waiting": waiting,
} | {name: st.none() | lengths(name) for name in LONGEST.keys() - {"approve_within"}}

rules = st.fixed_dictionaries({}, optional=RULES)
overrides = st.fixed_dictionaries(
    {}, optional=RULES | {"classes": st.dictionaries(class_names, rules.filter(bool), min_size=1, max_size=2)}
)
policies = overrides.map(lambda said: Policy(**said))
