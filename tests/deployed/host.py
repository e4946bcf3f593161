"""What the tests of a run find deployed: stage `test`, by ./scripts/deploy's code, in an emulator of its own.

It has been deployed twice: the second time what does not work, which ./scripts/deploy has taken back.
"""

import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from infra.cloud.functions import FUNCTIONS
from infra.deploy import deploying, smoke
from infra.deploy.account import Account
from infra.deploy.advice import Stopped
from infra.deploy.deploying import Deployment
from infra.deploy.local import emulated, to
from infra.deploy.options import Options, parse
from infra.local.held import Held, hold
from infra.local.part import PartFailed
from infra.package.package import Package

STAGE = "test"
BROKEN = "chalicelib/functions/api.py", "chalicelib/functions/__pycache__/api.cpython-311.pyc"
"""What the HTTP API starts with."""
SOON = 1.0
"""Seconds until what was broken on purpose counts as broken."""


@contextmanager
def _opened(home: Path) -> Iterator[Held]:
    with emulated(home / "emulator") as emulator:
        options = to(emulator, parse(["--stage", STAGE, "--local"]))
        try:
            told = _deployed_twice(options, home)
        except Stopped as stopped:
            raise PartFailed(str(stopped)) from stopped
        try:
            yield Held({"endpoint": options.endpoint_url, **told}, emulator.check)
        finally:
            _keep_logs(Account.of(options.region, options.endpoint_url).client("logs"), home / "logs")


def _deployed_twice(options: Options, home: Path) -> dict[str, Any]:
    """Where the stage is reached, which package it has, and what was said when it had gone back to that."""
    made: list[Package] = []
    packaged = deploying.package

    def package(stage: str, target: Any, region: str, out: Path) -> Package:
        made.append(packaged(stage, target, region, home))
        return made[-1]

    deploying.package = package
    first, code = _deployment(options, sys.stderr.write)
    if code:
        raise PartFailed("It could not be deployed.")
    version = first.stack.outputs()["CodeVersion"]
    deploying.package = lambda *_: _broken(made[0])
    smoke.SHORT_PATIENCE = SOON
    said: list[str] = []
    _, code = _deployment(options, said.append)
    sys.stderr.writelines(said)
    doors = first.doors(first.stack.outputs())
    return {"doors": asdict(doors), "version": version, "second": {"code": code, "said": said}}


def _deployment(options: Options, write: Any) -> tuple[Deployment, int]:
    running = Deployment(
        options,
        Account.of(options.region, options.endpoint_url),
        lambda line: write(f"{line}\n"),
        lambda _: True,
    )
    return running, running.run()


def _broken(package: Package) -> Package:
    """The same, but that its HTTP API does not start."""
    with warnings.catch_warnings(), zipfile.ZipFile(package.zip, "a") as archive:
        warnings.simplefilter("ignore")  # each name is there twice now, and the later one counts
        for name in BROKEN:
            archive.writestr(name, "raise RuntimeError('broken on purpose')")
    return replace(package, sha256="broken" + package.sha256)


def _keep_logs(logs: Any, folder: Path) -> None:
    """What the functions wrote, for whoever looks why a test failed."""
    folder.mkdir(exist_ok=True)
    for function in FUNCTIONS:
        group = f"/plugnexus/{STAGE}/{function.word}"
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        lines = [event["message"].rstrip() for page in pages for event in page["events"]]
        (folder / f"{function.word}.log").write_text("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(hold(_opened))
