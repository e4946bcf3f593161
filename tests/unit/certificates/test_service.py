import base64
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp

from chalicelib.certificates.authority import fingerprint_of, pem_of
from chalicelib.certificates.hash_data import hash_data
from chalicelib.certificates.rules import IssuedState
from chalicelib.charge_points.rules import CommandFailure, CommandState
from chalicelib.kernel.errors import Invalid, NotFound
from tests.unit.certificates.scenes import csr

YES, NO = {"status": "Accepted"}, {"status": "Rejected"}
USE = "ChargingStation"


def sent_certificate(desk):
    return x509.load_pem_x509_certificates(desk.asked[-1].params["chain"].encode())[0]


def test_what_it_asks_for_is_signed_sent_and_lets_it_in_at_once(desk):
    assert desk.service.sign("CP", csr(), USE) is True

    (command,), certificate = desk.asked, sent_certificate(desk)
    assert (command.action, command.params["use"]) == ("certificate_signed", USE)
    assert desk.trusted == {fingerprint_of(certificate): certificate.not_valid_after_utc}
    (issued,) = desk.issued()
    assert (issued.state, issued.serial_number) == ("SENT", f"{certificate.serial_number:x}")
    assert not desk.service.has_certificate("CP"), "until it says that it took it"


def test_when_it_took_it_it_has_it_and_who_waits_for_that_is_told(desk):
    desk.service.sign("CP", csr("SN-1"), USE)

    desk.answers(YES)

    assert desk.service.has_certificate("CP")
    assert desk.told == [("renewed", "CP"), ("came", "CP")]
    desk.now_is += timedelta(days=366)
    assert not desk.service.has_certificate("CP")


def test_what_it_did_not_take_lets_nobody_in(desk):
    desk.service.sign("CP", csr(), USE)

    desk.answers(NO, CommandState.REJECTED)

    assert desk.trusted == {}
    assert [issued.state for issued in desk.issued()] == ["REJECTED"]
    assert desk.told[0][:2] == ("failed", "CP")


def test_without_an_answer_it_may_have_it(desk):
    desk.service.sign("CP", csr(), USE)

    desk.answers(CommandFailure("InternalError"), CommandState.FAILED)

    assert len(desk.trusted) == 1


@pytest.mark.parametrize(
    ("who", "pem", "use"),
    [("CP", csr("OTHER"), USE), ("CP", "no", USE), ("CP", csr(), "V2G"), ("NOBODY", csr(), USE)],
)
def test_what_may_not_be_signed_is_not(desk, who, pem, use):
    assert desk.service.sign(who, pem, use) is False

    assert (desk.asked, desk.trusted, desk.issued()) == ([], {}, [])


def test_however_often_it_asks_few_let_it_in_and_the_one_that_it_took_does(desk):
    desk.service.sign("CP", csr(), USE)
    desk.answers(YES)
    taken = fingerprint_of(sent_certificate(desk))
    for _ in range(10):
        desk.now_is += timedelta(minutes=1)
        desk.service.sign("CP", csr(), USE)

    assert len(desk.trusted) <= 6
    assert taken in desk.trusted
    assert fingerprint_of(sent_certificate(desk)) in desk.trusted


def test_a_month_before_its_end_it_is_asked_for_once_to_renew(desk):
    desk.service.sign("CP", csr(), USE)
    desk.answers(YES)
    desk.told.clear()
    end = desk.issued()[0].not_after

    desk.service.tick(end - timedelta(days=30, seconds=1))
    assert desk.told == []
    for _ in range(2):
        desk.service.tick(end - timedelta(days=30))

    assert desk.told == [("expiring", "CP")]
    assert (desk.asked[-1].action, len(desk.asked)) == ("trigger", 2)
    assert desk.asked[-1].params == {"message": "SignChargingStationCertificate"}


