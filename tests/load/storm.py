"""./scripts/bench storm: whether a million chargers come back, and a million bookings are worked off in time.

Simulations without a cloud, seeded, from what was measured (./scripts/bench cost --measure).

KEYS of the answer:
  reconnect   a storm after all connections were cut, through API Gateway: minutes until half, 99 % and all
              are back (least_minutes: by the door's limit alone), tries, and what comes two hours later, when
              API Gateway cuts them again; `gateway`: the same through the gateway, which cuts nobody
  sweep       the every-minute work of a day: of each kind, how many are due and worked off in a minute, how
              late the latest is, whether that holds (a minute; an hour for what is put on the clock, four for
              boots), and how many functions beside each other (slices) keep up, or are in time even at the
              fullest minute
  slices      by chargers, and as many bookings a day: the least MinuteSlices with which all of that holds
  largest     the most bookings a day, and the most chargers, with which so many functions hold
"""

import argparse
import dataclasses
import sys
from collections.abc import Callable
from typing import Any

from infra.cloud.functions import FUNCTIONS
from tests.load.bench import parser_of, show
from tests.load.cost_measure import kept
from tests.load.storm_model import Storm
from tests.load.sweep_model import Sweep
from tests.load.tables import tables

STEP = 1.05
SIZES = (10_000, 100_000, 250_000, 500_000, 1_000_000)


def largest(holds: Callable[[int], bool], most: int = 100_000_000) -> int:
    """The largest number, by steps of 5 %, that holds."""
    found, number = 0, 100
    while number < most and holds(number):
        found, number = number, int(number * STEP) + 1
    return found


def parser() -> argparse.ArgumentParser:
    """Of the command line."""
    made = parser_of("storm", __doc__)
    made.add_argument("--chargers", type=int, default=1_000_000, help="(default %(default)s)")
    made.add_argument("--bookings", type=int, default=1_000_000, help="a day (default %(default)s)")
    made.add_argument("--rate", type=float, default=500, help="API Gateway lets in, a second (%(default)s)")
    made.add_argument(
        "--gateway-rate", type=float, default=2000, help="all tasks of the gateway let in (%(default)s)"
    )
    made.add_argument("--share-16", type=float, default=0.5, help="speak OCPP 1.6 (default %(default)s)")
    made.add_argument("--slices", type=int, default=1, help="functions that share the work (%(default)s)")
    made.add_argument("--memory-mb", type=float, default=None, help="of each (default: as deployed)")
    made.add_argument("--part", choices=("reconnect", "sweep", "slices", "largest"), help="this table alone")
    made.add_argument("--seed", type=int, default=1, help="of chance (default %(default)s)")
    return made


def main(arguments: list[str]) -> int:
    """Print both."""
    options = parser().parse_args(arguments)
    measured = kept()
    storm = Storm(options.chargers, options.rate, options.share_16, seed=options.seed)
    behind = dataclasses.replace(storm, rate=options.gateway_rate, cuts=False, hours=2)
    memory = options.memory_mb or next(one.memory for one in FUNCTIONS if one.logical_id == "EveryMinute")
    sweep = Sweep(options.bookings, options.chargers, options.slices, memory, options.rate)

    def holds(part: str, **sized: int) -> bool:
        return dataclasses.replace(sweep, **sized).holds(measured, part)

    made: dict[str, Callable[[], dict[str, Any]]] = {
        "reconnect": lambda: storm.run() | {"gateway": behind.run()},
        "sweep": lambda: sweep.run(measured),
        "slices": lambda: {
            f"{many:,}": dataclasses.replace(sweep, bookings=many, chargers=many).needed(measured)
            for many in SIZES
        },
        "largest": lambda: {
            "bookings_per_day_by_the_clock": largest(lambda many: holds("put_on_the_clock", bookings=many)),
            "bookings_per_day_by_moments": largest(lambda many: holds("moments", bookings=many)),
            "bookings_per_day_by_mails": largest(lambda many: holds("mails", bookings=many)),
            "chargers_by_looks": largest(lambda many: holds("looks", chargers=many)),
            "chargers_by_boots": largest(lambda many: holds("boots", chargers=many)),
        },
    }
    told = {name: part() for name, part in made.items() if options.part in (None, name)}
    if options.json:
        show(told, as_json=True)
        return 0
    shown = {
        "reconnect": lambda part: {"API Gateway": part, "gateway": part.pop("gateway")},
        "sweep": lambda part: part,
        "slices": lambda part: {"chargers, and as many bookings a day, need slices": part},
        "largest": lambda part: {"in time with": part},
    }
    rows = [line for name, part in told.items() for line in tables(shown[name](part))]
    print("\n".join(rows).lstrip("\n"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
