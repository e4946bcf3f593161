"""The public HTTP API as one caller sees it; what the demo, the simulator and the flow tests act through."""

import re
import time
import uuid
from typing import Any, Self

import httpx

CODE = re.compile(r"\b\d{6}\b")
PATIENCE = 15.0
"""Seconds that a mail may take."""


class ApiRefused(Exception):
    """An answer that is not a success: its status and problem."""

    def __init__(self, response: httpx.Response) -> None:
        request = response.request
        super().__init__(f"{request.method} {request.url.path}: {response.status_code} {response.text}")
        self.status: int = response.status_code
        is_problem = "problem+json" in response.headers.get("content-type", "")
        self.problem: dict[str, Any] = response.json() if is_problem else {}

    @property
    def code(self) -> str | None:
        """The problem's stable code."""
        return self.problem.get("code")


class ApiClient:
    """JSON calls to the API at `url`, with an account's access token when it has logged in."""

    def __init__(self, url: str, *, local_address: str | None = None) -> None:
        self.url = url
        transport = httpx.HTTPTransport(local_address=local_address)
        self.http = httpx.Client(base_url=url, transport=transport, timeout=30, trust_env=False)
        self.account: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def send(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        """The raw answer, whatever it is. `path` begins below /v1."""
        return self.http.request(method, f"/v1{path}", json=body, **more)

    def get(self, path: str, **query: Any) -> Any:
        """The JSON found there. Raises ApiRefused."""
        return _content(self.send("GET", path, params=query))

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        """The JSON answered. Raises ApiRefused."""
        return _content(self.send("POST", path, {} if body is None else body, **more))

    def patch(self, path: str, body: Any, **more: Any) -> Any:
        """The JSON answered. Raises ApiRefused."""
        return _content(self.send("PATCH", path, body, **more))

    def delete(self, path: str) -> Any:
        """The JSON answered, or None. Raises ApiRefused."""
        return _content(self.send("DELETE", path))

    def create(self, path: str, body: Any) -> Any:
        """POST with an idempotency key of its own."""
        return self.post(path, body, headers={"Idempotency-Key": uuid.uuid4().hex})

    def sign_up(self, email: str, password: str, name: str, **profile: Any) -> Self:
        """A new account, verified by the code that was mailed, and logged in."""
        self.post("/auth/signup", {"email": email, "password": password, "name": name, **profile})
        code = self.mailed(email, CODE)
        return self._logged_in(self.post("/auth/verify", {"email": email, "code": code}))

    def log_in(self, email: str, password: str) -> Self:
        """As an account that exists."""
        return self._logged_in(self.post("/auth/login", {"email": email, "password": password}))

    def _logged_in(self, login: dict[str, Any]) -> Self:
        self.account = login["account"]
        self.http.headers["Authorization"] = f"Bearer {login['access_token']}"
        return self

    def mails(self, to: str) -> list[dict[str, str]]:
        """What the development mailbox has for this address, newest first."""
        items: list[dict[str, str]] = self.http.get("/dev/mailbox.json", params={"to": to}).json()["items"]
        return items

    def mailed(self, to: str, pattern: re.Pattern[str]) -> str:
        """The first match in the newest mail to this address that has one; waits for it, at most 15 s."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for mail in self.mails(to):
                if found := pattern.search(mail["text"]):
                    return found[0]
            time.sleep(0.05)
        raise TimeoutError(f"no mail with {pattern.pattern} within {PATIENCE:.0f} s")


def _content(response: httpx.Response) -> Any:
    if response.is_error:
        raise ApiRefused(response)
    return response.json() if response.content else None
