"""Logs and firmware as an integrator sees them; no charge point is connected here."""

import boto3
import pytest
import requests

from chalicelib.alarms.rules import AlarmKind
from chalicelib.charge_points.rules import ACCEPTED, Boot
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.settings import settings
from chalicelib.wiring import services
from infra import buckets

CHARGER = {
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
}
STATION = {"name": "Court", "latitude": 48, "longitude": 7.8, "chargers": [CHARGER]}
IMAGE = b"firmware" * 100


@pytest.fixture
def box(call, ann):
    """Ann's network and charge point."""
    buckets.create(boto3.client("s3"), settings().files_bucket, settings().web_origin)
    network = call("POST", "/networks", {"name": "Neighbours"}, **ann["headers"]).json_body
    path = f"/networks/{network['network_id']}"
    station = call("POST", f"{path}/stations", STATION, **ann["headers"]).json_body
    connector = {"connector_id": 1, "charger_id": station["chargers"][0]["charger_id"]}
    new = {"connectors": [connector]}
    made = call("POST", f"/stations/{station['station_id']}/charge-points", new, **ann["headers"]).json_body
    return path, f"/charge-points/{made['charge_point_id']}", made["charge_point_id"]


def test_a_log_is_asked_followed_and_downloaded(call, ann, box):
    _, path, charge_point_id = box
    answer = call("POST", f"{path}/logs", {"kind": "diagnostics"}, **ann["headers"])
    asked = answer.json_body
    key = services().logs.store.log(charge_point_id, asked["log_id"]).key
    offline = call("GET", f"{path}/logs/{asked['log_id']}", **ann["headers"]).json_body
    boto3.client("s3").put_object(Bucket=settings().files_bucket, Key=key, Body=b"lines")

    (listed,) = call("GET", f"{path}/logs", **ann["headers"]).json_body["items"]

    assert answer.status_code == 202
    assert (offline["state"], offline["download_url"]) == ("FAILED", None)
    assert "not connected" in offline["detail"]
    assert offline["reason"] == {"code": "offline", "facts": {}}
    assert (listed["state"], listed["size"], listed["from"]) == ("UPLOADED", 5, None)
    assert requests.get(listed["download_url"], timeout=5).content == b"lines"


def test_a_log_of_no_time_is_refused(call, ann, box):
    span = {"from": "2026-06-01T12:00:00Z", "to": "2026-06-01T11:00:00Z"}

    refused = call("POST", f"{box[1]}/logs", {"kind": "security", **span}, **ann["headers"])

    assert (refused.status_code, refused.json_body["code"]) == (400, "bad_period")


def test_firmware_is_uploaded_shown_and_removed(call, ann, box):
    network, _, _ = box
    new = {"name": "Winter", "version": "2.0", "size": len(IMAGE)}
    made = call("POST", f"{network}/firmware", new, **ann["headers"])
    requests.put(made.json_body["upload_url"], data=IMAGE, timeout=5)
    path = f"{network}/firmware/{made.json_body['firmware_id']}"

    shown = call("GET", path, **ann["headers"]).json_body

    assert (made.status_code, made.json_body["state"]) == (201, "AWAITING_UPLOAD")
    assert (shown["state"], shown["size"], shown["signature_state"]) == ("STORED", len(IMAGE), "NONE")
    assert len(shown["sha256"]) == 64
    assert call("GET", f"{network}/firmware", **ann["headers"]).json_body["items"] == [shown]
    assert call("DELETE", path, **ann["headers"]).status_code == 204
    assert call("GET", path, **ann["headers"]).status_code == 404


def test_an_update_fails_with_an_alarm_and_ends_with_the_boot(call, ann, box):
    network, path, charge_point_id = box
    made = call("POST", f"{network}/firmware", {"name": "W", "version": "2.0"}, **ann["headers"]).json_body
    requests.put(made["upload_url"], data=IMAGE, timeout=5)
    new = {"firmware_id": made["firmware_id"]}

    asked = call("POST", f"{path}/firmware", new, **ann["headers"])
    for status in ("Downloading", "DownloadFailed"):
        services().charge_points.reported(charge_point_id, "firmware", status)
    failed = call("GET", f"{path}/firmware", **ann["headers"]).json_body
    alarmed = services().alarms.store.open_id(AlarmKind.FIRMWARE_FAILED, charge_point_id)
    for status in ("Downloading", "Installing"):
        services().charge_points.reported(charge_point_id, "firmware", status)
    running = call("GET", f"{path}/firmware", **ann["headers"]).json_body
    boot = Boot(utc_now(), "Maker", "Model X", None, "2.0")
    services().charge_points.booted(charge_point_id, boot, ACCEPTED)
    done = call("GET", f"{path}/firmware", **ann["headers"]).json_body

    assert (asked.status_code, asked.json_body["state"]) == (202, "REQUESTED")
    assert (failed["items"][0]["state"], failed["running"]) == ("FAILED", None)
    assert alarmed is not None
    assert running["running"]["status"] == "Installing"
    assert (done["firmware_version"], done["running"]) == ("2.0", None)
    assert done["items"][0]["state"] == "INSTALLED"
    assert done["items"][0]["confirmed_at"] is not None
    assert services().alarms.store.open_id(AlarmKind.FIRMWARE_FAILED, charge_point_id) is None


def test_another_networks_manager_finds_nothing(call, ann, bob, box):
    network, path, _ = box
    made = call("POST", f"{network}/firmware", {"name": "W", "version": "2.0"}, **ann["headers"]).json_body

    for method, address, body in (
        ("POST", f"{path}/logs", {"kind": "security"}),
        ("GET", f"{path}/logs", None),
        ("GET", f"{path}/firmware", None),
        ("POST", f"{path}/firmware", {"firmware_id": made["firmware_id"]}),
        ("GET", f"{network}/firmware", None),
        ("POST", f"{network}/firmware", {"name": "W", "version": "2.0"}),
        ("DELETE", f"{network}/firmware/{made['firmware_id']}", None),
    ):
        assert call(method, address, body, **bob["headers"]).status_code == 404