@pytest.mark.parametrize("gone", ["renewed", "removed", "another network's", "revoked"])
def test_what_is_not_needed_any_more_is_not_renewed(desk, gone):
    desk.service.sign("CP", csr(), USE)
    (issued,) = desk.issued()
    if gone == "renewed":
        desk.now_is += timedelta(days=200)
        desk.service.sign("CP", csr(), USE)
    elif gone == "revoked":
        desk.service.revoke("CP", desk.ann, issued.serial_number)
    else:
        desk.network_id = None if gone == "removed" else "other"

    desk.service.tick(issued.not_after)

    assert not any(told[0] == "expiring" for told in desk.told)


def test_a_revoked_one_lets_nobody_in_and_ocsp_says_so(desk):
    desk.service.sign("CP", csr(), USE)
    certificate, issuing = sent_certificate(desk), desk.service.authority().issuing
    asked = hash_data(certificate, issuing).params

    good = ocsp.load_der_ocsp_response(base64.b64decode(desk.service.ocsp_status(asked)))
    desk.service.revoke("CP", desk.ann, f"{certificate.serial_number:X}")
    revoked = ocsp.load_der_ocsp_response(base64.b64decode(desk.service.ocsp_status(asked)))

    assert desk.trusted == {}
    assert desk.issued()[0].state is IssuedState.REVOKED
    assert good.certificate_status is ocsp.OCSPCertStatus.GOOD
    assert revoked.certificate_status is ocsp.OCSPCertStatus.REVOKED
    assert revoked.serial_number == certificate.serial_number
    issuing.public_key().verify(
        revoked.signature, revoked.tbs_response_bytes, _ecdsa(revoked.signature_hash_algorithm)
    )


def test_of_others_certificates_ocsp_knows_nothing(desk):
    desk.service.sign("CP", csr(), USE)
    certificate, issuing = sent_certificate(desk), desk.service.authority().issuing
    named = hash_data(certificate, issuing).params

    for other in (
        {"serial_number": "abc"},
        {"issuer_key_hash": "00" * 32},
        {"hash_algorithm": "MD5"},
        {"issuer_name_hash": ""},
    ):
        assert desk.service.ocsp_status(named | other) is None


def test_no_contract_certificates(desk):
    assert desk.service.iso15118("CP", "exi", "Install", "urn:iso:15118:2:2013:MsgDef") is None


def test_what_it_says_that_it_has_is_kept_with_when(desk):
    told = {
        "hash_algorithm": "SHA256",
        "issuer_name_hash": "a1",
        "issuer_key_hash": "b2",
        "serial_number": "c3",
    }
    desk.service.refresh("CP", desk.ann, ["CentralSystemRoot"])

    desk.answers({"status": "Accepted", "certificates": [told, {"use": "MORoot"} | told, {"bad": 1}, "x"]})

    kept = desk.service.installed("CP", desk.ann)
    assert [(one.use, one.hash_data.serial_number) for one in kept.certificates] == [
        ("CentralSystemRoot", "c3"),
        ("MORoot", "c3"),
    ]
    assert kept.told_at == desk.now_is
    desk.network_id = "other"
    assert desk.service.installed("CP", desk.ann) is None, "it was another network's then"


def test_an_id_that_has_become_anothers_shows_nothing_of_before(desk):
    desk.service.sign("CP", csr(), USE)
    serial_number = desk.issued()[0].serial_number
    desk.network_id = "other"

    assert desk.service.issued("CP", desk.ann, None, 10).items == []
    with pytest.raises(NotFound):
        desk.service.revoke("CP", desk.ann, serial_number)


def test_only_authorities_are_installed(desk):
    root = pem_of(desk.service.authority().chain[-1])
    assert desk.service.install("CP", desk.ann, "CentralSystemRoot", root).action == "install_certificate"

    desk.service.sign("CP", csr(), USE)
    with pytest.raises(Invalid):
        desk.service.install("CP", desk.ann, "CentralSystemRoot", pem_of(sent_certificate(desk)))


def _ecdsa(digest: hashes.HashAlgorithm):
    return ec.ECDSA(digest)
