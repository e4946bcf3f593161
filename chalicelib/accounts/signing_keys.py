"""The keys that access tokens and mailed codes are signed with: several at a time, rotatable."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.kernel.ids import Clock

KEPT = timedelta(minutes=5)
ASKED_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Ring:
    """All keys that verify, and the id of the one that signs."""

    current: str
    keys: Mapping[str, bytes]
    fetched_at: datetime


@dataclass
class SigningKeys:
    """Keeps the secret for five minutes; an unknown key id makes it look again, once a minute at most.

    `fetch` answers the secret's text, `{"current": kid, "keys": {kid: base64}}`. To rotate: add a key, wait
    for KEPT, make it current, and drop the old one when nothing signed with it is good any more.
    """

    fetch: Callable[[], str]
    now: Clock
    _ring: Ring | None = field(default=None, init=False)

    def current(self) -> tuple[str, bytes]:
        """The id and the key to sign with."""
        ring = self._fresh(KEPT)
        return ring.current, ring.keys[ring.current]

    def key(self, kid: str) -> bytes | None:
        """The key of this id, None if there is none."""
        ring = self._fresh(KEPT)
        if kid not in ring.keys:
            ring = self._fresh(ASKED_AGAIN)
        return ring.keys.get(kid)

    def _fresh(self, age: timedelta) -> Ring:
        now = self.now()
        if self._ring is None or now - self._ring.fetched_at >= age:
            secret = json.loads(self.fetch())
            keys = {kid: base64.b64decode(key) for kid, key in secret["keys"].items()}
            self._ring = Ring(secret["current"], keys, now)
        return self._ring
