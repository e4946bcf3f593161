"""A page of a longer list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some of a list, in order, and an opaque cursor to the next page (None: that was all)."""

    items: list[T] = field(default_factory=list)
    next_cursor: str | None = None

    def of(self, present: Callable[[T], U]) -> "Page[U]":
        """The same page with every item put in another form."""
        return Page([present(item) for item in self.items], self.next_cursor)


@dataclass(frozen=True)
class Wanted:
    """Which page of a list is asked for."""

    limit: int = 50
    cursor: str | None = None
