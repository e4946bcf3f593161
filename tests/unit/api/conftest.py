"""The API inside this process, on a pretended AWS, with cheap password hashes."""

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from chalice.test import Client, HTTPResponse
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses import ses_backends

from app import app
from chalicelib.accounts.passwords import Passwords
from chalicelib.kernel.settings import settings
from chalicelib.wiring import services
from tests.unit.api.circle import Circle, circle_of

Call = Callable[..., HTTPResponse]


@pytest.fixture
def call(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """`call("POST", "/auth/login", {...}, Authorization="Bearer ...")`; bytes are sent as they are."""
    keys = {"current": "k1", "keys": {"k1": base64.b64encode(b"k" * 32).decode()}}
    vault = boto3.client("secretsmanager")
    vault.create_secret(Name=settings().signing_keys_secret, SecretString=json.dumps(keys))
    vault.create_secret(Name=settings().password_pepper_secret, SecretString="pepper")
    boto3.client("sesv2").create_email_identity(EmailIdentity="no-reply@plugnexus.example")
    services.cache_clear()
    cheap = Passwords(memory_kib=64)
    for service in (services().sign_up, services().log_in, services().passwords):
        service.passwords = cheap
    monkeypatch.setattr("chalicelib.accounts.log_in.NOBODYS", cheap.hashed("nobody knows"))
    with Client(app) as client:

        def call(method: str, path: str, body: Any = None, **headers: str) -> HTTPResponse:
            sent = {"Content-Type": "application/json"} | {
                name.replace("_", "-"): value for name, value in headers.items()
            }
            content = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
            return client.http.request(method, f"/v1{path}", headers=sent, body=content)

        yield call
    services.cache_clear()


@pytest.fixture
def mailbox(call: Call) -> Callable[[], list[Any]]:
    """All mail that SES was given, the oldest first."""
    return lambda: list(ses_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].sent_messages)


@pytest.fixture
def ann(call: Call, mailbox: Callable[[], list[Any]]) -> dict[str, Any]:
    """Ann's login, as the API answered."""
    return join(call, mailbox, "ann@x.example", "Ann")


@pytest.fixture
def bob(call: Call, mailbox: Callable[[], list[Any]]) -> dict[str, Any]:
    """Bob's login."""
    return join(call, mailbox, "bob@x.example", "Bob")


@pytest.fixture
def circle(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Circle]:
    """A network with members, a station, and a clock to turn."""
    with circle_of(monkeypatch) as circle:
        yield circle


def join(call: Call, mailbox: Callable[[], list[Any]], email: str, name: str) -> dict[str, Any]:
    """Signed up and verified."""
    call("POST", "/auth/signup", {"email": email, "password": "correct horse", "name": name})
    code = mailbox()[-1].subject[:6]
    answer = call("POST", "/auth/verify", {"email": email, "code": code})
    login: dict[str, Any] = answer.json_body
    return login | {"headers": {"Authorization": f"Bearer {login['access_token']}"}}
