"""Whether a charge point's certificate signing request may be signed (PKCS #10, RFC 2986)."""

from collections.abc import Collection

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import NameOID

from chalicelib.certificates.reasons import (
    ANOTHERS_NAME,
    ANOTHERS_SIGNATURE,
    LONGEST,
    LONGEST_RSA,
    NO_REQUEST,
    NOT_SIGNED_HERE,
    RSA_LENGTH,
    SHORTEST_CURVE,
    SHORTEST_RSA,
    TOO_LONG,
    UNKNOWN_KIND,
    WEAK_HASH,
    WEAK_KEY,
)
from chalicelib.certificates.rules import STATION_USE, Unusable

WEAK_HASHES = frozenset({"md5", "sha1"})


def checked(csr_pem: str, names: Collection[str], use: str) -> tuple[x509.CertificateSigningRequest, str]:
    """The request, and the name in it, which is one of `names` (in any case). Raises Unusable."""
    if use != STATION_USE:
        raise Unusable(NOT_SIGNED_HERE)
    request = _read(csr_pem)
    try:
        key, digest = request.public_key(), request.signature_hash_algorithm
        signed = request.is_signature_valid
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Unusable(UNKNOWN_KIND) from error
    if not signed:
        raise Unusable(ANOTHERS_SIGNATURE)
    if digest is None or digest.name in WEAK_HASHES:
        raise Unusable(WEAK_HASH)
    if isinstance(key, RSAPublicKey):
        if not SHORTEST_RSA <= key.key_size <= LONGEST_RSA:
            raise Unusable(RSA_LENGTH)
    elif not isinstance(key, EllipticCurvePublicKey) or key.curve.key_size < SHORTEST_CURVE:
        raise Unusable(WEAK_KEY)
    found = [str(each.value) for each in request.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    known = {name.strip().lower() for name in names}
    if len(found) != 1 or found[0].strip().lower() not in known:
        raise Unusable(ANOTHERS_NAME)
    return request, found[0].strip()


def _read(csr_pem: str) -> x509.CertificateSigningRequest:
    if len(csr_pem) > LONGEST:
        raise Unusable(TOO_LONG)
    text = csr_pem.replace("\\n", "\n")  # some charge points escape line breaks twice
    try:
        return x509.load_pem_x509_csr(text.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Unusable(NO_REQUEST) from error
