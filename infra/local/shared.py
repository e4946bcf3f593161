"""One stack for all processes of a test run: started by the first that needs it, ended with the run."""

import argparse
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from infra.local.part import PATIENCE, ROOT, PartFailed
from infra.local.stack import Stack


def shared(home: Path, run: int) -> Stack:
    """The stack of the run whose process id is `run`; it belongs to `home`. Raises PartFailed."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _ports(home).exists():
            _start(home, run)
    told = json.loads(_ports(home).read_text())
    return Stack(home, http_port=told["http"], ocpp_port=told["ocpp"], aws_port=told["aws"])


def end(home: Path) -> None:
    """Stop the run's stack, if it has one, and wait for it."""
    if not _ports(home).exists():
        return
    host = json.loads(_ports(home).read_text())["host"]
    deadline = time.monotonic() + PATIENCE
    try:
        os.kill(host, signal.SIGTERM)
        while time.monotonic() < deadline:
            os.kill(host, 0)
            time.sleep(0.05)
    except ProcessLookupError:
        return


def _start(home: Path, run: int) -> None:
    command = [sys.executable, "-m", "infra.local.shared", str(home), "--run", str(run)]
    with (home / "host.log").open("wb") as log:
        subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True)
    deadline = time.monotonic() + 3 * PATIENCE
    while not _ports(home).exists():
        if _failure(home).exists() or time.monotonic() > deadline:
            raise PartFailed((home / "host.log").read_text())
        time.sleep(0.05)


def _ports(home: Path) -> Path:
    return home / "stack.json"


def _failure(home: Path) -> Path:
    return home / "failed"


def main() -> int:
    """Hold a stack until SIGTERM, or until the run is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--run", type=int, required=True)
    options = parser.parse_args()
    if os.fork():
        return 0  # the host belongs to the run, not to the process that happened to ask first
    os.setsid()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Stack(options.home) as stack:
            told = {
                "http": stack.http_port,
                "ocpp": stack.ocpp_port,
                "aws": stack.aws_port,
                "host": os.getpid(),
            }
            new = _ports(options.home).with_suffix(".new")
            new.write_text(json.dumps(told))
            new.rename(_ports(options.home))
            while _lives(options.run):
                stack.check()
                time.sleep(0.3)
    except PartFailed as failure:
        print(failure, file=sys.stderr, flush=True)
        _failure(options.home).touch()
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
