"""Whether what is shipped is known to be vulnerable: pip-audit and npm audit, within seconds.

Exit code 0: nothing is known; 1: something is; 75: nobody could be asked, which says nothing either way.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from infra.local.part import ROOT
from infra.package.lock import locked, without_digests
from infra.supply.shipped import GATEWAY

ACCEPTED: Mapping[str, str] = {}
"""Ids of advisories that do not touch us, each with the reason. Take one out when its package is updated."""
PATIENCE = 20
"""Seconds for both together."""
UNKNOWN = 75
"""EX_TEMPFAIL of sysexits.h."""


@dataclass(frozen=True)
class Finding:
    """One advisory about one package."""

    advisory: str
    package: str
    about: str


class NotTold(Exception):
    """The service has not answered; the text says how."""


def main() -> int:
    """The exit code."""
    asked = {"Python packages": of_python, "client's packages": of_client}
    findings: list[Finding] = []
    silent: list[str] = []
    with ThreadPoolExecutor() as pool:
        for name, running in {name: pool.submit(ask) for name, ask in asked.items()}.items():
            try:
                findings += running.result()
            except NotTold as error:
                silent.append(f"{name}: {error}")
    for line in silent:
        print(f"Not audited: {line}")
    serious = [one for one in findings if one.advisory not in ACCEPTED]
    for one in serious:
        print(f"{one.package}: {one.advisory} {one.about}")
    if not silent:
        for advisory in ACCEPTED.keys() - {one.advisory for one in findings}:
            print(f"{advisory} is accepted in infra/supply/audit.py, but nobody reports it any more.")
    if serious:
        print(
            "Update it (requirements.txt and the lock, or web/), or accept it with a reason in infra/supply."
        )
        return 1
    return UNKNOWN if silent else 0


def of_python() -> list[Finding]:
    """What is known of the packages of functions and gateway. Raises NotTold."""
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "requirements.txt"
        pinned.write_text(without_digests(locked()) + GATEWAY.read_text())
        audit = [
            sys.executable,
            "-m",
            "pip_audit",
            "--requirement",
            str(pinned),
            "--no-deps",
            "--disable-pip",
        ]
        return judged_by_pip(
            _said([*audit, "--progress-spinner", "off", "--timeout", "5", "--format", "json"])
        )


def of_client() -> list[Finding]:
    """What is known of the packages that browsers load. Raises NotTold."""
    return judged_by_npm(_said(["npm", "audit", "--omit=dev", "--json"], ROOT / "web"))


def judged_by_pip(text: str) -> list[Finding]:
    """What pip-audit's JSON says. Raises NotTold where it could look nothing, or not everything, up."""
    try:
        told = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        raise NotTold("the advisory service cannot be reached.") from None
    findings = [
        Finding(one["id"], f"{package['name']} {package['version']}", _fixed(one["fix_versions"]))
        for package in told
        for one in package.get("vulns", [])
    ]
    skipped = [package["name"] for package in told if "skip_reason" in package]
    if skipped and not findings:
        raise NotTold(f"the advisory service says nothing of {len(skipped)} of {len(told)}.")
    return findings


def judged_by_npm(text: str) -> list[Finding]:
    """What npm's JSON says. Raises NotTold where the registry has not answered."""
    try:
        told = json.loads(text)
        vulnerable = told["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        raise NotTold("the registry tells no advisories.") from None
    return [
        Finding(advisory["url"].rpartition("/")[2], name, advisory["title"])
        for name, one in vulnerable.items()
        for advisory in one["via"]
        if isinstance(advisory, dict)
    ]


def _fixed(versions: Sequence[str]) -> str:
    return f"(fixed in {', '.join(versions)})" if versions else "(no fixed version yet)"


def _said(command: Sequence[str], folder: Path = ROOT) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except OSError as error:
        raise NotTold(str(error)) from error
    except subprocess.TimeoutExpired as error:
        raise NotTold(f"no answer within {PATIENCE} seconds.") from error
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
