"""What a login is checked against."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.accounts.rules import Account

SIGN_UP_KEPT = timedelta(days=7)
"""How long an unverified sign-up waits, new codes and all, before it is forgotten."""


@dataclass(frozen=True)
class SignUp:
    """Somebody's wish for an account, until the address is verified. The newest replaces any before it."""

    email: str
    name: str
    password_hash: str
    locale: str
    time_zone: str


@dataclass(frozen=True)
class Credentials:
    """An account with what proves it. `epoch` counts how often all its logins were ended."""

    account: Account
    password_hash: str
    epoch: int


@dataclass(frozen=True)
class Known:
    """What an address stands for: an account, a sign-up, both (a second sign-up), or neither."""

    credentials: Credentials | None
    sign_up: SignUp | None


@dataclass(frozen=True)
class LoggedIn:
    """What a driver gets at login and at each refresh. The tokens are secrets."""

    access_token: str
    refresh_token: str
    account: Account
