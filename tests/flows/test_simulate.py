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


@pytest.mark.parametrize("spoken", [["--ocpp", "1.6"], ["--ocpp", "2.0.1", "--quirk", "replay"]])
def test_chargers_of_an_account_charge_and_stop_with_the_simulator(simulate, somebody, spoken):
    owner = somebody("Owner")

    chargers = simulate(
        "--email", owner.account["email"], "--password", PASSWORD, "--chargers", "3", "--plugged", *spoken
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


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        pytest.param(["--quirks"], 0, "tells every fact of a transaction twice", id="all of them"),
        pytest.param(
            ["--quirk", "nix"], 2, "there is no quirk nix: --quirks lists them", id="an unknown one"
        ),
    ],
)
def test_quirks_are_listed(simulate, flags, code, said):
    told = simulate(*flags)
    lines, errors = told.communicate(timeout=30)

    assert told.returncode == code
    assert said in lines + errors
