"""What is shipped is listed, and what is known of it is told."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import cyclonedx.schema
import jsonschema_rs
import pytest

from infra.local.part import ROOT
from infra.package.pruning import LEFT_OUT
from infra.supply import audit
from infra.supply.audit import Finding, NotTold, judged_by_npm, judged_by_pip
from infra.supply.sbom import sbom
from infra.supply.shipped import client, shipped

SCHEMAS = Path(cyclonedx.schema.__file__).parent / "_res"
BASE = "http://cyclonedx.org/schema/"
ONLY_IF_THERE = {"certifi"}
"""Of development tools, and botocore takes it where it finds it; in Lambda it has its own list of roots."""
LOAD = """
import importlib, json, pkgutil, sys
import app, chalicelib
for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."): importlib.import_module(module.name)
import argon2, boto3, cryptography, email_validator, icalendar, jwt, ocpp, tzfpy, jsonschema_rs
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def names(part):
    return {package.name for package in shipped() if package.part == part}


def test_the_list_is_cyclonedx():
    schema = json.loads((SCHEMAS / "bom-1.6.SNAPSHOT.schema.json").read_text())
    others = [
        (BASE + name, json.loads((SCHEMAS / name).read_text()))
        for name in ("spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json")
    ]
    validator = jsonschema_rs.Draft7Validator(schema, registry=jsonschema_rs.Registry(others))

    assert [error.message for error in validator.iter_errors(sbom())] == []
    assert not validator.is_valid(sbom() | {"components": [{"name": "no type"}]})


def test_all_that_functions_load_is_listed():
    environment = os.environ | {"AWS_DEFAULT_REGION": "eu-central-1"}
    loaded = json.loads(
        subprocess.check_output([sys.executable, "-c", LOAD], cwd=ROOT, text=True, env=environment)
    )
    providers = importlib.metadata.packages_distributions()
    normal = {re.sub(r"[-_.]+", "-", one).lower() for name in loaded for one in providers.get(name, [])}

    listed = names("functions")
    assert {"argon2-cffi", "botocore", "pydantic-core", "pynamodb"} <= normal & listed
    assert normal - listed <= LEFT_OUT | ONLY_IF_THERE


def test_all_that_the_client_imports_is_listed_and_no_tool():
    sources = [*(ROOT / "web" / "src").rglob("*.ts"), *(ROOT / "web" / "src").rglob("*.tsx")]
    found = {
        "/".join(name.split("/")[: 2 if name.startswith("@") else 1])
        for file in sources
        if ".test." not in file.name
        for name in re.findall(r"""(?:from|import)\s*\(?['"]([@a-z][^'":]*)['"]""", file.read_text())
    }
    types = {"geojson"}  # declared by @types, and gone when it is built

    assert "preact" in found
    assert found - types <= names("client")
    assert not names("client") & {"vite", "vitest", "typescript", "@biomejs/biome"}


def test_each_package_is_listed_once_by_what_it_comes_in():
    refs = [one["bom-ref"] for one in sbom()["components"]]

    assert len(refs) == len(set(refs))
    assert [one.name for one in shipped() if one.part != "gateway" and not one.digests] == []


def test_a_lock_of_npm_names_nested_and_scoped_packages():
    lock = {
        "packages": {
            "": {"name": "web"},
            "node_modules/@a/b": {"version": "1.0.0", "integrity": "sha512-AAA=", "license": "MIT"},
            "node_modules/@a/b/node_modules/c": {"version": "2.0.0-rc+1"},
            "node_modules/d": {"version": "3.0.0", "dev": True},
        }
    }

    assert [one.purl for one in client(json.dumps(lock))] == [
        "pkg:npm/%40a/b@1.0.0",
        "pkg:npm/c@2.0.0-rc%2B1",
    ]


KNOWN = {
    "dependencies": [
        {"name": "good", "version": "1", "vulns": []},
        {"name": "bad", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": []}]},
    ]
}
NPM = {
    "vulnerabilities": {
        "bad": {"via": [{"url": "https://github.com/advisories/GHSA-1", "title": "Prototype pollution"}]},
        "above": {"via": ["bad"]},
    }
}


def test_what_is_known_is_told_once():
    assert judged_by_pip(json.dumps(KNOWN)) == [Finding("PYSEC-1", "bad 2", "(fixed in 2.1)")]
    assert judged_by_npm(json.dumps(NPM)) == [Finding("GHSA-1", "bad", "Prototype pollution")]
    assert judged_by_npm('{"vulnerabilities": {}}') == []


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no JSON",
        '{"error": {"code": "ENOTFOUND"}}',
        '{"message": "405 Method Not Allowed"}',
        '{"dependencies": [{"name": "a", "skip_reason": "Dependency not found on PyPI"}]}',
    ],
)
def test_silence_is_not_taken_for_good_news(answer):
    with pytest.raises(NotTold):
        judged_by_pip(answer)
    with pytest.raises(NotTold):
        judged_by_npm(answer)


@pytest.mark.parametrize(
    ("python", "accepted", "code", "told"),
    [
        ([], {}, 0, ""),
        ([Finding("PYSEC-1", "bad 2", "(fixed in 2.1)")], {}, 1, "bad 2: PYSEC-1"),
        ([Finding("PYSEC-1", "bad 2", "")], {"PYSEC-1": "We never call it."}, 0, ""),
        ([], {"PYSEC-1": "We never call it."}, 0, "nobody reports it any more"),
        (NotTold("no answer within 20 seconds."), {}, 75, "Not audited: Python packages: no answer"),
    ],
)
def test_a_finding_fails_unless_it_is_accepted_and_silence_says_so(
    monkeypatch, capsys, python, accepted, code, told
):
    def of_python():
        if isinstance(python, NotTold):
            raise python
        return python

    monkeypatch.setattr(audit, "of_python", of_python)
    monkeypatch.setattr(audit, "of_client", list)
    monkeypatch.setattr(audit, "ACCEPTED", accepted)

    assert audit.main() == code
    assert told in capsys.readouterr().out


def test_whoever_is_accepted_has_a_reason():
    assert [advisory for advisory, reason in audit.ACCEPTED.items() if len(reason.split()) < 4] == []
