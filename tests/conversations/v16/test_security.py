"""OCPP 1.6, the security white paper's cases."""

import asyncio
import dataclasses
import ssl

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from websockets.exceptions import InvalidStatus

from tests.conversations.harness import charger
from tests.pki import Authority
from tests.station import PATIENCE, now
from tests.unit.certificates.scenes import csr

HASHES = ("hash_algorithm", "issuer_name_hash", "issuer_key_hash", "serial_number")


async def handshake(door, box, protocols=("ocpp1.6",)):
    """The HTTP status, and the protocol agreed on."""
    try:
        async with door.dial(box, protocols) as socket:
            return 101, socket.subprotocol
    except InvalidStatus as refusal:
        return refusal.response.status_code, None


async def test_TC_073_new_password(door):
    """A new AuthorizationKey is told and shown to nobody; once it was used, the old one no longer lets in"""
    async with charger(door) as cp:
        command = await door.operator.api("POST", f"{cp.path}/password/rotate")
        asked = await cp.asked("ChangeConfiguration")
        ended = await door.operator.followed(command)
    new = cp.box | {"password": asked["value"]}
    told = [(await handshake(door, box))[0] for box in (cp.box, new, cp.box, new)]

    assert asked["key"] == "AuthorizationKey"
    assert (ended["state"], asked["value"] in str(ended)) == ("ACCEPTED", False)
    assert 16 <= len(asked["value"]) <= 40
    assert told == [101, 101, 401, 101]


async def signed(door, cp, key, answer="Accepted"):
    """A certificate as the owner has the charger ask for it: the chain it was sent, the command for that."""
    cp.answers["CertificateSigned"] = answer
    command = await door.operator.command(cp, "extended_trigger", message="SignChargePointCertificate")
    asked = await cp.asked("ExtendedTriggerMessage")
    assert (command["state"], asked) == ("ACCEPTED", {"requested_message": "SignChargePointCertificate"})
    assert (await cp.say("SignCertificate", csr=csr(cp.charge_point_id, key))).status == "Accepted"
    chain = (await cp.asked("CertificateSigned"))["certificate_chain"]
    (sent,) = (await door.operator.api("GET", f"{cp.path}/commands?action=certificate_signed"))["items"]
    return chain, await door.operator.followed(sent)


async def issued(door, cp):
    """The one certificate that the owner sees."""
    (found,) = (await door.operator.api("GET", f"{cp.path}/certificates"))["items"]
    return found


async def test_TC_074_new_certificate(door):
    """Triggered, it asks for a certificate; the chain signed for its id follows, and the owner sees it"""
    async with charger(door) as cp:
        chain, sent = await signed(door, cp, None)
        shown = await door.operator.until(
            f"{cp.path}/certificates", lambda found: found["items"][0]["state"] == "ACCEPTED"
        )

    assert chain.count("BEGIN CERTIFICATE") == 2
    assert sent["state"] == "ACCEPTED"
    assert f"CN={cp.charge_point_id}" in shown["items"][0]["subject"]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """An authority's certificate."""
    return Authority(tmp_path_factory.mktemp("root"), "root").own.chain.read_text().strip()


def has_told(shown):
    return shown["installed"] != []


async def install(door, use, pem):
    """A root, by the owner, listed when the charger was asked: the command."""
    about = dict(zip(HASHES, ("SHA256", "aa11", "bb22", "cc33"), strict=True))
    async with charger(door) as cp:
        cp.answers["GetInstalledCertificateIds"] = {"status": "Accepted", "certificate_hash_data": [about]}
        path = f"{cp.path}/certificates"
        command = await door.operator.api("POST", path, {"use": use, "pem": pem})
        asked = await cp.asked("InstallCertificate")
        command = await door.operator.followed(command)
        await door.operator.api("POST", f"{path}/refresh", {"uses": [use]})
        listed = await cp.asked("GetInstalledCertificateIds")
        (shown,) = (await door.operator.until(path, has_told))["installed"]
    assert asked == {"certificate_type": f"{use}Certificate", "certificate": pem}
    assert listed == {"certificate_type": f"{use}Certificate"}
    assert (shown["use"], shown["serial_number"]) == (use, "cc33")
    return command


async def test_TC_075_1_install_a_manufacturers_root(door, root):
    """InstallCertificate with its use: accepted, and listed when the charger is asked"""
    assert (await install(door, "ManufacturerRoot", root))["state"] == "ACCEPTED"


async def test_TC_075_2_install_a_central_systems_root(door, root):
    """InstallCertificate with its use: accepted, and listed when the charger is asked"""
    assert (await install(door, "CentralSystemRoot", root))["state"] == "ACCEPTED"


@pytest.mark.parametrize("algorithm", ["SHA256", "SHA384", "SHA512"])
async def test_TC_076_delete_a_certificate(door, algorithm):
    """The certificate is named by the hash data that the charger told; then it is no longer listed"""
    about = dict(zip(HASHES, (algorithm, "aa11", "bb22", "cc33"), strict=True))
    async with charger(door) as cp:
        cp.answers["GetInstalledCertificateIds"] = {"status": "Accepted", "certificate_hash_data": [about]}
        path = f"{cp.path}/certificates"
        await door.operator.api("POST", f"{path}/refresh", {})
        (shown,) = (await door.operator.until(path, has_told))["installed"]
        query = "&".join(f"{name}={shown[name]}" for name in HASHES)
        command = await door.operator.api("DELETE", f"{path}?{query}")
        asked = await cp.asked("DeleteCertificate")
        ended = await door.operator.followed(command)
        cp.answers["GetInstalledCertificateIds"] = {"status": "NotFound"}
        await door.operator.api("POST", f"{path}/refresh", {})
        await door.operator.until(path, lambda found: found["installed"] == [])

    assert asked == {"certificate_hash_data": about}
    assert ended["state"] == "ACCEPTED"


