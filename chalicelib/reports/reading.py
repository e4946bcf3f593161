"""Lists that a report needs whole."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from chalicelib.kernel.errors import Refused
from chalicelib.kernel.paging import Page, Wanted

T = TypeVar("T")
PAGE = 500
MOST_PAGES = 60
"""Of any of the lists: as many as are read and counted before the one who asks is told to wait no more."""


def every(ask: Callable[[Wanted], Page[T]]) -> Iterator[T]:
    """All of a list, page by page. Raises Refused("too_much_to_report") after MOST_PAGES."""
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        found = ask(Wanted(PAGE, cursor))
        yield from found.items
        cursor = found.next_cursor
        if cursor is None:
            return
    raise Refused("too_much_to_report", "More happened than can be counted at once: ask for fewer days.")
