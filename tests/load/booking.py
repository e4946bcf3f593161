"""./scripts/bench booking: how fast bookings are made and refused, and what each costs DynamoDB.

Two scenes on one embedded stack, each by many clients in processes of their own:
  spread  random bookings of 30 to 120 minutes on a 15-minute grid, over all chargers and days
  rush    the same by all at once on one charger and one empty day, several times

KEYS of the answer; a scene has all of them, those of `spread` are at the top:
  attempts_per_s, booked_per_s    as all clients together get answers
  p50_ms, p99_ms, max_ms          of an attempt as its client waits for it; p99_over_p50
  requests_per_booked             requests to DynamoDB; reads_per_booked of them read
  units_per_booked                write capacity units, as DynamoDB tells them
  read_units_per_booked           read capacity units, by the sizes of the items read
  ..._per_refused                 the same of attempts that a rule refused;
                                  rejected_transactions_per_refused: lost races before the refusal
                                  (each may cost up to what it would have written)
  overlaps, slots_out_of_step, agendas_out_of_step    found by a scan afterwards
  errors                          attempts that neither booked nor were refused by a rule
Exit code 1 when there are overlaps, errors, or something is out of step.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from statistics import mean, quantiles
from typing import Any

from infra.local.part import Part, answers
from infra.local.stack import Stack
from tests.load.bench import parser_of, say, show, storage
from tests.load.crowd import attempt, dealt, run, rush, rushes

GRID = timedelta(minutes=15)
QUARTERS = 96
LENGTHS = range(2, 9)
"""In quarters: 30 to 120 minutes."""
DRIVERS = 3000
BURSTS = 12
ATTEMPTS_A_BURST = 128
FASTEST = 400
"""Attempts a second that one plan is long enough for."""
FAULTS = ("overlaps", "slots_out_of_step", "agendas_out_of_step", "errors")


def figures(results: Sequence[Sequence[Any]], seconds: float) -> dict[str, Any]:
    """One scene in numbers. Requests and units of an attempt are the reads before it as well."""
    times = sorted(took for _, took, _, _ in results)
    codes = Counter(code for _, _, code, _ in results)
    booked = [cost for _, _, code, cost in results if code == "done"]
    wrong = [code for code in codes if code.startswith("error") or code == "too_busy"]
    refused = [cost for _, _, code, cost in results if code != "done" and code not in wrong]
    p50, p99 = times[len(times) // 2], quantiles(times, n=100)[98]
    return {
        "attempts": len(results),
        "attempts_per_s": round(len(results) / seconds, 1),
        "booked_per_s": round(len(booked) / seconds, 1),
        "p50_ms": round(p50, 2),
        "p99_ms": round(p99, 2),
        "max_ms": round(times[-1], 2),
        "p99_over_p50": round(p99 / p50, 2),
        **_costs(booked, "booked"),
        **_costs(refused, "refused"),
        "rejected_transactions_per_refused": _mean(refused, "rejected"),
        "errors": sum(codes[code] for code in wrong),
        "codes": dict(codes.most_common()),
    }


def _costs(costs: Sequence[Mapping[str, float]], of: str) -> dict[str, float | None]:
    return {
        f"requests_per_{of}": _mean(costs, "requests"),
        f"reads_per_{of}": _mean(costs, "reads"),
        f"units_per_{of}": _mean(costs, "write_units"),
        f"read_units_per_{of}": _mean(costs, "read_units"),
    }


def _mean(costs: Sequence[Mapping[str, float]], name: str) -> float | None:
    return round(mean(cost[name] for cost in costs), 2) if costs else None


def plan(
    chargers: Sequence[str], drivers: Sequence[str], days: int, many: int, chance: random.Random
) -> list[Any]:
    """Attempts at random times of so many days, by one driver after the other."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    return [
        attempt(
            chance.choice(chargers),
            drivers[number % len(drivers)],
            midnight + chance.randrange(days * QUARTERS) * GRID,
            chance.choice(LENGTHS) * GRID,
        )
        for number in range(many)
    ]


