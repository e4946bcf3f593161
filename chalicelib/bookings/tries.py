"""When somebody was faster: once more from the start, a bounded number of times, each a little later."""

import random
import time
from collections.abc import Iterator

from chalicelib.kernel.errors import Stale

TRIES = 24


def tries() -> Iterator[int]:
    """Numbers of tries, with a wait of some milliseconds before each but the first.

    Raises Stale("too_busy") when all have failed: more clashes than that mean that something else is wrong.
    """
    for number in range(TRIES):
        if number:
            time.sleep(random.uniform(0, 0.004 * min(number, 8)))  # noqa: S311 - jitter, not a secret
        yield number
    raise Stale("too_busy", "Too many changes at once; try again.")
