"""--local: an emulator of AWS on this machine, deployed to by the same path as AWS."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from infra.deploy.doors import EXECUTE_API
from infra.deploy.options import Options
from infra.local.emulator import aws_environment, emulator
from infra.local.part import HOST, ROOT, Part, free_port

HOME = ROOT / ".local" / "deployed"
SENDER = {"MailFrom": "no-reply@plugnexus.example"}
"""An emulator takes mail from anybody: without one, the stage would send none."""


def to(part: Part, options: Options) -> Options:
    """What was asked for, of the emulator that runs as `part`."""
    here = part.environment["AWS_ENDPOINT_URL"]
    return replace(options, yes=True, endpoint_url=here, set=SENDER | dict(options.set))


@contextmanager
def emulated(home: Path) -> Iterator[Part]:
    """An emulator that knows nothing yet, its state and log below `home`, and this process turned to it.

    Raises PartFailed. Whatever the environment says of somebody's account is forgotten here.
    """
    shutil.rmtree(home, ignore_errors=True)
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PLUGNEXUS_"))}
    loopback = {"NO_PROXY": f"localhost,{HOST}", "no_proxy": f"localhost,{HOST}"}
    environment = kept | aws_environment(port) | loopback
    former = dict(os.environ)
    part = emulator(port, home / "state", home / "emulator.log", environment | _behaving(port))
    os.environ.clear()
    os.environ.update(environment)
    try:
        part.start()
        part.wait()
        yield part
    finally:
        part.stop()
        shutil.rmtree(home / "state", ignore_errors=True)
        os.environ.clear()
        os.environ.update(former)


def _behaving(port: int) -> dict[str, str]:
    """MiniStack holds functions to their roles, and tells them where it has its APIs: not at domains."""
    return {"AUTH": "true", "PLUGNEXUS_EXECUTE_API_URL": f"http://{HOST}:{port}{EXECUTE_API}"}
