"""A small world: the real services and stores on a pretended DynamoDB, a clock to turn, and the mail sent."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from chalicelib.accounts.access_tokens import AccessTokens
from chalicelib.accounts.change_password import PasswordService
from chalicelib.accounts.credential_store import DynamoCredentials
from chalicelib.accounts.credentials import LoggedIn
from chalicelib.accounts.log_in import LoginService
from chalicelib.accounts.login_store import DynamoCounters, DynamoLogins
from chalicelib.accounts.mailed_codes import MailedCodes
from chalicelib.accounts.passwords import Passwords
from chalicelib.accounts.service import AccountService
from chalicelib.accounts.sign_up import SignUpService
from chalicelib.accounts.signing_keys import SigningKeys
from chalicelib.accounts.store import DynamoAccounts

PASSWORD = "correct horse"
WINDOW = timedelta(minutes=15)


@dataclass
class World:
    """`now` can be set; it starts where a throttle window starts."""

    now: datetime = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    mails: list[SimpleNamespace] = field(default_factory=list)

    def __post_init__(self) -> None:
        ids = count(1)
        secret = json.dumps({"current": "k1", "keys": {"k1": base64.b64encode(b"k" * 32).decode()}})
        keys = SigningKeys(lambda: secret, self.clock)
        tokens = AccessTokens(keys, "plugnexus-test", self.clock)
        counters, logins = DynamoCounters(), DynamoLogins(self.clock)
        credentials = DynamoCredentials(self.clock)
        cheap = Passwords(memory_kib=64)
        codes = MailedCodes(credentials, counters, keys, self.clock)

        def new_id() -> str:
            return f"id{next(ids):04}"

        self.accounts = AccountService(DynamoAccounts(), tokens, new_id)
        self.log_in = LoginService(logins, counters, cheap, tokens, new_id, self.clock)
        self.sign_up = SignUpService(
            credentials, codes, cheap, self._mail, self.log_in.begin, new_id, self.clock
        )
        self.passwords = PasswordService(credentials, codes, counters, cheap, self._mail, self.clock)

    def clock(self) -> datetime:
        return self.now

    def later(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def signs_up(self, email: str, password: str = PASSWORD, source: str = "192.0.2.1") -> str:
        """The code that was mailed, if any."""
        self.sign_up.sign_up(
            email=email, password=password, name="Ann", locale="en", time_zone="UTC", source=source
        )
        return self.last_code()

    def joins(self, email: str, password: str = PASSWORD) -> LoggedIn:
        """Signed up, verified, logged in."""
        return self.sign_up.verify(email, self.signs_up(email, password), "192.0.2.1")

    def last_code(self) -> str:
        return str(self.mails[-1].facts.get("code", ""))

    def templates(self) -> list[str]:
        return [mail.template for mail in self.mails]

    def _mail(self, to: str, locale: str, template: str, **facts: object) -> None:
        self.mails.append(SimpleNamespace(to=to, locale=locale, template=template, facts=facts))


@pytest.fixture
def world(aws: None, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World()
    nobodys = world.log_in.passwords.hashed("nobody knows")  # as cheap as all hashes of this world
    monkeypatch.setattr("chalicelib.accounts.log_in.NOBODYS", nobodys)
    return world


@pytest.fixture
def other_than() -> Callable[[str], str]:
    """A wrong code."""
    return lambda code: f"{(int(code) + 1) % 1_000_000:06}"
