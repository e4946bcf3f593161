"""What all request and answer bodies share."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    computed_field,
)
from pydantic_core import PydanticCustomError

from chalicelib.kernel.money import Money

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 1970, 9998
"""Of an instant or a day: every clock on Earth can show it, and so can every table."""
WRITTEN_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?", re.IGNORECASE)


def _written(given: object) -> object:
    if isinstance(given, str) and not WRITTEN_DATE.fullmatch(given):
        raise PydanticCustomError("written_date", "A date begins with its year, like 2026-06-01.")
    if isinstance(given, (int, float)):
        raise PydanticCustomError("written_date", "A date is a text, like 2026-06-01.")
    return given


def _on_earth(given: date) -> date:
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise PydanticCustomError("year", "This is too long ago or too far ahead.")
    return given


def _utc(given: datetime) -> datetime:
    _on_earth(given)
    return given.astimezone(UTC)


Instant = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_utc)]
"""An RFC 3339 date-time, as it is asked with; kept in UTC."""
Day = Annotated[date, BeforeValidator(_written), AfterValidator(_on_earth)]
"""An RFC 3339 full-date."""
ONE_LINE = r"^[^\x00-\x1f\x7f]*$"
"""A name goes into subjects of mails and onto chargers' displays: no control characters."""
Id = Annotated[str, Field(max_length=64)]
"""The id of something that there may be."""


class In(BaseModel):
    """A request body or query: unknown fields are told, not ignored.

    What checks it is built when it is first asked: a process needs few of the hundreds that there are.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)


def derived(read: Callable[[Any], T]) -> T:
    """A field of an answer that is read off its others."""
    return computed_field(property(read))  # type: ignore[return-value]  # on an instance it is what `read` gives


class Out(BaseModel):
    """An answer, which tells all its fields. One with an integer `version` has an ETag instead of that."""

    model_config = ConfigDict(
        from_attributes=True, defer_build=True, json_schema_serialization_defaults_required=True
    )


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
