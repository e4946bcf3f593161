"""TLS handshakes, in memory."""

import shutil
import ssl

import pytest

from ocpp_ws.tls import Files, Tls, shown_by
from tests.pki import Authority


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path, "ours")


@pytest.fixture
def tls(tmp_path, authority):
    pair = authority.pair("server")
    return Tls(Files(pair.chain, pair.key, authority.own.chain))


def client_of(authority, pair=None):
    context = ssl.create_default_context(cafile=authority.own.chain)
    if pair is not None:
        context.load_cert_chain(pair.chain, pair.key)
    return context


def shake_hands(tls, context):
    """The server's and the client's end, when both are through. Raises ssl.SSLError."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = tls.context.wrap_bio(to_server, to_client, server_side=True)
    client = context.wrap_bio(to_client, to_server, server_hostname="127.0.0.1")
    waiting = [client, server]
    for _ in range(10):
        for end in list(waiting):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            waiting.remove(end)
    assert not waiting
    return server, client


def test_a_client_certificate_of_ours_is_told(tls, authority):
    pair = authority.pair("CP-1")

    server, _ = shake_hands(tls, client_of(authority, pair))

    assert shown_by(server) == pair.der


def test_a_client_may_show_none(tls, authority):
    server, _ = shake_hands(tls, client_of(authority))

    assert shown_by(server) is None
    assert shown_by(None) is None


def test_a_certificate_of_somebody_else_ends_the_handshake(tls, authority, tmp_path):
    (tmp_path / "other").mkdir()
    stranger = Authority(tmp_path / "other", "theirs").pair("CP-1")

    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(tls, client_of(authority, stranger))


def test_tls_is_at_least_1_2_and_then_of_the_standards_ciphers(tls, authority):
    context = client_of(authority)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    _, client = shake_hands(tls, context)

    assert client.version() == "TLSv1.2"
    assert tls.context.minimum_version is ssl.TLSVersion.TLSv1_2
    asked = {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "AES128-GCM-SHA256"}
    assert asked <= {cipher["name"] for cipher in tls.context.get_ciphers()}


def test_new_files_hold_for_who_comes_then_and_broken_ones_change_nothing(tls, authority):
    _, before = shake_hands(tls, client_of(authority))
    new = authority.pair("new")
    shutil.copy(new.chain, tls.files.chain)
    with pytest.raises(OSError):  # noqa: PT011 - the key is still the old one's
        tls.reload()
    _, meanwhile = shake_hands(tls, client_of(authority))
    shutil.copy(new.key, tls.files.key)
    tls.reload()
    _, after = shake_hands(tls, client_of(authority))

    assert meanwhile.getpeercert(binary_form=True) == before.getpeercert(binary_form=True)
    assert after.getpeercert(binary_form=True) == new.der
