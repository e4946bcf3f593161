"""The keys of access tokens and mailed codes, changed in three steps with waits between. Pure.

A process keeps the ring for KEPT, and what is signed lasts for a while: so a key is known to all before it
signs, and stays known until nothing that it has signed is good any more.
"""

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.accounts.access_tokens import LASTS
from chalicelib.accounts.codes import GOOD_FOR
from chalicelib.accounts.signing_keys import KEPT

KNOWN_TO_ALL = KEPT + timedelta(minutes=1)
"""After a key was added; a minute for clocks that differ."""
GONE = KNOWN_TO_ALL + max(LASTS, GOOD_FOR)
"""After another key was made current: until then processes signed with the one before."""


@dataclass(frozen=True)
class Step:
    """What the secret says next; None: it is too early, and nothing changes."""

    text: str | None
    told: str
    """For whoever runs it, the next step included."""


def next_step(text: str, changed_at: datetime, now: datetime) -> Step:
    """Add a key; then sign with it; then drop the others. `changed_at` is when the secret came to say `text`.

    The newest key stands last.
    """
    kept = json.loads(text)
    keys: dict[str, str] = kept["keys"]
    newest = list(keys)[-1]
    age = now - changed_at
    if len(keys) == 1:
        kid = secrets.token_hex(4)
        added = {**keys, kid: base64.b64encode(secrets.token_bytes(32)).decode()}
        told = (
            f"Key {kid} is added and signs nothing yet. Run this again in {_minutes(KNOWN_TO_ALL)} minutes."
        )
        return Step(_ring(kept["current"], added), told)
    if kept["current"] != newest:
        if age < KNOWN_TO_ALL:
            return _later(newest, KNOWN_TO_ALL - age)
        told = f"Key {newest} signs from now on. Run this again in {_minutes(GONE)} minutes."
        return Step(_ring(newest, keys), told)
    if age < GONE:
        return _later(newest, GONE - age)
    return Step(_ring(newest, {newest: keys[newest]}), f"Only key {newest} is left. The rotation is done.")


def at_once(text: str) -> Step:
    """A new ring, for keys that others know: the client gets a new access token by its refresh token."""
    kid = secrets.token_hex(4)
    ring = _ring(kid, {kid: base64.b64encode(secrets.token_bytes(32)).decode()})
    gone = ", ".join(json.loads(text)["keys"])
    minutes = _minutes(KEPT)
    return Step(ring, f"Key {kid} is the only one. What {gone} signed is refused within {minutes} minutes.")


def _later(newest: str, left: timedelta) -> Step:
    return Step(
        None, f"Too early: key {newest} was changed just now. Run this again in {_minutes(left)} minutes."
    )


def _ring(current: str, keys: dict[str, str]) -> str:
    return json.dumps({"current": current, "keys": keys})


def _minutes(span: timedelta) -> int:
    return -int(-span.total_seconds() // 60)
