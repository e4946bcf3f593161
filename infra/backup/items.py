"""Items as DynamoDB's API has them: as lines of a file, and as sums that do not depend on their order.

A line is what DynamoDB's own export to S3 writes, `{"Item": {"pk": {"S": "..."}}}` with bytes in base64
(Amazon DynamoDB Developer Guide, "DynamoDB table export output format").
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Context, Decimal
from hashlib import sha256
from typing import Any

Item = Mapping[str, Mapping[str, Any]]
NUMBERS = Context(prec=50)
"""More digits than the 38 of DynamoDB."""
WIDTH = 2**256


@dataclass(frozen=True)
class Sum:
    """How many things there are, and the sum of their SHA-256: the same in any order."""

    count: int = 0
    total: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        """Of both."""
        return Sum(self.count + other.count, (self.total + other.total) % WIDTH)

    @property
    def digest(self) -> str:
        """Hexadecimal."""
        return f"{self.total:064x}"

    @classmethod
    def of(cls, content: bytes) -> "Sum":
        """One thing."""
        return cls(1, int.from_bytes(sha256(content).digest(), "big"))

    @classmethod
    def of_item(cls, item: Item) -> "Sum":
        """One item: equal for all that DynamoDB takes for equal, as 1 and 1.0, or sets in another order."""
        told = {name: _canonical(value) for name, value in item.items()}
        return cls.of(json.dumps(told, sort_keys=True, separators=(",", ":")).encode())


def line_of(item: Item) -> bytes:
    """One line, with its end."""
    told = {name: _plain(value) for name, value in item.items()}
    return json.dumps({"Item": told}, separators=(",", ":")).encode() + b"\n"


def item_of(line: bytes) -> Item:
    """The item of a line. Raises ValueError for what is none."""
    told = json.loads(line)
    if not isinstance(told, dict) or not isinstance(told.get("Item"), dict):
        raise ValueError("not a line of an export")  # noqa: TRY004 - as documented
    return {name: _bytes_again(value) for name, value in told["Item"].items()}


def is_over(item: Item, now: datetime) -> bool:
    """Whether its time to live is over: DynamoDB deletes such an item whenever it comes to it."""
    told = item.get("expires", {}).get("N")
    return told is not None and Decimal(told) <= int(now.timestamp())


def _canonical(value: Mapping[str, Any]) -> list[Any]:
    ((kind, told),) = value.items()
    if kind == "M":
        return [kind, {name: _canonical(part) for name, part in told.items()}]
    if kind == "L":
        return [kind, [_canonical(part) for part in told]]
    turn: Callable[[Any], Any] = TURNS.get(kind, _same)
    is_set = kind in ("SS", "NS", "BS")
    return [kind, sorted(map(turn, told)) if is_set else turn(told)]


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    return _each(value, _text)


def _bytes_again(value: Mapping[str, Any]) -> dict[str, Any]:
    return _each(value, base64.b64decode)


def _each(value: Mapping[str, Any], turn: Any) -> dict[str, Any]:
    """The same value with `turn` of all bytes in it."""
    ((kind, told),) = value.items()
    match kind:
        case "B":
            return {kind: turn(told)}
        case "BS":
            return {kind: [turn(one) for one in told]}
        case "M":
            return {kind: {name: _each(part, turn) for name, part in told.items()}}
        case "L":
            return {kind: [_each(part, turn) for part in told]}
        case _:
            return {kind: told}


def _same(told: Any) -> Any:
    return told


def _number(told: str) -> str:
    return str(NUMBERS.create_decimal(told).normalize(NUMBERS))


def _text(told: bytes) -> str:
    return base64.b64encode(bytes(told)).decode()


TURNS: Mapping[str, Callable[[Any], str]] = {"N": _number, "NS": _number, "B": _text, "BS": _text}
"""By kind of value, what makes one text of all that is equal."""
