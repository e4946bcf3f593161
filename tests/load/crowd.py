"""Many processes that book at once, and a look at what they left behind (see crowd_worker.py)."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def run(
    command: str,
    asked: Mapping[str, Any],
    environment: Mapping[str, str],
    worker: str = "tests.load.crowd_worker",
) -> Any:
    """One command in a process of its own, which has the stack's settings from its start."""
    done = subprocess.run(
        [sys.executable, "-m", worker, command],
        cwd=ROOT,
        env=dict(environment),
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        text=True,
        timeout=600,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


Shares = Sequence[Sequence[Mapping[str, Any]]]


def rush(shares: Shares, environment: Mapping[str, str], **more: Any) -> dict[str, Any]:
    """Each share of steps by a process of its own, all let go at once: `results`, and `seconds` it took."""
    (told,) = rushes([shares], environment, **more)
    return told


def rushes(rounds: Sequence[Shares], environment: Mapping[str, str], **more: Any) -> list[dict[str, Any]]:
    """The same several times by the same processes, each when all are through with the one before."""
    told: list[dict[str, Any]] = run("crowd", {"rounds": rounds, **more}, environment)["rounds"]
    return told


def dealt(steps: Sequence[Mapping[str, Any]], clients: int) -> list[Sequence[Mapping[str, Any]]]:
    """One after the other to each of the clients."""
    return [steps[number::clients] for number in range(clients)]


def attempt(charger: str, driver: str, start: datetime, length: timedelta, **more: Any) -> dict[str, Any]:
    """A step that books."""
    return {
        "do": "book",
        "charger": charger,
        "driver": driver,
        "start": start.isoformat(),
        "end": (start + length).isoformat(),
        **more,
    }
