"""What is known of charge points' certificates. Pure; what reads and makes X.509 is in the files beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

VALID_FOR = timedelta(days=365)
RENEW_BEFORE = timedelta(days=30)
"""How long before its end a certificate is to be renewed (OCPP 1.6 security whitepaper, A03: "a month")."""
STATION_USE = "ChargingStation"
"""What a certificate is signed for: the connection to us. For ISO 15118 there is no PKI here."""
HASH_ALGORITHMS = ("SHA256", "SHA384", "SHA512")
MOST_INSTALLED = 100
"""Of one answer: what is kept of a charge point's list."""


class Unusable(Exception):
    """A certificate signing request, or a certificate, that cannot be used. Its text says why."""


class IssuedState(StrEnum):
    """What became of a certificate that we signed. Whether it has expired is told by its time."""

    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    REVOKED = "REVOKED"
    REPLACED = "REPLACED"
    """By newer ones that it asked for."""


LETS_IN = (IssuedState.SENT, IssuedState.ACCEPTED)


@dataclass(frozen=True)
class Issued:
    """A certificate that we signed for a charge point. `serial_number` is hexadecimal, lower case."""

    charge_point_id: str
    network_id: str
    serial_number: str
    fingerprint: str
    """SHA-256 of its DER, hexadecimal."""
    subject: str
    not_before: datetime
    not_after: datetime
    state: IssuedState = IssuedState.SENT
    revoked_at: datetime | None = None

    @property
    def renew_at(self) -> datetime:
        """From when on it is to be renewed."""
        return self.not_after - RENEW_BEFORE

    def is_good(self, now: datetime) -> bool:
        """Whether the charge point has it and may use it."""
        return self.state is IssuedState.ACCEPTED and now < self.not_after


@dataclass(frozen=True)
class HashData:
    """What names a certificate in OCPP (CertificateHashDataType): hexadecimal, lower case."""

    hash_algorithm: str
    issuer_name_hash: str
    issuer_key_hash: str
    serial_number: str

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> "HashData | None":
        """As a charge point tells it, in our names or the wire's; None: something is missing."""
        given = [
            str(told.get(ours) or told.get(wire) or "").strip()
            for ours, wire in (
                ("hash_algorithm", "hashAlgorithm"),
                ("issuer_name_hash", "issuerNameHash"),
                ("issuer_key_hash", "issuerKeyHash"),
                ("serial_number", "serialNumber"),
            )
        ]
        if not all(given):
            return None
        return cls(given[0].upper(), *(each.lower() for each in given[1:]))

    @property
    def params(self) -> dict[str, str]:
        """As a "delete_certificate" takes it."""
        return dict(vars(self))


@dataclass(frozen=True)
class Installed:
    """A certificate that a charge point says it has, and for what, where it says so (2.x)."""

    hash_data: HashData
    use: str | None = None


@dataclass(frozen=True)
class InstalledList:
    """What a charge point told of its certificates, and when it was asked for these."""

    network_id: str
    certificates: tuple[Installed, ...]
    told_at: datetime


def plain_serial(serial_number: str) -> str:
    """A serial number as it is compared: lower case, without 0x, colons and leading zeros."""
    return serial_number.strip().lower().removeprefix("0x").replace(":", "").lstrip("0") or "0"
