"""Which items were written while one event is handled: by them whoever watches is told (chalicelib/live/).

Stores need not know who tells; where nobody does (a test, a job of an operator's) noting does nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Touched:
    """An item that was put, changed or deleted: what kind it is, its key, and what of it was known then.

    An item that is changed or deleted by its key alone is known by what its store put in beside that.
    """

    kind: str
    pk: str
    sk: str
    known: Mapping[str, Any] = field(default_factory=dict)


_noted: ContextVar[list[Touched] | None] = ContextVar("touched", default=None)


def is_noted() -> bool:
    """Whether anybody wants to know."""
    return _noted.get() is not None


def touch(item: Touched) -> None:
    """It was written."""
    noted = _noted.get()
    if noted is not None:
        noted.append(item)


@contextmanager
def noting() -> Iterator[list[Touched]]:
    """What is written inside, by whichever thread, in order."""
    noted: list[Touched] = []
    before = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(before)
