"""Every distribution that is shipped, exactly: python -m infra.package.lock writes requirements.lock anew.

requirements.txt says what the code asks for; the lock adds what that needs in turn, in the versions that the
tests here run with, and the digests of the wheels for Lambda's machines: the same commit ships the same bytes
whenever it is packaged.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

from infra.local.part import ROOT
from infra.package.pruning import LEFT_OUT
from infra.package.target import WHEELS_OF, CannotPackage, Target

REQUIREMENTS = ROOT / "requirements.txt"
LOCK = Path(__file__).with_name("requirements.lock")
HEAD = "# Made by `python -m infra.package.lock` from requirements.txt of sha256 "


class LockIsOld(CannotPackage):
    """requirements.txt, or what is left out, has changed since the lock was made."""


def digest() -> str:
    """Of what the lock is made from."""
    asked = REQUIREMENTS.read_text() + "".join(sorted(LEFT_OUT))
    return sha256(asked.encode()).hexdigest()


def locked() -> str:
    """The lock's text. Raises LockIsOld."""
    text = LOCK.read_text()
    if text.partition("\n")[0] != HEAD + digest():
        raise LockIsOld("requirements.txt has changed: run `.venv/bin/python -m infra.package.lock`.")
    return text


def without_digests(text: str) -> str:
    """The same for machines that the lock has no digests of."""
    return re.sub(r" +--hash=\S+", "", text)


def write() -> None:
    """Ask the index what requirements.txt comes to on each of Lambda's machines, and keep it."""
    found: dict[str, set[str]] = defaultdict(set)
    for architecture in WHEELS_OF:
        for name, digest_ in _resolved(Target(architecture)).items():
            found[name].add(digest_)
    lines = [
        " ".join([name, *(f"--hash={digest_}" for digest_ in sorted(digests))])
        for name, digests in sorted(found.items())
    ]
    LOCK.write_text("\n".join([HEAD + digest(), *lines, ""]))


def _resolved(target: Target) -> dict[str, str]:
    """`name==version` to `sha256:...`, as pip would install them."""
    with tempfile.TemporaryDirectory() as folder:
        report, tested = Path(folder) / "report.json", Path(folder) / "tested.txt"
        tested.write_text(_tested())
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        command = [*pip, "--report", str(report), "--target", folder, *target.pip_options()]
        subprocess.run([*command, "-r", str(REQUIREMENTS), "-c", str(tested)], check=True)
        told = json.loads(report.read_text())["install"]
    shipped = {}
    for one in told:
        name = _normalised(one["metadata"]["name"])
        if name not in LEFT_OUT:
            digests = one["download_info"]["archive_info"]["hashes"]
            shipped[f"{name}=={one['metadata']['version']}"] = f"sha256:{digests['sha256']}"
    return shipped


def _tested() -> str:
    """What is installed here, as constraints; what requirements.txt names is left to it."""
    asked = {_normalised(line.partition("==")[0]) for line in REQUIREMENTS.read_text().splitlines()}
    here = {_normalised(found.name): found.version for found in distributions()}
    return "".join(f"{name}=={version}\n" for name, version in here.items() if name not in asked)


def _normalised(name: str) -> str:
    """As PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).strip().lower()


if __name__ == "__main__":
    write()
