"""What happened, counted while one of Lambda's functions handles an event, and told when it is done.

Told in CloudWatch's embedded metric format: lines in the function's log, which take no request of their own.
Who counts need not know who tells: where nobody does (a laptop, a test, the gateway, which has figures of
its own) counting does nothing. A fact is counted after it was stored, by who stored it, and so once.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from enum import StrEnum

from aws_lambda_powertools.metrics import EphemeralMetrics

from chalicelib.kernel.correlation import correlation_id
from chalicelib.kernel.settings import settings

NAMESPACE = "PlugNexus"


class Metric(StrEnum):
    """All that is counted; beside its name, what tells its kinds apart. Every kind is a metric to pay for."""

    BOOKINGS_MADE = "BookingsMade"
    REFUSALS = "Refusals"  # code: of bookings, charges, sessions and whatever else a rule said no to
    CONFLICTS = "Conflicts"  # transactions that met another one, and were tried again
    ERRORS = "Errors"  # requests answered by a 500
    MESSAGES = "Messages"  # action
    MESSAGES_FAILED = "MessagesFailed"  # answered by InternalError
    CHARGERS_CONNECTED = "ChargersConnected"
    CHARGERS_DISCONNECTED = "ChargersDisconnected"
    SESSIONS_BEGUN = "SessionsBegun"
    SESSIONS_ENDED = "SessionsEnded"
    ENERGY_KWH = "EnergyKwh"
    MONEY = "Money"  # currency
    JOBS_FAILED = "JobsFailed"
    NOTICES_SENT = "NoticesSent"
    NOTICES_OVERDUE = "NoticesOverdue"  # tried again, long after they were owed, or given up


Counted = tuple[Metric, float, tuple[tuple[str, str], ...]]
_counted: ContextVar[list[Counted] | None] = ContextVar("counted", default=None)


def tally(metric: Metric, value: Decimal | float = 1, **kind: str) -> None:
    """It happened, `value` times or to that amount."""
    counted = _counted.get()
    if counted is not None:
        counted.append((metric, float(value), tuple(sorted(kind.items()))))


@contextmanager
def told() -> Iterator[None]:
    """What is counted inside, by whichever thread, is told at the end, however that comes."""
    before = _counted.set([])
    try:
        yield
    finally:
        counted = _counted.get() or []
        _counted.reset(before)
        for line in lines(counted):
            sys.stdout.write(f"{line}\n")


def lines(counted: list[Counted]) -> Iterator[str]:
    """Those of one kind in one line, each metric of it by its sum."""
    sums: dict[tuple[tuple[str, str], ...], dict[Metric, float]] = defaultdict(lambda: defaultdict(float))
    for metric, value, kind in counted:
        sums[kind][metric] += value
    for kind, values in sums.items():
        metrics = EphemeralMetrics(namespace=NAMESPACE)
        for name, word in (("stage", settings().stage), *kind):
            metrics.add_dimension(name, word)
        for metric, value in values.items():
            metrics.add_metric(metric, "None" if metric in AMOUNTS else "Count", value)
        metrics.add_metadata("correlation_id", correlation_id())
        yield json.dumps(metrics.serialize_metric_set(), separators=(",", ":"))


AMOUNTS = {Metric.ENERGY_KWH, Metric.MONEY}
