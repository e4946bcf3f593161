"""./scripts/bench cost: what AWS asks for a month of PlugNexus, from what each step was measured to need.

The requests, units, bytes and times of each step of a charger, of a driver's client and of the every-minute
work are measured on an embedded stack (--measure, two minutes) and kept in tests/load/measured.json; prices
are in tests/load/prices.py, each with its source. All the rest is arithmetic, and takes no time.

KEYS of the answer, in dollars without taxes, free tiers and discounts:
  usd_per_charger_month   all of it, fixed costs shared by all chargers
  usd_per_month           of all chargers
  usd_per_session         what a session adds, with its readings; usd_per_booking likewise
  by_service, by_cause, by_price    usd_per_charger_month in parts
  assumptions             what was not measured: each has an option of its own
  measured_on, prices     when the figures were taken
With --live: dollars of a thousand minutes of an open page, by how it hears of changes (ADR 21).
With --sizes: {door: {chargers: usd_per_charger_month}}. With --levers: what each change alone makes of it.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from tests.load import storm
from tests.load.bench import parser_of
from tests.load.cost_assumptions import API_GATEWAY, GATEWAY, Assumptions
from tests.load.cost_live import live
from tests.load.cost_measure import kept, measure
from tests.load.cost_model import told
from tests.load.documents import write
from tests.load.prices import PRICES, READ_ON, REGION
from tests.load.tables import tables

SIZES = (10, 1_000, 100_000, 1_000_000)
LEVERS: Mapping[str, Mapping[str, Any]] = {
    "as it is": {},
    "chargers come by the gateway": {"door": GATEWAY},
    "heartbeats each 540 s": {"heartbeat_s": 540},
    "readings each 300 s": {"meter_s": 300},
    "no heartbeats in the message log": {"logged_heartbeats": False},
    "an access log of each message": {"message_lines": True},
    "functions of 512 MB": {"memory_mb": 512},
    "sessions kept for a month, not a year": {"kept_months": 1},
    "sessions kept for five years": {"kept_months": 60},
    "no sessions": {"sessions_per_day": 0},
    "three sessions a day": {"sessions_per_day": 3},
    "OCPP 2.0.1": {"ocpp": "2.0.1"},
    "no page is open": {"page_minutes": 0, "page_visits": 0},
    "pages are open for half an hour a session": {"page_minutes": 30, "page_visits": 5},
    "a year of log lines": {"log_days": 365},
}
FLAGS = {field.name: field for field in dataclasses.fields(Assumptions)}


def parser() -> argparse.ArgumentParser:
    """Of the command line: an option for each assumption."""
    made = parser_of("cost", __doc__)
    made.add_argument("--brief", action="store_true", help="without assumptions and single prices")
    made.add_argument("--measure", action="store_true", help="measure anew before")
    made.add_argument("--sizes", action="store_true", help="at 10 to 1,000,000 chargers, by both doors")
    made.add_argument("--live", action="store_true", help="what it costs that pages show changes")
    made.add_argument("--levers", action="store_true", help="what halves it")
    made.add_argument(
        "--document", action="store_true", help="write the tables of docs/ anew, and nothing else"
    )
    made.add_argument("--prices", action="store_true", help="the table of prices, with sources")
    for name, field in FLAGS.items():
        option, default = "--" + name.replace("_", "-"), field.default
        if isinstance(default, bool):
            made.add_argument(option, action=argparse.BooleanOptionalAction, default=default)
        elif name == "door":
            made.add_argument(option, choices=(API_GATEWAY, GATEWAY), default=default)
        elif name == "ocpp":
            made.add_argument(option, choices=("1.6", "2.0.1"), default=default)
        else:
            kind = int if isinstance(default, int) else float
            made.add_argument(option, type=kind, default=default, metavar="N", help=f"default {default}")
    return made


def main(arguments: list[str]) -> int:
    """Print the bill."""
    options = parser().parse_args(arguments)
    measured = measure() if options.measure else kept()
    if options.document:
        write({"cost": main, "storm": storm.main})
        return 0
    assumed = Assumptions(**{name: getattr(options, name) for name in FLAGS})
    if options.sizes:
        answer = sizes(assumed, measured)
    elif options.live:
        answer = live(measured)
    elif options.levers:
        answer = levers(assumed, measured)
    else:
        answer = told(assumed, measured)
        answer["measured_on"] = measured["measured_on"]
        answer["prices"] = {"region": REGION, "read_on": READ_ON}
        if options.brief:
            answer = {name: part for name, part in answer.items() if name not in ("assumptions", "by_price")}
    if options.json:
        print(json.dumps(answer))
    else:
        rows = price_rows() if options.prices else tables(answer)
        print("\n".join(rows).lstrip("\n"))
    return 0


def sizes(assumed: Assumptions, measured: Mapping[str, Any]) -> dict[str, Any]:
    """Dollars per charger and month, by both doors, at SIZES."""
    return {
        door: {
            str(many): told(dataclasses.replace(assumed, door=door, chargers=many), measured)[
                "usd_per_charger_month"
            ]
            for many in SIZES
        }
        for door in (API_GATEWAY, GATEWAY)
    }


def levers(assumed: Assumptions, measured: Mapping[str, Any]) -> dict[str, Any]:
    """Dollars per charger and month when one thing is otherwise."""
    return {
        name: told(dataclasses.replace(assumed, **changed), measured)["usd_per_charger_month"]
        for name, changed in LEVERS.items()
    }


def price_rows() -> Iterator[str]:
    """The prices as a table of Markdown."""
    yield "| service | US$ | for a | as of | read at |"
    yield "| --- | --- | --- | --- | --- |"
    for price in PRICES.values():
        source = f"<{price.source}>" if price.source.startswith("http") else price.source
        more = " (less beyond)" if price.tiers else ""
        yield f"| {price.service} | {price.usd:.10g}{more} | {price.unit} | {price.as_of} | {source} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
