"""Starts all parts of PlugNexus on this machine, watches them, stops them."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from chalicelib.kernel.settings import Settings
from infra.local.emulator import ACCOUNT, REGION, aws_environment, emulator, furnish
from infra.local.every_minute import READY
from infra.local.part import HOST, Part, PartFailed, answers, free_port, is_free

OCPP_PORT = 9000
"""Where chargers find the gateway, unless another program has the port."""


def quiet(_: str) -> None:
    """Progress that nobody reads."""


@dataclass
class Stack:
    """The embedded AWS, the HTTP door, the OCPP gateway and the jobs, with state and logs under `home`.

    As a context manager it is up inside the block. PartFailed tells why it could not start.
    """

    home: Path
    http_port: int = field(default_factory=free_port)
    ocpp_port: int = field(default_factory=free_port)
    aws_port: int = field(default_factory=free_port)
    say: Callable[[str], None] = quiet
    parts: list[Part] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The client and the API."""
        return f"http://localhost:{self.http_port}"

    @property
    def ocpp_url(self) -> str:
        """What a charger is given, without its id."""
        return f"ws://localhost:{self.ocpp_port}/ocpp"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to work with this stack's data, and nothing of anybody's AWS account."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PLUGNEXUS_"))
        }
        own = {
            "PLUGNEXUS_STAGE": "local",
            "PLUGNEXUS_WEB_ORIGIN": self.url,
            "PLUGNEXUS_OCPP_URL": self.ocpp_url,
            "PLUGNEXUS_FILES_BUCKET": f"plugnexus-local-files-{ACCOUNT}-{REGION}",
            "PLUGNEXUS_SECURE_COOKIES": "false",
            "PYTHONUNBUFFERED": "1",
            "NO_PROXY": f"localhost,{HOST}",
            "no_proxy": f"localhost,{HOST}",
        }
        return inherited | aws_environment(self.aws_port) | own

    @property
    def settings(self) -> Settings:
        """As its processes read them."""
        return Settings.of(self.environment)

    def log(self, name: str) -> Path:
        """Where a part writes what it has to say."""
        return self.home / "logs" / f"{name}.log"

    def start(self) -> None:
        """Bring everything up. Raises PartFailed, having stopped what had started."""
        for port in (self.http_port, self.ocpp_port, self.aws_port):
            need_free(port)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        with self.step("Embedded AWS, tables and keys"):
            self.add(emulator(self.aws_port, self.home / "state", self.log("aws"), self.environment)).wait()
            furnish(self.aws_port, self.settings)
        with self.step("HTTP API, client and OCPP gateway"):
            door = ["infra.local.http_door", "--port", str(self.http_port)]
            gateway = ["ocpp_ws", "--host", HOST, "--port", str(self.ocpp_port), "--pages"]
            started = [
                self.add(
                    Part(
                        "HTTP door", door, self.environment, self.log("http"), _health(self.http_port, "/v1")
                    )
                ),
                self.add(
                    Part("OCPP gateway", gateway, self.environment, self.log("ocpp"), _health(self.ocpp_port))
                ),
            ]
            for part in started:
                part.wait()
        with self.step("What is due every minute"):
            log = self.log("jobs")
            jobs = Part(
                "Jobs", ["infra.local.every_minute"], self.environment, log, lambda: READY in log.read_text()
            )
            self.add(jobs).wait()

    def add(self, part: Part) -> Part:
        """Start one more part, which is watched and stopped with the others."""
        self.parts.append(part)
        part.start()
        return part

    def step(self, name: str) -> "Step":
        """Tell that `name` is being done, and how long it took."""
        return Step(name, self.say)

    def watch(self) -> None:
        """Until a part ends by itself: raises PartFailed."""
        while True:
            self.check()
            time.sleep(0.3)

    def check(self) -> None:
        """Raises PartFailed when a part no longer runs."""
        for part in self.parts:
            part.check()

    def stop(self) -> None:
        """The last started first, so that the emulator has everything when it keeps its state."""
        while self.parts:
            self.parts.pop().stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


@dataclass
class Step:
    """One line of progress, with its duration when it is done."""

    name: str
    say: Callable[[str], None]
    started: float = 0.0

    def __enter__(self) -> None:
        self.started = time.monotonic()
        self.say(f"  {self.name} ...")

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None:
            self.say(f"  {self.name}: ready ({time.monotonic() - self.started:.1f} s)")


def ocpp_port() -> int:
    """The usual one, or a free one when another program has it."""
    return OCPP_PORT if is_free(OCPP_PORT) else free_port()


def need_free(port: int) -> None:
    """Raises PartFailed when `port` is taken."""
    if not is_free(port):
        raise PartFailed(
            f"Port {port} is taken by another program. Stop that one, or choose another: "
            f"./scripts/dev --port {port + 1}"
        )


def _health(port: int, base: str = "") -> Callable[[], bool]:
    return lambda: answers(f"http://{HOST}:{port}{base}/health")
