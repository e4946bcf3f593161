"""Bytecode that is taken as it is: no time, no folder of this machine, no look at the source before use."""

import os
import subprocess
from pathlib import Path

from infra.package.target import CannotPackage, Target

LAMBDA_FOLDER = "/var/task"
"""Where Lambda unpacks the artefact; tracebacks name files below it."""


def compile_all(folder: Path, target: Target) -> None:
    """A `__pycache__` for every source below `folder`. Raises CannotPackage.

    Lambda's folder cannot be written to: without it, every cold start would compile all it imports.
    """
    where = ["-s", str(folder), "-p", LAMBDA_FOLDER]
    command = ["-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash", *where, str(folder)]
    done = subprocess.run(
        [target.interpreter(), *command],
        env=os.environ | {"PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotPackage(f"Some sources cannot be compiled:\n{done.stdout.strip()}")
