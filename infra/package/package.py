"""The artefact and its template: what a deployment uploads."""

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.cloud.expanded import expanded
from infra.cloud.template import for_the_emulator, merge_template
from infra.package import archive, bytecode
from infra.package.dependencies import dependencies
from infra.package.staging import sam_template, stage_sources
from infra.package.target import Target


@dataclass(frozen=True)
class Package:
    """A zip for Lambda and the CloudFormation template that names it by parameters."""

    zip: Path
    template: dict[str, Any]
    sha256: str
    """Of what is in the zip: the same from the same commit (archive.digest)."""

    @property
    def megabytes(self) -> float:
        """Of the zip."""
        return self.zip.stat().st_size / 2**20


def package(stage: str, target: Target, region: str, out: Path) -> Package:
    """Made for `stage` in `region`, the zip in the folder `out`. Raises CannotPackage."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="plugnexus-package-") as folder, ThreadPoolExecutor(1) as beside:
        template = beside.submit(template_of, stage, target, region, Path(folder))
        made = _zip(target, Path(folder), out / f"plugnexus-{target.name}.zip")
        return Package(made, template.result(), archive.digest(made))


def template_of(stage: str, target: Target, region: str, folder: Path) -> dict[str, Any]:
    """Plain CloudFormation for `stage`; for an emulator, what it can make of it. Raises CannotPackage."""
    chalice = folder / "chalice"
    chalice.mkdir()
    template = expanded(sam_template(stage, merge_template(stage), chalice), region)
    return template if target.is_lambda else for_the_emulator(template)


def _zip(target: Target, folder: Path, out: Path) -> Path:
    below = dependencies(target)
    app = stage_sources(folder / "app")
    bytecode.compile_all(app, target)
    made = archive.zipped(app, folder / "package.zip", onto=below)
    shutil.move(made, out)
    return out


def template_text(template: dict[str, Any]) -> str:
    """As it is uploaded: short, since CloudFormation takes a megabyte, and always in the same order."""
    return json.dumps(template, sort_keys=True, separators=(",", ":"))
