"""The cost model rests on what the code does today: requests, units, bytes, counted again in this process."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.kernel.settings import settings
from chalicelib.wiring import services
from tests.load import cost_worker
from tests.load.cost_measure import COMMAND, kept

EXACT = ("requests", "read_units", "write_units", "log_write_units", "mails", "posted")
ROUGH = ("stored_bytes", "log_stored_bytes", "bytes_in", "bytes_out", "log_bytes")
"""Ids and times are longer or shorter, or not there."""


@pytest.fixture(scope="module", autouse=True)
def plain() -> Iterator[None]:
    """Services that other tests made are none of ours, nor ours theirs."""
    services.cache_clear()
    yield
    services.cache_clear()


def test_what_is_kept_is_what_each_step_still_costs(aws: None) -> None:
    keys = {"current": "k1", "keys": {"k1": base64.b64encode(b"k" * 32).decode()}}
    vault = boto3.client("secretsmanager")
    vault.create_secret(Name=settings().signing_keys_secret, SecretString=json.dumps(keys))
    vault.create_secret(Name=settings().password_pepper_secret, SecretString="pepper")
    boto3.client("sesv2").create_email_identity(EmailIdentity="no-reply@plugnexus.example")

    counted, known = cost_worker.counted(), kept()["steps"]

    assert {name: set(steps) for name, steps in counted.items()} == {
        name: set(steps) for name, steps in known.items()
    }
    moved = [
        f"{protocol} {name}: {figure} was {known[protocol][name][figure]}, is {step[figure]}"
        for protocol, steps in counted.items()
        for name, step in steps.items()
        for figure in (*EXACT, *ROUGH)
        if _differs(figure, step[figure], known[protocol][name])
    ]
    assert moved == [], f"{COMMAND} measures anew"


def _differs(figure: str, found: float, step: dict[str, Any]) -> bool:
    if figure in EXACT:
        return bool(found != step[figure])
    return bool(abs(found - step[figure]) > 200 + 0.1 * abs(step[figure]))
