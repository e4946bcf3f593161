"""./scripts/sbom: the packages of others that are shipped, as CycloneDX 1.6 JSON (ECMA-424).

From the locks alone, so that the same commit gives the same bytes: it has no date and no serial number, which
CycloneDX does not ask for. What is meant by each part of it: functions run in Lambda, the gateway's container
has those of the functions and its own, the client is what browsers load.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from chalicelib.kernel.settings import VERSION
from infra.supply.shipped import Package, shipped


def sbom() -> dict[str, Any]:
    """The whole document. Raises LockIsOld."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "plugnexus",
                "name": "plugnexus",
                "version": VERSION,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [_component(package) for package in shipped()],
    }


def _component(package: Package) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{package.part}:{package.purl}",
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "scope": "required",
        "properties": [{"name": "plugnexus:part", "value": package.part}],
    }
    if package.digests:
        told["hashes"] = [{"alg": algorithm, "content": digest} for algorithm, digest in package.digests]
    if package.licence:
        told["licenses"] = [{"expression": package.licence}]
    return told


def main() -> None:
    """Print it, or write it to a file."""
    parser = argparse.ArgumentParser(
        prog="./scripts/sbom", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="instead of printing it")
    given = parser.parse_args()
    text = json.dumps(sbom(), indent=2) + "\n"
    if given.output:
        given.output.write_text(text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
