"""./scripts/bench ocpp: how many messages the gateway answers, how fast, and what each costs.

Chargers in processes of their own, on an embedded stack of its own: each boots, tells its state, and then
charges: Authorize, Start, 5 x MeterValues, Stop, Heartbeat (2.0.1: TransactionEvents), the next message when
the one before is answered. Before that, so many more connect and stay idle.

KEYS of the answer:
  messages_per_s               answered, all chargers together
  latency_ms                   {action: {p50, p95, p99}}, as the charger waits for its answer
  gateway_cpu_ms_per_message   CPU time of the gateway's process, with its storage client
  store_requests_per_message   to DynamoDB; of them log_requests_per_message write the message log
  errors                       answers that are no CALLRESULT or not Accepted, and none at all
  connections_per_s            handshakes with password until the connection is kept, 1,000 chargers
  kib_per_idle_connection      of the gateway's memory, the same chargers
  storms                       with --storm: seconds until all were back, each; refused: tries that failed
Exit code 1 when there are errors.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from infra.local.part import Part
from infra.local.stack import Stack
from tests.load.bench import gateway_of, parser_of, say, show, storage
from tests.load.crowd import run
from tests.load.metered_gateway import COUNTERS, FILE
from tests.load.ocpp_fleet import WORKER, Cost, Fleets, memory_kib

PROCESSES = 2
WARM = 32
"""Chargers that connect before memory is looked at: what all share is made by then."""
DIAL_AT_ONCE = 16


def measure(options: argparse.Namespace, stack: Stack, gateway: Part, requests: Path) -> dict[str, Any]:
    """All figures."""
    many = options.chargers
    say(f"{many} charge points, and {options.idle} idle ones ...")
    boxes = run("found", {"chargers": many + options.idle + WARM}, stack.environment, WORKER)
    idle, warm, boxes = boxes[: options.idle], boxes[options.idle : options.idle + WARM], boxes[-many:]
    if options.history:
        say(f"{options.history} stored meter values ...")
        ids = [box["charge_point_id"] for box in boxes]
        run("past", {"charge_points": ids, "readings": options.history}, stack.environment, WORKER)
    url, pid = stack.ocpp_url, gateway.pid
    assert pid is not None
    told = {}
    if idle:
        with Fleets(warm, url, options.version, 1) as fleets:
            fleets.all("dial", at_once=WARM)
            told = _idle(idle, url, options.version, pid)
    with Fleets(boxes, url, options.version, min(PROCESSES, many)) as fleets:
        say(f"{many} chargers for {options.seconds} s ...")
        fleets.all("dial", at_once=DIAL_AT_ONCE)
        greetings = fleets.all("greet")
        before = Cost(pid, requests)
        visits = fleets.all("charge", seconds=options.seconds, pause=options.pause)
        after = Cost(pid, requests)
        storms = [_storm(fleets, number, options) for number in range(options.storm)]
    answered = sum(told["messages"] for told in visits)
    if not answered:
        raise SystemExit("No message was answered: --seconds is too short for --pause.")
    errors = Counter[str]()
    for part in (*greetings, *visits, *(part for storm in storms for part in storm["told"])):
        errors.update(part["errors"])
    return {
        "messages_per_s": round(answered / max(told["seconds"] for told in visits), 1),
        "latency_ms": _latencies(visits),
        "gateway_cpu_ms_per_message": round((after.cpu_ms - before.cpu_ms) / answered, 3),
        "store_requests_per_message": round((after.requests - before.requests) / answered, 3),
        "log_requests_per_message": round((after.batches - before.batches) / answered, 3),
        "errors": sum(errors.values()),
        **told,
        **({"storms": [storm["seconds"] for storm in storms]} if storms else {}),
        **({"refused": sum(storm["refused"] for storm in storms)} if storms else {}),
        "wrong": dict(errors.most_common(10)),
        "gateway_mib": round(memory_kib(pid) / 1024, 1),
        "messages": answered,
    }


def _idle(boxes: Sequence[Mapping[str, str]], url: str, version: str, pid: int) -> dict[str, float]:
    with Fleets(boxes, url, version, 1) as fleets:
        before = memory_kib(pid)
        (dialled,) = fleets.all("dial", at_once=DIAL_AT_ONCE)
        each = (memory_kib(pid) - before) / len(boxes)
        fleets.all("close")
    return {
        "connections_per_s": round(len(boxes) / dialled["seconds"], 1),
        "kib_per_idle_connection": round(each, 1),
    }


def _storm(fleets: Fleets, number: int, options: argparse.Namespace) -> dict[str, Any]:
    """All are cut, all come back at once, boot and go on."""
    say(f"storm {number + 1} ...")
    fleets.all("drop")
    dialled = fleets.all("dial", at_once=options.chargers)
    told = fleets.all("greet")
    told += fleets.all("charge", seconds=1, pause=0)
    return {
        "seconds": round(max(part["seconds"] for part in dialled), 2),
        "refused": sum(sum(part["refused"].values()) for part in dialled),
        "told": told,
    }


def _latencies(told: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    of: defaultdict[str, list[float]] = defaultdict(list)
    for part in told:
        for name, times in part["latencies"].items():
            of[name] += times
    return {
        name: {
            f"p{percent}": round(sorted(times)[min(len(times) - 1, len(times) * percent // 100)], 2)
            for percent in (50, 95, 99)
        }
        for name, times in of.items()
    }


def main(arguments: list[str]) -> int:
    """Print the figures; exit code 1 when something is wrong."""
    parser = parser_of("ocpp", __doc__)
    parser.add_argument("--version", choices=("1.6", "2.0.1"), default="1.6", help="of OCPP (%(default)s)")
    parser.add_argument("--chargers", type=int, default=50, help="that charge at once (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=20, help="that they do so (default %(default)s)")
    parser.add_argument(
        "--pause", type=float, default=0, help="each sends one message in so many seconds (default: at once)"
    )
    parser.add_argument("--storm", type=int, default=0, help="so many times all are cut and come back")
    parser.add_argument("--history", type=int, default=0, help="stored meter values before it (%(default)s)")
    parser.add_argument("--idle", type=int, default=1000, help="connections that stay idle (%(default)s)")
    options = parser.parse_args(arguments)
    with storage("bench") as stack:
        told = _measured_on(stack, options)
    show(told, as_json=options.json)
    return 1 if told["errors"] else 0


def _measured_on(stack: Stack, options: argparse.Namespace) -> dict[str, Any]:
    requests = stack.home / "requests"
    requests.write_bytes(bytes(COUNTERS.size))
    gateway = gateway_of(stack, "tests.load.metered_gateway", {FILE: os.fspath(requests)})
    settings = {
        name: getattr(options, name) for name in ("version", "chargers", "seconds", "pause", "history")
    }
    return {**measure(options, stack, gateway, requests), **settings}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
