"""What the cost model's scenes are played with: a clock to turn, and an API Gateway that keeps its posts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.kernel import ids


@dataclass
class Turned:
    """The clock of the story."""

    now: datetime

    def __call__(self) -> datetime:
        """The time."""
        return self.now


@contextmanager
def turned(clock: Turned) -> Iterator[None]:
    """All of the product takes this clock for the wall's."""
    real = ids.utc_now
    held = [one for one in list(sys.modules.values()) if getattr(one, "utc_now", None) is real]
    mine = [one for one in held if one.__name__.startswith(("chalicelib", "tests.load"))]
    for module in mine:
        module.utc_now = clock  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in list(sys.modules.values()):
            if getattr(module, "utc_now", None) is clock:
                module.utc_now = real  # type: ignore[attr-defined]


@dataclass
class Caught:
    """Stands in for API Gateway's management calls: keeps what was posted."""

    posted: list[str] = field(default_factory=list)
    total: int = 0

    def post_to_connection(self, *, ConnectionId: str, Data: bytes) -> None:  # noqa: ARG002, N803 - as boto3's
        """As if it had arrived."""
        self.posted.append(Data.decode())
        self.total += 1

    def delete_connection(self, **_: str) -> None:
        """As if it had been closed."""
