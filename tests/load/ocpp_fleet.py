"""The processes that play chargers, and what the gateway's process costs meanwhile."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from tests.load.crowd import ROOT
from tests.load.metered_gateway import COUNTERS

WORKER = "tests.load.ocpp_worker"


class Fleets:
    """Chargers dealt to as many processes, which do the same thing at the same time."""

    def __init__(self, boxes: Sequence[Mapping[str, str]], url: str, version: str, processes: int) -> None:
        self.workers = []
        for number in range(processes):
            share = boxes[number::processes]
            worker = subprocess.Popen(
                [sys.executable, "-m", WORKER, "chargers"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            self.workers.append(worker)
            _write(worker, json.dumps({"url": url, "version": version, "boxes": share}))

    def all(self, command: str, **asked: Any) -> list[dict[str, Any]]:
        """What each process answers to a command."""
        for worker in self.workers:
            _write(worker, f"{command} {json.dumps(asked)}")
        return [json.loads(_line(worker)) for worker in self.workers]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            assert worker.stdin is not None
            worker.stdin.close()
            try:
                worker.wait(10)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


def _write(worker: subprocess.Popen[str], line: str) -> None:
    assert worker.stdin is not None
    worker.stdin.write(line + "\n")
    worker.stdin.flush()


def _line(worker: subprocess.Popen[str]) -> str:
    assert worker.stdout is not None
    line = worker.stdout.readline()
    if not line:
        raise RuntimeError("a process of chargers ended")
    return line


class Cost:
    """What the gateway's process has used up to now. Only Linux tells."""

    def __init__(self, pid: int, requests: Path) -> None:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        self.cpu_ms = ticks * 1000 / os.sysconf("SC_CLK_TCK")
        self.requests, self.batches = struct.unpack_from("qq", requests.read_bytes()[: COUNTERS.size])


def memory_kib(pid: int) -> int:
    """What the process has in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])
