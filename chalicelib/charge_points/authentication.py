"""Who may connect as a charge point."""

import hmac
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from chalicelib.charge_points.needs import ChargePointStore
from chalicelib.charge_points.rules import ChargePoint, Passwords, is_charge_point_id, secret_forms
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.ids import Clock

REMEMBERED = timedelta(seconds=10)
"""How long a process refuses by memory. Then it looks again, so a password made meanwhile works soon."""
MOST_REMEMBERED = 10_000


def keyed_hash(pepper: str, secret: bytes) -> str:
    """HMAC-SHA-256: passwords are random, so what protects them is the pepper, not slowness."""
    return hmac.new(pepper.encode(), secret, sha256).hexdigest()


@dataclass
class Authentication:
    """Lets charge points in by the raw bytes of their password.

    A client that tries each second costs one read in `REMEMBERED`, not one each time; and since only what was
    read is remembered, never the tries, no number of wrong passwords keeps the right one out for longer.
    """

    store: ChargePointStore
    pepper: Callable[[], str]
    now: Clock
    _known: OrderedDict[str, tuple[datetime, Passwords | None]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def hashes(self, password: str) -> frozenset[str]:
        """What to keep of a new password."""
        return frozenset(keyed_hash(self.pepper(), form) for form in secret_forms(password))

    def authenticate(
        self,
        charge_point_id: str,
        password: bytes | None,
        *,
        certificate: bytes | None = None,
        encrypted: bool = True,
        address: str | None = None,
    ) -> ChargePoint:
        """The charge point that has this password; None was given none, which profile 0 allows.

        `certificate` is the DER of a client certificate that the TLS layer has verified against our CA,
        `encrypted` whether TLS was spoken, `address` where it came from.

        The first entry with a new AuthorizationKey ends the old one. Raises NotLoggedIn, the same for a wrong
        password as for an unknown id.
        """
        del certificate, encrypted, address
        if not is_charge_point_id(charge_point_id):
            raise _refusal()
        presented = None if password is None else keyed_hash(self.pepper(), password)
        if self._is_known_to_fail(charge_point_id, presented):
            raise _refusal()
        found = self.store.credentials(charge_point_id)
        charge_point, passwords = found or (None, None)
        if charge_point and passwords and (charge_point.security_profile == 0 or _fits(passwords, presented)):
            command_id = passwords.changed_by(presented)
            if command_id is not None:
                self.store.take_password(charge_point_id, command_id, passwords.pending[command_id])
            return charge_point
        self._remember(charge_point_id, passwords)
        raise _refusal()

    def _is_known_to_fail(self, charge_point_id: str, presented: str | None) -> bool:
        with self._lock:
            read_at, passwords = self._known.get(charge_point_id, (None, None))
        if read_at is None or self.now() - read_at >= REMEMBERED:
            return False
        return passwords is None or not _fits(passwords, presented)

    def _remember(self, charge_point_id: str, passwords: Passwords | None) -> None:
        with self._lock:
            self._known[charge_point_id] = (self.now(), passwords)
            self._known.move_to_end(charge_point_id)
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)


def _fits(passwords: Passwords, presented: str | None) -> bool:
    if presented is None:
        return False
    return any(hmac.compare_digest(presented, kept) for kept in passwords.hashes)


def _refusal() -> NotLoggedIn:
    return NotLoggedIn("wrong_credentials", "No charge point has this id and password.")
