"""What a feed is, and by what it is found.

Whoever knows a feed's address reads it, so the address holds a secret. We keep its SHA-256 alone: with 160
random bits nothing slower is needed. The address can therefore be told only once, when it is made.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

SECRET_LENGTH = 32
"""Characters of 5 random bits each."""
SUFFIX = ".ics"


class Scope(StrEnum):
    """Whose bookings a feed shows."""

    DRIVER = "driver"
    STATION = "station"


@dataclass(frozen=True)
class Owner:
    """Whose feed it is: an account's or a station's. Each has at most one."""

    scope: Scope
    owner_id: str


@dataclass(frozen=True)
class Feed:
    """A feed. `made_by` is the account that was told its present address."""

    owner: Owner
    digest: str
    made_by: str
    created_at: datetime
    """Of its present address."""


@dataclass(frozen=True)
class Told:
    """A feed as its owner is told of it; with its secret only when that has just been made."""

    feed: Feed
    secret: str | None = None


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def secret_of(file: str) -> str | None:
    """The secret in the last part of an address; None when it cannot be one of ours."""
    secret = file.removesuffix(SUFFIX)
    return secret if file.endswith(SUFFIX) and len(secret) == SECRET_LENGTH else None


def address_of(secret: str, origin: str) -> str:
    """Where a feed is read, over the origin that client and API share."""
    return f"{origin}/v1/feeds/{secret}{SUFFIX}"


def webcal_address_of(secret: str, origin: str) -> str:
    """The same as calendars subscribe to it."""
    return f"webcal://{address_of(secret, origin).partition('://')[2]}"
