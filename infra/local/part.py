"""One process of the local stack: started with a log of its own, waited for, watched, stopped."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
"""Seconds that a part has to become ready, and to stop."""


class PartFailed(Exception):
    """A part did not come up, or ended when nobody asked it to. The text has the end of its log."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether a part could listen on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(url: str) -> bool:
    """Whether a GET of this loopback address gives 200."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as response:
            return bool(response.status == 200)  # noqa: PLR2004 - OK
    except (OSError, urllib.error.URLError):
        return False


@dataclass
class Part:
    """`python -m <command>`, its environment, where it logs, how to see that it is ready."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    is_ready: Callable[[], bool]
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Run it; `wait` tells when it is ready."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                cwd=ROOT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the stack alone, which stops its parts in order
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call, and no threads yet
            )

    def wait(self) -> None:
        """Until it is ready. Raises PartFailed."""
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            self.check()
            if time.monotonic() > deadline:
                raise PartFailed(f"{self.name} is not ready after {PATIENCE:.0f} s.{self._last_words()}")
            time.sleep(0.05)

    def check(self) -> None:
        """Raises PartFailed when it no longer runs."""
        if self._process is not None and self._process.poll() is not None:
            raise PartFailed(f"{self.name} ended (exit code {self._process.returncode}).{self._last_words()}")

    @property
    def pid(self) -> int | None:
        """Its process id while it has been started and not stopped."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Ask it to end, wait, insist. Does nothing when it has ended."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-20:]
        shown = os.path.relpath(self.log)
        return f" Its log, {shown}, ends with:\n" + "\n".join(f"    {line}" for line in lines)


def _die_with_parent() -> None:
    """On Linux a part does not outlive a stack that was killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
