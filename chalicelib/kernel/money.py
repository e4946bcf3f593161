"""Amounts of money: exact, with their currency, never float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINOR_UNITS = {"JPY": 0, "KRW": 0, "ISK": 0, "HUF": 2, "BHD": 3, "KWD": 3, "TND": 3}


@dataclass(frozen=True)
class Money:
    """`amount` in units of `currency` (ISO 4217)."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return Money(self.amount + other.amount, self.currency)

    def rounded(self) -> "Money":
        """To the currency's smallest coin, halves up: the one place that rounds."""
        step = Decimal(1).scaleb(-MINOR_UNITS.get(self.currency, 2))
        return Money(self.amount.quantize(step, rounding=ROUND_HALF_UP), self.currency)
