"""Decide, write, and decide anew when the write found that the premises had moved."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.kernel.errors import Stale

TRIES = 5
T = TypeVar("T")


def again_if_stale(decide_and_write: Callable[[], T]) -> T:
    """What it returns at last; each time it must read afresh. Raises Stale after the fifth."""
    for _ in range(TRIES - 1):
        try:
            return decide_and_write()
        except Stale:
            continue
    return decide_and_write()
