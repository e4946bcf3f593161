"""The variables of a group as one item keeps them: small, and never more than DynamoDB takes."""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.variables.rules import Variable, data_of, variable_of

LARGEST = 300_000
"""Bytes of an item's variables; DynamoDB takes 400 KB of all that is in an item."""
CUTS = (200, 50, 0)
"""To so many characters texts are cut where nothing else makes them fit, one after the other."""
TEXTS = ("value", "unit", "type")


def packed(variables: Iterable[Variable]) -> bytes:
    """As one item keeps them, in LARGEST bytes.

    Long texts are cut if all of them are too much, then allowed values are left out, and then the variables
    that were told first.
    """
    data = [data_of(variable) for variable in variables]
    return next(found for found in map(_packed, _ever_less(data)) if len(found) <= LARGEST)


def unpacked(kept: bytes) -> list[Variable]:
    """What an item keeps."""
    return [variable_of(data) for data in json.loads(zlib.decompress(kept))]


def _ever_less(data: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    yield data
    for characters in CUTS:
        yield [_cut(one, characters) for one in data]
    left = [_cut(one, 0) for one in sorted(data, key=lambda one: str(one["at"]), reverse=True)]
    while left:
        left = left[: len(left) // 2]
        yield left


def _cut(data: dict[str, Any], characters: int) -> dict[str, Any]:
    found = {**data, **{name: data[name][:characters] for name in TEXTS if name in data}}
    if sum(map(len, found.get("values", ()))) > characters:
        del found["values"]
    return found


def _packed(data: list[dict[str, Any]]) -> bytes:
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode())
