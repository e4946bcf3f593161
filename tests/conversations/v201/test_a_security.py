"""OCPP 2.0.1, block A: who comes in, and how the means to come in are renewed."""

import asyncio
import dataclasses
import json
import ssl

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from websockets.exceptions import InvalidMessage, InvalidStatus

from tests.charger import dial
from tests.conversations.harness import Door, ask, charger, wire
from tests.conversations.v201.states import V201
from tests.pki import Authority
from tests.station import PATIENCE, now
from tests.unit.certificates.scenes import csr

SIGN = "SignChargingStationCertificate"


async def handshake(door, box):
    """The HTTP status that a station gets."""
    try:
        async with door.dial(box, (V201,)):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


async def test_TC_A_01_right_password(door):
    """Id and password are good: it comes in, boots, and is seen online."""
    async with charger(door, V201, boots=False) as cp:
        assert await cp.boot() == "Accepted"
        shown = await door.operator.api("GET", cp.path)

    assert (shown["online"], shown["security_profile"]) == (True, 2)


async def test_TC_A_02_user_name_is_not_the_stations_id(door):
    """Another's id and password at this station's address are refused with 401."""
    box, other = [await door.operator.new_box() for _ in range(2)]
    refused = []
    for user, password in ((box, other["password"]), (other, other["password"])):
        url = f"{door.url}/{box['charge_point_id']}"
        with pytest.raises(InvalidStatus) as refusal:
            async with dial(url, user["charge_point_id"], password, (V201,)):
                pass
        refused.append(refusal.value.response.status_code)

    assert refused == [401, 401]


async def test_TC_A_03_wrong_password(door):
    """401, and the right one still lets it in."""
    box = await door.operator.new_box()
    wrong = box | {"password": "wrong-wrong-wrong"}

    assert [await handshake(door, each) for each in (wrong, box)] == [401, 101]


async def rotated(door, answer):
    """A new password was told: the box as it was and as it would be; how the command ended."""
    async with charger(door, V201) as cp:
        cp.answers["SetVariables"] = lambda asked: {
            "set_variable_result": [
                {key: one[key] for key in ("component", "variable")} | {"attribute_status": answer}
                for one in asked["set_variable_data"]
            ]
        }
        command = await door.operator.api("POST", f"{cp.path}/password/rotate")
        (told,) = (await cp.asked("SetVariables"))["set_variable_data"]
        command = await door.operator.followed(command)
    assert (told["component"], told["variable"]) == (
        {"name": "SecurityCtrlr"},
        {"name": "BasicAuthPassword"},
    )
    assert 16 <= len(told["attribute_value"]) <= 40
    assert told["attribute_value"] not in str(command)
    return cp.box, cp.box | {"password": told["attribute_value"]}, command["state"]


async def test_TC_A_09_new_password_accepted(door):
    """It is told, shown to nobody, and lets the station in; from then on the old one does not."""
    old, new, state = await rotated(door, "Accepted")

    assert state == "ACCEPTED"
    assert [await handshake(door, each) for each in (new, old, new)] == [101, 401, 101]


async def test_TC_A_10_new_password_rejected(door):
    """The old one goes on, the new one never lets anybody in."""
    old, new, state = await rotated(door, "Rejected")

    assert state == "REJECTED"
    assert [await handshake(door, each) for each in (new, old)] == [401, 101]


async def signed(door, cp, key, answer="Accepted"):
    """Triggered by the owner, it asks for a certificate: the chain that follows, how that command ended."""
    cp.answers["CertificateSigned"] = answer
    command = await door.operator.command(cp, "trigger", message=SIGN)
    assert (command["state"], await cp.asked("TriggerMessage")) == (
        "ACCEPTED",
        {"requested_message": SIGN},
    )
    asked = {
        "csr": csr(cp.charge_point_id, key),
        "certificate_type": "ChargingStationCertificate",
    }
    assert (await cp.say("SignCertificate", **asked)).status == "Accepted"
    told = await cp.asked("CertificateSigned")
    assert told["certificate_type"] == "ChargingStationCertificate"
    (sent,) = (await door.operator.api("GET", f"{cp.path}/commands?action=certificate_signed"))["items"]
    return told["certificate_chain"], await door.operator.followed(sent)


async def certificate_state(door, cp, wanted):
    """Of the one that the owner sees, when it is so."""
    path = f"{cp.path}/certificates"
    shown = await door.operator.until(
        path, lambda found: [one["state"] for one in found["items"]] == [wanted]
    )
    return shown["items"][0]


async def test_TC_A_11_new_station_certificate(door):
    """Triggered, it asks; the chain for its id follows under the same type, and the owner sees it good."""
    async with charger(door, V201) as cp:
        chain, sent = await signed(door, cp, None)
        shown = await certificate_state(door, cp, "ACCEPTED")

    assert (chain.count("BEGIN CERTIFICATE"), sent["state"]) == (2, "ACCEPTED")
    assert f"CN={cp.charge_point_id}" in shown["subject"]


