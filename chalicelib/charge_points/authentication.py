"""Who may connect as a charge point."""

import hmac
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from chalicelib.charge_points.entry import NEVER_PLAIN, Shown, may_enter, profile_shown
from chalicelib.charge_points.needs import ChargePointStore
from chalicelib.charge_points.rules import ChargePoint, Passwords, is_charge_point_id
from chalicelib.charge_points.tries import LOOKS_WITHIN, MANY, MOST_LOOKS, WINDOW, Counter, LetIn
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.ids import Clock
from chalicelib.logs import logger

REMEMBERED = timedelta(seconds=10)
"""How long a process refuses by memory. Then it looks again, so a password made meanwhile works soon."""
MOST_REMEMBERED = 10_000
Known = tuple[ChargePoint, Passwords] | None
HEXADECIMAL = re.compile(r"(?:[0-9A-Fa-f]{2})+")


def keyed_hash(pepper: str, secret: bytes) -> str:
    """HMAC-SHA-256: passwords are random, so what protects them is the pepper, not slowness."""
    return hmac.new(pepper.encode(), secret, sha256).hexdigest()


def secret_forms(password: str) -> tuple[bytes, ...]:
    """The bytes that a charge point may present for `password`.

    Some chargers send the text of an AuthorizationKey; others, as the OCPP 1.6 security whitepaper (ed. 3,
    2.2) has it, the bytes that its hexadecimal digits stand for.
    """
    text = password.encode()
    return (text, bytes.fromhex(password)) if HEXADECIMAL.fullmatch(password) else (text,)


@dataclass
class Authentication:
    """Lets charge points in by the raw bytes of their password, or by their certificate.

    A client that tries each second costs one read in `REMEMBERED`, not one each time; and since only what was
    read is remembered, never the tries, no number of wrong passwords keeps the right one out for longer.
    An address that guesses ids costs at most MOST_LOOKS reads in LOOKS_WITHIN. That a charge point fails
    MANY times in WINDOW is told to `throttled`, once in that time.
    """

    store: ChargePointStore
    pepper: Callable[[], str]
    now: Clock
    plain_up_to: int = NEVER_PLAIN
    """The highest security profile whose charge points may come without TLS."""
    profile_used: Callable[[str, int], None] = lambda *_: None
    """(charge_point_id, security_profile): it has used the profile that it was told to change to."""
    throttled: Callable[[ChargePoint, int], None] = lambda *_: None
    _known: OrderedDict[str, tuple[datetime, Known]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _let_in: LetIn = field(default_factory=LetIn)

    def __post_init__(self) -> None:
        """Count by the same clock."""
        self._failures, self._looks = Counter(self._time, WINDOW), Counter(self._time, LOOKS_WITHIN)

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
        """The charge point that has this password, or this certificate; None: none was given.

        `certificate` is the DER of a client certificate that the TLS layer has verified against our CA,
        `encrypted` whether TLS was spoken, `address` where it came from. What must be shown is decided by its
        security profile (entry.py); the first entry by a higher one that it was told to change to raises it,
        as the first with a new AuthorizationKey ends the old one. Raises NotLoggedIn, the same for a wrong
        password as for an unknown id.
        """
        if not is_charge_point_id(charge_point_id):
            raise _refusal()
        shown = Shown(
            None if password is None else keyed_hash(self.pepper(), password),
            None if certificate is None else sha256(certificate).hexdigest(),
            encrypted,
        )
        remembered = self._remembered(charge_point_id)
        if remembered is not None and self._proved(remembered[0], shown) is None:
            self._failed(charge_point_id, remembered[0])
            raise _refusal()
        self._look_allowed(charge_point_id, address)
        found = self.store.credentials(charge_point_id)
        proved = self._proved(found, shown)
        if found is None or proved is None:
            self._remember(charge_point_id, found)
            if address is not None:
                self._looks.counted(address)
            self._failed(charge_point_id, found)
            raise _refusal()
        self._let_in.add(charge_point_id)
        self._take_up(*found, shown, proved)
        return found[0]

    def _proved(self, found: Known, shown: Shown) -> int | None:
        """The profile by which it may come in; None: it may not."""
        if found is None:
            return None
        charge_point, known = found
        proved = profile_shown(known, shown, self.now())
        enters = may_enter(charge_point.security_profile, proved, self.plain_up_to, encrypted=shown.encrypted)
        return proved if enters else None

    def _take_up(self, charge_point: ChargePoint, known: Passwords, shown: Shown, proved: int) -> None:
        """What was new to the charge point and has now been used holds from now on."""
        charge_point_id = charge_point.charge_point_id
        command_id = known.changed_by(shown.password_hash)
        if command_id is not None:
            self.store.take_password(charge_point_id, command_id, known.pending[command_id])
        if known.next_profile is not None and proved >= known.next_profile:
            self.profile_used(charge_point_id, known.next_profile)

    def _look_allowed(self, charge_point_id: str, address: str | None) -> None:
        if address is None or charge_point_id in self._let_in:
            return
        if self._looks.count(address) >= MOST_LOOKS:
            raise _refusal()

    def _failed(self, charge_point_id: str, found: Known) -> None:
        if self._failures.counted(charge_point_id) != MANY:
            return
        logger.warning("charge point fails to log in", charge_point_id=charge_point_id, failures=MANY)
        if found is not None:
            try:
                self.throttled(found[0], MANY)
            except Exception:  # noqa: BLE001 - it is refused all the same
                logger.exception("alarm not raised", charge_point_id=charge_point_id)

    def _remembered(self, charge_point_id: str) -> tuple[Known] | None:
        with self._lock:
            read_at, found = self._known.get(charge_point_id, (None, None))
        if read_at is None or self.now() - read_at >= REMEMBERED:
            return None
        return (found,)

    def _remember(self, charge_point_id: str, found: Known) -> None:
        with self._lock:
            self._known[charge_point_id] = (self.now(), found)
            self._known.move_to_end(charge_point_id)
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)

    def _time(self) -> datetime:
        return self.now()


def _refusal() -> NotLoggedIn:
    return NotLoggedIn("wrong_credentials", "No charge point has this id and password.")
