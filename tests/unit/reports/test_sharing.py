"""How evenly something is shared."""

from datetime import timedelta
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reports.sharing import gini, in_words, percentile, shares

PARTS = st.lists(st.integers(0, 10_000).map(lambda minutes: timedelta(minutes=minutes)), max_size=40)


def hours(*parts: float) -> list[timedelta]:
    return [timedelta(hours=part) for part in parts]


@given(PARTS)
def test_shares_are_parts_of_one(parts: list[timedelta]) -> None:
    found = shares(parts)

    assert len(found) == len(parts)
    assert all(0 <= share <= 1 for share in found)
    assert isclose(sum(found), 1 if any(parts) else 0, abs_tol=1e-9)


@given(PARTS, st.integers(2, 9))
def test_gini_is_of_the_shares_alone(parts: list[timedelta], times: int) -> None:
    found = gini(parts)

    assert 0 <= found <= max(0, 1 - 1 / len(parts) if parts else 0) + 1e-9
    assert isclose(found, gini(parts[::-1]), abs_tol=1e-9)
    assert isclose(found, gini([times * part for part in parts]), abs_tol=1e-9)
    assert isclose(found, gini(parts * times), abs_tol=1e-9)


@given(PARTS)
def test_gini_is_half_the_mean_difference_of_two(parts: list[timedelta]) -> None:
    whole = sum(parts, timedelta())
    differences = sum((abs(one - other) for one in parts for other in parts), timedelta())

    expected = differences / (2 * len(parts) * whole) if whole else 0
    assert isclose(gini(parts), expected, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("parts", "coefficient"),
    [
        pytest.param(hours(), 0, id="nobody"),
        pytest.param(hours(0, 0), 0, id="nothing"),
        pytest.param(hours(2, 2, 2), 0, id="even"),
        pytest.param(hours(0, 0, 0, 8), 0.75, id="one of four has all"),
        pytest.param(hours(1, 3), 0.25, id="one has three times the other's"),
    ],
)
def test_gini(parts: list[timedelta], coefficient: float) -> None:
    assert gini(parts) == pytest.approx(coefficient)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        pytest.param(hours(), "Nobody took any time in these days.", id="no members"),
        pytest.param(hours(0, 0), "Nobody took any time in these days.", id="nothing"),
        pytest.param(hours(3), "The only member had all of the time.", id="one member"),
        pytest.param(
            hours(6, 2, 0, 0),
            "2 of 4 members took time, and the busiest one had 75% of it; an even share would be 25%.",
            id="four members",
        ),
        pytest.param(
            hours(30, 20, *[1] * 18),
            "20 of 20 members took time, and the busiest 2 had 74% of it; an even share would be 10%.",
            id="the busiest tenth",
        ),
    ],
)
def test_in_words(parts: list[timedelta], sentence: str) -> None:
    assert in_words(parts) == sentence


@pytest.mark.parametrize(
    ("lengths", "part", "length"),
    [
        pytest.param([], 0.5, None, id="none"),
        pytest.param(hours(5), 0.9, hours(5)[0], id="one"),
        pytest.param(hours(3, 1, 2), 0.5, hours(2)[0], id="the middle"),
        pytest.param(hours(*range(1, 11)), 0.5, hours(5)[0], id="half of ten"),
        pytest.param(hours(*range(1, 11)), 0.9, hours(9)[0], id="nine of ten"),
    ],
)
def test_percentile(lengths: list[timedelta], part: float, length: timedelta | None) -> None:
    assert percentile(lengths, part) == length


@given(PARTS, st.floats(0, 1))
def test_so_many_are_no_longer_than_a_percentile(lengths: list[timedelta], part: float) -> None:
    found = percentile(lengths, part)

    assert found is None or sum(length <= found for length in lengths) >= part * len(lengths) - 1e-9
