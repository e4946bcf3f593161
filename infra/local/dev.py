"""./scripts/dev: all of PlugNexus on this machine, with a demo community and simulated chargers."""

import argparse
import fcntl
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from infra.local.demo import Demo
    from infra.local.stack import Stack

HOME = Path(__file__).resolve().parents[2] / ".local"


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="./scripts/dev",
        description="Starts all of PlugNexus on this machine until Ctrl-C. Its state is kept under .local/.",
    )
    parser.add_argument("--port", type=_port, default=8000, help="where the client and the API listen (8000)")
    parser.add_argument(
        "--fresh", action="store_true", help="forget everything that was kept, and begin anew"
    )
    parser.add_argument("--no-demo", action="store_true", help="load no demo community")
    parser.add_argument("--no-chargers", action="store_true", help="start no simulated chargers")
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)  # only read the command line
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:  # noqa: PLR2004 - all there are
        raise argparse.ArgumentTypeError("a port is between 1 and 65535")
    return port


def main() -> int:
    """The exit code: 0 when stopped on request, 1 when something failed."""
    options = parse()
    if options.check:
        return 0
    from infra.local.part import PartFailed  # noqa: PLC0415 - --help needs no installed packages

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _alone():
            _run(options)
    except PartFailed as failure:
        print(f"\nPlugNexus stopped: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print("\nPlugNexus has stopped; its state is kept under .local/.", flush=True)
        return 0
    return 1


def _run(options: argparse.Namespace) -> None:
    from infra.local.stack import Stack, need_free, ocpp_port  # noqa: PLC0415 - as above

    need_free(options.port)
    state = HOME / "state"
    if options.fresh:
        shutil.rmtree(state, ignore_errors=True)
    is_new = not state.exists()
    with Stack(HOME, http_port=options.port, ocpp_port=ocpp_port(), say=_say) as stack:
        try:
            demo = None if options.no_demo else _demo(stack, state / "demo.json")
        except BaseException:
            stack.stop()
            if is_new:  # half a demo is worth nothing
                shutil.rmtree(state, ignore_errors=True)
            raise
        if demo and not options.no_chargers:
            with stack.step("Simulated chargers"):
                _chargers(stack, _charge_points(state / "demo.json"))
        _say(_summary(stack, demo))
        _say(f"PlugNexus is ready: {stack.url}")
        stack.watch()


def _demo(stack: "Stack", kept: Path) -> "Demo":
    import httpx  # noqa: PLC0415 - as above

    from infra.local.api_client import ApiRefused  # noqa: PLC0415 - as above
    from infra.local.demo import Demo, load  # noqa: PLC0415 - as above
    from infra.local.part import PartFailed  # noqa: PLC0415 - as above

    if kept.exists():
        return Demo.read(kept)
    with stack.step("Demo community"):
        try:
            demo = load(stack.url, stack.check)
        except (ApiRefused, httpx.HTTPError, OSError) as error:
            raise PartFailed(f"the demo community could not be made: {error} (see .local/logs/)") from error
        demo.write(kept, _charge_points(kept))
        return demo


def _charge_points(demo: Path) -> Path:
    return demo.with_name("charge-points.json")


def _chargers(stack: "Stack", file: Path) -> None:
    from infra.local.part import Part  # noqa: PLC0415 - as above
    from infra.simulator.known import ALL_CONNECTED  # noqa: PLC0415 - as above

    command = ["infra.simulator", "--charge-points", str(file), "--url", stack.ocpp_url]
    log = stack.log("chargers")
    stack.add(
        Part("Simulated chargers", command, stack.environment, log, lambda: ALL_CONNECTED in log.read_text())
    ).wait()


def _summary(stack: "Stack", demo: "Demo | None") -> str:
    lines = [
        "",
        f"  Client, API    {stack.url}   (API: /v1/docs)",
        f"  Mailbox        {stack.url}/dev/mailbox   (all mail and SMS that PlugNexus sends here)",
        f"  Chargers       {stack.ocpp_url}/<charge point id>   (OCPP 1.6, 2.0.1, 2.1, WebSocket)",
        "  Logs           .local/logs/",
    ]
    if demo:
        lines += ["", f"  Demo network   {demo.network_name}, join code {demo.join_code}"]
        lines += [
            f"  Log in as      {person.email}   {demo.password}   ({person.role})" for person in demo.people
        ]
    return "\n".join([*lines, "", "  Ctrl-C stops everything.", ""])


def _say(line: str) -> None:
    print(line, flush=True)


class _alone:  # noqa: N801 - reads as a word in `with`
    """One stack at a time works with the state under .local/. Raises PartFailed."""

    def __enter__(self) -> None:
        HOME.mkdir(exist_ok=True)
        self.lock: IO[Any] = (HOME / "lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            from infra.local.part import PartFailed  # noqa: PLC0415 - as above

            raise PartFailed("it is running already in this folder. Stop that one first (Ctrl-C).") from error

    def __exit__(self, *_: object) -> None:
        self.lock.close()


if __name__ == "__main__":
    sys.exit(main())
