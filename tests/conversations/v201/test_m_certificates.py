"""OCPP 2.0.1, block M: the certificates that a station trusts, and whether its own is good."""

import base64
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp

from tests.conversations.harness import charger
from tests.pki import Authority

TYPES = {
    "CentralSystemRoot": "CSMSRootCertificate",
    "ManufacturerRoot": "ManufacturerRootCertificate",
    "V2GRoot": "V2GRootCertificate",
    "MORoot": "MORootCertificate",
    "V2GChain": "V2GCertificateChain",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The certificate of an authority, as PEM."""
    return Authority(tmp_path_factory.mktemp("pki"), "root").own.chain.read_text()


def hash_data(number):
    """Of a certificate that the station has."""
    told = {"issuer_name_hash": "ab" * 32, "issuer_key_hash": "cd" * 32, "serial_number": f"{number:x}"}
    return {"hash_algorithm": "SHA256"} | told


async def install(door, cp, use, root):
    """By the owner; the ended command and what the station was asked."""
    command = await door.operator.api("POST", f"{cp.path}/certificates", {"use": use, "pem": root})
    return await door.operator.followed(command), await cp.asked("InstallCertificate")


@pytest.mark.parametrize(
    "use",
    [
        pytest.param("CentralSystemRoot", id="TC_M_01_install_csms_root"),
        pytest.param("ManufacturerRoot", id="TC_M_02_install_manufacturer_root"),
        pytest.param("V2GRoot", id="TC_M_03_install_v2g_root"),
        pytest.param("MORoot", id="TC_M_04_install_mo_root"),
    ],
)
async def test_a_root_is_installed(door, here, use, root):
    """The station gets the owner's PEM for just that use, and agrees"""
    async with here() as cp:
        command, asked = await install(door, cp, use, root)

    assert (asked["certificate_type"], asked["certificate"].split()) == (TYPES[use], root.split())
    assert command["state"] == "ACCEPTED"


async def test_TC_M_05_install_a_root_failed(door, here, root):
    """The station's word and reason are the command's"""
    async with here() as cp:
        reason = {"reason_code": "InvalidCertificate"}
        cp.answers["InstallCertificate"] = {"status": "Failed", "status_info": reason}
        command, _ = await install(door, cp, "V2GRoot", root)

    assert (command["state"], command["detail"]) == ("REJECTED", "Failed: InvalidCertificate")


@pytest.mark.parametrize(
    ("uses", "told"),
    [
        pytest.param(["CentralSystemRoot"], ["CentralSystemRoot"], id="TC_M_12_list_csms_roots"),
        pytest.param(["ManufacturerRoot"], ["ManufacturerRoot"], id="TC_M_13_list_manufacturers_roots"),
        pytest.param(["V2GRoot"], ["V2GRoot"], id="TC_M_14_list_v2g_roots"),
        pytest.param(["V2GChain"], ["V2GChain"], id="TC_M_15_list_v2g_chains"),
        pytest.param(["MORoot"], ["MORoot"], id="TC_M_16_list_mo_roots"),
        pytest.param(
            ["CentralSystemRoot", "ManufacturerRoot"],
            ["CentralSystemRoot", "ManufacturerRoot"],
            id="TC_M_17_list_csms_and_manufacturers_roots",
        ),
        pytest.param([], list(TYPES), id="TC_M_18_list_all"),
    ],
)
async def test_installed_certificates_are_asked_for(door, here, uses, told):
    """Those of these uses, all if none is named; the owner sees what the station tells, by use and number"""
    serials = [f"{number:x}" for number in range(10, 10 + len(told))]
    async with here() as cp:
        cp.answers["GetInstalledCertificateIds"] = {
            "status": "Accepted",
            "certificate_hash_data_chain": [
                {"certificate_type": TYPES[use], "certificate_hash_data": hash_data(number)}
                for number, use in enumerate(told, 10)
            ],
        }
        path = f"{cp.path}/certificates"
        command = await door.operator.api("POST", f"{path}/refresh", {"uses": uses})
        asked = await cp.asked("GetInstalledCertificateIds")
        ended = await door.operator.followed(command)
        shown = await door.operator.until(
            path, lambda shown: [one["use"] for one in shown["installed"]] == told
        )

    assert asked == ({"certificate_type": [TYPES[use] for use in uses]} if uses else {})
    assert ended["state"] == "ACCEPTED"
    assert [one["serial_number"] for one in shown["installed"]] == serials


async def test_TC_M_19_list_certificates_none_found(door):
    """NotFound is an answer: the owner sees that there is none"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        path = f"{cp.path}/certificates"
        command = await door.operator.api("POST", f"{path}/refresh", {"uses": ["V2GRoot"]})
        ended = await door.operator.followed(command)
        shown = await door.operator.until(path, lambda shown: shown["told_at"])

    assert (ended["state"], ended["answer"]["status"], shown["installed"]) == ("ACCEPTED", "NotFound", [])


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param("Accepted", "ACCEPTED", id="TC_M_20_delete_a_certificate"),
        pytest.param("Failed", "REJECTED", id="TC_M_21_delete_a_certificate_failed"),
    ],
)
async def test_a_certificate_is_deleted(door, here, answer, state):
    """Named by its hash data, as the station told it"""
    async with here() as cp:
        cp.answers["DeleteCertificate"] = answer
        path = f"{cp.path}/certificates?{urlencode(hash_data(17))}"
        command = await door.operator.followed(await door.operator.api("DELETE", path))
        asked = await cp.asked("DeleteCertificate")

    assert asked == {"certificate_hash_data": hash_data(17)}
    assert (command["state"], command["answer"]["status"]) == (state, answer)


async def test_TC_M_24_status_of_a_certificate(door):
    """Of the certificate that we signed for the station: an OCSP response, by which it is good"""
    async with charger(door, "ocpp2.0.1") as cp:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, cp.charge_point_id)])
        csr = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
        pem = csr.public_bytes(serialization.Encoding.PEM).decode()
        signing = await cp.say("SignCertificate", csr=pem)
        chain = (await cp.asked("CertificateSigned"))["certificate_chain"]
        own, issuer = x509.load_pem_x509_certificates(chain.encode())[:2]
        request = ocsp.OCSPRequestBuilder().add_certificate(own, issuer, hashes.SHA256()).build()
        answer = await cp.say(
            "GetCertificateStatus",
            ocsp_request_data={
                "hash_algorithm": "SHA256",
                "issuer_name_hash": request.issuer_name_hash.hex(),
                "issuer_key_hash": request.issuer_key_hash.hex(),
                "serial_number": f"{own.serial_number:x}",
                "responder_url": "http://ocsp.example",
            },
        )

    told = ocsp.load_der_ocsp_response(base64.b64decode(answer.ocsp_result))
    assert (signing.status, answer.status) == ("Accepted", "Accepted")
    assert (told.certificate_status, told.serial_number) == (ocsp.OCSPCertStatus.GOOD, own.serial_number)
