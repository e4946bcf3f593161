"""Monitors and events of 2.x charge points."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.variables.monitoring import Monitor, VariableEvent
from tests.unit.variables.conftest import ANN, Box

HOT = Monitor(1, "EVSE@1/Temperature", "UpperThreshold", Decimal("80.5"), 3)
MILD = Monitor(2, "EVSE@1/Power", "Delta", Decimal(100), 7, transaction=True)


def event(box: Box, number: int = 1, monitor: Monitor = HOT, *, cleared: bool = False) -> VariableEvent:
    return VariableEvent(
        number, monitor.key, box.now_is, "Alerting", "91", cleared=cleared, monitor_id=monitor.monitor_id
    )


def tell(box: Box, *events: VariableEvent) -> None:
    box.service.events("CP", list(events), box.now_is)


@pytest.fixture
def watched(box: Box) -> Box:
    box.service.monitors_reported("CP", 1, 0, [HOT, MILD], True, box.now_is)
    return box


def test_a_report_in_parts_in_any_order_and_twice_tells_all_monitors(box):
    for part, monitor in ((1, MILD), (0, HOT), (1, MILD)):
        box.service.monitors_reported("CP", 1, part, [monitor], part == 1, box.now_is)

    assert box.monitors.monitors("CP", ANN) == [HOT, MILD]


def test_what_was_accepted_is_watched_and_what_was_cleared_no_more(box):
    asked = {"key": HOT.key, "type": HOT.kind, "value": "80.5", "severity": 3, "transaction": False}
    result = {"key": HOT.key, "type": HOT.kind, "severity": 3}
    box.request("CP", "set_monitoring", {"monitors": [asked, asked | {"type": "Delta"}]}, None)
    box.answers(
        status="Accepted",
        results=[
            result | {"status": "Accepted", "monitor_id": 1},
            result | {"status": "Rejected", "type": "Delta"},
        ],
    )
    assert box.monitors.monitors("CP", ANN) == [HOT]

    box.request("CP", "clear_monitoring", {"monitor_ids": [1]}, None)
    box.answers(status="Accepted", results=[{"status": "Accepted", "monitor_id": 1}])

    assert box.monitors.monitors("CP", ANN) == []


@pytest.mark.parametrize("number", [{}, {"monitor_id": None}, {"monitor_id": "1"}, {"monitor_id": -1}])
def test_what_was_accepted_without_a_number_is_not_watched(box, number):
    asked = {"key": HOT.key, "type": HOT.kind, "value": "80.5", "severity": 3, "transaction": False}
    box.request("CP", "set_monitoring", {"monitors": [asked]}, None)

    accepted = {"key": HOT.key, "type": HOT.kind, "severity": 3, "status": "Accepted"}
    box.answers(status="Accepted", results=[accepted | number])

    assert box.monitors.monitors("CP", ANN) == []


def test_events_are_kept_the_newest_first_with_the_severity_of_their_monitor(watched):
    tell(watched, event(watched))
    watched.later(seconds=1)
    tell(watched, event(watched, 2, MILD))

    found = watched.monitors.events("CP", ANN, None, 10).items
    assert [(one.event_id, one.severity) for one in found] == [(2, 7), (1, 3)]


def test_what_is_grave_is_an_alarm_until_it_is_cleared(watched):
    tell(watched, event(watched), event(watched, 2, MILD))
    tell(watched, event(watched, 3, cleared=True))

    assert watched.alarms == [(HOT.key, False), (HOT.key, True)]


@pytest.mark.parametrize(
    ("change", "alarms"),
    [
        ({"trigger": "Periodic"}, 0),
        ({"monitor_id": None}, 0),
        ({"monitor_id": None, "severity": 0}, 1),
        ({"severity": 4}, 0),
    ],
)
def test_what_else_is_an_alarm(watched, change, alarms):
    tell(watched, replace(event(watched), **change))

    assert len(watched.alarms) == alarms


def test_the_value_of_a_secret_is_kept_in_no_event(watched):
    secret = Monitor(7, "WebPaymentsCtrlr/SharedSecret", "Delta", Decimal(1), 0)

    tell(watched, event(watched, monitor=secret))

    (kept,) = watched.monitors.events("CP", ANN, None, 10).items
    assert kept.value == "***"


def test_a_message_of_many_events_costs_a_write_for_25(watched, requests):
    events = [event(watched, number) for number in range(25)]

    with requests() as made:
        tell(watched, *events)

    assert made == ["BatchGetItem", "BatchWriteItem"]
    assert len(watched.monitors.events("CP", ANN, None, 100).items) == 25
