"""What OpenSSL makes of our certificates: the handshake of security profile 3, without sockets."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalicelib.certificates.authority import Authority, fingerprint_of, new_authority, pem_of
from chalicelib.certificates.signing_requests import checked
from infra.rotate.authority import rotated
from ocpp_ws.tls import Files, Tls, shown_by
from tests.unit.certificates.scenes import csr


def pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@pytest.fixture
def ours() -> Authority:
    return Authority.of(new_authority("PlugNexus", datetime.now(UTC)))


@pytest.fixture
def server(ours: Authority, tmp_path: Path) -> ssl.SSLContext:
    return trusting(ours, tmp_path)


def trusting(authority: Authority, tmp_path: Path) -> ssl.SSLContext:
    """The gateway's, with a certificate of its own."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")]),
    )
    now = datetime.now(UTC)
    own = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now.replace(year=now.year + 1, day=1))
        .public_key(key.public_key())
        .sign(key, hashes.SHA256())
    )
    files = Files(tmp_path / "chain.pem", tmp_path / "key.pem", tmp_path / "ca.pem")
    for path, text in zip(
        (files.chain, files.key, files.client_ca), (pem_of(own), pem(key), authority.trusted_pem), strict=True
    ):
        assert path is not None
        path.write_text(text)
    return Tls(files).context


def client(
    tmp_path: Path, authority: Authority, *, whole_chain: bool
) -> tuple[ssl.SSLContext, x509.Certificate]:
    """A charger that has what `authority` signed for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    request, name = checked(csr(key=key), {"CP"}, "ChargingStation")
    certificate = authority.sign(request, name, datetime.now(UTC))
    shown = authority.chain_pem(certificate) if whole_chain else pem_of(certificate)
    (tmp_path / "client.pem").write_text(shown + pem(key))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.load_cert_chain(tmp_path / "client.pem")
    return context, certificate


def shaken(server: ssl.SSLContext, client: ssl.SSLContext) -> ssl.SSLObject:
    """The server's end of a handshake. Raises SSLError when it refuses."""
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    at_server = server.wrap_bio(up, down, server_side=True)
    at_client = client.wrap_bio(down, up)
    for _ in range(4):
        for end in (at_client, at_server):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert at_server.version() in ("TLSv1.2", "TLSv1.3")
    return at_server


@pytest.mark.parametrize("whole_chain", [True, False], ids=["with the issuing certificate", "alone"])
def test_what_we_signed_is_verified_and_is_what_we_know_it_by(ours, server, tmp_path, whole_chain):
    context, certificate = client(tmp_path, ours, whole_chain=whole_chain)

    shown = shown_by(shaken(server, context))

    assert shown is not None
    assert fingerprint_of(x509.load_der_x509_certificate(shown)) == fingerprint_of(certificate)


def test_what_another_authority_of_the_same_name_signed_is_refused(server, tmp_path):
    other = Authority.of(new_authority("PlugNexus", datetime.now(UTC)))
    context, _ = client(tmp_path, other, whole_chain=True)

    with pytest.raises(ssl.SSLError, match=r"(?i)certificate"):
        shaken(server, context)


@pytest.mark.parametrize("whole_chain", [True, False], ids=["with the issuing certificate", "alone"])
def test_who_was_certified_before_the_authority_was_replaced_is_let_in_after(tmp_path, whole_chain):
    now = datetime.now(UTC)
    text = new_authority("PlugNexus", now)
    context, certificate = client(tmp_path, Authority.of(text), whole_chain=whole_chain)

    shown = shown_by(shaken(trusting(Authority.of(rotated(text, now)), tmp_path), context))

    assert shown is not None
    assert fingerprint_of(x509.load_der_x509_certificate(shown)) == fingerprint_of(certificate)


def test_who_shows_none_is_shown_by_none(server):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    assert shown_by(shaken(server, context)) is None