async def events(door, cp):
    """The types of its security events, and the kinds of its open alarms."""
    listed = (await door.operator.api("GET", f"{cp.path}/security-events"))["items"]
    alarms = await door.operator.api("GET", f"/networks/{door.operator.network_id}/alarms?state=open")
    kinds = {one["kind"] for one in alarms["items"] if one["charge_point_id"] == cp.charge_point_id}
    return [one["type"] for one in listed], kinds


async def test_TC_077_invalid_charge_point_certificate(door):
    """The charger rejects what was signed: it does not count, and the event is an alarm"""
    async with charger(door) as cp:
        _, sent = await signed(door, cp, None, "Rejected")
        event = {"type": "InvalidChargePointCertificate", "timestamp": now(), "tech_info": "not mine"}
        await cp.say("SecurityEventNotification", **event)
        certificate_shown = await issued(door, cp)
        told, alarms = await events(door, cp)

    assert (sent["state"], certificate_shown["state"]) == ("REJECTED", "REJECTED")
    assert (told, "security_event" in alarms) == (["InvalidChargePointCertificate"], True)


async def test_TC_078_invalid_central_system_certificate(door, root):
    """The charger rejects a root: the command is rejected, and the event is an alarm"""
    async with charger(door) as cp:
        cp.answers["InstallCertificate"] = "Rejected"
        new = {"use": "CentralSystemRoot", "pem": root}
        command = await door.operator.api("POST", f"{cp.path}/certificates", new)
        ended = await door.operator.followed(command)
        event = {"type": "InvalidCentralSystemCertificate", "timestamp": now(), "tech_info": "expired"}
        await cp.say("SecurityEventNotification", **event)
        told, alarms = await events(door, cp)

    assert (ended["state"], ended["detail"]) == ("REJECTED", "Rejected")
    assert (told, "security_event" in alarms) == (["InvalidCentralSystemCertificate"], True)


async def test_TC_083_raise_the_security_profile(door):
    """SecurityProfile is told; the higher profile holds once it was used, the lower is no longer let in"""
    box = await door.operator.new_box(security_profile=0)
    path = f"{box['path']}/security-profile"
    nothing_shown = box | {"password": None}
    async with charger(door, again=nothing_shown) as cp:
        await door.operator.api("PUT", path, {"security_profile": 1})
        asked = await cp.asked("ChangeConfiguration")
        waiting = await door.operator.until(path, lambda found: found["change"]["step"] == "use")
    told = [(await handshake(door, nothing_shown))[0]]
    async with charger(door, again=box, boots=False) as cp:
        assert await cp.boot() == "Accepted"
        done = await door.operator.api("GET", path)
    told += [(await handshake(door, each))[0] for each in (nothing_shown, box)]

    assert asked == {"key": "SecurityProfile", "value": "1"}
    assert (waiting["security_profile"], done["security_profile"]) == (0, 1)
    assert told == [101, 401, 101]


async def test_TC_085_basic_authentication(door):
    """The right password is let in and boots; a wrong one, none, and another's name are 401"""
    box = await door.operator.new_box()
    other = await door.operator.new_box()
    wrong = [box | {"password": "wrong-wrong-wrong"}, box | {"password": None}]
    wrong.append(box | {"password": other["password"]})
    refused = [(await handshake(door, each))[0] for each in wrong]
    async with charger(door, again=box, boots=False) as cp:
        booted = await cp.boot()
        await cp.status(1)

    assert (refused, booted) == ([401] * 3, "Accepted")


async def test_TC_086_tls_with_a_server_certificate(tls_door):
    """A charger that trusts the root boots over TLS; one that does not, or speaks only TLS 1.1, cannot"""
    async with charger(tls_door, boots=False) as cp:
        booted = await cp.boot()
        spoken = cp.socket.transport.get_extra_info("ssl_object").version()
    with pytest.raises(ssl.SSLError, match="CERTIFICATE_VERIFY_FAILED"):
        await handshake(dataclasses.replace(tls_door, root=None), cp.box)
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        await handshake(dataclasses.replace(tls_door, newest=ssl.TLSVersion.TLSv1_1), cp.box)

    assert (booted, spoken) == ("Accepted", "TLSv1.3")


async def test_TC_087_tls_with_a_client_certificate(tls_door, tmp_path):
    """The certificate signed for it lets a charger in, without a password; that of another does not"""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    async with charger(tls_door) as cp:
        chain, _ = await signed(tls_door, cp, key)
    (tmp_path / "own.pem").write_text(chain + pem)
    box = cp.box | {"certificate": tmp_path / "own.pem"}
    async with charger(tls_door, again=box, boots=False) as cp:
        booted = await cp.boot()
    other = await tls_door.operator.new_box() | {"certificate": box["certificate"]}

    assert booted == "Accepted"
    assert (await handshake(tls_door, other))[0] == 401


async def test_TC_088_subprotocol_negotiation(door):
    """ocpp1.6 is chosen among others; who offers none of ours is closed, or gets 400 from API Gateway"""
    box = await door.operator.new_box()
    agreed = await handshake(door, box, ("ocpp0.1", "ocpp1.6"))
    try:
        async with door.dial(box, ("ocpp0.1",)) as socket:
            await asyncio.wait_for(socket.wait_closed(), PATIENCE)
            refused = socket.subprotocol or socket.close_code
    except InvalidStatus as refusal:
        refused = refusal.response.status_code

    assert agreed == (101, "ocpp1.6")
    assert refused == {"gateway": 1002, "api_gateway": 400}[door.name]
