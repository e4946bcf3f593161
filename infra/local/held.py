"""What all processes of a test run share: begun by the first that asks, ended with the run.

A module holds it in a process of its own, `python -m <module> <home> --run <process id>`, by calling `hold`.
"""

import argparse
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from infra.local.part import PATIENCE, ROOT, PartFailed


@dataclass(frozen=True)
class Held:
    """It is up: what is to be known of it, and a check that raises PartFailed when it is so no more."""

    facts: Mapping[str, Any]
    check: Callable[[], None]


def begin(home: Path, run: int, module: str) -> None:
    """See that it is begun for the run whose process id is `run`; wait for nothing."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _host(home).exists():
            return
        command = [sys.executable, "-m", module, str(home), "--run", str(run)]
        with _log(home).open("wb") as log:
            subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True)


def told(home: Path, run: int, module: str, patience: float = 3 * PATIENCE) -> dict[str, Any]:
    """The same, and what is to be known once it is up. Raises PartFailed, with what its host has said."""
    begin(home, run, module)
    deadline = time.monotonic() + patience
    while not _facts(home).exists():
        if _failure(home).exists() or time.monotonic() > deadline:
            raise PartFailed(_log(home).read_text())
        time.sleep(0.05)
    facts: dict[str, Any] = json.loads(_facts(home).read_text())
    return facts


def end(home: Path) -> None:
    """Stop it, if it was begun, and wait for it."""
    if not _host(home).exists():
        return
    deadline = time.monotonic() + PATIENCE
    with suppress(ProcessLookupError):
        os.kill(int(_host(home).read_text()), signal.SIGTERM)
    with _life(home).open("w") as life:
        while time.monotonic() < deadline and not _locked(life):
            time.sleep(0.05)


def hold(opened: Callable[[Path], AbstractContextManager[Held]]) -> int:
    """The host's own process: what `opened(home)` is, until SIGTERM or the end of the run; its exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("--run", type=int, required=True)
    options = parser.parse_args()
    home: Path = options.home
    life = _life(home).open("w")
    fcntl.flock(
        life, fcntl.LOCK_EX
    )  # nobody else's until the last process that has it open, the host, is gone
    if child := os.fork():
        _host(home).write_text(str(child))
        return 0  # the host belongs to the run, not to the process that happened to ask first
    os.setsid()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with opened(home) as held:
            new = _facts(home).with_suffix(".new")
            new.write_text(json.dumps(held.facts))
            new.rename(_facts(home))
            while _lives(options.run):
                held.check()
                time.sleep(0.3)
    except PartFailed as failure:
        print(failure, file=sys.stderr, flush=True)
        _failure(home).touch()
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _host(home: Path) -> Path:
    return home / "host"


def _life(home: Path) -> Path:
    return home / "life"


def _log(home: Path) -> Path:
    return home / "host.log"


def _facts(home: Path) -> Path:
    return home / "facts.json"


def _failure(home: Path) -> Path:
    return home / "failed"


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
