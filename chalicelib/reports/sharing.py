"""How evenly something was shared."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

NOTHING = timedelta(0)


def shares(parts: Sequence[timedelta]) -> list[float]:
    """Each part of their sum, 0 to 1, together 1; all 0 where there is nothing to share."""
    whole = sum(parts, NOTHING)
    return [part / whole if whole else 0.0 for part in parts]


def gini(parts: Sequence[timedelta]) -> float:
    """The Gini coefficient: 0 when all have the same, (n - 1) / n when one of n has all."""
    ordered = sorted(part.total_seconds() for part in parts)
    count, whole = len(ordered), sum(ordered)
    if not whole:
        return 0.0
    weighted = sum((2 * rank - count - 1) * part for rank, part in enumerate(ordered, 1))
    return max(0.0, weighted / (count * whole))


def in_words(parts: Sequence[timedelta]) -> str:
    """One sentence that anybody can check: what the busiest tenth had, and what an even share would be."""
    whole, count = sum(parts, NOTHING), len(parts)
    if not whole:
        return "Nobody took any time in these days."
    if count == 1:
        return "The only member had all of the time."
    top = ceil(count / 10)
    had = sum(sorted(parts, reverse=True)[:top], NOTHING) / whole
    who = "the busiest one" if top == 1 else f"the busiest {top}"
    took = sum(part > NOTHING for part in parts)
    return (
        f"{took} of {count} members took time, and {who} had {had:.0%} of it; "
        f"an even share would be {top / count:.0%}."
    )


def percentile(lengths: Sequence[timedelta], part: float) -> timedelta | None:
    """The least length that `part` (0 to 1) of all do not exceed (nearest rank); None of none."""
    ordered = sorted(lengths)
    return ordered[max(0, ceil(part * len(ordered)) - 1)] if ordered else None
