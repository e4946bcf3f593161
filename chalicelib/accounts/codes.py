"""Six digits by mail, which prove that an address is one's own."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

GOOD_FOR = timedelta(minutes=15)
MOST_TRIES = 5
DIGITS = 6


class Purpose(StrEnum):
    """What a code is for; one sent for the one never serves the other."""

    VERIFY = "VERIFY"
    RESET = "RESET"


@dataclass(frozen=True)
class Code:
    """A code as it is kept: hashed under the signing key `kid`, so that the table alone does not tell it."""

    email: str
    purpose: Purpose
    digest: str
    kid: str
    good_until: datetime
    source: str
    """The network address that asked for it: whoever proves the code gets that request back (throttle.py)."""
    tries: int = 0


def six_digits() -> str:
    """A code that cannot be guessed but by luck."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digest(key: bytes, purpose: Purpose, email: str, code: str) -> str:
    """HMAC-SHA-256 of what the code stands for; `key` is a signing key, bound here to this one use."""
    own_key = hmac.digest(key, b"plugnexus mailed codes", "sha256")
    return hmac.new(own_key, f"{purpose}\n{email}\n{code}".encode(), sha256).hexdigest()


def is_right(code: Code, given: str, now: datetime) -> bool:
    """Whether `given` (a digest) is this code, in time and within its tries; `code.tries` counts this one."""
    in_time = now < code.good_until and code.tries <= MOST_TRIES
    return hmac.compare_digest(code.digest, given) and in_time
