"""Whether a stage works that has just been deployed, tried from outside by a few questions."""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import connect

from infra.deploy.client_files import PAGE, is_lasting
from infra.deploy.doors import Door, Doors

PATIENCE, SHORT_PATIENCE = 90.0, 45.0
"""Seconds: what has just been changed may take a while to be so everywhere in AWS; less in an emulator."""
SIMULATED = "success+plugnexus-{}@simulator.amazonses.com"
"""SES takes mail to it and nobody reads it (SES Developer Guide, mailbox simulator)."""
REFUSALS = (401, 403)


class SmokeFailed(Exception):
    """The stage does not work; the text says what it answered."""


@dataclass(frozen=True)
class Expected:
    """What the deployed stage should be."""

    code_sha256: str
    """Of the functions' package, in base64."""
    functions: tuple[str, ...]
    client: Mapping[str, bytes]
    mail_is_set_up: bool


@dataclass(frozen=True)
class Smoke:
    """Asks at `doors`; `functions` is a boto3 client of Lambda."""

    doors: Doors
    functions: Any
    expected: Expected
    say: Callable[[str], None]
    pause: float = 2.0

    def test(self) -> None:
        """Everything, one after the other. Raises SmokeFailed."""
        for name, check in (
            ("functions run this package", self._package),
            ("the API is up", self._health),
            ("the API refuses a sign-up without an address", self._refusal),
            ("the API takes a sign-up", self._sign_up),
            ("the client is served", self._page),
            ("a stranger's charger is refused", self._stranger),
        ):
            self._until_good(name, check)
            self.say(f"    good       {name}")

    def _until_good(self, name: str, check: Callable[[], str | None]) -> None:
        deadline = time.monotonic() + (PATIENCE if self.doors.is_aws else SHORT_PATIENCE)
        while True:
            try:
                wrong = check()
            except (httpx.HTTPError, WebSocketException, OSError) as error:
                wrong = f"{type(error).__name__}: {error}"
            if wrong is None:
                return
            if time.monotonic() > deadline:
                raise SmokeFailed(f"{name}: no. {wrong}")
            time.sleep(self.pause)

    def _package(self) -> str | None:
        for name in self.expected.functions:
            told = self.functions.get_function_configuration(FunctionName=name)
            if told["CodeSha256"] != self.expected.code_sha256:
                return f"{name} has another one."
        return None if self.expected.functions else "There is no function."

    def _health(self) -> str | None:
        answer = self._ask(self.doors.api, "GET", "/health")
        return None if answer.status_code == 200 and answer.json()["status"] == "ok" else _told(answer)  # noqa: PLR2004 - OK

    def _refusal(self) -> str | None:
        answer = self._ask(self.doors.api, "POST", "/auth/signup", {"email": "nobody"})
        is_problem = "problem+json" in answer.headers.get("content-type", "")
        return None if answer.status_code == 400 and is_problem else _told(answer)  # noqa: PLR2004 - Bad Request

    def _sign_up(self) -> str | None:
        if not self.expected.mail_is_set_up:
            self.say("    note       nobody gets mail yet: set MailFrom or Domain (docs/deploy.md)")
            return None
        person = {
            "email": SIMULATED.format(secrets.token_hex(6)),
            "password": secrets.token_urlsafe(24),
            "name": "Deployment",
        }
        answer = self._ask(self.doors.api, "POST", "/auth/signup", person)
        return None if answer.status_code == 202 else _told(answer)  # noqa: PLR2004 - Accepted

    def _page(self) -> str | None:
        page = self._ask(self.doors.site, "GET", "/")
        if page.content != self.expected.client[PAGE]:
            return _told(page)
        asset = next((path for path in self.expected.client if is_lasting(path)), None)
        if asset is None:
            return "The client has no assets."
        answer = self._ask(self.doors.site, "GET", f"/{asset}")
        is_good = answer.content == self.expected.client[asset]
        return None if is_good and "immutable" in answer.headers.get("cache-control", "") else _told(answer)

    def _stranger(self) -> str | None:
        address = self.doors.charge_point(f"stranger-{secrets.token_hex(4)}")
        try:
            with connect(
                address,
                additional_headers=dict(self.doors.ocpp.headers),
                subprotocols=["ocpp1.6", "ocpp2.0.1"],  # type: ignore[list-item]  # a NewType of str
                compression=None,
            ):
                return "It was let in."
        except InvalidStatus as error:
            status = error.response.status_code
            return None if status in REFUSALS else f"It was answered with {status}."

    def _ask(self, door: Door, method: str, path: str, body: Any = None) -> httpx.Response:
        with httpx.Client(timeout=40, trust_env=self.doors.is_aws, follow_redirects=False) as http:
            return http.request(method, f"{door.url}{path}", headers=dict(door.headers), json=body)


def _told(answer: httpx.Response) -> str:
    asked = answer.request
    return f"{asked.method} {asked.url} was answered with {answer.status_code}: {answer.text[:300]}"
