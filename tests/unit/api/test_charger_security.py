from datetime import UTC, datetime, timedelta

import boto3
import pytest

from chalicelib.alarms.rules import AlarmKind
from chalicelib.certificates.authority import new_authority, pem_of
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ACCEPTED, Boot, ChargePoint, Passwords
from chalicelib.jobs import every_minute
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.settings import settings
from chalicelib.wiring import services
from tests.unit.certificates.scenes import csr

CHARGER = {
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
}
STATION = {"name": "Court", "latitude": 48, "longitude": 7.8, "chargers": [CHARGER]}
NAMED = "hash_algorithm=SHA256&issuer_name_hash=a1&issuer_key_hash=b2&serial_number=c3"


@pytest.fixture
def path(call, ann):
    """Where Ann's charge point CP is."""
    secret = new_authority("PlugNexus", datetime.now(UTC))
    boto3.client("secretsmanager").create_secret(Name=settings().certificates_secret, SecretString=secret)
    network = call("POST", "/networks", {"name": "Neighbours"}, **ann["headers"]).json_body
    station = call("POST", f"/networks/{network['network_id']}/stations", STATION, **ann["headers"]).json_body
    charger_id = station["chargers"][0]["charger_id"]
    box = {
        "charge_point_id": "CP",
        "connectors": [{"connector_id": 1, "charger_id": charger_id}],
    }
    made = call("POST", f"/stations/{station['station_id']}/charge-points", box, **ann["headers"])
    assert made.status_code == 201, made.json_body
    return "/charge-points/CP"


