from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.money import Money
from chalicelib.tariffs.rules import Tariff, cost

FREE = Tariff("EUR")
ALL = Tariff("EUR", Decimal("0.30"), Decimal("1.20"), Decimal("0.50"))
KWH = Decimal(1000)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("tariff", "energy_wh", "duration", "amount"),
    [
        pytest.param(FREE, 10 * KWH, HOUR, "0.00", id="no price at all is free"),
        pytest.param(Tariff("EUR", price_per_kwh=Decimal("0.30")), 10 * KWH, HOUR, "3.00", id="by energy"),
        pytest.param(Tariff("EUR", price_per_hour=Decimal("1.20")), 10 * KWH, HOUR / 2, "0.60", id="by time"),
        pytest.param(Tariff("EUR", price_per_session=Decimal("0.50")), 0 * KWH, 0 * HOUR, "0.50", id="flat"),
        pytest.param(ALL, 10 * KWH, 2 * HOUR, "5.90", id="all three add up"),
        pytest.param(
            ALL, 0 * KWH, 0 * HOUR, "0.50", id="a visit without energy or time still has the flat part"
        ),
        pytest.param(Tariff("EUR", Decimal("0.005")), KWH, HOUR, "0.01", id="half a cent goes up"),
        pytest.param(
            Tariff("EUR", Decimal("0.005")), Decimal("999.99"), HOUR, "0.00", id="just below goes down"
        ),
        pytest.param(
            Tariff("EUR", Decimal("0.004"), Decimal("0.004"), Decimal("0.004")),
            KWH,
            HOUR,
            "0.01",
            id="parts are added before they are rounded",
        ),
        pytest.param(
            Tariff("EUR", price_per_hour=Decimal(1)),
            0 * KWH,
            timedelta(minutes=20),
            "0.33",
            id="a third of a unit",
        ),
        pytest.param(Tariff("JPY", Decimal("30.5")), KWH, HOUR, "31", id="a currency without smaller coins"),
        pytest.param(Tariff("KWD", Decimal("0.1235")), KWH, HOUR, "0.124", id="a currency with three digits"),
    ],
)
def test_cost(tariff: Tariff, energy_wh: Decimal, duration: timedelta, amount: str) -> None:
    found = cost(tariff, energy_wh, duration)

    assert str(found.amount) == amount
    assert found.currency == tariff.currency


@pytest.mark.parametrize("given_back", [(Decimal(-1), HOUR), (KWH, -HOUR)])
def test_nobody_gives_energy_or_time_back(given_back: tuple[Decimal, timedelta]) -> None:
    with pytest.raises(ValueError, match="gives"):
        cost(ALL, *given_back)


@pytest.mark.parametrize(
    ("currency", "price"),
    [
        pytest.param("EURO", "1", id="no code"),
        pytest.param("XXX", "1", id="a code, but no money"),
        pytest.param("eur", "1", id="a code in small letters"),
        pytest.param("EUR", "-0.01", id="negative"),
        pytest.param("EUR", "0.00001", id="five digits after the point"),
        pytest.param("EUR", "1000000.01", id="more than anything costs"),
        pytest.param("EUR", "NaN", id="no number"),
        pytest.param("EUR", "Infinity", id="no end"),
    ],
)
def test_what_no_tariff_can_be(currency: str, price: str) -> None:
    with pytest.raises(ValueError, match=r"currency|price"):
        Tariff(currency, price_per_hour=Decimal(price))


def test_trailing_zeros_are_no_digits() -> None:
    assert Tariff("EUR", Decimal("0.250000")).price_per_kwh == Decimal("0.25")


prices = st.none() | st.decimals(0, 1_000_000, places=4)
tariffs = st.builds(Tariff, st.sampled_from(["EUR", "JPY", "KWD"]), prices, prices, prices)
energies = st.decimals(0, 10_000_000, places=3)
durations = st.timedeltas(timedelta(0), timedelta(days=30))


@given(tariffs, energies, energies, durations, durations)
def test_more_never_costs_less(
    tariff: Tariff, energy: Decimal, more_energy: Decimal, duration: timedelta, longer: timedelta
) -> None:
    less, more = cost(tariff, energy, duration), cost(tariff, energy + more_energy, duration + longer)

    assert less.amount <= more.amount


@given(tariffs, energies, durations)
def test_it_is_the_exact_amount_rounded_half_up_once(
    tariff: Tariff, energy: Decimal, duration: timedelta
) -> None:
    exact = (
        Fraction(tariff.price_per_kwh or 0) * Fraction(energy) / 1000
        + Fraction(tariff.price_per_hour or 0)
        * Fraction(duration // timedelta(microseconds=1), 3_600_000_000)
        + Fraction(tariff.price_per_session or 0)
    )
    digits = {"EUR": 2, "JPY": 0, "KWD": 3}[tariff.currency]
    coins = int(exact * 10**digits + Fraction(1, 2))  # cuts; halves have become whole

    assert cost(tariff, energy, duration) == Money(Decimal(coins).scaleb(-digits), tariff.currency)
