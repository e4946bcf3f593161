"""Measures what the cost model is made of, on an embedded stack of its own, and keeps it in measured.json."""

import argparse
import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.load.bench import say, storage
from tests.load.crowd import ROOT, run

FILE = Path(__file__).with_name("measured.json")
COMMAND = "./scripts/bench cost --measure"
STORIES = 4
Steps = dict[str, dict[str, dict[str, float]]]
"""What each step costs, by protocol."""


def measure() -> dict[str, Any]:
    """A minute or two. The file is written anew."""
    with storage("cost") as stack:
        say(f"Counting requests and units, then timing {STORIES} times the same ...")
        environment = stack.environment | {"PLUGNEXUS_OCPP_PLAIN_UP_TO": "2"}
        steps = run("measured", {"stories": STORIES}, environment, "tests.load.cost_worker")
    say("The gateway's share ...")
    bench = [sys.executable, "-m", "tests.load.ocpp_bench", "--json", "--chargers", "30", "--seconds", "10"]
    done = subprocess.run(
        [*bench, "--idle", "500"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=300
    )
    gateway = json.loads(done.stdout)
    told = {
        "measured_on": f"{datetime.now(UTC):%Y-%m-%d}",
        "command": COMMAND,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "gateway": {
            name: gateway[name] for name in ("gateway_cpu_ms_per_message", "kib_per_idle_connection")
        },
        "steps": steps,
    }
    lines = json.dumps(told, indent=1, sort_keys=True)
    FILE.write_text(lines + "\n")
    return told


def kept() -> dict[str, Any]:
    """What was measured last."""
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    measure()
