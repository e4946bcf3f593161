"""Price lists, and what a charge costs by them.

A tariff has at most one price per dimension, the dimensions being those of OCPI 2.2.1, mod_tariffs,
TariffDimensionType: ENERGY (per kWh), TIME (per hour) and FLAT (per session). Nothing is billed in steps
(OCPI's step_size of 1): a charge pays for exactly what it took.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_DOWN, Context, Decimal, localcontext

from chalicelib.kernel.money import Money
from chalicelib.tariffs.currencies import CURRENCIES

DECIMALS = 4
"""Digits after the point of a price: as many as an OCPI 2.2.1 `number` carries."""

MOST = Decimal(1_000_000)
"""No price is higher, in any currency."""

WIDE = Context(prec=100, rounding=ROUND_DOWN)
"""Holds every product and sum here exactly. What a division leaves over is cut, not rounded, so that
Money.rounded, which rounds halves up, decides as it would on the exact amount."""

MICROSECOND = timedelta(microseconds=1)
MICROSECONDS_PER_HOUR = Decimal(3_600_000_000)


@dataclass(frozen=True)
class Tariff:
    """Prices in `currency` (ISO 4217); None is no such price. All None: it is free.

    Raises ValueError for an unknown currency and for a price that is negative, not finite, above MOST or
    finer than DECIMALS.
    """

    currency: str
    price_per_kwh: Decimal | None = None
    price_per_hour: Decimal | None = None
    price_per_session: Decimal | None = None

    def __post_init__(self) -> None:
        if self.currency not in CURRENCIES:
            raise ValueError("the currency is a code of ISO 4217, like EUR")
        for price in self.prices():
            if not price.is_finite() or not 0 <= price <= MOST or decimals(price) > DECIMALS:
                raise ValueError(f"a price is 0 to {MOST}, with at most {DECIMALS} digits after the point")

    def prices(self) -> Iterator[Decimal]:
        """Those that are set."""
        for price in (self.price_per_kwh, self.price_per_hour, self.price_per_session):
            if price is not None:
                yield price


def decimals(amount: Decimal) -> int:
    """Digits after the point that matter: 1 for 0.50."""
    exponent = amount.normalize(WIDE).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def cost(tariff: Tariff, energy_wh: Decimal, duration: timedelta) -> Money:
    """What `energy_wh` and `duration` of one session cost: added exactly, rounded once, at the end.

    Raises ValueError for less than no energy or time.
    """
    if energy_wh < 0 or duration < timedelta(0):
        raise ValueError("nobody gives energy or time back")
    with localcontext(WIDE):
        energy = (tariff.price_per_kwh or Decimal(0)) * energy_wh / 1000
        time = (tariff.price_per_hour or Decimal(0)) * (duration // MICROSECOND) / MICROSECONDS_PER_HOUR
        flat = tariff.price_per_session or Decimal(0)
        return Money(energy + time + flat, tariff.currency).rounded()
