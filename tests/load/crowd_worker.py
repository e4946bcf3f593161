"""What the processes of a crowd do: found a community, contend, look at what was left behind.

    python -m tests.load.crowd_worker found   {"chargers": 2, "drivers": 8}   tells their ids
    python -m tests.load.crowd_worker crowd   {"rounds": [[[...], ...]]}      each share by a process, at once
    python -m tests.load.crowd_worker past    {"network": ..., ...}           writes years of past bookings
    python -m tests.load.crowd_worker audit   {"chargers": [...], ...}        tells what does not fit together
    python -m tests.load.crowd_worker model   {"examples": 10, "steps": 20}   the engine against its oracle

Each reads JSON from its input and writes JSON. crowd.py starts them with a stack's settings, which the
product reads when it is imported.
"""

import gc
import json
import multiprocessing
import sys
import time
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any

from chalicelib.kernel.settings import settings
from chalicelib.table import connection
from chalicelib.wiring import services
from infra import tables
from tests.load import founding
from tests.load.audit import faults, left, most_at_once
from tests.load.client import Client
from tests.load.history import past
from tests.load.http_client import HttpClient
from tests.load.metering import metered

FORK = multiprocessing.get_context("fork")
"""What was imported once need not be imported by each."""
PATIENCE = 240
"""Seconds until all must be ready for a round, and that it may last."""


def crowd(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The shares of each round by as many processes at once, for at most so many `seconds`.

    Tells the results of each round, and the seconds that it took. A result is what was done, its
    milliseconds, its code ("done", or why not) and its cost.
    """
    connection()  # each has its own sockets, and they need not each read what DynamoDB is
    gc.freeze()
    clients = len(asked["rounds"][0])
    ready, answers = FORK.Barrier(clients + 1, timeout=PATIENCE), FORK.SimpleQueue()
    processes = [
        FORK.Process(target=_client, args=(number, asked, ready, answers.put)) for number in range(clients)
    ]
    for process in processes:
        process.start()
    rounds = []
    for _ in asked["rounds"]:
        ready.wait()
        began = time.perf_counter()
        results = [result for _ in processes for result in answers.get()]
        rounds.append({"results": results, "seconds": time.perf_counter() - began})
    for process in processes:
        process.join()
    return {"rounds": rounds}


def _client(
    number: int, asked: Mapping[str, Any], ready: Any, answer: Callable[[list[list[Any]]], None]
) -> None:
    seconds = asked.get("seconds", PATIENCE)
    client: Client | HttpClient
    if url := asked.get("url"):
        client = HttpClient(url, asked["tokens"])
    else:
        client = Client(services(), metered(), number)
    client.warm_up(asked["rounds"][0][number][0])
    for shares in asked["rounds"]:
        ready.wait()
        deadline = time.perf_counter() + seconds
        left = takewhile(lambda _, until=deadline: time.perf_counter() < until, shares[number])
        answer([client.timed(step) for step in left])


def audit(asked: Mapping[str, Any]) -> dict[str, int]:
    """How many bookings there are, the most that one driver has open, and what is out of step."""
    found = left(asked["chargers"], asked["drivers"])
    most = max(most_at_once(found.bookings).values(), default=0)
    return {"bookings": len(found.bookings), "most_active": most, **faults(found)}


def model(asked: Mapping[str, Any]) -> dict[str, int]:
    """The engine's state machine on this process's stack, which may lack its tables; raises what it finds."""
    tables.create(connection().client, settings().table_prefix)
    from tests.unit.bookings.engine_machine import play  # noqa: PLC0415 - Hypothesis is slow to import

    return play(asked["examples"], asked["steps"])


WORK = {"found": founding.found, "crowd": crowd, "past": past, "audit": audit, "model": model}

if __name__ == "__main__":
    print(json.dumps(WORK[sys.argv[1]](json.load(sys.stdin))))
