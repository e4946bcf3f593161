"""Which policies a network can have."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.policies import written
from chalicelib.policies.faults import GRIDS, LONGEST, policy_faults
from chalicelib.policies.rules import Policy


def minutes(number):
    return timedelta(minutes=number)


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
        pytest.param(Policy(max_advance=timedelta(days=366)), [], id="a leap year ahead"),
        pytest.param(Policy(max_advance=timedelta(days=367)), ["max_advance_minutes"], id="further ahead"),
        pytest.param(
            Policy(minutes(7), early_start=timedelta(days=2), max_active=-1),
            ["early_start_minutes", "grid_minutes", "max_active"],
            id="all are told at once",
        ),
    ],
)
def test_policy_faults(policy, fields):
    assert [fault.field for fault in policy_faults(policy)] == fields


lengths = st.none() | st.integers(-10, 600_000).map(minutes)
policies = st.builds(
    Policy,
    grid=st.sampled_from(GRIDS) | st.integers(0, 90).map(minutes),
    min_duration=lengths,
    max_duration=lengths,
    max_advance=lengths,
    max_active=st.none() | st.integers(-1, 1100),
    cancel_until=lengths,
    walk_up=st.booleans(),
    early_start=lengths,
)


@given(policies)
def test_a_policy_without_faults_leaves_room_for_a_booking(policy):
    if policy_faults(policy):
        return

    shortest = policy.min_duration or policy.grid
    longest = policy.max_duration or LONGEST["max_duration"]
    assert policy.grid <= shortest <= longest
    assert shortest % policy.grid == longest % policy.grid == timedelta(0)


@given(policies)
def test_a_policy_is_kept_as_it_is(policy):
    assert written.read(written.written(policy)) == policy
