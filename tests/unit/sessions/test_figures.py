"""What a session shows while it lasts, and after."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.kernel.money import Money
from chalicelib.sessions import flags
from chalicelib.sessions.figures import shown
from chalicelib.sessions.rules import MeterValue, Session, State
from chalicelib.tariffs.rules import Tariff

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SESSION = Session(
    "s", "c", "st", "n", "Courtyard", "Left", "UTC", "dora", "CARD",
    tariff=Tariff("EUR", Decimal("0.30"), Decimal("1.20"), Decimal("0.50")),
    start=NOON,
    start_received_at=NOON,
    meter_start_wh=Decimal(1000),
    max_power_w=Decimal(11000),
)  # fmt: skip
ENDED = replace(SESSION, state=State.COMPLETED, end=NOON + timedelta(hours=1), energy_wh=Decimal(5000))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def at(minute: float, wh: float | None = None, power_w: float | None = None) -> MeterValue:
    exact = [None if number is None else Decimal(number) for number in (wh, power_w)]
    return MeterValue(NOON + minutes(minute), *exact)


@pytest.mark.parametrize(
    ("readings", "energy", "power", "cost"),
    [
        pytest.param((), 0, None, "1.10", id="nothing told: the time alone costs"),
        pytest.param((at(20, 3000),), 2000, None, "1.70", id="one register"),
        pytest.param((at(10, 2000), at(20, 3000)), 2000, 6000, "1.70", id="power from two registers"),
        pytest.param((at(20, 3000, 7400),), 2000, 7400, "1.70", id="power as told"),
        pytest.param((at(20, 500),), 0, None, "1.10", id="below the begin: never negative"),
        pytest.param((at(20, None, 7400),), 0, 7400, "1.10", id="power only"),
    ],
)
def test_half_an_hour_in(readings, energy, power, cost):
    found = shown(SESSION, readings, NOON + minutes(30))

    assert (found.session.energy_wh, found.power_w) == (energy, power)
    assert found.session.cost == Money(Decimal(cost), "EUR")
    assert found.session.is_open


def test_a_refused_session_costs_nothing_while_it_lasts():
    found = shown(replace(SESSION, state=State.INVALID), (at(20, 3000),), NOON + minutes(30))

    assert (found.session.energy_wh, found.session.cost.amount) == (2000, 0)


def test_a_charger_whose_clock_runs_ahead_costs_no_negative_time():
    found = shown(SESSION, (), NOON - minutes(4))

    assert found.session.cost == Money(Decimal("0.50"), "EUR")


@pytest.mark.parametrize(
    ("minute", "reported", "late"),
    [
        pytest.param(60, None, False, id="with the end"),
        pytest.param(61, None, False, id="a minute after"),
        pytest.param(62, None, True, id="later"),
        pytest.param(62, NOON + minutes(63), False, id="before the end by the charger's own clock"),
    ],
)
def test_readings_after_the_end_are_flagged_and_change_nothing(minute, reported, late):
    session = replace(ENDED, end_reported_at=reported)
    found = shown(session, (at(minute, 9000, 7400),), NOON + minutes(90))

    assert (flags.READINGS_AFTER_STOP in found.session.flags) is late
    assert (found.session.energy_wh, found.power_w) == (5000, None)
