"""Around whatever handles an event: what was written inside is told to who watches it, before it ends.

A function of Lambda is frozen once it has answered, so that nothing can be told later. A process that lives
on may say who tells instead, later and of many events at once.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from chalicelib.touched import Touched, noting
from chalicelib.wiring import services

Given = ParamSpec("Given")
Result = TypeVar("Result")
Teller = Callable[[Sequence[Touched]], None]

_teller: ContextVar[Teller | None] = ContextVar("teller", default=None)


@contextmanager
def told_by(teller: Teller) -> Iterator[None]:
    """What is written inside is given to `teller`, which is to be quick and never to raise."""
    before = _teller.set(teller)
    try:
        yield
    finally:
        _teller.reset(before)


@contextmanager
def telling() -> Iterator[None]:
    """Told also if it ends by an exception: what was written by then was written."""
    with noting() as noted:
        try:
            yield
        finally:
            if noted:
                (_teller.get() or services().watched.tell)(noted)


def and_tell(act: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """The result of `act`, and who watches has been told."""
    with telling():
        return act(*given, **named)