def measure(options: argparse.Namespace, environment: Mapping[str, str], url: str | None) -> dict[str, Any]:
    """Both scenes, each with a look at what it left behind."""
    chance = random.Random(options.seed)  # noqa: S311 - a plan that can be repeated
    policy = {"max_active": 3, "max_advance_minutes": (options.days + 3) * 1440}
    community = {"drivers": DRIVERS, "policy": policy, "tokens": url is not None}
    say(f"A community of {options.chargers} chargers and {DRIVERS} drivers ...")
    made = run("found", {**community, "chargers": options.chargers}, environment)
    if options.history:
        say(f"{options.history} past bookings ...")
        run("past", {**made, "bookings": options.history}, environment)
    more = {"url": url, "tokens": made.get("tokens")} if url else {}
    say(f"spread: {options.clients} clients for {options.seconds} s ...")
    many = int(options.seconds * FASTEST)
    steps = plan(made["chargers"], made["drivers"], options.days, many, chance)
    told = rush(dealt(steps, options.clients), environment, seconds=options.seconds, **more)
    spread = figures(**told) | _left(made, environment)
    return {**spread, "rush": _rush(options, environment, url, chance)}


def _rush(
    options: argparse.Namespace, environment: Mapping[str, str], url: str | None, chance: random.Random
) -> dict[str, Any]:
    """Each burst on a day of its own; all of them in one community."""
    policy = {"max_active": 3, "max_advance_minutes": (BURSTS + 3) * 1440}
    community = {"chargers": 1, "drivers": DRIVERS, "policy": policy, "tokens": url is not None}
    made = run("found", community, environment)
    if options.history:
        say(f"{options.history} past bookings of one charger ...")
        run("past", {**made, "bookings": options.history}, environment)
    more = {"url": url, "tokens": made.get("tokens")} if url else {}
    say(f"rush: {options.clients} clients on one empty day, {BURSTS} times ...")
    rounds = []
    for burst in range(BURSTS):
        whole = timedelta(days=burst)
        drivers = made["drivers"][burst * ATTEMPTS_A_BURST :] + made["drivers"]
        steps = [
            {
                **step,
                **{
                    edge: (datetime.fromisoformat(step[edge]) + whole).isoformat()
                    for edge in ("start", "end")
                },
            }
            for step in plan(made["chargers"], drivers, 1, ATTEMPTS_A_BURST, chance)
        ]
        rounds.append(dealt(steps, options.clients))
    bursts = rushes(rounds, environment, **more)
    told = figures(
        [result for burst in bursts for result in burst["results"]], sum(b["seconds"] for b in bursts)
    )
    worst = max(quantiles([took for _, took, _, _ in burst["results"]], n=100)[98] for burst in bursts)
    return told | {"bursts": BURSTS, "worst_p99_ms": round(worst, 2)} | _left(made, environment)


def _left(made: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    say("A look for overlaps ...")
    asked = {name: made[name] for name in ("chargers", "drivers")}
    told: dict[str, Any] = run("audit", asked, environment)
    return told


def main(arguments: list[str]) -> int:
    """Print the figures; exit code 1 when something is wrong."""
    parser = parser_of("booking", __doc__)
    parser.add_argument(
        "--via", choices=("engine", "http"), default="engine", help="the service, or the API's local door"
    )
    parser.add_argument("--chargers", type=int, default=200, help="of the spread (default %(default)s)")
    parser.add_argument("--clients", type=int, default=16, help="that book at once (default %(default)s)")
    parser.add_argument("--days", type=int, default=30, help="of the spread (default %(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=15, help="that the spread lasts (default %(default)s)"
    )
    parser.add_argument(
        "--history", type=int, default=0, help="past bookings on the chargers before it (default %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the plan (default %(default)s)")
    options = parser.parse_args(arguments)
    with storage("bench") as stack:
        told = _measured_on(stack, options)
    show(told, as_json=options.json)
    return 1 if any(scene[name] for scene in (told, told["rush"]) for name in FAULTS) else 0


def _measured_on(stack: Stack, options: argparse.Namespace) -> dict[str, Any]:
    url = None
    if options.via == "http":
        url = f"http://127.0.0.1:{stack.http_port}"
        door = ["tests.load.metered_door", "--port", str(stack.http_port)]
        stack.add(
            Part("door", door, stack.environment, stack.log("http"), lambda: answers(f"{url}/v1/health"))
        ).wait()
    settings = {
        name: getattr(options, name) for name in ("via", "chargers", "clients", "days", "history", "seed")
    }
    return {**measure(options, stack.environment, url), **settings}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
