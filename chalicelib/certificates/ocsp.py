"""What our own authority says of a certificate of its own, as an OCSP response (RFC 6960)."""

import base64
from datetime import datetime, timedelta

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ReasonFlags, ocsp

from chalicelib.certificates.authority import Authority
from chalicelib.certificates.hash_data import hash_data
from chalicelib.certificates.rules import HASH_ALGORITHMS, HashData

GOOD_FOR = timedelta(days=7)
"""How long a charge point may keep the answer (OCPP 2.0.1, M06: at least until it is asked for again)."""
HASHES: dict[str, type[hashes.SHA256 | hashes.SHA384 | hashes.SHA512]] = {
    "SHA256": hashes.SHA256,
    "SHA384": hashes.SHA384,
    "SHA512": hashes.SHA512,
}


def is_ours(authority: Authority, asked: HashData) -> bool:
    """Whether its issuer is the certificate that signs here."""
    if asked.hash_algorithm not in HASH_ALGORITHMS:
        return False
    own = hash_data(authority.issuing, authority.issuing, asked.hash_algorithm)
    return (own.issuer_name_hash, own.issuer_key_hash) == (asked.issuer_name_hash, asked.issuer_key_hash)


def answer(authority: Authority, asked: HashData, revoked_at: datetime | None, now: datetime) -> str:
    """Base64 of the DER of a signed response about a certificate of ours: it is good, or it was revoked."""
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        bytes.fromhex(asked.issuer_name_hash),
        bytes.fromhex(asked.issuer_key_hash),
        int(asked.serial_number, 16),
        HASHES[asked.hash_algorithm](),
        ocsp.OCSPCertStatus.REVOKED if revoked_at else ocsp.OCSPCertStatus.GOOD,
        now,
        now + GOOD_FOR,
        revoked_at,
        ReasonFlags.unspecified if revoked_at else None,
    )
    signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, authority.issuing).sign(
        authority.key, hashes.SHA256()
    )
    return base64.b64encode(signed.public_bytes(Encoding.DER)).decode()
