"""What unit tests of stores may ask for: DynamoDB, SES and Secrets Manager inside this process."""

from collections.abc import Iterator
from threading import RLock
from typing import Any

import boto3
import hypothesis
import pytest
from botocore.client import BaseClient
from moto import mock_aws

from chalicelib.kernel.settings import settings
from infra import tables

# No deadline: that the machine is busy is no fault of a rule.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The product's tables, empty, in a pretended AWS of this test alone."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    _one_request_at_a_time(monkeypatch)
    with mock_aws():
        tables.create(boto3.client("dynamodb"), settings().table_prefix)
        yield


def _one_request_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """moto undoes a failed transaction by restoring all tables, and with them what other threads wrote."""
    call, turn = BaseClient._make_api_call, RLock()  # noqa: SLF001 - where every request passes

    def in_turn(client: Any, *told: Any) -> Any:
        with turn:
            return call(client, *told)

    monkeypatch.setattr(BaseClient, "_make_api_call", in_turn)
