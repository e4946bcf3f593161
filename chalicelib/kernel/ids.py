"""Identifiers that cannot be guessed and sort by the time of their making."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u

Ids = Callable[[], str]
Clock = Callable[[], datetime]


def new_id(now: datetime | None = None) -> str:
    """26 characters of the ULID layout, lower case: 48 bits of milliseconds, then 80 random bits."""
    millis = int((now or utc_now()).timestamp() * 1000)
    return base32((millis << 80) | secrets.randbits(80), 26)


def least_id(since: datetime) -> str:
    """No id that `new_id` makes then or later sorts before this."""
    return base32(int(since.timestamp() * 1000) << 80, 26)


def base32(number: int, length: int) -> str:
    """`number` in Crockford's base 32, padded on the left to `length` characters."""
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(length)))


def secret_code(length: int = 24) -> str:
    """`length` random characters of 5 bits each, for what must be typed or pasted but never guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def utc_now() -> datetime:
    """The wall clock, aware, in UTC."""
    return datetime.now(UTC)
