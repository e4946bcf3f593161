"""Whether a signature fits a firmware image (OCPP 1.6 security whitepaper, L01; 2.0.1, L01.FR.11 and 12)."""

import base64
import binascii
from contextlib import suppress

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.firmware.rules import Signature
from chalicelib.kernel.errors import Invalid


def check_parts(certificate: str, signature: str) -> None:
    """Raises Invalid("bad_signing_certificate" | "bad_signature") for what no charger could use."""
    _certificate(certificate)
    _signature(signature)


def judged(certificate: str, signature: str, sha256: str) -> Signature:
    """Whether `signature` is of a file with this SHA-256 digest, by the key in `certificate`.

    RSA is tried as the standard has it (PSS) and as many makers have it (PKCS #1 1.5). ECSchnorr, which the
    standard names too, cannot be checked here. Raises as check_parts.
    """
    key, signed = _certificate(certificate).public_key(), _signature(signature)
    digest, whole = bytes.fromhex(sha256), Prehashed(SHA256())
    if isinstance(key, rsa.RSAPublicKey):
        for pad in (padding.PSS(padding.MGF1(SHA256()), padding.PSS.AUTO), padding.PKCS1v15()):
            with suppress(InvalidSignature):
                key.verify(signed, digest, pad, whole)
                return Signature.VALID
        return Signature.INVALID
    if isinstance(key, ec.EllipticCurvePublicKey):
        try:
            decode_dss_signature(signed)
        except ValueError:
            return Signature.UNCHECKED
        with suppress(InvalidSignature):
            key.verify(signed, digest, ec.ECDSA(whole))
            return Signature.VALID
        return Signature.INVALID
    return Signature.UNCHECKED


def _certificate(pem: str) -> x509.Certificate:
    try:
        certificate = x509.load_pem_x509_certificate(pem.encode())
        certificate.public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Invalid(
            "bad_signing_certificate", "The signing certificate is one X.509 certificate as PEM."
        ) from error
    return certificate


def _signature(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid("bad_signature", "The signature is given as base64.") from error
