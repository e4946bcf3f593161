"""One stack for all processes of a test run: started by the first that needs it, ended with the run."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.held import Held, hold, told
from infra.local.stack import Stack


def shared(home: Path, run: int) -> Stack:
    """The stack of the run whose process id is `run`; it belongs to `home`. Raises PartFailed."""
    ports = told(home, run, __name__)
    return Stack(home, http_port=ports["http"], ocpp_port=ports["ocpp"], aws_port=ports["aws"])


@contextmanager
def _opened(home: Path) -> Iterator[Held]:
    with Stack(home) as stack:
        ports = {"http": stack.http_port, "ocpp": stack.ocpp_port, "aws": stack.aws_port}
        yield Held(ports, stack.check)


if __name__ == "__main__":
    sys.exit(hold(_opened))
