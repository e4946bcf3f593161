"""How long Lambda's functions take to start: loaded in fresh processes from the package as it is shipped.

Loading is work of one processor and waits for nothing, so the processor's time is what counts (`import_ms`):
other work on the machine does not change it much, as it does the clock's (`wall_ms`).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from statistics import median

from infra.cloud.functions import FUNCTIONS, Function
from infra.package import archive, bytecode
from infra.package.dependencies import dependencies
from infra.package.staging import stage_sources
from infra.package.target import Target

RUNS = 7
ENOUGH_MS = {"OcppAuthorizer": 400, "WebsocketMessage": 500, "APIHandler": 650}
LOAD = """
import importlib, json, resource, sys, time
cpu, wall = time.process_time(), time.perf_counter()
importlib.import_module(sys.argv[1])
took = time.process_time() - cpu, time.perf_counter() - wall
print(json.dumps([*took, len(sys.modules), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


def unpacked(folder: Path) -> float:
    """The package for this machine, as Lambda would have it, in `folder`; returns its zipped megabytes."""
    target = Target.here()
    with zipfile.ZipFile(below := dependencies(target)) as shipped:
        shipped.extractall(folder)
    with tempfile.TemporaryDirectory() as beside:
        app = stage_sources(Path(beside) / "app")
        bytecode.compile_all(app, target)
        zipped = archive.zipped(app, Path(beside) / "package.zip", onto=below)
        with zipfile.ZipFile(zipped) as whole:
            whole.extractall(folder)
        return zipped.stat().st_size / 2**20


def loaded(function: Function, folder: Path) -> tuple[float, float, int, int]:
    """Seconds of the processor and of the clock, how many modules there are then, and KiB of memory."""
    module = function.handler.rpartition(".")[0]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
    }
    command = [sys.executable, "-S", "-c", LOAD, module]  # -S: nothing but the package
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True)
    cpu, wall, modules, memory = json.loads(done.stdout)
    return cpu, wall, modules, memory


def measured(runs: int) -> list[dict[str, object]]:
    """Medians for each function."""
    with tempfile.TemporaryDirectory(prefix="plugnexus-start-") as folder:
        megabytes = unpacked(Path(folder))
        rounds = [
            {each.logical_id: loaded(each, Path(folder)) for each in FUNCTIONS} for _ in range(runs + 1)
        ][1:]  # the first reads the files from the disk
    return [
        {
            "function": each.logical_id,
            "import_ms": round(median(told[each.logical_id][0] for told in rounds) * 1000),
            "wall_ms": round(median(told[each.logical_id][1] for told in rounds) * 1000),
            "modules": rounds[0][each.logical_id][2],
            "memory_mb": round(median(told[each.logical_id][3] for told in rounds) / 1024),
            "package_mb": round(megabytes, 1),
        }
        for each in FUNCTIONS
    ]


def main() -> None:
    """Print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="a list of function, import_ms, package_mb, ...")
    parser.add_argument("--runs", type=int, default=RUNS, help="fresh processes for each function")
    asked = parser.parse_args()
    found = measured(asked.runs)
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    print("| function | import_ms | at most | wall_ms | modules | memory_mb | package_mb |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for row in found:
        name = str(row["function"])
        figures = row["wall_ms"], row["modules"], row["memory_mb"], row["package_mb"]
        enough = ENOUGH_MS.get(name, "-")
        print(f"| {name} | {row['import_ms']} | {enough} |", " | ".join(map(str, figures)), "|")


if __name__ == "__main__":
    main()
