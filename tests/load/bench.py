"""What every `./scripts/bench` is made of: its options, an embedded stack of its own, its answer."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.local.emulator import emulator, furnish
from infra.local.part import HOST, Part, answers
from infra.local.stack import Stack


def parser_of(name: str, about: str | None) -> argparse.ArgumentParser:
    """Of `./scripts/bench <name>`, told about in words whose part from KEYS on stands below the options."""
    words = (about or "").partition("KEYS")
    parser = argparse.ArgumentParser(
        prog=f"./scripts/bench {name}",
        description=words[0],
        epilog=f"keys{words[2]}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--json", action="store_true", help="one JSON object, nothing else on standard output"
    )
    return parser


@contextmanager
def storage(name: str) -> Iterator[Stack]:
    """A stack of which the tables are there and nothing runs yet; what is added to it stops with it."""
    with tempfile.TemporaryDirectory(prefix=f"plugnexus-{name}-") as home:
        stack = Stack(Path(home))
        try:
            aws = emulator(stack.aws_port, stack.home / "state", stack.log("aws"), stack.environment)
            stack.add(aws).wait()
            furnish(stack.aws_port, stack.settings)
            yield stack
        finally:
            stack.stop()


def gateway_of(stack: Stack, module: str = "ocpp_ws", more: Mapping[str, str] | None = None) -> Part:
    """The stack's gateway, when it answers; run from `module`, with `more` in its environment."""
    command = [module, "--host", HOST, "--port", str(stack.ocpp_port)]
    health = f"http://{HOST}:{stack.ocpp_port}/health"
    environment = {**stack.environment, **(more or {})}
    gateway = Part("Gateway", command, environment, stack.log("ocpp"), lambda: answers(health))
    stack.add(gateway).wait()
    return gateway


def say(line: str) -> None:
    """Progress."""
    print(line, file=sys.stderr, flush=True)


def show(told: Mapping[str, Any], *, as_json: bool) -> None:
    """The answer, on standard output."""
    if as_json:
        print(json.dumps(told))
        return
    width = max(map(len, told))
    for name, value in told.items():
        print(f"{name:>{width}}  {value}")
