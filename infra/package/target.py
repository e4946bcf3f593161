"""What an artefact is made for: a version of Python on a kind of machine."""

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass

from infra.cloud.functions import ARCHITECTURE, RUNTIME

LAMBDA_PYTHON = RUNTIME.removeprefix("python")
GLIBC_OF_LAMBDA = 26
"""The minor version: python3.11 runs on Amazon Linux 2, of glibc 2.26 (Lambda Developer Guide, 2026-10)."""
WHEELS_OF = {"arm64": "aarch64", "x86_64": "x86_64"}


class CannotPackage(Exception):
    """Something is missing on this machine; the text says what, and what to do."""


@dataclass(frozen=True)
class Target:
    """Where the artefact runs. `is_lambda` False: on this machine, where an emulator runs it."""

    architecture: str
    """As Lambda spells it: arm64, x86_64."""
    python: str = LAMBDA_PYTHON
    is_lambda: bool = True

    @classmethod
    def cloud(cls) -> "Target":
        """Our functions in Lambda."""
        return cls(ARCHITECTURE)

    @classmethod
    def here(cls) -> "Target":
        """This machine and this Python."""
        machine = platform.machine().lower()
        architecture = "arm64" if machine in {"arm64", "aarch64"} else "x86_64"
        return cls(architecture, f"{sys.version_info.major}.{sys.version_info.minor}", is_lambda=False)

    @property
    def name(self) -> str:
        """For folders and people."""
        where = "lambda" if self.is_lambda else sys.platform
        return f"{where}-{self.architecture}-python{self.python}"

    def pip_options(self) -> list[str]:
        """What makes pip fetch wheels for this target, and nothing that would have to be built."""
        wheels = ["--only-binary=:all:"]
        if not self.is_lambda:
            return wheels
        machine = WHEELS_OF[self.architecture]
        platforms = [f"manylinux2014_{machine}"]
        platforms += [f"manylinux_2_{minor}_{machine}" for minor in range(5, GLIBC_OF_LAMBDA + 1)]
        named = [option for name in platforms for option in ("--platform", name)]
        return [*wheels, *named, "--implementation", "cp", "--python-version", self.python]

    def interpreter(self) -> str:
        """A Python of the version whose bytecode is wanted. Raises CannotPackage."""
        for candidate in (sys.executable, shutil.which(f"python{self.python}")):
            if candidate and _version(candidate) == self.python:
                return candidate
        raise CannotPackage(
            f"Lambda runs this on Python {self.python}, and its bytecode is made here: "
            f"install Python {self.python} beside the one you have, and try again."
        )


def _version(interpreter: str) -> str | None:
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        told = subprocess.run(
            [interpreter, "-c", ask], capture_output=True, text=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip()
