"""Many processes that book at once, and a look at what they left behind (see crowd_worker.py)."""

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def run(command: str, asked: Mapping[str, Any], environment: Mapping[str, str]) -> Any:
    """One command in a process of its own, which has the stack's settings from its start."""
    process = _start(command, environment)
    out, _ = process.communicate(json.dumps(asked) + "\n", timeout=300)
    return json.loads(out.splitlines()[-1])


def rush(
    shares: Sequence[Iterable[Mapping[str, str]]], environment: Mapping[str, str]
) -> tuple[list[tuple[float, str, int, float]], float]:
    """Each share of attempts in a process of its own, all let go at once: results, and seconds it took."""
    processes = [_start("book", environment) for _ in shares]
    for process, share in zip(processes, shares, strict=True):
        assert process.stdin
        process.stdin.write(json.dumps({"attempts": list(share)}) + "\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    began = time.perf_counter()
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    results = [
        tuple(result)
        for process in processes
        for result in json.loads(process.communicate(timeout=600)[0])["results"]
    ]
    return results, time.perf_counter() - began


def attempt(charger: str, driver: str, start: datetime, length: timedelta) -> dict[str, str]:
    """One attempt as the processes read it."""
    return {
        "charger": charger,
        "driver": driver,
        "start": start.isoformat(),
        "end": (start + length).isoformat(),
    }


def _start(command: str, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.load.crowd_worker", command],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
