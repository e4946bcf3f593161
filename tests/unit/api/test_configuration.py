"""What charge points are set to, over HTTP, from the command to the answer."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ACCEPTED, Boot
from chalicelib.jobs import every_minute
from chalicelib.kernel.ids import utc_now
from chalicelib.ocpp import calls
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.variables.monitoring import Monitor, VariableEvent
from chalicelib.variables.rules import ReportedVariable
from chalicelib.wiring import services

CHARGER = {
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
}
STATION = {"name": "Court", "latitude": 48, "longitude": 7.8, "chargers": [CHARGER]}
PROFILE = {
    "stack_level": 0,
    "purpose": "TxDefaultProfile",
    "kind": "Relative",
    "unit": "A",
    "periods": [{"start_seconds": 0, "limit": "8.1"}],
}


@dataclass
class Box:
    """Ann's charge point, and the line to it."""

    call: Callable[..., Any]
    headers: dict[str, str]
    charge_point_id: str
    sent: list[Any]

    def get(self, path: str) -> Any:
        return self._asked("GET", path, None, 200)

    def asks(self, method: str, path: str, body: Any = None, status: int = 202) -> Any:
        return self._asked(method, path, body, status)

    def connect(self, protocol: str = "ocpp1.6") -> None:
        link = Link("conn", "http://gateway", protocol, utc_now())
        services().charge_points.connected(self.charge_point_id, link)

    def boots(self) -> None:
        boot = Boot(utc_now(), firmware_version="1")
        services().charge_points.booted(self.charge_point_id, boot, ACCEPTED)
        every_minute(utc_now() + timedelta(minutes=1))

    def answers(self, **answer: Any) -> Any:
        """The oldest command that was sent. Returns it."""
        command = self.sent.pop(0)
        services().charge_points.answered(self.charge_point_id, command.command_id, lambda _: answer)
        return command

    def _asked(self, method: str, path: str, body: Any, status: int) -> Any:
        whole = f"/charge-points/{self.charge_point_id}/{path}"
        answer = self.call(method, whole, body, **self.headers)
        assert answer.status_code == status, answer.json_body
        return answer.json_body


@pytest.fixture
def box(call, ann, monkeypatch):
    network = call("POST", "/networks", {"name": "Neighbours"}, **ann["headers"]).json_body
    station = call("POST", f"/networks/{network['network_id']}/stations", STATION, **ann["headers"]).json_body
    connectors = [{"connector_id": 1, "charger_id": station["chargers"][0]["charger_id"]}]
    path = f"/stations/{station['station_id']}/charge-points"
    made = call("POST", path, {"connectors": connectors}, **ann["headers"]).json_body
    sent: list[Any] = []

    def send(_: Link, queued: Any) -> bool:
        sent.append(queued)
        return True

    monkeypatch.setattr(services().charge_points.commands, "send", send)
    box = Box(call, ann["headers"], made["charge_point_id"], sent)
    box.connect()
    return box


def test_a_setting_from_the_first_boot_to_the_value_that_is_wanted(box):
    box.boots()
    box.answers(configuration_key=[{"key": "HeartbeatInterval", "readonly": False, "value": "300"}])

    accepted = box.asks("PATCH", "configuration", {"settings": {"HeartbeatInterval": "60"}})
    (pending,) = box.get("configuration?key=heartbeat")["items"]
    command = box.answers(status="Accepted")

    assert command.command_id == accepted["commands"][0]["command_id"]
    assert (pending["value"], pending["wanted"], pending["state"], pending["differs"]) == (
        "300",
        "60",
        "pending",
        True,
    )
    (applied,) = box.get("configuration")["items"]
    assert (applied["value"], applied["readonly"], applied["state"], applied["differs"]) == (
        "60",
        False,
        "applied",
        False,
    )


def test_a_long_configuration_comes_in_pages(box):
    told = [{"key": f"Key{number:03}", "readonly": False, "value": "1"} for number in range(5)]
    box.asks("POST", "configuration/refresh")
    box.answers(configuration_key=told)

    first = box.get("configuration?limit=3")
    second = box.get(f"configuration?limit=3&cursor={first['next_cursor']}")

    keys = [setting["key"] for setting in first["items"] + second["items"]]
    assert (keys, second["next_cursor"]) == ([one["key"] for one in told], None)


