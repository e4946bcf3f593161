"""The key of a simulated charge point, made in memory, and the roots that it was told to trust."""

import hashlib
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Installed:
    """A root; `hash_data` is CertificateHashData, whose names both versions share."""

    use: str
    hash_data: dict[str, str]


class Certificates:
    """Of one charge point; forgotten with it."""

    def __init__(self, charge_point_id: str) -> None:
        self.charge_point_id = charge_point_id
        self.installed: list[Installed] = []
        self.chain: str | None = None
        self._key: ec.EllipticCurvePrivateKey | None = None

    def request(self, organisation: str) -> str:
        """A signing request of a new key, in PEM, with the charge point's id as its common name."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        names = [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, self.charge_point_id),
        ]
        made = x509.CertificateSigningRequestBuilder().subject_name(x509.Name(names))
        return made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()

    def signed(self, chain: str) -> str:
        """Take the signed certificate: Accepted when it is for our key."""
        try:
            ours = x509.load_pem_x509_certificates(chain.encode())[0]
        except ValueError:
            return "Rejected"
        if self._key is None or ours.public_key() != self._key.public_key():
            return "Rejected"
        self.chain = chain
        return "Accepted"

    def install(self, use: str, pem: str) -> str:
        """Trust a root: Accepted, or what OCPP calls a text that is none."""
        try:
            told = x509.load_pem_x509_certificate(pem.encode())
        except ValueError:
            return "Rejected"
        one = Installed(use, _hash_data(told))
        self.installed = [*(other for other in self.installed if other != one), one]
        return "Accepted"

    def delete(self, hash_data: dict[str, str]) -> str:
        """Accepted, or NotFound."""
        kept = [one for one in self.installed if not _are_same(one.hash_data, hash_data)]
        found, self.installed = len(kept) < len(self.installed), kept
        return "Accepted" if found else "NotFound"


def _are_same(one: dict[str, str], other: dict[str, str]) -> bool:
    return all(value.lower() == str(other.get(name, "")).lower() for name, value in one.items())


def _hash_data(root: x509.Certificate) -> dict[str, str]:
    """As in OCSP (RFC 6960, 4.1.1), for a certificate that signed itself."""
    key = root.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        bits = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    else:
        bits = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    return {
        "hashAlgorithm": "SHA256",
        "issuerNameHash": hashlib.sha256(root.issuer.public_bytes()).hexdigest(),
        "issuerKeyHash": hashlib.sha256(bits).hexdigest(),
        "serialNumber": f"{root.serial_number:x}",
    }