async def test_TC_A_14_new_certificate_found_invalid(door):
    """The station rejects it: it does not count, and the security event is an alarm."""
    async with charger(door, V201) as cp:
        _, sent = await signed(door, cp, None, "Rejected")
        event = {"type": "InvalidChargingStationCertificate", "timestamp": now(), "tech_info": "not mine"}
        await cp.say("SecurityEventNotification", **event)
        await certificate_state(door, cp, "REJECTED")
        events = (await door.operator.api("GET", f"{cp.path}/security-events"))["items"]
        alarms = await door.operator.api("GET", f"/networks/{door.operator.network_id}/alarms?state=open")

    assert sent["state"] == "REJECTED"
    assert [one["type"] for one in events] == ["InvalidChargingStationCertificate"]
    kinds = [one["kind"] for one in alarms["items"] if one["charge_point_id"] == cp.charge_point_id]
    assert "security_event" in kinds


async def test_through_the_gateway_a_certificate_comes_after_the_word_that_it_will(stack, operator):
    gateway = Door("gateway", stack.ocpp_url, operator)
    async with wire(gateway, V201) as (socket, box):
        asked = json.dumps([2, "1", "SignCertificate", {"csr": csr(box["charge_point_id"], None)}])
        assert await ask(socket, asked) == [3, "1", {"status": "Accepted"}]
        command = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))

    assert (command[0], command[2]) == (2, "CertificateSigned")


async def test_a_request_for_a_certificate_towards_cars_is_rejected(door):
    """A02, A03: there is no PKI of ISO 15118 here."""
    async with charger(door, V201) as cp:
        asked = {"csr": csr(cp.charge_point_id, None), "certificate_type": "V2GCertificate"}
        answer = await cp.say("SignCertificate", **asked)
        shown = await door.operator.api("GET", f"{cp.path}/certificates")

    assert (answer.status, shown["items"]) == ("Rejected", [])


async def test_TC_A_19_raise_the_security_profile(door):
    """Slot, order and restart are told; the higher profile holds once used, the lower is no longer let in."""
    box = await door.operator.new_box(security_profile=0)
    path = f"{box['path']}/security-profile"
    nothing_shown = box | {"password": None}
    async with charger(door, V201, again=nothing_shown) as cp:
        await door.operator.api("PUT", path, {"security_profile": 1})
        profile = await cp.asked("SetNetworkProfile")
        (order,) = (await cp.asked("SetVariables"))["set_variable_data"]
        assert await cp.asked("Reset") == {"type": "OnIdle"}
        await door.operator.until(path, lambda found: found["change"]["step"] == "use")
    told = [await handshake(door, nothing_shown)]
    async with charger(door, V201, again=box, boots=False) as cp:
        assert await cp.boot("RemoteReset") == "Accepted"
        shown = await door.operator.api("GET", path)
    told += [await handshake(door, each) for each in (nothing_shown, box)]

    assert profile["connection_data"]["security_profile"] == 1
    assert order["variable"]["name"] == "NetworkConfigurationPriority"
    assert order["attribute_value"].split(",")[0] == str(profile["configuration_slot"])
    assert (shown["security_profile"], shown["change"]["state"]) == (1, "applied")
    assert told == [101, 401, 101]


async def test_TC_A_04_tls_with_a_valid_server_certificate(tls_door):
    """A station that trusts our root comes in over TLS and boots; one that does not hangs up."""
    async with charger(tls_door, V201, boots=False) as cp:
        assert await cp.boot() == "Accepted"
        spoken = cp.socket.transport.get_extra_info("ssl_object").version()
    with pytest.raises(ssl.SSLError):
        await handshake(dataclasses.replace(tls_door, root=None), cp.box)

    assert spoken in ("TLSv1.2", "TLSv1.3")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
async def test_TC_A_06_tls_version_too_low(tls_door):
    """TLS 1.1 is refused in the handshake; TLS 1.2 is spoken."""
    box = await tls_door.operator.new_box()
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await handshake(dataclasses.replace(tls_door, newest=ssl.TLSVersion.TLSv1_1), box)

    assert await handshake(dataclasses.replace(tls_door, newest=ssl.TLSVersion.TLSv1_2), box) == 101


async def with_certificate(tls_door, folder):
    """The box of a station that we have signed a certificate for."""
    key = ec.generate_private_key(ec.SECP256R1())
    async with charger(tls_door, V201) as cp:
        chain, _ = await signed(tls_door, cp, key)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    (folder / "own.pem").write_text(chain + pem)
    return cp.box | {"certificate": folder / "own.pem"}


async def test_TC_A_07_tls_with_a_valid_client_certificate(tls_door, tmp_path):
    """What was signed for it lets it in without a password."""
    box = await with_certificate(tls_door, tmp_path)
    async with charger(tls_door, V201, again=box, boots=False) as cp:
        assert await cp.boot() == "Accepted"


async def test_TC_A_08_tls_with_an_invalid_client_certificate(tls_door, tmp_path):
    """A certificate of another station is refused with 401, one of another authority in the handshake."""
    own = await with_certificate(tls_door, tmp_path)
    other = await tls_door.operator.new_box()
    pair = Authority(tmp_path, "others").pair(own["charge_point_id"])
    foreign = tmp_path / "foreign.pem"
    foreign.write_text(pair.chain.read_text() + pair.key.read_text())

    assert await handshake(tls_door, other | {"certificate": own["certificate"]}) == 401
    with pytest.raises((ssl.SSLError, ConnectionError, InvalidMessage)):
        await handshake(tls_door, own | {"certificate": foreign})
