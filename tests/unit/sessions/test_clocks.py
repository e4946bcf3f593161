"""Chargers whose clock is wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sessions import flags
from chalicelib.sessions.clocks import ended, trusted

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
IN_1970 = datetime(1970, 1, 1, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("reported", "at", "found"),
    [
        pytest.param(NOON - minutes(1), NOON - minutes(1), set(), id="the charger's own"),
        pytest.param(NOON - timedelta(days=3), NOON - timedelta(days=3), set(), id="three days offline"),
        pytest.param(NOON + minutes(5), NOON + minutes(5), set(), id="five minutes ahead"),
        pytest.param(NOON + minutes(5.1), NOON, {flags.CLOCK_AHEAD}, id="further ahead"),
        pytest.param(NOON - timedelta(days=60), NOON - timedelta(days=60), set(), id="the longest queue"),
        pytest.param(NOON - timedelta(days=61), NOON, {flags.CLOCK_BEHIND}, id="longer than any queue"),
        pytest.param(IN_1970, NOON, {flags.CLOCK_BEHIND}, id="a clock never set"),
        pytest.param(None, NOON, {flags.NO_CLOCK}, id="no time told"),
    ],
)
def test_the_instant_we_go_by(reported, at, found):
    instant = trusted(reported, NOON)

    assert (instant.at, instant.flags) == (at, found)


@pytest.mark.parametrize(
    ("start", "start_reported", "reported", "end", "found"),
    [
        pytest.param(NOON - minutes(30), NOON - minutes(30), NOON, NOON, set(), id="right clocks"),
        pytest.param(NOON, NOON, NOON, NOON, set(), id="ended as it began"),
        pytest.param(
            NOON - minutes(5),
            NOON - minutes(5),
            NOON - minutes(6),
            NOON,
            {flags.END_BEFORE_START},
            id="before",
        ),
        pytest.param(
            NOON - minutes(90),
            IN_1970 + minutes(2),
            IN_1970 + minutes(42),
            NOON - minutes(50),
            {flags.CLOCK_BEHIND},
            id="one wrong clock still tells how long",
        ),
        pytest.param(
            NOON - minutes(90), NOON - minutes(90), IN_1970, NOON, {flags.CLOCK_BEHIND}, id="reset in between"
        ),
        pytest.param(NOON - minutes(90), NOON - minutes(90), None, NOON, {flags.NO_CLOCK}, id="no end told"),
    ],
)
def test_the_end_we_go_by(start, start_reported, reported, end, found):
    instant = ended(start, start_reported, reported, NOON)

    assert (instant.at, instant.flags) == (end, found)


instants = st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware at once
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(instants, instants, st.timedeltas(timedelta(0), timedelta(days=90)))
def test_nothing_ends_before_it_begins(start_reported, reported, lag):
    start = trusted(start_reported, NOON).at

    assert ended(start, start_reported, reported, NOON + lag).at >= start
