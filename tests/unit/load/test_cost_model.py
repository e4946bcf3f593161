"""The arithmetic of the cost model, on figures that can be checked by hand."""

import dataclasses
from typing import Any

import pytest

from tests.load.cost_assumptions import API_GATEWAY, GATEWAY, MINUTES, Assumptions
from tests.load.cost_measure import kept
from tests.load.cost_model import Model, told
from tests.load.prices import PRICES, UNREAD, Price

IDLE = Assumptions(
    chargers=1000,
    sessions_per_day=0,
    reconnects_per_month=0,
    boots_per_month=0,
    memory_mb=1024,
    cold_share=0,
    kept_months=0,
)


@pytest.fixture
def measured() -> dict[str, Any]:
    return kept()


@pytest.mark.parametrize(
    ("units", "usd"),
    [
        pytest.param(0, 0, id="nothing"),
        pytest.param(1_000_000, 1.0, id="the first tier"),
        pytest.param(3_000_000, 2.5, id="over the border of the first"),
    ],
)
def test_tiers_are_paid_one_after_the_other(units, usd):
    price = Price("S", "million", 1.0, "somewhere", "2026", 1e6, ((2e6, 1.0), (float("inf"), 0.5)))

    assert price.of(units) == pytest.approx(usd)


def test_a_heartbeat_is_two_messages_one_invocation_and_its_write_units(measured):
    step = measured["steps"]["ocpp1.6"]["heartbeat"]
    beats = MINUTES * 60 / 300
    usage = Model(IDLE, measured).causes["heartbeats"]

    assert usage["socket_messages"] == pytest.approx(2 * beats)
    assert usage["lambda_requests"] == pytest.approx(beats)
    assert usage["write_units"] == pytest.approx(beats * (step["write_units"] + step["log_write_units"]))
    busy = step["cpu_ms"] * IDLE.cpu_factor * 1769 / 1024
    waited = (step["requests"] + step["log_requests"]) * IDLE.store_ms
    assert usage["lambda_gb_s"] == pytest.approx(beats * (busy + waited) / 1000)


def test_a_connection_is_paid_by_the_minute_at_api_gateway_alone(measured):
    by_door = {door: Model(dataclasses.replace(IDLE, door=door), measured) for door in (API_GATEWAY, GATEWAY)}

    assert by_door[API_GATEWAY].causes["connection"]["socket_minutes"] == MINUTES
    assert not by_door[GATEWAY].causes["connection"]
    assert by_door[GATEWAY].shared["task_cpu_hours"] == 2 * 730


def test_the_parts_are_the_whole(measured):
    for door in (API_GATEWAY, GATEWAY):
        bill = told(Assumptions(door=door, chargers=250_000), measured)

        for part in ("by_service", "by_cause", "by_price"):
            assert sum(bill[part].values()) == pytest.approx(bill["usd_per_charger_month"], abs=1e-4)
        assert bill["usd_per_month"] == pytest.approx(bill["usd_per_charger_month"] * 250_000, rel=1e-4)


@pytest.mark.parametrize(
    "less",
    [
        {"heartbeat_s": 600},
        {"meter_s": 300},
        {"sessions_per_day": 0.5},
        {"bookings_per_session": 0.0},
        {"chargers": 1_000_000},
        {"logged_heartbeats": False},
        {"kept_months": 1},
        {"memory_mb": 512},
        {"door": GATEWAY},
    ],
    ids=str,
)
def test_what_is_less_costs_less(measured, less):
    usual = Assumptions()

    cheaper = told(dataclasses.replace(usual, **less), measured)["usd_per_charger_month"]

    assert cheaper < told(usual, measured)["usd_per_charger_month"]


def test_a_line_for_each_message_costs_more(measured):
    with_lines = told(Assumptions(message_lines=True), measured)

    assert with_lines["by_service"]["CloudWatch"] > told(Assumptions(), measured)["by_service"]["CloudWatch"]


def test_without_sessions_there_is_no_price_of_one(measured):
    bill = told(IDLE, measured)

    assert (bill["usd_per_session"], bill["usd_per_booking"]) == (None, None)


def test_every_price_says_where_and_when_it_was_read():
    for price in PRICES.values():
        assert price.source.startswith("http") or price.source == UNREAD
        assert price.as_of
        assert price.usd > 0
        assert not price.tiers or price.tiers[0][1] == price.usd
