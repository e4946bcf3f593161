"""What a driver used in twelve months, and the CO2 that it avoided."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.money import Money
from chalicelib.reports.carbon import EUROPEAN, Assumptions, co2_avoided_g
from chalicelib.reports.driving import Driven, driven, time_of, twelve_months
from chalicelib.sessions.rules import NO_TARIFF, Session, State

HOUR = timedelta(hours=1)
BERLIN = "Europe/Berlin"
ZONES = ("UTC", BERLIN, "America/New_York", "Pacific/Kiritimati", "Asia/Kolkata")


def visit(end: datetime, wh: int = 10_000, cost: str = "3.00", currency: str = "EUR") -> Session:
    """One of an hour, that is over."""
    return Session(
        session_id="s",
        charger_id="c",
        station_id="t",
        network_id="n",
        station_name="Courtyard",
        charger_name="Left",
        time_zone="UTC",
        driver_id="bob",
        token_uid="APP",
        tariff=NO_TARIFF,
        start=end - HOUR,
        start_received_at=end - HOUR,
        state=State.COMPLETED,
        energy_wh=Decimal(wh),
        cost=Money(Decimal(cost), currency),
        end=end,
    )


@pytest.mark.parametrize(
    ("until", "first", "last"),
    [
        pytest.param(date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 1), id="a calendar year"),
        pytest.param(date(2026, 11, 1), date(2025, 12, 1), date(2026, 11, 1), id="over a new year"),
        pytest.param(date(2024, 2, 29), date(2023, 3, 1), date(2024, 2, 1), id="up to a leap day"),
    ],
)
def test_twelve_months(until: date, first: date, last: date) -> None:
    months = twelve_months(until)

    assert (len(months), months[0], months[-1]) == (12, first, last)


NEW_YEAR = datetime(2026, 12, 31, 23, tzinfo=UTC)
"""Midnight in Berlin."""


@pytest.mark.parametrize(
    ("end", "month"),
    [
        pytest.param(NEW_YEAR - timedelta(seconds=1), date(2026, 12, 1), id="a second before midnight"),
        pytest.param(NEW_YEAR, None, id="at midnight of the next month"),
        pytest.param(
            datetime(2026, 3, 31, 21, 59, tzinfo=UTC), date(2026, 3, 1), id="in summer, before midnight"
        ),
        pytest.param(datetime(2026, 3, 31, 22, tzinfo=UTC), date(2026, 4, 1), id="in summer, at midnight"),
        pytest.param(datetime(2025, 12, 31, 22, 59, tzinfo=UTC), None, id="just before the first month"),
        pytest.param(datetime(2025, 12, 31, 23, tzinfo=UTC), date(2026, 1, 1), id="as the first begins"),
    ],
)
def test_a_visit_counts_in_the_month_in_which_it_ended_on_the_account_s_clock(
    end: datetime, month: date | None
) -> None:
    year = driven([visit(end)], twelve_months(date(2026, 12, 1)), BERLIN)

    assert [first for first, came_to in year.months if came_to.sessions] == ([month] if month else [])
    assert year.total.sessions == (month is not None)


@pytest.mark.parametrize(
    ("changed", "counted"),
    [
        pytest.param({}, 1, id="over"),
        pytest.param({"flags": frozenset({"meter_backwards"})}, 1, id="over, and waiting for a review"),
        pytest.param({"state": State.INVALID}, 0, id="voided"),
        pytest.param({"state": State.ACTIVE, "end": None}, 0, id="going on"),
    ],
)
def test_what_counts(changed: dict[str, object], counted: int) -> None:
    session = replace(visit(datetime(2026, 6, 1, tzinfo=UTC)), **changed)  # type: ignore[arg-type]

    assert driven([session], twelve_months(date(2026, 6, 1)), "UTC").total.sessions == counted


def test_currencies_do_not_add_up_and_what_was_free_owes_nothing() -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    sessions = [visit(at), visit(at, cost="1.25"), visit(at, cost="4", currency="CHF"), visit(at, cost="0")]

    total = driven(sessions, twelve_months(date(2026, 6, 1)), "UTC").total

    assert total == Driven(
        4, Decimal(40_000), 4 * HOUR, (Money(Decimal(4), "CHF"), Money(Decimal("4.25"), "EUR"))
    )


instants = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
visits = st.builds(
    visit,
    instants,
    st.integers(0, 100_000),
    st.decimals(0, 100, places=2).map(str),
    st.sampled_from(["EUR", "CHF"]),
)


@given(st.lists(visits, max_size=30), st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.sampled_from(ZONES))
def test_each_visit_within_the_twelve_months_counts_once(
    sessions: list[Session], until: date, zone: str
) -> None:
    months = twelve_months(until)
    asked = time_of(months, zone)

    year = driven(sessions, months, zone)

    within = [one for one in sessions if one.end and asked.start <= one.end < asked.end]
    assert [first for first, _ in year.months] == months
    assert year.total.sessions == sum(came_to.sessions for _, came_to in year.months) == len(within)
    assert year.total.energy_wh == sum(one.energy_wh for one in within)
    for currency in ("EUR", "CHF"):
        paid = sum(one.cost.amount for one in within if one.cost.currency == currency)
        assert sum(money.amount for money in year.total.cost if money.currency == currency) == paid


@pytest.mark.parametrize(
    ("assumed", "grams"),
    [
        pytest.param(Assumptions(Decimal(150), Decimal(20), Decimal(250), ""), 500, id="cleaner than a car"),
        pytest.param(Assumptions(Decimal(150), Decimal(20), Decimal(750), ""), 0, id="neither"),
        pytest.param(Assumptions(Decimal(150), Decimal(20), Decimal(900), ""), -150, id="dirtier than a car"),
    ],
)
def test_a_kilowatt_hour_avoids_what_a_car_would_emit_less_what_making_it_did(
    assumed: Assumptions, grams: int
) -> None:
    assert co2_avoided_g(Decimal(1000), assumed) == grams


def test_a_kilowatt_hour_of_the_european_union_avoids_some_600_grams() -> None:
    assert round(co2_avoided_g(Decimal(1000), EUROPEAN)) == 615


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_what_is_avoided_adds_up(one: int, other: int) -> None:
    together = co2_avoided_g(Decimal(one)) + co2_avoided_g(Decimal(other))

    assert abs(co2_avoided_g(Decimal(one + other)) - together) < Decimal("0.000001")
