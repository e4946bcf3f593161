"""The artefact: the same from the same commit, and with all that the app imports but nothing it does not."""

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from infra.local.part import ROOT
from infra.package import archive, bytecode
from infra.package.lock import locked
from infra.package.pruning import LEFT_OUT, SERVICES, is_needed
from infra.package.staging import config_for, stage_sources
from infra.package.target import Target

IMPORTED_AS = {"rpds-py": "rpds", "attrs": "attr", "jsonschema-specifications": "jsonschema_specifications"}
IMPORTED_AS |= {"dnspython": "dns", "pyyaml": "yaml"}


def tiny(folder: Path) -> Path:
    """Modules with names, strings and sets, whose bytecode names a folder of this machine, if careless."""
    (folder / "pack").mkdir(parents=True)
    (folder / "pack" / "__init__.py").write_text(
        "NAMES = {'b', 'a', 'c'}\n\ndef f(x):\n    return x in {'b', 'a'}\n"
    )
    (folder / "other.py").write_text("from pack import f\nWHERE = __file__\n")
    return folder


def built(folder: Path) -> Path:
    sources = tiny(folder / "sources")
    bytecode.compile_all(sources, Target.here())
    first = archive.zipped(sources / "pack", folder / "first.zip")
    return archive.zipped(sources, folder / "whole.zip", onto=first)


def test_two_folders_give_the_same_bytes(tmp_path):
    one, two = built(tmp_path / "one"), built(tmp_path / "a" / "longer" / "way")

    assert one.read_bytes() == two.read_bytes()
    assert archive.digest(one) == archive.digest(two)
    assert str(tmp_path).encode() not in b"".join(
        zipfile.ZipFile(one).read(n) for n in zipfile.ZipFile(one).namelist()
    )


def test_bytecode_is_taken_without_a_look_at_the_source(tmp_path):
    sources = tiny(tmp_path / "sources")
    bytecode.compile_all(sources, Target.here())

    (made,) = (sources / "__pycache__").glob("other.*.pyc")
    assert made.read_bytes()[4:8] == b"\x01\x00\x00\x00"  # PEP 552: by hash, unchecked


def test_the_digest_tells_of_sources_and_not_of_bytecode(tmp_path):
    def zip_of(name: str, source: str, compiled: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "m.py").write_text(source)
        (folder / "m.pyc").write_text(compiled)
        return archive.zipped(folder, tmp_path / f"{name}.zip")

    one, like, other = zip_of("1", "a = 1", "x"), zip_of("2", "a = 1", "y"), zip_of("3", "a = 2", "x")

    assert archive.digest(one) == archive.digest(like) != archive.digest(other)


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("icalendar/cal/event.py", True),
        ("icalendar/tests/test_parse.py", False),
        ("icalendar-7.3.0.dist-info/METADATA", False),
        ("botocore/data/dynamodb/2012-08-10/service-2.json.gz", True),
        ("botocore/data/ec2/2016-11-15/service-2.json.gz", False),
        ("botocore/data/endpoints.json", True),
        ("chalice/app.py", True),
        ("chalice/deploy/deployer.py", False),
        ("ocpp/v201/schemas/Authorize.json", True),
        ("ocpp/v201/call.py", False),
        ("pydantic/main.pyi", False),
        ("pydantic/__pycache__/main.cpython-311.pyc", False),
        ("tzfpy/tzfpy.abi3.so", True),
    ],
)
def test_what_nobody_reads_is_not_shipped(path, needed):
    assert is_needed(PurePosixPath(path)) is needed


def sources() -> list[ast.AST]:
    return [ast.parse(file.read_text()) for file in [ROOT / "app.py", *(ROOT / "chalicelib").rglob("*.py")]]


def test_services_are_those_that_the_code_has_clients_of():
    made = {"dynamodb"}  # PynamoDB makes that client
    for tree in sources():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in {"client", "client_in_time", "create_client"} and isinstance(
                call.args[0], ast.Constant
            ):
                made.add(call.args[0].value)

    assert made == SERVICES


def test_no_function_imports_what_is_left_out():
    absent = sorted(IMPORTED_AS.get(name, name).replace("-", "_") for name in LEFT_OUT)
    program = f"""
import importlib, pkgutil, sys
for name in {absent}: sys.modules[name] = None
import app, chalicelib
for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."): importlib.import_module(module.name)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"AWS_DEFAULT_REGION": "eu-central-1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_the_lock_is_of_these_requirements():
    asked = [line for line in (ROOT / "requirements.txt").read_text().lower().splitlines() if "==" in line]

    text = locked()

    assert [
        line for line in asked if f"\n{line} --hash=" not in text and line.split("==")[0] not in LEFT_OUT
    ] == []


def test_wheels_for_lambda_are_of_its_glibc_and_none_are_built():
    options = Target("arm64").pip_options()

    assert "--only-binary=:all:" in options
    assert "manylinux_2_26_aarch64" in options
    assert "manylinux_2_28_aarch64" not in options


def test_a_stage_of_any_name_is_like_the_model_stage():
    config = {
        "app_name": "p",
        "stages": {"dev": {"environment_variables": {"A": "1", "PLUGNEXUS_STAGE": "dev"}}},
    }

    stages = config_for("blue", config)["stages"]

    assert stages == {"blue": {"environment_variables": {"A": "1", "PLUGNEXUS_STAGE": "blue"}}}


def test_only_sources_are_staged(tmp_path):
    staged = stage_sources(tmp_path / "app")

    assert (staged / "chalicelib" / "kernel" / "settings.py").is_file()
    assert not [file for file in staged.rglob("*") if file.suffix == ".pyc"]
