"""Who comes first, when the next ones may, and when it goes wrong."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.rollouts.rules import Rollout, Step, StepState, are_stages, goes_wrong, is_passed, staged

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stages", "may_be"),
    [
        ([100], True),
        ([5, 100], True),
        ([5, 50], False),
        ([50, 5, 100], False),
        ([], False),
        ([0, 100], False),
    ],
)
def test_stages_rise_to_all(stages, may_be):
    assert are_stages(stages) is may_be


@given(
    ids=st.lists(st.text("ABC123", min_size=1), unique=True, min_size=1, max_size=60),
    cuts=st.lists(st.integers(1, 99), unique=True, max_size=4),
)
def test_everyone_has_one_stage_and_stages_are_no_smaller_than_told(ids, cuts):
    stages = [*sorted(cuts), 100]

    dealt = staged(ids, stages, "r1")

    assert dealt.keys() == set(ids)
    assert set(dealt.values()) <= set(range(len(stages)))
    for stage, percent in enumerate(stages):
        so_far = sum(of <= stage for of in dealt.values())
        assert percent * len(ids) <= so_far * 100 < percent * len(ids) + 100


def test_who_comes_first_is_dealt_anew_for_each_rollout():
    ids = [f"CP-{number}" for number in range(100)]

    firsts = [
        frozenset(one for one, stage in staged(ids, [5, 100], rollout).items() if stage == 0)
        for rollout in ("r1", "r2", "r3")
    ]

    assert [len(first) for first in firsts] == [5, 5, 5]
    assert all(before != after for before, after in pairwise(firsts))


def steps(*states, stage=0):
    return [
        Step("r1", f"CP{n}", "station", stage, state, asked_at=None if state is StepState.WAITING else NOON)
        for n, state in enumerate(states)
    ]


W, A, Y, N = StepState.WAITING, StepState.ASKED, StepState.ACCEPTED, StepState.REJECTED


@pytest.mark.parametrize(
    ("states", "passed"),
    [
        ((Y, Y), True),
        ((Y, A), False),
        ((Y, W), True),
        ((W, W), False),
        ((N, W), False),
        ((N, N), True),
        ((), True),
    ],
)
def test_a_stage_is_passed_when_it_went_well_somewhere_and_only_offline_ones_are_left(states, passed):
    assert is_passed(0, [*steps(*states), *steps(W, A, stage=1)]) is passed


@pytest.mark.parametrize(
    ("most", "forgiven", "wrong"),
    [(None, 0, False), (0, 0, True), (1, 0, True), (2, 0, False), (0, 2, False)],
)
def test_too_many_asked_in_vain_is_wrong(most, forgiven, wrong):
    rollout = Rollout(
        "r1", "n", "", "clear_cache", {}, None, NOON, NOON, max_failures=most, forgiven=forgiven
    )
    offline = Step("r1", "CP9", "station", 0, StepState.FAILED)

    assert goes_wrong(rollout, [*steps(N, StepState.TIMED_OUT, Y), offline]) is wrong
