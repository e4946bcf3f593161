"""Answers as tables of Markdown, for people and for docs/."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any


def tables(answer: Mapping[str, Any]) -> Iterator[str]:
    """The single figures first, then its parts: those with the same keys side by side in one table."""
    single = {name: value for name, value in answer.items() if not isinstance(value, dict)}
    if single:
        yield from _table(("", "US$"), ([name, value] for name, value in single.items()))
    parts = [(name, part) for name, part in answer.items() if isinstance(part, dict)]
    for keys, alike in groupby(parts, key=lambda one: tuple(one[1])):
        named = dict(alike)
        yield ""
        heads = ("", *named) if len(named) > 1 else (next(iter(named)), "")
        yield from _table(heads, ([key, *(part[key] for part in named.values())] for key in keys))


def _table(heads: Sequence[str], rows: Iterator[list[Any]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(map(_shown, row))} |"


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
