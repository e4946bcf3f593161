"""What all request and answer bodies share."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel.money import Money

T = TypeVar("T")


class In(BaseModel):
    """A request body or query: unknown fields are told, not ignored."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Out(BaseModel):
    """An answer. One with an integer `version` gets an ETag, and does not show the version itself."""

    model_config = ConfigDict(from_attributes=True)


class Accepted(Out):
    """An answer that only promises: it goes out as 202 (RFC 9110, section 15.3.3)."""


class Items(Out, Generic[T]):
    """A page of a list; `next_cursor` is null on the last page."""

    items: list[T]
    next_cursor: str | None = None


class Paging(In):
    """Which page of a list."""

    cursor: str | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class MoneyOut(Out):
    """An amount as a decimal string, and its ISO 4217 currency."""

    amount: str
    currency: str

    @classmethod
    def of(cls, money: Money) -> "MoneyOut":
        """Plain notation, never an exponent."""
        return cls(amount=f"{money.amount:f}", currency=money.currency)
