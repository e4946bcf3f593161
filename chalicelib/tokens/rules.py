"""What a token is, and what its uid may look like."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.ids import base32

MOST_TOKENS = 50
UID = re.compile(r"[!-$&-.0-~]{4,36}")
"""Printable ASCII without the blank, and without slash and percent, since a uid stands in addresses."""


class TokenType(StrEnum):
    """OCPI TokenType, as far as we hand out tokens."""

    RFID = "RFID"
    APP_USER = "APP_USER"


@dataclass(frozen=True)
class Token:
    """`uid` is unique in the world and in normal form (`normal_uid`). From `expires_at` on it is no good."""

    uid: str
    account_id: str
    type: TokenType
    name: str
    blocked: bool
    created_at: datetime
    version: int = 1
    expires_at: datetime | None = None

    def is_usable(self, at: datetime) -> bool:
        """Whether it is neither blocked nor expired then."""
        return not self.blocked and (self.expires_at is None or at < self.expires_at)


def normal_uid(text: str) -> str:
    """The one form of a uid, however a card, a reader or a person writes it: trimmed, upper case.

    OCPP and OCPI compare it without case (CiString). Raises Invalid("bad_token_uid").
    """
    uid = text.strip(" \t\r\n\0").upper()
    if not UID.fullmatch(uid):
        raise Invalid("bad_token_uid", "A token's uid has 4 to 36 letters, digits or signs, without blanks.")
    return uid


def presented_uid(text: str) -> str:
    """The same for what a reader tells: one that writes blanks between the bytes means none.

    Raises Invalid("bad_token_uid").
    """
    return normal_uid("".join(text.replace("\0", "").split()))


def new_app_uid() -> str:
    """A uid for an app's token: 80 random bits in 19 characters; an OCPP 1.6 idTag has 20 at most."""
    return "APP" + base32(secrets.randbits(80), 16).upper()


def group_id(account_id: str) -> str:
    """What all tokens of an account have in common for a charger, and nothing else: 20 letters and digits.

    OCPP 1.6's parentIdTag, OCPI's Token.group_id. It stays the same, and does not tell whose it is.
    """
    return base32(int.from_bytes(sha256(f"group of {account_id}".encode()).digest()), 20).upper()
