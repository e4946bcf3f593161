"""What Chalice makes of the app: its template for a stage of any name, from a copy of the sources."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra.local.part import ROOT
from infra.package.target import CannotPackage

SOURCES = ("app.py", "chalicelib")
CONFIG = Path(".chalice") / "config.json"
MODEL_STAGE = "dev"
"""The stage of .chalice/config.json that all others are like."""


def stage_sources(into: Path) -> Path:
    """The app's sources, and nothing that was made from them, in the new folder `into`."""
    into.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, into / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(ROOT / name, into / name)
    return into


def config_for(stage: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """Chalice's configuration with the model stage under this name, and no other."""
    model = config["stages"][MODEL_STAGE]
    variables = {**model.get("environment_variables", {}), "PLUGNEXUS_STAGE": stage}
    return {**config, "stages": {stage: {**model, "environment_variables": variables}}}


def sam_template(stage: str, merged: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Chalice's SAM template with `merged` in it, made in the empty `folder`. Raises CannotPackage."""
    project = stage_sources(folder / "project")
    (project / "requirements.txt").touch()  # Chalice would fetch them once more
    (project / CONFIG.parent).mkdir()
    config = config_for(stage, json.loads((ROOT / CONFIG).read_text()))
    (project / CONFIG).write_text(json.dumps(config))
    merge = folder / "merge.json"
    merge.write_text(json.dumps(merged))
    chalice = [sys.executable, "-c", "import sys; from chalice.cli import main; sys.exit(main())", "package"]
    command = [*chalice, "--stage", stage, "--merge-template", str(merge), str(folder / "out")]
    inherited = {n: v for n, v in os.environ.items() if not n.startswith(("AWS_", "PLUGNEXUS_"))}
    done = subprocess.run(
        command,
        cwd=project,
        env=inherited | {"AWS_DEFAULT_REGION": "eu-central-1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotPackage(f"Chalice cannot package the app:\n{(done.stderr or done.stdout).strip()}")
    template: dict[str, Any] = json.loads((folder / "out" / "sam.json").read_text())
    return template
