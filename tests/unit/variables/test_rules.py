"""What is kept of what charge points tell of their variables."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.variables.rules import (
    ReportedVariable,
    data_of,
    identity,
    known,
    merged,
    variable_of,
)

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
NUMBERS = st.none() | st.decimals(-1000, 1000, places=2)
REPORTED = st.builds(
    ReportedVariable,
    st.sampled_from(["HeartbeatInterval", "heartbeatinterval", "A/B", "A@1/B"]),
    st.none() | st.text(max_size=5),
    st.sampled_from(["Actual", "Target"]),
    st.none() | st.sampled_from(["ReadOnly", "ReadWrite"]),
    st.none() | st.sampled_from(["integer", "OptionList"]),
    st.none() | st.just("s"),
    NUMBERS,
    NUMBERS,
    st.lists(st.text(max_size=3), max_size=3).map(tuple),
)
TOLD = st.builds(known, REPORTED, st.integers(0, 20).map(lambda seconds: NOON + timedelta(seconds=seconds)))
TOLD_AT_TIMES_OF_THEIR_OWN = st.lists(TOLD, max_size=8, unique_by=lambda variable: variable.reported_at)


@given(TOLD_AT_TIMES_OF_THEIR_OWN, st.randoms(use_true_random=False))
def test_any_order_and_repetition_of_a_report_ends_in_the_same(told, random):
    again = told * 2
    random.shuffle(again)
    half = random.randrange(len(again) + 1)

    assert merged(merged({}, again[:half]), again[half:]) == merged({}, told)


@given(TOLD_AT_TIMES_OF_THEIR_OWN)
def test_the_last_value_of_each_stays(told):
    found = merged({}, told)

    assert found.keys() == {identity(variable) for variable in told}
    for key, variable in found.items():
        latest = max((one for one in told if identity(one) == key), key=lambda one: one.reported_at)
        assert (variable.told.value, variable.reported_at) == (latest.told.value, latest.reported_at)


@given(TOLD)
def test_what_is_kept_is_read_back(variable):
    assert variable_of(data_of(variable)) == variable


def test_a_value_without_description_leaves_the_description_that_is_known():
    described = known(
        ReportedVariable("A/B", "1", data_type="integer", minimum=Decimal(0), mutability="ReadOnly"), NOON
    )
    (variable,) = merged({}, [described, known(ReportedVariable("a/b", "2"), NOON + timedelta(1))]).values()

    assert (variable.told.value, variable.told.data_type, variable.is_read_only) == ("2", "integer", True)


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("AuthorizationKey", True),
        ("WifiPassword", True),
        ("PasswordCtrlr/Enabled", False),
        ("HeartbeatInterval", False),
    ],
)
def test_the_value_of_a_secret_is_never_kept(key, secret):
    assert (known(ReportedVariable(key, "x"), NOON).told.value is None) is secret
