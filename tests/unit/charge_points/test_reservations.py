"""Reservations at the charge point: asked where they can be, never in the way of a booking."""

from datetime import timedelta

import pytest

from chalicelib.charge_points.commands.reservations import Reservations
from chalicelib.charge_points.rules import ACCEPTED, Boot, CommandFailure


@pytest.fixture
def reservations(box):
    return Reservations(box.store, box.commands)


@pytest.fixture
def reserve(box, reservations):
    def asked(charge_point_id="CP", *, uid="TAG"):
        until = box.now_is + timedelta(hours=1)
        return reservations.reserve(charge_point_id, 1, uid, "GROUP", 7, until, "ann")

    return asked


def test_a_reservation_is_sent_at_once(box, reserve):
    box.connect()

    command = reserve()

    assert (command.state, command.action, command.by) == ("SENT", "reserve_now", "ann")
    assert [queued.params for queued in box.sent] == [
        {
            "connector_id": 1,
            "token_uid": "TAG",
            "group_id": "GROUP",
            "reservation_id": 7,
            "until": "2026-06-01T13:00:00+00:00",
        }
    ]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        pytest.param("Accepted", "ACCEPTED", id="TC_046"),
        pytest.param("Faulted", "REJECTED", id="TC_048_1"),
        pytest.param("Occupied", "REJECTED", id="TC_048_2"),
        pytest.param("Unavailable", "REJECTED", id="TC_048_3"),
        pytest.param("Rejected", "REJECTED", id="TC_048_4"),
    ],
)
def test_any_status_shows_that_it_can_reserve(box, reserve, status, state):
    box.connect()
    assert box.store.charge_point("CP").supports_reservations is None

    box.answered(reserve().command_id, {"status": status})

    assert box.store.charge_point("CP").supports_reservations is True
    assert box.state("c1") == state
    assert reserve() is not None, "another time it may be free"


@pytest.mark.parametrize("code", ["NotImplemented", "NotSupported", "notsupported"])
def test_one_that_does_not_know_reservations_is_asked_once(box, reserve, reservations, code):
    box.connect()

    box.answered(reserve().command_id, CommandFailure(code))

    assert box.store.charge_point("CP").supports_reservations is False
    assert reserve() is None
    assert reservations.unreserve("CP", 7, "ann") is None
    assert len(box.sent) == 1


def test_with_other_firmware_it_is_asked_again(box, reserve):
    box.connect()
    box.answered(reserve().command_id, CommandFailure("NotImplemented"))

    box.lines.booted("CP", Boot(box.now_is, firmware_version="2.0"), ACCEPTED)

    assert box.store.charge_point("CP").supports_reservations is None
    assert reserve() is not None


def test_what_it_can_do_is_known_after_a_restart_too(box, reserve):
    box.connect()
    box.answered(reserve().command_id, {"status": "Accepted"})

    box.lines.booted("CP", Boot(box.now_is), ACCEPTED)

    assert box.store.charge_point("CP").supports_reservations is True


@pytest.mark.parametrize("answer", [CommandFailure("InternalError"), {}, {"status": ""}])
def test_what_is_no_answer_shows_nothing(box, reserve, answer):
    box.connect()

    box.answered(reserve().command_id, answer)

    assert box.store.charge_point("CP").supports_reservations is None


def test_only_reserving_shows_whether_it_can_reserve(box):
    box.connect()

    box.answered(box.ask("unlock", connector_id=1), CommandFailure("NotSupported"))

    assert box.store.charge_point("CP").supports_reservations is None


def test_an_answer_of_one_that_was_removed_brings_nothing_back(box, reserve):
    box.connect()
    command = reserve()
    box.store.remove(box.store.charge_point("CP"))

    box.answered(command.command_id, {"status": "Accepted"})

    assert box.store.charge_point("CP") is None


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({}, id="offline"),
        pytest.param({"charge_point_id": "unknown"}, id="gone"),
        pytest.param({"uid": "T" * 21}, id="a token too long for OCPP 1.6"),
    ],
)
def test_what_cannot_be_reserved_is_no_error(box, reserve, asked):
    assert reserve(**asked) is None
    box.connect()
    box.lines.seen("CP", "conn")
    assert box.sent == []


def test_a_socket_that_is_gone_is_no_error(box, reserve):
    box.connect()
    box.later(seconds=1)
    box.lines.seen("CP", "conn")
    box.gone.add("conn")

    assert reserve() is None


def test_a_failure_of_ours_is_no_error(box, reserve, reservations, monkeypatch):
    def broken(*_):
        raise ConnectionError("storage is away")

    monkeypatch.setattr(box.store, "presence", broken)

    assert reserve() is None
    assert reservations.unreserve("CP", 7, "ann") is None


@pytest.mark.parametrize(
    ("status", "state"),
    [pytest.param("Accepted", "ACCEPTED", id="TC_051"), pytest.param("Rejected", "REJECTED", id="TC_052")],
)
def test_cancel_reservation(box, reservations, status, state):
    box.connect()

    command = reservations.unreserve("CP", 7, None)
    box.answered(command.command_id, {"status": status})

    assert [(queued.action, queued.params) for queued in box.sent] == [
        ("cancel_reservation", {"reservation_id": 7})
    ]
    assert box.state(command.command_id) == state


def test_one_that_is_offline_is_told_of_the_end_when_it_comes(box, reservations):
    assert reservations.unreserve("CP", 7, "ann").state == "QUEUED"

    box.later(hours=3)
    box.connect()
    box.lines.seen("CP", "conn")

    assert [queued.action for queued in box.sent] == ["cancel_reservation"]
