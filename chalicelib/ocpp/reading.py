"""What a payload means, for all its faults: names in any case, numbers as text, instants without a zone.

None stands for what is missing or cannot be read; a message that means nothing without it asks with `need`.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from chalicelib.ocpp.frames import PROTOCOL_ERROR, TYPE_CONSTRAINT_VIOLATION

LONGEST_TEXT = 1000
LARGEST_INTEGER = 2**63
LARGEST_NUMBER = Decimal(10) ** 20
FINEST = Decimal("0.000001")
MILLISECONDS_FROM = 10**11
FIRST_YEAR, LAST_YEAR = 1970, 2199
"""No clock says anything else: 0001 and 9999 are what software writes when it has no time."""
T = TypeVar("T")


class Refused(Exception):
    """There is no other answer to this message than a CALLERROR; `code` is OCPP 2.x's word for why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Unreadable(Refused):
    """Without this field the message means nothing."""


class Fields:
    """The fields of a JSON object, found whatever the case of their names."""

    def __init__(self, payload: Mapping[str, Any]) -> None:
        self.raw = payload
        self._by_name = {name.lower(): value for name, value in payload.items()}

    def any(self, name: str) -> Any:
        """As it came."""
        return self._by_name.get(name.lower())

    def text(self, name: str) -> str | None:
        """Without the blanks around it; None when nothing is left."""
        value = self.any(name)
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            return None
        return str(value).strip()[:LONGEST_TEXT] or None

    def integer(self, name: str) -> int | None:
        """A whole number, also as text or with a fraction of zero."""
        number = as_decimal(self.any(name))
        if number is None or number != number.to_integral_value() or abs(number) > LARGEST_INTEGER:
            return None
        return int(number)

    def decimal(self, name: str) -> Decimal | None:
        """Any number, also as text, to six places."""
        number = as_decimal(self.any(name))
        if number is None or abs(number) >= LARGEST_NUMBER:
            return None
        return number.quantize(FINEST).normalize() if number != number.to_integral_value() else number

    def instant(self, name: str) -> datetime | None:
        """RFC 3339, or nearly: without a zone it is UTC; a bare number counts (milli)seconds since 1970."""
        return as_instant(self.any(name))

    def flag(self, name: str) -> bool | None:
        """Yes or no, also as text or number."""
        value = str(self.any(name)).strip().lower()
        return True if value in ("true", "1") else False if value in ("false", "0") else None

    def word(self, name: str, words: Collection[str]) -> str | None:
        """One of the protocol's `words` as it spells it, in whatever case it came; others as they came."""
        told = self.text(name)
        return told and next((word for word in words if word.lower() == told.lower()), told)

    def object(self, name: str) -> "Fields":
        """The object there, or the first of a list; one without fields where there is none."""
        return next(iter(self.objects(name)), Fields({}))

    def objects(self, name: str) -> list["Fields"]:
        """The objects of a list; one alone counts as a list of one; what is no object is left out."""
        value = self.any(name)
        elements = value if isinstance(value, list) else [value]
        return [Fields(element) for element in elements if isinstance(element, Mapping)]

    def need(self, name: str, value: T | None) -> T:
        """`value`, read from the field `name`. Raises Unreadable when there is none."""
        if value is not None:
            return value
        if self.any(name) is None:
            raise Unreadable(PROTOCOL_ERROR, f"{name} is missing")
        raise Unreadable(TYPE_CONSTRAINT_VIOLATION, f"{name} cannot be read")


def as_decimal(value: Any) -> Decimal | None:
    """The number that `value` is or spells."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(value.strip()) if isinstance(value, str) else Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def as_instant(value: Any) -> datetime | None:
    """The instant that `value` is or spells, in UTC; None also for one that no clock says."""
    instant = _spelled(value)
    return instant if instant and FIRST_YEAR <= instant.year <= LAST_YEAR else None


def instant(at: datetime) -> str:
    """As it goes on the wire: UTC with Z, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _spelled(value: Any) -> datetime | None:
    try:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return datetime.fromtimestamp(float(value) / (1000 if value >= MILLISECONDS_FROM else 1), UTC)
        if not isinstance(value, str):
            return None
        instant = datetime.fromisoformat(value.strip().upper())
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
