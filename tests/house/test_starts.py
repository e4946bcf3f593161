"""What each of Lambda's functions is started with: what its events need, and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.cloud.functions import FUNCTIONS

HTTP = {"chalice", "pydantic", "chalicelib.api"}
NOBODY = {"argon2", "boto3", "cryptography", "email_validator", "icalendar", "jwt", "ocpp", "tzfpy"}
"""Each is loaded by the few requests that need it, and takes 10 to 220 ms."""
SESSIONS = {"chalicelib.bookings", "chalicelib.sessions"}
NEVER = {
    "APIHandler": {"jsonschema_rs", "chalicelib.ocpp.inbound"},
    "EveryMinute": HTTP,
    "OcppAuthorizer": HTTP | SESSIONS | {"jsonschema_rs", "chalicelib.ocpp.inbound", "chalicelib.ocpp.calls"},
    "WebsocketConnect": HTTP | {"chalicelib.sessions"},
    "WebsocketMessage": HTTP,
    "LiveWatch": HTTP | {"chalicelib.sessions", "chalicelib.ocpp.inbound"},
    "WebsocketDisconnect": HTTP | SESSIONS | {"chalicelib.ocpp.inbound"},
}
LOAD = (
    "import importlib, json, sys; importlib.import_module(sys.argv[1]); print(json.dumps(list(sys.modules)))"
)


def loaded_by(module: str) -> set[str]:
    environment = {"PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": "eu-central-1"}
    done = subprocess.run(
        [sys.executable, "-c", LOAD, module],
        env=environment | {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.logical_id)
def test_a_function_starts_without_what_it_does_not_use(function):
    module, _, name = function.handler.rpartition(".")

    modules = loaded_by(module)

    assert name == "handler"
    assert not modules & (NOBODY | NEVER[function.logical_id])
