import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from chalicelib.certificates.rules import Unusable
from chalicelib.certificates.signing_requests import checked
from tests.unit.certificates.scenes import csr

NAMES = {"CP", "SN-1"}


@pytest.mark.parametrize(
    "pem",
    [
        pytest.param(csr("CP"), id="the charge point's id"),
        pytest.param(csr("sn-1 "), id="its serial number, in other case"),
        pytest.param(csr(key=rsa.generate_private_key(65537, 2048)), id="RSA 2048"),
        pytest.param(csr(key=ec.generate_private_key(ec.SECP521R1()), digest=hashes.SHA512()), id="P-521"),
        pytest.param(csr().replace("\n", "\\n"), id="line breaks escaped twice"),
    ],
)
def test_what_may_be_signed(pem):
    request, name = checked(pem, NAMES, "ChargingStation")

    assert request.is_signature_valid
    assert name.lower() in {"cp", "sn-1"}


def tampered() -> str:
    """Another organisation in it than was signed."""
    whole = x509.load_pem_x509_csr(csr().encode()).public_bytes(Encoding.DER)
    other = x509.load_der_x509_csr(whole.replace(b"CPO", b"CPX"))
    return other.public_bytes(Encoding.PEM).decode()


@pytest.mark.parametrize(
    ("pem", "why"),
    [
        pytest.param(csr("OTHER"), "common name", id="another's name"),
        pytest.param(csr(None), "common name", id="no name"),
        pytest.param(csr(key=rsa.generate_private_key(65537, 1024)), "RSA", id="RSA 1024"),  # noqa: S505 - that is the point
        pytest.param(csr(key=ec.generate_private_key(ec.SECP192R1())), "curve", id="P-192"),
        pytest.param(tampered(), "signature", id="not signed by its key"),
        pytest.param("no PEM", "PEM", id="no PEM"),
        pytest.param(
            "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
            "PEM",
            id="no request",
        ),
        pytest.param("x" * 30_000, "long", id="too long"),
        pytest.param("\ud800", "PEM", id="no text"),
    ],
)
def test_what_may_not(pem, why):
    with pytest.raises(Unusable, match=why):
        checked(pem, NAMES, "ChargingStation")


def test_none_for_iso_15118():
    with pytest.raises(Unusable, match="15118"):
        checked(csr(), NAMES, "V2G")


def test_no_ed25519():
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CP")])
    builder = x509.CertificateSigningRequestBuilder().subject_name(name)
    request = builder.sign(ed25519.Ed25519PrivateKey.generate(), None)

    with pytest.raises(Unusable):
        checked(request.public_bytes(Encoding.PEM).decode(), NAMES, "ChargingStation")
