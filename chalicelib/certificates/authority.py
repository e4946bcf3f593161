"""Our own certificate authority: signs what charge points show when they connect (security profile 3).

The root signs one issuing certificate, whose key signs those of charge points. Only that key is kept, in one
secret: {"key": PEM, "chain": [PEM of the issuing certificate, PEM of its root], "trusted": [PEM, ...]}.
`trusted` has roots of before, as long as something that they have signed is still good.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbits

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from chalicelib.certificates.rules import VALID_FOR

CLOCK_SKEW = timedelta(hours=1)
"""How far a charge point's clock may be behind when it is given a certificate."""
ROOT_VALID_FOR = timedelta(days=20 * 365)
ISSUING_VALID_FOR = timedelta(days=10 * 365)
SERIAL_BITS = 120
"""Random, below the 20 octets that a serial number may have (RFC 5280, 4.1.2.2)."""
KEY_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
)


@dataclass(frozen=True)
class Authority:
    """The key that signs, its certificate with all above it, and the roots that are trusted."""

    key: EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]
    trusted: tuple[x509.Certificate, ...]

    @classmethod
    def of(cls, secret: str) -> "Authority":
        """From the secret's text. Raises ValueError for one that is none."""
        kept = json.loads(secret)
        key = serialization.load_pem_private_key(kept["key"].encode(), None)
        if not isinstance(key, EllipticCurvePrivateKey):
            raise ValueError("The issuing key is not of an elliptic curve.")  # noqa: TRY004 - as documented
        chain, trusted = (
            tuple(x509.load_pem_x509_certificate(pem.encode()) for pem in kept.get(name, ()))
            for name in ("chain", "trusted")
        )
        return cls(key, chain, trusted)

    @property
    def issuing(self) -> x509.Certificate:
        """Whose key signs."""
        return self.chain[0]

    @property
    def trusted_pem(self) -> str:
        """For the TLS layer: all that a charge point's certificate may go back to.

        The issuing certificate is among them, for charge points that show their own alone.
        """
        return "".join(map(pem_of, (*self.chain, *self.trusted)))

    def sign(
        self, request: x509.CertificateSigningRequest, common_name: str, now: datetime
    ) -> x509.Certificate:
        """A certificate for that key and name, for about a year. The request must have been checked."""
        subject = _name(_organisation(self.issuing.subject), common_name)
        builder = _begun(subject, self.issuing.subject, now - CLOCK_SKEW, now + VALID_FOR)
        return (
            builder.public_key(request.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage("digital_signature"), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(request.public_key()), critical=False)
            .add_extension(_issued_by(self.issuing), critical=False)
            .sign(self.key, hashes.SHA256())
        )

    def chain_pem(self, certificate: x509.Certificate) -> str:
        """What a charge point is sent: its certificate first, then those above it but for the root."""
        return "".join(map(pem_of, (certificate, *self.chain[:-1])))


def new_authority(organisation: str, now: datetime) -> str:
    """The secret's text of a new authority. The root's key is thrown away: the next one has a new root."""
    root_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    root_name = _name(organisation, f"{organisation} charge point root")
    root = (
        _begun(root_name, root_name, now - CLOCK_SKEW, now + ROOT_VALID_FOR)
        .public_key(root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    issuing_name = _name(organisation, f"{organisation} charge points")
    issuing = (
        _begun(issuing_name, root_name, now - CLOCK_SKEW, now + ISSUING_VALID_FOR)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("digital_signature", "key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_issued_by(root), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return json.dumps({"key": pem, "chain": [pem_of(issuing), pem_of(root)], "trusted": []})


def pem_of(certificate: x509.Certificate) -> str:
    """As PEM, which ends with a line break."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 of its DER, hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def _begun(
    subject: x509.Name, issuer: x509.Name, begins_at: datetime, ends_at: datetime
) -> x509.CertificateBuilder:
    serial_number = randbits(SERIAL_BITS) | 1 << SERIAL_BITS
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(serial_number)
        .not_valid_before(begins_at)
        .not_valid_after(ends_at)
    )


def _name(organisation: str, common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _organisation(name: x509.Name) -> str:
    return str(name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)


def _usage(*allowed: str) -> x509.KeyUsage:
    return x509.KeyUsage(
        **{usage: usage in allowed for usage in KEY_USAGES}, encipher_only=False, decipher_only=False
    )


def _issued_by(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
