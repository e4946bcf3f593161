"""Plays the cost model's scenes in a process that has a stack's settings, and tells what each step costs.

python -m tests.load.cost_worker measured {"stories": 6}
"""

import io
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from chalice.test import Client

from app import app
from chalicelib import connections
from chalicelib.kernel.settings import settings
from chalicelib.logs import logger
from chalicelib.wiring import services
from tests.load import founding, ocpp_site
from tests.load.cost_props import Caught, Turned, turned
from tests.load.cost_scenes import FIRST_HOUR, Story
from tests.load.cost_words import VERSIONS
from tests.load.ledger import Ledger

APART = timedelta(days=5)
"""Between the beginnings of two stories: the first is over by then."""


@dataclass
class Counting:
    """A probe that keeps requests, units and bytes of each step: of the last time that it was done."""

    ledger: Ledger
    caught: Caught
    written: io.StringIO
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __call__(self, name: str, act: Callable[[], Any], told: str = "") -> Any:
        """Do it."""
        before, posted, lines = self.ledger.now.copy(), self.caught.total, self.written.tell()
        answer = act()
        if self.caught.total > posted:  # what a charger says is logged before it is answered anyhow
            services().message_log.flush(5)
        costs = self.ledger.now.since(before)
        costs.posted = self.caught.total - posted
        if name:
            said = answer.get("body", "") if isinstance(answer, dict) else ""
            self.steps[name] = asdict(costs) | {
                "bytes_in": len(told.encode()),
                "bytes_out": len(getattr(answer, "body", said) or ""),
                "log_bytes": self.written.tell() - lines,
            }
        return answer


@dataclass
class Timing:
    """A probe that keeps the CPU time of each step, in milliseconds, all threads together."""

    spent: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, name: str, act: Callable[[], Any], told: str = "") -> Any:  # noqa: ARG002 - as Probe
        """Do it."""
        began = time.process_time()
        answer = act()
        self.spent[name].append((time.process_time() - began) * 1000)
        return answer


def begin(number: int) -> datetime:
    """When the story of that number begins: at the same hour of the day, so that its steps are the same."""
    first = datetime.now(UTC).replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    return first + timedelta(days=1) + number * APART


@contextmanager
def quiet_to(stream: io.StringIO) -> Iterator[None]:
    """What the product logs, as lines of JSON or in other ways, goes to `stream`."""
    handler = logger.registered_handler
    shown = handler.setStream(stream)  # type: ignore[attr-defined]  # a StreamHandler
    try:
        with redirect_stdout(stream):
            yield
    finally:
        if shown is not None:
            handler.setStream(shown)  # type: ignore[attr-defined]  # likewise


def play(probe: Any, protocol: str, clock: Turned, caught: Caught) -> None:
    """One story of a new charge point in a new community."""
    (box,) = ocpp_site.found({"chargers": 1})
    founding.logged_in([box["driver_id"]])
    kept = connections.management
    connections.management = lambda _: caught
    try:
        with Client(app) as client:

            def api(method: str, path: str, headers: dict[str, str], body: bytes | None) -> Any:
                return client.http.request(method, path, headers=headers, body=body or b"")

            Story(probe, clock, box, api, caught, protocol).play()
    finally:
        connections.management = kept


def counted() -> dict[str, dict[str, dict[str, Any]]]:
    """What each step of the first story of each protocol costs, by protocol."""
    found = {}
    for number, protocol in enumerate(VERSIONS):
        clock, caught, written = Turned(begin(number)), Caught(), io.StringIO()
        ledger = Ledger(settings().table_prefix).open()
        probe = Counting(ledger, caught, written)
        try:
            with turned(clock), quiet_to(written):
                services.cache_clear()
                play(probe, protocol, clock, caught)
        finally:
            ledger.close()
        found[protocol] = probe.steps
    return found


def measured(asked: dict[str, Any]) -> dict[str, Any]:
    """Counts of one story of each protocol, and the CPU time of each step, the median of so many more."""
    steps = counted()
    for number, protocol in enumerate(VERSIONS):
        timing = Timing()
        for story in range(asked["stories"]):
            clock, caught, written = (
                Turned(begin(2 + len(VERSIONS) * story + number)),
                Caught(),
                io.StringIO(),
            )
            with turned(clock), quiet_to(written):
                services.cache_clear()
                play(timing, protocol, clock, caught)
        for name, step in steps[protocol].items():
            step["cpu_ms"] = round(median(timing.spent[name]), 2)
    return steps


if __name__ == "__main__":
    told = globals()[sys.argv[1]](json.load(sys.stdin))
    print(json.dumps(told))
