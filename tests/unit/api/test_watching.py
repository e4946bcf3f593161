"""How charge points fare, over HTTP: from what they told to what their managers see and are written."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.alarms.rules import AlarmKind
from chalicelib.charge_points.items import ChargePointItem
from chalicelib.charge_points.message_log import Entry
from chalicelib.charge_points.message_store import write
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ACCEPTED, REJECTED, Boot, ConnectorStatus, SecurityEvent
from chalicelib.kernel.ids import utc_now
from chalicelib.sessions.rules import StopFact
from chalicelib.wiring import services
from tests.unit.api import test_sessions

site = test_sessions.site


class Seen:
    """What Ann, who manages the site, sees of its charge point."""

    def __init__(self, of: test_sessions.Site) -> None:
        self.site, self.of = of, f"/charge-points/{of.charge_point_id}"

    def connect(self, connection_id: str = "a", before: timedelta = timedelta()) -> None:
        link = Link(connection_id, "http://127.0.0.1:9", "ocpp1.6", utc_now() - before)
        services().charge_points.connected(self.site.charge_point_id, link)

    def status(self, word: str, error: str = "NoError", **more: Any) -> None:
        told = ConnectorStatus(1, word, error, utc_now(), **more)
        services().charge_points.status(self.site.charge_point_id, told)

    def get(self, path: str, who: dict[str, Any] | None = None) -> Any:
        answer = self.site.ask(who or self.site.ann, "GET", path)
        assert answer.status_code == 200, answer.body
        return answer.json_body

    def alarms(self, state: str = "open") -> Any:
        return self.get(f"/networks/{self.site.network_id}/alarms?state={state}")["items"]


@pytest.fixture
def seen(site: test_sessions.Site) -> Seen:
    return Seen(site)


def test_a_connector_that_breaks_is_a_fault_explained_an_alarm_and_a_mail(seen, mailbox):
    seen.connect()
    seen.status("Available")
    seen.status("Faulted", "GroundFailure", vendor_error_code="E42", info="wet")
    (fault,) = seen.get(f"{seen.of}/faults")["items"]
    (alarm,) = seen.alarms()
    services().post.deliver(utc_now())
    mail = mailbox()[-1]

    assert (fault["error_code"], fault["until"]) == ("GroundFailure", None)
    assert "leaks to earth" in fault["explanation"]
    assert fault["explanation_code"] == "GroundFailure"
    assert (alarm["kind"], alarm["detail"]) == ("faulted", "Connector 1: GroundFailure / E42 (wet)")
    facts = {"connector": "1", "told": "GroundFailure / E42 (wet)"}
    assert alarm["reason"] == {"code": "fault", "facts": facts}
    assert alarm["station_name"] == "Courtyard"
    assert mail.destinations["ToAddresses"] == ["ann@x.example"]
    assert "Please check" in mail.subject
    assert "<p>Connector 1: GroundFailure / E42 (wet)</p>" in mail.body

    seen.status("Available")
    services().post.deliver(utc_now())

    assert seen.alarms() == []
    assert seen.alarms("cleared")[0]["cleared_at"] is not None
    assert seen.get(f"{seen.of}/faults")["items"][0]["until"] is not None
    assert "Well again" in mailbox()[-1].subject


def test_uptime_and_connections(seen):
    set_up = ChargePointItem(f"CP#{seen.site.charge_point_id}", "CP")
    set_up.update([ChargePointItem.created_at.set(utc_now() - timedelta(hours=4))])
    seen.connect("a", timedelta(hours=3))
    services().charge_points.disconnected(seen.site.charge_point_id, "a")
    seen.connect("b")

    spans = seen.get(f"{seen.of}/uptime")["spans"]
    connections = seen.get(f"{seen.of}/connections")["items"]

    assert [span["days"] for span in spans] == [7, 30, 90]
    assert [connector["connector_id"] for connector in spans[0]["connectors"]] == [1]
    assert spans[0]["uptime_percent"] < 10
    assert 9000 < spans[0]["offline_seconds"] < 11000
    assert [one["previous_ended"] for one in connections] == ["silent", None]
    assert connections[0]["disconnected_at"] is None
    assert connections[0]["offline_before_seconds"] > 9000


def test_blocks_are_excused_also_when_they_are_over(seen):
    charger_id, start = seen.site.networked, utc_now().replace(minute=0, second=0, microsecond=0)
    period = {
        "start_date_time": (start + timedelta(hours=2)).isoformat(),
        "end_date_time": (start + timedelta(hours=4)).isoformat(),
    }
    made = seen.site.ask(seen.site.ann, "POST", f"/chargers/{charger_id}/blocks", period)
    assert made.status_code == 201, made.body
    services().booking_clock.tick(start + timedelta(hours=5))

    (closed,) = services().uptime.closures(charger_id, start)

    assert closed.duration == timedelta(hours=2)
    assert seen.get(f"/chargers/{charger_id}/blocks")["items"] == []


def test_security_events_are_listed_and_grave_ones_are_an_alarm_until_acknowledged(seen):
    for kind in (
        "StartupOfTheDevice",
        "TamperDetectionActivated",
        "TamperDetectionActivated",
        "InvalidMessages",
    ):
        event = SecurityEvent(kind, utc_now(), "door")
        services().charge_points.security_event(seen.site.charge_point_id, event)

    events = seen.get(f"{seen.of}/security-events")["items"]
    (alarm,) = seen.alarms()
    done = seen.site.ask(seen.site.ann, "POST", f"/alarms/{alarm['alarm_id']}/acknowledge")

    assert [(one["type"], one["is_critical"]) for one in events] == [
        ("InvalidMessages", False),
        ("TamperDetectionActivated", True),
        ("TamperDetectionActivated", True),
        ("StartupOfTheDevice", True),
    ]
    assert (alarm["kind"], alarm["detail"]) == ("security_event", "TamperDetectionActivated (door)")
    assert alarm["reason"] is None
    assert (done.status_code, done.json_body["state"]) == (200, "cleared")
    assert seen.alarms() == []


def test_a_refused_boot_is_an_alarm_until_one_is_accepted(seen):
    def boots(status: str) -> None:
        services().charge_points.booted(seen.site.charge_point_id, Boot(utc_now(), "Acme", "Box"), status)

    boots(ACCEPTED)
    before = seen.alarms()
    boots(REJECTED)
    boots(REJECTED)
    refused = seen.alarms()
    boots(ACCEPTED)

    assert before == []
    assert [(one["kind"], one["detail"]) for one in refused] == [("boot_refused", "Acme Box")]
    assert seen.alarms() == []


def test_energy_that_nobody_was_allowed_to_take_is_an_alarm_until_acknowledged(seen):
    start = seen.site.start("FFFFFFFF")
    started = services().sessions.start(start)
    meter_wh = start.meter_wh + 2500
    stop = StopFact(seen.site.charge_point_id, started.transaction_id, utc_now(), meter_wh, None, "Local")
    services().sessions.stop(stop)

    (alarm,) = seen.alarms()

    assert (alarm["kind"], alarm["detail"]) == ("energy_without_session", "Connector 1: 2.50 kWh")
    seen.site.ask(seen.site.ann, "POST", f"/alarms/{alarm['alarm_id']}/acknowledge")
    assert seen.alarms() == []


def test_settings(seen):
    path = f"/networks/{seen.site.network_id}/alarm-settings"
    default = seen.get(path)
    wanted = {"offline_after_minutes": 5, "notify": ["offline"]}
    put = seen.site.ask(seen.site.ann, "PUT", path, wanted)
    too_short = seen.site.ask(seen.site.ann, "PUT", path, {"offline_after_minutes": 4})

    assert default == {"offline_after_minutes": 30, "notify": sorted(AlarmKind)}
    assert (put.status_code, put.json_body) == (200, wanted)
    assert seen.get(path) == wanted
    assert (too_short.status_code, too_short.json_body["code"]) == (400, "invalid_request")


def test_messages_are_searched(seen):
    at = utc_now()
    of = seen.site.charge_point_id
    write(
        [
            Entry(of, at, "in", "1", "Heartbeat", "[2]"),
            Entry(of, at + timedelta(seconds=1), "out", "1", "Heartbeat", "[3]"),
        ]
    )

    found = seen.get(f"{seen.of}/messages?action=heartbeat&direction=out")
    none = seen.get(f"{seen.of}/messages?text=reset")
    bad = seen.site.ask(seen.site.ann, "GET", f"{seen.of}/messages?direction=up")

    assert [(one["direction"], one["text"]) for one in found["items"]] == [("out", "[3]")]
    assert (none["items"], bad.status_code) == ([], 400)


@pytest.mark.parametrize("path", ["uptime", "connections", "faults", "messages", "security-events"])
def test_members_and_strangers_are_told_nothing(seen, path):
    bobs = seen.site.ask(seen.site.bob, "GET", f"{seen.of}/{path}")
    nobodys = seen.site.ask(seen.site.ann, "GET", f"/charge-points/CP-NOBODY/{path}")

    assert (bobs.status_code, nobodys.status_code) == (403, 404)


def test_a_charge_point_that_is_removed_leaves_no_alarm_open(seen):
    seen.status("Faulted", "OverVoltage")
    assert len(seen.alarms()) == 1

    seen.site.ask(seen.site.ann, "DELETE", seen.of)

    assert seen.alarms() == []
