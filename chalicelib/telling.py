"""Around whatever handles an event: what was written inside is told to who watches it, before it ends.

A function of Lambda is frozen once it has answered, so that nothing can be told later.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from chalicelib.touched import noting
from chalicelib.wiring import services

Given = ParamSpec("Given")
Result = TypeVar("Result")


@contextmanager
def telling() -> Iterator[None]:
    """Told also if it ends by an exception: what was written by then was written."""
    with noting() as noted:
        try:
            yield
        finally:
            if noted:
                services().watched.tell(noted)


def and_tell(act: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """The result of `act`, and who watches has been told."""
    with telling():
        return act(*given, **named)