def test_variables_monitors_and_events_of_a_2_x_charge_point(box):
    at = utc_now()
    told = services().variables
    told.reported(box.charge_point_id, 1, 0, [ReportedVariable("A/B", "1", data_type="integer")], True, at)
    told.monitors_reported(box.charge_point_id, 1, 0, [Monitor(4, "A/B", "Delta", 2, 1)], True, at)
    told.events(box.charge_point_id, [VariableEvent(9, "A/B", at, "Alerting", "7", monitor_id=4)], at)

    assert box.get("configuration")["items"][0]["data_type"] == "integer"
    assert [one["monitor_id"] for one in box.get("monitors")["items"]] == [4]
    assert [(one["event_id"], one["severity"]) for one in box.get("events")["items"]] == [(9, 1)]
    network_id = services().charge_points.charge_point(box.charge_point_id).network_id
    alarms = box.call("GET", f"/networks/{network_id}/alarms", **box.headers).json_body["items"]
    assert [alarm["kind"] for alarm in alarms] == ["monitor"]

    told.events(box.charge_point_id, [VariableEvent(10, "A/B", at, "Alerting", "1", None, True, 4)], at)
    assert box.call("GET", f"/networks/{network_id}/alarms", **box.headers).json_body["items"] == []


def test_a_token_is_on_the_list_of_a_charge_point_within_a_minute(box):
    box.asks("PUT", "local-list", {"enabled": True}, 200)
    uid = secrets.token_hex(7).upper()
    every_minute(utc_now())
    box.answers(version=0)
    box.answers(status="Accepted")
    assert box.get("local-list")["entries"] == 0

    box.call("POST", "/me/tokens", {"uid": uid}, **box.headers)
    every_minute(utc_now() + timedelta(seconds=1))
    part = box.answers(status="Accepted")

    assert [entry["token_uid"] for entry in part.params["entries"]] == [uid]
    seen = box.get("local-list")
    assert (seen["state"], seen["entries"], seen["changes"]) == ("in_step", 1, 0)


def test_a_charging_profile_is_set_listed_and_cleared(box):
    box.asks("POST", "charging-profiles", {"connector_id": 1, "profile": PROFILE})
    box.answers(status="Accepted")
    (listed,) = box.get("charging-profiles")["items"]
    assert (listed["connector_id"], listed["profile"]["periods"][0]["limit"]) == (1, "8.1")

    box.asks("DELETE", f"charging-profiles/{listed['profile_id']}")
    box.answers(status="Accepted")

    assert box.get("charging-profiles")["items"] == []


def test_what_all_profiles_allow_is_asked_for_and_shown(box):
    box.asks("GET", "composite-schedule", status=404)
    box.asks("POST", "composite-schedule", {"connector_id": 1, "duration_minutes": 60})

    box.answers(status="Accepted", schedule={"unit": "A", "periods": [{"start_seconds": 0, "limit": "8.1"}]})

    seen = box.get("composite-schedule?connector_id=1")
    assert (seen["unit"], seen["duration_minutes"], len(seen["periods"])) == ("A", 60, 1)


def test_the_wire_of_2_x_from_the_first_boot_to_a_value_that_is_set(box):
    box.connect("ocpp2.0.1")
    peer = Peer(box.charge_point_id, "conn", "ocpp2.0.1")

    def tells(action: str, payload: dict[str, Any]) -> Any:
        return json.loads(handle(peer, json.dumps([2, secrets.token_hex(4), action, payload])) or "null")

    def answers(payload: dict[str, Any]) -> Any:
        command = box.sent.pop(0)
        handle(peer, json.dumps([3, command.command_id, payload]))
        return calls.call("ocpp2.0.1", command.action, command.params)

    component, variable = {"name": "OCPPCommCtrlr"}, {"name": "HeartbeatInterval"}
    tells("BootNotification", {"reason": "PowerUp", "chargingStation": {"model": "M", "vendorName": "V"}})
    every_minute(utc_now() + timedelta(minutes=1))
    name, asked = answers({"status": "Accepted"})
    told = {
        "component": component,
        "variable": variable,
        "variableAttribute": [{"value": "300", "mutability": "ReadWrite"}],
        "variableCharacteristics": {"dataType": "integer", "unit": "s", "supportsMonitoring": False},
    }
    at = "2026-06-01T12:00:00Z"
    report = {"requestId": asked["requestId"], "generatedAt": at, "seqNo": 0, "reportData": [told]}
    tells("NotifyReport", report)
    box.asks("PATCH", "configuration", {"settings": {"OCPPCommCtrlr/HeartbeatInterval": "60"}})
    result = {"attributeStatus": "RebootRequired", "component": component, "variable": variable}
    changed, _ = answers({"setVariableResult": [result]})

    assert (name, changed) == ("GetBaseReport", "SetVariables")
    (setting,) = box.get("configuration")["items"]
    assert (setting["key"], setting["value"], setting["unit"]) == (
        "OCPPCommCtrlr/HeartbeatInterval",
        "300",
        "s",
    )
    assert (setting["wanted"], setting["state"], setting["differs"]) == ("60", "reboot_required", True)
