"""./scripts/bench booking: how fast bookings are made and refused, and what each costs DynamoDB.

Three scenes on one embedded stack, each by several processes: drivers who book over many chargers and days
(the figures at the top of the answer), all of them at one slot of one charger, and all at one charger's day.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

from infra.local.emulator import emulator, furnish
from infra.local.stack import Stack
from tests.load.crowd import attempt, run, rush

GRID = timedelta(minutes=15)
LENGTH = timedelta(hours=2)


def figures(results: list[tuple[float, str, int, float]], seconds: float) -> dict[str, Any]:
    """One scene in numbers. Requests and units of an attempt are the reads before it as well."""
    times = sorted(result[0] for result in results)
    booked = [result for result in results if result[1] == "booked"]
    refused = [result for result in results if result[1] != "booked"]
    codes: dict[str, int] = {}
    for result in results:
        codes[result[1]] = codes.get(result[1], 0) + 1
    return {
        "attempts": len(results),
        "attempts_per_s": round(len(results) / seconds, 1),
        "booked_per_s": round(len(booked) / seconds, 1),
        "p50_ms": round(times[len(times) // 2], 2),
        "p99_ms": round(quantiles(times, n=100)[98], 2),
        "max_ms": round(times[-1], 2),
        "requests_per_booked": _mean([result[2] for result in booked]),
        "units_per_booked": _mean([result[3] for result in booked]),
        "requests_per_refused": _mean([result[2] for result in refused]),
        "units_per_refused": _mean([result[3] for result in refused]),
        "codes": codes,
    }


def _mean(values: list[Any]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None


def measure(environment: Mapping[str, str], attempts: int, processes: int, seed: int) -> dict[str, Any]:
    """All scenes, each on a community of its own, with a look for overlaps after it."""
    chance = random.Random(seed)  # noqa: S311 - a plan that can be repeated
    monday = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    told: dict[str, Any] = {}
    for name, chargers, days in (("many", 200, 30), ("one_slot", 1, 0), ("one_day", 1, 1)):
        print(f"{name}: {attempts} attempts by {processes} processes ...", file=sys.stderr)
        made = run("found", {"chargers": chargers, "drivers": 64}, environment)
        plan = [
            attempt(
                chance.choice(made["chargers"]),
                chance.choice(made["drivers"]),
                monday + chance.randrange(days * 96 or 1) * GRID,
                LENGTH,
            )
            for _ in range(attempts)
        ]
        results, seconds = rush([plan[number::processes] for number in range(processes)], environment)
        told[name] = figures(results, seconds) | run("audit", made, environment)
    many = told.pop("many")
    wrong = sum(scene["overlaps"] for scene in (many, *told.values()))
    return {**many, "overlaps": wrong, **told, "processes": processes, "seed": seed}


def main(arguments: list[str]) -> int:
    """Print the figures; exit code 1 when bookings overlap or something is out of step."""
    parser = argparse.ArgumentParser(prog="./scripts/bench booking", description=__doc__)
    parser.add_argument(
        "--json", action="store_true", help="one JSON object, nothing else on standard output"
    )
    parser.add_argument("--attempts", type=int, default=2000, help="of each scene (default %(default)s)")
    parser.add_argument("--processes", type=int, default=8, help="that book at once (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the plan (default %(default)s)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="plugnexus-bench-") as home:
        stack = Stack(Path(home))
        try:
            stack.add(
                emulator(stack.aws_port, stack.home / "state", stack.log("aws"), stack.environment)
            ).wait()
            furnish(stack.aws_port, stack.settings)
            told = measure(stack.environment, options.attempts, options.processes, options.seed)
        finally:
            stack.stop()
    if options.json:
        print(json.dumps(told))
    else:
        for name, value in told.items():
            print(f"{name:>24}  {value}")
    scenes = [told, told["one_slot"], told["one_day"]]
    faults = sum(
        scene["overlaps"] + scene["slots_out_of_step"] + scene["agendas_out_of_step"] for scene in scenes
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
