import base64
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.firmware.rules import LONGEST_CERTIFICATE, LONGEST_SIGNATURE
from chalicelib.firmware.signing import check_parts, judged
from chalicelib.kernel.errors import Invalid
from tests.unit.firmware.keys import EC, ED, PSS, RSA, certificate, signed

IMAGE = b"firmware" * 1000
DIGEST = sha256(IMAGE).hexdigest()
ECDSA = ec.ECDSA(SHA256())


@pytest.mark.parametrize(
    ("key", "signature", "verdict"),
    [
        pytest.param(RSA, signed(IMAGE, PSS, SHA256()), "VALID", id="RSA-PSS, as the standard has it"),
        pytest.param(
            RSA, signed(IMAGE, padding.PKCS1v15(), SHA256()), "VALID", id="RSA, as openssl dgst signs"
        ),
        pytest.param(EC, signed(IMAGE, ECDSA, key=EC), "VALID", id="ECDSA"),
        pytest.param(RSA, signed(b"another", PSS, SHA256()), "INVALID", id="of another file"),
        pytest.param(EC, signed(b"another", ECDSA, key=EC), "INVALID", id="ECDSA of another file"),
        pytest.param(RSA, signed(IMAGE, ECDSA, key=EC), "INVALID", id="by another key"),
        pytest.param(EC, base64.b64encode(b"r" * 64).decode(), "UNCHECKED", id="ECSchnorr, or the like"),
        pytest.param(ED, signed(IMAGE, key=ED), "UNCHECKED", id="a key that OCPP does not name"),
    ],
)
def test_verdict(key, signature, verdict):
    assert judged(certificate(key), signature, DIGEST) == verdict


def test_a_signature_may_be_broken_into_lines():
    whole = signed(IMAGE, PSS, SHA256())

    assert judged(certificate(RSA), f"{whole[:64]}\r\n{whole[64:]}\n", DIGEST) == "VALID"


@pytest.mark.parametrize(
    ("pem", "signature", "code"),
    [
        ("no certificate", "QUJD", "bad_signing_certificate"),
        ("-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----", "QUJD", "bad_signing_certificate"),
        (certificate(RSA), "not base64!", "bad_signature"),
        (certificate(RSA), "é", "bad_signature"),
        ("é", "QUJD", "bad_signing_certificate"),
    ],
)
def test_what_no_charger_could_use_is_told_at_once(pem, signature, code):
    with pytest.raises(Invalid) as refused:
        check_parts(pem, signature)

    assert refused.value.code == code


def test_what_is_checked_fits_into_the_messages():
    assert len(certificate(RSA)) <= LONGEST_CERTIFICATE
    assert len(signed(IMAGE, PSS, SHA256())) <= LONGEST_SIGNATURE
