from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import NameOID

from chalicelib.certificates.authority import pem_of
from chalicelib.certificates.hash_data import hash_data, installable
from chalicelib.certificates.rules import HashData, Unusable, plain_serial

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ALGORITHMS = {"SHA256": hashes.SHA256, "SHA384": hashes.SHA384, "SHA512": hashes.SHA512}


def root(key, *, ca=True):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Root")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .serial_number(0xABC)
        .not_valid_before(NOW)
        .not_valid_after(NOW.replace(year=2036))
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)], ids=["EC", "RSA"]
)
def test_it_is_what_an_ocsp_request_names_the_certificate_by(key, algorithm):
    made = root(key)
    asked = ocsp.OCSPRequestBuilder().add_certificate(made, made, ALGORITHMS[algorithm]()).build()

    assert hash_data(made, made, algorithm) == HashData(
        algorithm, asked.issuer_name_hash.hex(), asked.issuer_key_hash.hex(), "abc"
    )


def test_what_is_told_in_the_wires_names_or_ours_is_the_same():
    told = {"hashAlgorithm": "sha256", "issuerNameHash": "AA", "issuerKeyHash": "BB", "serialNumber": "0C"}

    found = HashData.told(told)

    assert found == HashData("SHA256", "aa", "bb", "0c")
    assert HashData.told(found.params) == found
    assert HashData.told(told | {"issuerKeyHash": " "}) is None


@pytest.mark.parametrize("told", ["0ABC", "abc", "0x0abc", "0A:BC", " ABC "])
def test_serial_numbers_are_compared_without_their_dress(told):
    assert plain_serial(told) == "abc"


def test_only_one_authoritys_certificate_is_installed():
    key = ec.generate_private_key(ec.SECP256R1())
    good = pem_of(root(key))

    assert installable(good).serial_number == 0xABC
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    for bad in ("", "x", good * 2, pem_of(root(key, ca=False)), secret):
        with pytest.raises(Unusable):
            installable(bad)