ROUTES = [
    ("GET", "/security-profile", None),
    ("PUT", "/security-profile", {"security_profile": 3}),
    ("POST", "/password/rotate", {}),
    ("GET", "/certificates", None),
    ("POST", "/certificates", {"use": "CentralSystemRoot", "pem": "x"}),
    ("DELETE", f"/certificates?{NAMED}", None),
    ("POST", "/certificates/refresh", {}),
    ("POST", "/certificates/abc/revoke", {}),
]


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_to_a_stranger_none_of_it_is_there(call, path, bob, method, route, body):
    answer = call(method, path + route, body, **bob["headers"])

    assert (answer.status_code, answer.json_body["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("wanted", "code"), [(1, "profile_not_higher"), (3, "profile_not_served"), (4, "invalid_request")]
)
def test_what_no_charger_can_be_moved_to(call, path, ann, wanted, code):
    answer = call("PUT", f"{path}/security-profile", {"security_profile": wanted}, **ann["headers"])

    assert answer.json_body["code"] == code


def test_where_it_stands(call, path, ann):
    assert call("GET", f"{path}/security-profile", **ann["headers"]).json_body == {
        "security_profile": 2,
        "change": None,
    }


def test_a_new_password_waits_for_a_charger_that_is_not_there_and_is_shown_to_nobody(call, path, ann):
    answer = call("POST", f"{path}/password/rotate", **ann["headers"])

    assert (answer.status_code, answer.json_body["state"]) == (202, "QUEUED")
    _, passwords = services().charge_points.store.credentials("CP")
    assert len(passwords.pending) == 1
    assert answer.json_body["params"]["value"] == "***"


def test_certificates_are_installed_deleted_and_asked_for_by_commands(call, path, ann):
    root = pem_of(services().authority.chain[-1])
    install = {"use": "CentralSystemRoot", "pem": root}

    asked = [
        call("POST", f"{path}/certificates", install, **ann["headers"]),
        call("DELETE", f"{path}/certificates?{NAMED}", **ann["headers"]),
        call("POST", f"{path}/certificates/refresh", {}, **ann["headers"]),
    ]

    assert [(one.status_code, one.json_body["action"], one.json_body["state"]) for one in asked] == [
        (202, "install_certificate", "QUEUED"),
        (202, "delete_certificate", "QUEUED"),
        (202, "get_certificates", "FAILED"),
    ]
    bad = call("POST", f"{path}/certificates", install | {"pem": "x"}, **ann["headers"])
    assert bad.json_body["code"] == "bad_certificate"


def test_what_it_asks_for_lets_it_in_until_it_is_revoked(call, path, ann):
    points = services().charge_points
    points.booted("CP", Boot(datetime.now(UTC), serial_number="SN-1"), ACCEPTED)
    assert services().certificates.sign("CP", csr("SN-1"), "ChargingStation")
    (listed,) = call("GET", f"{path}/certificates", **ann["headers"]).json_body["items"]
    assert (listed["state"], listed["subject"]) == ("SENT", "CN=SN-1,O=PlugNexus")
    assert set(points.store.credentials("CP")[1].certificates) == {listed["fingerprint"]}

    revoked = call("POST", f"{path}/certificates/{listed['serial_number']}/revoke", **ann["headers"])

    assert revoked.json_body["state"] == "REVOKED"
    assert points.store.credentials("CP")[1].certificates == {}


def test_it_is_not_certified_the_name_of_another_charge_point(call, path):
    points = services().charge_points
    other = ChargePoint("OTHER", "station", "network", "Box", {1: "station-0009"})
    points.store.add(other, Passwords())
    points.booted("CP", Boot(datetime.now(UTC), serial_number="OTHER"), ACCEPTED)

    assert services().certificates.sign("CP", csr("OTHER"), "ChargingStation") is False


def test_its_answers_are_kept_whoever_else_waits_for_them(call, path, ann, monkeypatch):
    points = services().charge_points
    monkeypatch.setattr(points.commands, "send", lambda *_: True)
    points.connected("CP", Link("conn", "http://gateway", "ocpp1.6", datetime.now(UTC)))
    services().certificates.sign("CP", csr(), "ChargingStation")
    (sent,) = points.commands.commands("CP", None, 10).items

    assert points.answered("CP", sent.command_id, lambda _: {"status": "Accepted"})

    (listed,) = call("GET", f"{path}/certificates", **ann["headers"]).json_body["items"]
    assert listed["state"] == "ACCEPTED"
    asked = call("POST", f"{path}/certificates/refresh", {}, **ann["headers"]).json_body
    told = {"hash_algorithm": "SHA256", "issuer_name_hash": "a", "issuer_key_hash": "b", "serial_number": "c"}
    points.answered("CP", asked["command_id"], lambda _: {"status": "Accepted", "certificates": [told]})
    shown = call("GET", f"{path}/certificates", **ann["headers"]).json_body
    assert shown["installed"] == [told | {"use": None}]
    assert shown["told_at"] is not None


def test_who_fails_again_and_again_is_an_alarm(call, path):
    for _ in range(10):
        with pytest.raises(NotLoggedIn):
            services().charge_points.authenticate("CP", b"wrong")

    assert services().alarms.store.open_id(AlarmKind.PASSWORD_THROTTLED, "CP")


def test_what_ends_soon_is_an_alarm_until_there_is_a_new_one(call, path, monkeypatch):
    points = services().charge_points
    monkeypatch.setattr(points.commands, "send", lambda *_: True)
    points.connected("CP", Link("conn", "http://gateway", "ocpp1.6", datetime.now(UTC)))
    services().certificates.sign("CP", csr(), "ChargingStation")
    (sent,) = points.commands.commands("CP", None, 10).items
    points.answered("CP", sent.command_id, lambda _: {"status": "Accepted"})

    every_minute(datetime.now(UTC) + timedelta(days=336))
    store = services().alarms.store
    assert store.open_id(AlarmKind.CERTIFICATE_EXPIRES, "CP")
    asked = points.commands.commands("CP", None, 1).items[0]
    assert (asked.action, asked.params) == ("trigger", {"message": "SignChargingStationCertificate"})

    points.answered("CP", asked.command_id, lambda _: {"status": "Accepted"})
    services().certificates.sign("CP", csr(), "ChargingStation")
    sent = points.commands.commands("CP", None, 1).items[0]
    points.answered("CP", sent.command_id, lambda _: {"status": "Accepted"})
    assert store.open_id(AlarmKind.CERTIFICATE_EXPIRES, "CP") is None
