"""Whether a charge point's certificate signing request may be signed (PKCS #10, RFC 2986)."""

from collections.abc import Collection

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import NameOID

from chalicelib.certificates.rules import STATION_USE, Unusable

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
