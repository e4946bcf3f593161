"""A status tells by its one write whether its connector broke or came right."""

import pytest

from chalicelib.charge_points.rules import ConnectorStatus, StatusChange
from tests.unit.sessions.world import counted


def told(box, word, error="NoError", **more):
    box.later(seconds=1)
    box.lines.status("CP", ConnectorStatus(1, word, error, box.now_is, **more))


@pytest.fixture
def turns(box):
    """(before, now) of each turn that was told."""
    found = []
    box.lines.on_turned = lambda _, change: found.append(
        (change.before.status if change.before else None, change.now.status)
    )
    return found


def test_only_turns_are_told(box, turns):
    for word in ("Available", "Charging", "Faulted", "Faulted", "Available", "Unavailable"):
        told(box, word)

    assert turns == [("Charging", "Faulted"), ("Faulted", "Available")]


def test_one_that_is_broken_when_it_is_first_heard_has_turned(box, turns):
    told(box, "Faulted")

    assert turns == [(None, "Faulted")]


def test_another_fault_is_a_turn_of_its_own(box, turns):
    told(box, "Faulted", "GroundFailure")
    told(box, "Faulted", "OverVoltage")
    told(box, "Faulted", "OverVoltage", vendor_error_code="E1")

    assert len(turns) == 3


def test_a_late_one_turns_nothing(box, turns):
    late = ConnectorStatus(1, "Faulted", "GroundFailure", box.now_is)
    told(box, "Available")

    box.lines.status("CP", late)

    assert turns == []


def test_an_evse_is_broken_when_all_its_outlets_are(box, turns):
    for outlet, word in ((1, "Available"), (2, "Faulted"), (1, "Faulted"), (2, "Available")):
        told(box, word, outlet=outlet)

    assert turns == [("Available", "Faulted"), ("Faulted", "Available")]


def test_each_costs_one_write_and_no_read(box):
    with counted() as requests:
        for word in ("Available", "Charging", "Faulted", "Available"):
            told(box, word)

    assert requests == {"reads": 0, "writes": 4, "transactions": 0}


def test_a_status_is_kept_though_its_turn_cannot_be_told(box):
    def broken(charge_point_id: str, change: StatusChange) -> None:
        raise ConnectionError

    box.lines.on_turned = broken
    told(box, "Faulted", "GroundFailure", info="wet")

    status, _ = box.lines.statuses([("CP", 1)])["CP", 1]
    assert (status.status, status.info) == ("Faulted", "wet")


def test_what_a_status_does_not_tell_any_more_is_gone(box):
    told(box, "Faulted", "GroundFailure", info="wet", vendor_error_code="E1", reported_at=box.now_is)
    told(box, "Available")

    status, _ = box.lines.statuses([("CP", 1)])["CP", 1]
    assert (status.info, status.vendor_error_code, status.reported_at) == (None, None, None)


def test_a_socket_that_closed_says_since_when(box):
    box.connect()
    closed_at = box.now_is
    box.lines.disconnected("CP", "conn")
    box.later(minutes=5)
    before = []
    box.lines.on_connected = lambda _of, _link, presence: before.append(presence)

    box.connect("new")

    assert [(one.link, one.disconnected_at, one.offline_since) for one in before] == [
        (None, closed_at, closed_at)
    ]
    assert box.store.presence("CP").disconnected_at is None
