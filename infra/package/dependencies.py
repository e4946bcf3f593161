"""What the app stands on, fetched once for each lock and target, and kept under .local/."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from infra.local.part import ROOT
from infra.package import archive, bytecode
from infra.package.lock import locked, without_digests
from infra.package.pruning import is_needed
from infra.package.target import CannotPackage, Target

CACHE = ROOT / ".local" / "package"
MAKERS = ("archive.py", "bytecode.py", "dependencies.py", "pruning.py", "target.py")
"""The modules that decide what comes out, beside the lock."""


def dependencies(target: Target, cache: Path = CACHE) -> Path:
    """A zip of all that the app imports, pruned, with bytecode. Raises CannotPackage."""
    text = locked()
    kept = cache / f"{target.name}-{_key(text, target)}.zip"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob(f"{target.name}-*.zip"):
            old.unlink()
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            made = build(text if target.is_lambda else without_digests(text), target, Path(folder))
            made.rename(kept)
    return kept


def build(requirements: str, target: Target, folder: Path) -> Path:
    """The same zip, made anew inside an empty `folder`. Raises CannotPackage."""
    asked, whole, shipped = folder / "requirements.txt", folder / "whole", folder / "shipped"
    asked.write_text(requirements)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command = [*pip, "--no-compile", *target.pip_options(), "--target", str(whole), "-r", str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotPackage(
            f"The packages for {target.name} could not be fetched. Is the Python package index reachable?\n"
            f"{done.stderr.strip()}"
        )
    for path in needed(whole):
        (shipped / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(whole / path, shipped / path)
    bytecode.compile_all(shipped, target)
    return archive.zipped(shipped, folder / "dependencies.zip")


def needed(folder: Path) -> Iterator[PurePosixPath]:
    """The files below `folder` that are shipped, in order."""
    for file in sorted(folder.rglob("*")):
        path = PurePosixPath(file.relative_to(folder))
        if file.is_file() and is_needed(path):
            yield path


def _key(requirements: str, target: Target) -> str:
    """Changes with everything that the zip depends on."""
    texts = [requirements, target.interpreter(), sys.version, *target.pip_options()]
    texts += [(Path(__file__).parent / name).read_text() for name in MAKERS]
    return sha256("\0".join(texts).encode()).hexdigest()[:16]
