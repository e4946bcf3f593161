"""The commands say what they do, and refuse what they cannot do."""

import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_dev_explains_its_flags():
    told = run("./scripts/dev", "--help")

    assert told.returncode == 0
    for flag in ("--port", "--fresh", "--no-demo", "--no-chargers"):
        assert flag in told.stdout


def test_a_taken_port_is_named_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = run(".venv/bin/python", "-m", "infra.local.dev", "--port", str(port))

    assert refused.returncode == 1
    assert f"Port {port} is taken" in refused.stderr
    assert "--port" in refused.stderr


@pytest.mark.parametrize("command", ["dev", "test", "check", "simulate", "deploy", "backup", "sbom"])
def test_a_command_is_short_and_says_what_it_does(command):
    lines = (ROOT / "scripts" / command).read_text().splitlines()

    assert len(lines) <= 60
    assert lines[1].startswith("# ")
