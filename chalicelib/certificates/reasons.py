"""Why a certificate signing request is refused, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.kernel.sayings import Sayings

LONGEST = 20_000
"""Characters; OCPP allows 5,500."""
SHORTEST_RSA, LONGEST_RSA, SHORTEST_CURVE = 2048, 8192, 256
"""Bits. The security whitepaper (ed. 3) asks for 112 bits of strength: RSA 2048, P-224. We ask for P-256."""
ANOTHERS_NAME = "Its common name is neither the charge point's id nor its serial number."
ANOTHERS_SIGNATURE = "Its signature is not by its own key."
NO_REQUEST = "It is no certificate signing request in PEM."
NOT_SIGNED_HERE = "No certificates for ISO 15118 are signed here."
RSA_LENGTH = f"An RSA key has {SHORTEST_RSA} to {LONGEST_RSA} bits."
TOO_LONG = "It is too long."
UNKNOWN_KIND = "Its key or signature is of a kind that is not known here."
WEAK_HASH = "It is not signed by SHA-256 or better."
WEAK_KEY = f"A key is RSA, or of an elliptic curve of {SHORTEST_CURVE} bits or more."


class RequestReason(StrEnum):
    """What is wrong with it."""

    ANOTHERS_NAME = "anothers_name"
    ANOTHERS_SIGNATURE = "anothers_signature"
    NO_REQUEST = "no_request"
    NOT_SIGNED_HERE = "not_signed_here"
    RSA_LENGTH = "rsa_length"
    TOO_LONG = "too_long"
    UNKNOWN_KIND = "unknown_kind"
    WEAK_HASH = "weak_hash"
    WEAK_KEY = "weak_key"


SAYINGS = Sayings(
    {
        RequestReason.ANOTHERS_NAME: ANOTHERS_NAME,
        RequestReason.ANOTHERS_SIGNATURE: ANOTHERS_SIGNATURE,
        RequestReason.NO_REQUEST: NO_REQUEST,
        RequestReason.NOT_SIGNED_HERE: NOT_SIGNED_HERE,
        RequestReason.RSA_LENGTH: RSA_LENGTH,
        RequestReason.TOO_LONG: TOO_LONG,
        RequestReason.UNKNOWN_KIND: UNKNOWN_KIND,
        RequestReason.WEAK_HASH: WEAK_HASH,
        RequestReason.WEAK_KEY: WEAK_KEY,
    }
)
