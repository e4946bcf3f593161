"""Tariffs as JSON."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from chalicelib.api.schema import In, Out
from chalicelib.tariffs.rules import Tariff

Price = Annotated[str, Field(pattern=r"^[0-9]{1,7}(\.[0-9]{1,4})?$", examples=["0.30"])]
"""A decimal string: not negative, at most four digits after the point."""


class TariffIn(In):
    """What a charge costs; a price that is null or left out does not apply."""

    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["EUR"])]
    price_per_kwh: Price | None = None
    price_per_hour: Price | None = None
    price_per_session: Price | None = None

    @model_validator(mode="after")
    def _can_be(self) -> "TariffIn":
        self.tariff()
        return self

    def tariff(self) -> Tariff:
        """As the rules know it. Raises ValueError."""
        prices = (self.price_per_kwh, self.price_per_hour, self.price_per_session)
        return Tariff(self.currency, *(None if price is None else Decimal(price) for price in prices))


class TariffOut(Out):
    """What a charge costs, prices as decimal strings; a price that is null does not apply."""

    currency: str
    price_per_kwh: str | None
    price_per_hour: str | None
    price_per_session: str | None

    @classmethod
    def of(cls, tariff: Tariff) -> "TariffOut":
        """Plain notation, with as many digits as were given."""
        return cls(
            currency=tariff.currency,
            price_per_kwh=_text(tariff.price_per_kwh),
            price_per_hour=_text(tariff.price_per_hour),
            price_per_session=_text(tariff.price_per_session),
        )


def _text(price: Decimal | None) -> str | None:
    return None if price is None else f"{price:f}"
