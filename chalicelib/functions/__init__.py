"""What Lambda starts: a file for each function, whose `handler` it calls.

Each has what its events need in place when it is loaded, so that its first event is as quick as may be, and
loads nothing else: app.py, where Chalice finds all of them, would bring every function the whole HTTP API.
While it loads, nobody looks for cycles among what is made to stay: that would take a tenth of the time.
"""

import gc
from collections.abc import Callable
from typing import Any

from chalicelib import metrics
from chalicelib.logs import logger

Handler = Callable[[dict[str, Any], Any], Any]

gc.disable()


def loaded(*_: object) -> None:
    """These are made, and all that there is by now stays, and is never looked at for cycles."""
    gc.freeze()
    gc.enable()


def watched(work: Handler) -> Handler:
    """A handler that tells the metrics of each event; of a share of them every line is logged."""

    def handler(event: dict[str, Any], context: Any) -> Any:
        logger.refresh_sample_rate_calculation()
        with metrics.told():
            return work(event, context)

    return handler
