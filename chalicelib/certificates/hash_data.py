"""CertificateHashData (OCPP 2.0.1, 2.6; 1.6 security whitepaper, 6.4): how OCPP names a certificate.

As in OCSP (RFC 6960, 4.1.1): the hash of the issuer's distinguished name in DER, the hash of the issuer's
public key as its bits stand in the certificate, without tag, length and unused bits.
"""

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from chalicelib.certificates.rules import HashData, Unusable


def hash_data(certificate: x509.Certificate, issuer: x509.Certificate, algorithm: str = "SHA256") -> HashData:
    """What names `certificate`, signed by `issuer` (itself, for a root). Raises Unusable for other keys."""

    def digest(told: bytes) -> str:
        return hashlib.new(algorithm.lower(), told).hexdigest()

    return HashData(
        algorithm,
        digest(issuer.subject.public_bytes()),
        digest(_key_bits(issuer)),
        f"{certificate.serial_number:x}",
    )


def _key_bits(certificate: x509.Certificate) -> bytes:
    key = certificate.public_key()
    if isinstance(key, RSAPublicKey):
        return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    if isinstance(key, EllipticCurvePublicKey):
        return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    raise Unusable("Its issuer's key is neither RSA nor of an elliptic curve.")


def installable(pem: str) -> x509.Certificate:
    """A certificate that may be sent to a charge point to be trusted. Raises Unusable."""
    try:
        found = x509.load_pem_x509_certificates(pem.encode())
    except ValueError as error:
        raise Unusable("It is no certificate in PEM.") from error
    if len(found) != 1:
        raise Unusable("One certificate is installed at a time.")
    try:
        constraints = found[0].extensions.get_extension_for_class(x509.BasicConstraints).value
    except (x509.ExtensionNotFound, ValueError) as error:
        raise Unusable("It does not say that it is an authority's.") from error
    if not constraints.ca:
        raise Unusable("It is not an authority's.")
    return found[0]
