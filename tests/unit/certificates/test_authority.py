import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from chalicelib.certificates.authority import Authority, new_authority
from chalicelib.certificates.signing_requests import checked
from tests.unit.certificates.scenes import csr

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def signed(authority, key=None):
    request, name = checked(csr(key=key), {"CP"}, "ChargingStation")
    return authority.sign(request, name, NOW)


@pytest.mark.parametrize(
    "make", [lambda: ec.generate_private_key(ec.SECP384R1()), lambda: rsa.generate_private_key(65537, 2048)]
)
def test_a_certificate_is_of_the_charge_points_key_and_name_and_lets_clients_in(authority, make):
    key = make()
    certificate = signed(authority, key)

    certificate.verify_directly_issued_by(authority.issuing)
    assert certificate.public_key() == key.public_key()
    assert certificate.subject.rfc4514_string() == "CN=CP,O=PlugNexus"
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_it_is_good_from_an_hour_ago_for_a_year(authority):
    certificate = signed(authority)

    assert certificate.not_valid_before_utc == NOW - timedelta(hours=1)
    assert certificate.not_valid_after_utc == NOW + timedelta(days=365)


def test_serial_numbers_are_random_and_fit_into_what_ocpp_and_x509_allow(authority):
    numbers = {signed(authority).serial_number for _ in range(5)}

    assert len(numbers) == 5
    assert all(len(f"{number:x}") <= 40 and number.bit_length() < 160 for number in numbers)


def test_a_charge_point_is_sent_its_certificate_and_the_issuing_one_but_not_the_root(authority):
    certificate = signed(authority)

    chain = x509.load_pem_x509_certificates(authority.chain_pem(certificate).encode())

    assert chain == [certificate, authority.issuing]


def test_who_trusts_the_root_trusts_the_chain(authority):
    root = authority.chain[-1]

    authority.issuing.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    assert x509.load_pem_x509_certificates(authority.trusted_pem.encode()) == [authority.issuing, root]


def test_the_root_of_before_stays_trusted():
    before, after = (json.loads(new_authority("PlugNexus", NOW)) for _ in range(2))
    after["trusted"] = [before["chain"][-1]]

    assert before["chain"][-1] in Authority.of(json.dumps(after)).trusted_pem
