"""Why a certificate signing request is refused, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.certificates import signing_requests as rules
from chalicelib.kernel.sayings import Sayings


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
        RequestReason.ANOTHERS_NAME: rules.ANOTHERS_NAME,
        RequestReason.ANOTHERS_SIGNATURE: rules.ANOTHERS_SIGNATURE,
        RequestReason.NO_REQUEST: rules.NO_REQUEST,
        RequestReason.NOT_SIGNED_HERE: rules.NOT_SIGNED_HERE,
        RequestReason.RSA_LENGTH: rules.RSA_LENGTH,
        RequestReason.TOO_LONG: rules.TOO_LONG,
        RequestReason.UNKNOWN_KIND: rules.UNKNOWN_KIND,
        RequestReason.WEAK_HASH: rules.WEAK_HASH,
        RequestReason.WEAK_KEY: rules.WEAK_KEY,
    }
)
