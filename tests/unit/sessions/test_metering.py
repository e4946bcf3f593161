"""Readings before they become money."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sessions import flags
from chalicelib.sessions.metering import in_order, metered, power_w
from chalicelib.sessions.rules import Mark, MeterValue

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ELEVEN_KW = Decimal(11000)


def wh(*registers: float | None) -> list[MeterValue]:
    return [
        MeterValue(NOON + timedelta(minutes=minute), None if register is None else Decimal(register))
        for minute, register in enumerate(registers)
    ]


def marked(first: float | None, last: float | None = None) -> list[MeterValue]:
    told = ((Mark.BEGIN, first), (None, 4000), (Mark.END, last))
    return [
        MeterValue(NOON, Decimal(register), None, mark) for mark, register in told if register is not None
    ]


def took(begin, end, readings=(), hours=1.0, most=ELEVEN_KW):
    def exact(number):
        return None if number is None else Decimal(number)

    return metered(exact(begin), exact(end), readings, most, timedelta(hours=hours))


@pytest.mark.parametrize(
    ("given", "energy", "found"),
    [
        pytest.param((1000, 8000), 7000, set(), id="end minus begin"),
        pytest.param((1000, 1000), 0, set(), id="nothing taken"),
        pytest.param((1000, 8000, wh(2000, 5000)), 7000, set(), id="readings agree"),
        pytest.param((None, 8000, wh(2000, 5000)), 6000, {flags.MISSING_BEGIN}, id="first reading stands in"),
        pytest.param((None, 8000), 0, {flags.MISSING_BEGIN}, id="no begin and no reading: nothing counts"),
        pytest.param((1000, None, wh(2000, 5000)), 4000, {flags.MISSING_END}, id="last reading stands in"),
        pytest.param((1000, None), 0, {flags.MISSING_END}, id="no end and no reading: nothing counts"),
        pytest.param((None, None), 0, {flags.MISSING_BEGIN, flags.MISSING_END}, id="no meter at all"),
        pytest.param((9000, 1000), 0, {flags.BEGIN_ABOVE_END}, id="begin above end, nothing to go by"),
        pytest.param(
            (9000, 1000, wh(200, 800)), 600, {flags.BEGIN_ABOVE_END}, id="begin above end: what readings rose"
        ),
        pytest.param((1000, 8000, wh(5000, 2000)), 7000, {flags.READINGS_FALL}, id="readings fall"),
        pytest.param((1000, 8000, wh(9000)), 7000, {flags.READINGS_FALL}, id="last reading above the end"),
        pytest.param((1000, 15750), 14750, set(), id="a quarter and 1 kWh more than the label: slack"),
        pytest.param((1000, 15751), 14751, {flags.IMPOSSIBLE_POWER}, id="one Wh above the slack"),
        pytest.param((1000, 901000, (), 1, None), 900000, set(), id="no label to compare with"),
        pytest.param(
            (0, 910000), 0, {flags.BEGIN_ZERO}, id="begin 0 after an offline start: 910 kWh not billed"
        ),
        pytest.param(
            (0, 910000, wh(905000, 908000)),
            5000,
            {flags.BEGIN_ZERO},
            id="begin 0: counts from the first reading",
        ),
        pytest.param((0, 7000), 7000, set(), id="begin 0 that can be true"),
        pytest.param((1_000_000, 1007), 7000, {flags.UNIT_MIXED_UP}, id="the end in kWh"),
        pytest.param((1000, 1_007_000), 7000, {flags.UNIT_MIXED_UP}, id="the begin in kWh"),
        pytest.param(
            (1_000_000, 1_007_000, wh(1_001_000, 1002, 1_003_000)),
            7000,
            {flags.UNIT_MIXED_UP},
            id="a reading in kWh",
        ),
        pytest.param((None, 8000, marked(1000)), 7000, set(), id="the reading that says it is the first"),
        pytest.param((1000, None, marked(None, 8000)), 7000, set(), id="and that it is the last"),
    ],
)
def test_energy_and_what_is_odd(given, energy, found):
    result = took(*given)

    assert (result.energy_wh, result.flags) == (energy, found)


registers = st.none() | st.decimals(0, 10**7, places=1, allow_nan=False)


@given(registers, registers, st.lists(registers, max_size=6), st.floats(0, 48))
def test_energy_is_never_negative(begin, end, values, hours):
    result = metered(begin, end, wh(*values), ELEVEN_KW, timedelta(hours=hours))

    assert result.energy_wh >= 0


@given(st.lists(st.decimals(0, 10**6, places=2, allow_nan=False), min_size=2, max_size=8).map(sorted))
def test_rising_registers_give_exactly_the_difference_and_no_flag(values):
    result = metered(values[0], values[-1], wh(*values[1:-1]), None, timedelta(hours=1))

    assert result.energy_wh == values[-1] - values[0]
    assert not result.flags


def test_readings_are_put_in_order_and_told_twice_count_once():
    first, second = wh(100, 200)

    assert in_order([second, first, second]) == (first, second)


def test_two_readings_of_one_second_do_not_fall():
    lower, higher = (MeterValue(NOON, Decimal(register)) for register in (4000, 4001))

    readings = in_order([higher, lower])

    assert readings == (lower, higher)
    assert not metered(Decimal(4000), Decimal(4002), readings, ELEVEN_KW, timedelta(minutes=1)).flags


@pytest.mark.parametrize(
    ("readings", "power"),
    [
        pytest.param([], None, id="no reading"),
        pytest.param(wh(100), None, id="one register tells no power"),
        pytest.param(wh(100, 200), 6000, id="100 Wh in a minute"),
        pytest.param(wh(100, 400, 500), 6000, id="the last two"),
        pytest.param(wh(500, 400), 0, id="never negative"),
        pytest.param([*wh(100), MeterValue(NOON, None, Decimal(7400))], 7400, id="as told"),
        pytest.param(
            [MeterValue(NOON - timedelta(hours=1), None, Decimal(7400)), *wh(100, 150)],
            3000,
            id="told long before the last registers",
        ),
        pytest.param([wh(100)[0], MeterValue(NOON, Decimal(200))], None, id="two at one moment"),
    ],
)
def test_power_now(readings, power):
    assert power_w(readings) == power
