"""How well a charge point must prove who it is: OCPP's security profiles, and how one is left for a higher.

0 asks for nothing, 1 for a password, 2 for a password over TLS, 3 for TLS with a client certificate (OCPP 1.6
security whitepaper, ed. 3, chapter 2; OCPP 2.0.1, part 2, A00). Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest

from chalicelib.charge_points.rules import Passwords

UNSECURED, PLAIN_PASSWORD, TLS_PASSWORD, TLS_CERTIFICATE = range(4)
NEVER_PLAIN = -1
"""In place of a profile: nobody comes in without TLS."""


@dataclass(frozen=True)
class Shown:
    """What somebody shows who says to be a charge point.

    `password_hash` is the keyed hash of what was given as password, `fingerprint` the SHA-256 of a client
    certificate that the TLS layer has verified. None: nothing was given.
    """

    password_hash: str | None
    fingerprint: str | None = None
    encrypted: bool = True


def profile_shown(known: Passwords, shown: Shown, now: datetime) -> int:
    """The highest profile whose proof was given."""
    if shown.encrypted and shown.fingerprint is not None:
        good_until = known.certificates.get(shown.fingerprint)
        if good_until is not None and now < good_until:
            return TLS_CERTIFICATE
    given = shown.password_hash
    if given is None or not any(compare_digest(given, kept) for kept in known.hashes):
        return UNSECURED
    return TLS_PASSWORD if shown.encrypted else PLAIN_PASSWORD


def may_enter(is_set_to: int, proved: int, plain_up_to: int, *, encrypted: bool) -> bool:
    """Whether a charge point set to a profile may come in by the profile that it has proved.

    A higher one will do, a lower one will not. Without TLS come only those who are set to `plain_up_to` or
    lower, and for them a password is as good as one over TLS.
    """
    if encrypted:
        return proved >= is_set_to
    return is_set_to <= plain_up_to and proved >= min(is_set_to, PLAIN_PASSWORD)


class Step(StrEnum):
    """What a change to a higher profile waits for."""

    CERTIFICATE = "certificate"
    """That the charge point asks for a certificate and accepts it."""
    SLOTS = "slots"
    """That it tells which network profiles it tries (2.x)."""
    NETWORK = "network"
    """That it accepts a new one (2.x)."""
    ORDER = "order"
    """That it agrees to change: to the profile (1.6), to the order of its network profiles (2.x)."""
    RESTART = "restart"
    """That it agrees to restart."""
    USE = "use"
    """That it comes in by the new profile. Until then the old one works."""


class ChangeState(StrEnum):
    """How far a change has come."""

    PENDING = "pending"
    APPLIED = "applied"
    FAILED = "failed"


@dataclass(frozen=True)
class ProfileChange:
    """A change to a higher profile: what it waits for, or why it came to nothing."""

    security_profile: int
    by: str
    asked_at: datetime
    step: Step
    interface: str = "Wired0"
    """The network interface of the charge point over which it comes (2.x, OCPPInterfaceEnumType)."""
    state: ChangeState = ChangeState.PENDING
    command_id: str | None = None
    """The command whose answer is waited for."""
    in_slots: bool = False
    """Whether it keeps what it connects by in slots (2.x)."""
    slots: str = ""
    """The network profiles that it tries, as it told them (2.x)."""
    why: str | None = None
    ended_at: datetime | None = None

    def is_waiting(self, *steps: Step) -> bool:
        """Whether it waits for one of these."""
        return self.state is ChangeState.PENDING and self.step in steps


MOST_SLOTS = 10


def free_slot(slots: str) -> int:
    """The least slot, from 1, that no network profile of `slots` ("1,0") has: what it uses stays as it is."""
    taken = set(slots_of(slots))
    return next(number for number in range(1, MOST_SLOTS + len(taken) + 1) if number not in taken)


def order_with(slot: int, slots: str) -> str:
    """The new slot first, then those of before, so that the charge point comes back if the new one fails."""
    return ",".join(str(number) for number in (slot, *slots_of(slots)))


def slots_of(slots: str) -> list[int]:
    """Those named; what is no number is left out."""
    return [int(part) for part in slots.replace(" ", "").split(",") if part.isdecimal()]


def told_slots(answer: Mapping[str, object], name: str) -> str:
    """The value that an answered get_configuration tells of the setting `name`; "" if none."""
    settings = answer.get("configuration_key")
    for setting in settings if isinstance(settings, list) else ():
        if isinstance(setting, Mapping) and str(setting.get("key", "")).endswith(name):
            return str(setting.get("value") or "")
    return ""
