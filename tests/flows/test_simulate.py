"""./scripts/simulate --api: chargers made for an account, charging with its token."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.community import PASSWORD

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def simulate(stack):
    running = []

    def start(*flags):
        command = [sys.executable, "-m", "infra.simulator", "--api", stack.url, *flags]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.terminate()
        process.communicate(timeout=30)


def test_chargers_of_an_account_charge_and_stop_with_the_simulator(simulate, somebody):
    owner = somebody("Owner")

    chargers = simulate(
        "--email", owner.account["email"], "--password", PASSWORD, "--chargers", "3", "--plugged"
    )
    starts = list(islice((line for line in chargers.stdout if "start with" in line), 3))
    active = owner.get("/me/sessions", state="ACTIVE")["items"]
    chargers.terminate()
    _, errors = chargers.communicate(timeout=30)

    assert all("Accepted" in line for line in starts)
    assert len(active) == 3
    assert (chargers.returncode, errors) == (0, "")
    finished = owner.get("/me/sessions", state="COMPLETED")["items"]
    assert {session["stop_reason"] for session in finished} == {"PowerLoss"}
    assert {session["session_id"] for session in finished} == {session["session_id"] for session in active}


def test_a_wrong_password_is_told_in_one_line(simulate, somebody):
    owner = somebody("Owner")

    refused = simulate("--email", owner.account["email"], "--password", "not the password")
    _, errors = refused.communicate(timeout=30)

    assert refused.returncode == 1
    assert errors.startswith("No chargers could be made: ")
    assert "wrong_credentials" in errors
    assert "Traceback" not in errors
