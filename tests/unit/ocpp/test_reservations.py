"""Reservations on the wire: what goes down, what comes back, and how a charger knows a group."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from chalicelib.charge_points.commands.rules import reservation
from chalicelib.charge_points.rules import CommandFailure
from chalicelib.kernel.errors import Violation
from chalicelib.ocpp.calls import call, read
from chalicelib.ocpp.frames import CallError, CallResult
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.ocpp.schemas import oddities

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
START = {"connectorId": 1, "idTag": "TAG", "meterStart": 10, "timestamp": "2026-06-01T12:00:00Z"}


def say(action, payload):
    return json.loads(handle(Peer("CP", "conn", "ocpp1.6"), json.dumps([2, "1", action, payload]), NOON))[2]


@pytest.mark.parametrize(
    ("group", "more"),
    [pytest.param("G" * 20, {"parentIdTag": "G" * 20}, id="group"), pytest.param(None, {}, id="no group")],
)
def test_reserve_now_is_worded_as_the_schema_has_it(group, more):
    berlin = NOON.astimezone(timezone(timedelta(hours=2)))
    asked = json.loads(json.dumps(reservation(1, "T" * 20, group, 2**31 - 1, berlin)))

    action, payload = call("ocpp1.6", "reserve_now", asked)

    told = {"connectorId": 1, "expiryDate": "2026-06-01T12:00:00Z", "idTag": "T" * 20}
    assert (action, payload) == ("ReserveNow", told | {"reservationId": 2**31 - 1} | more)
    assert oddities("v16", action, payload) == []


def test_cancel_reservation_is_worded_as_the_schema_has_it():
    action, payload = call("ocpp1.6", "cancel_reservation", {"reservation_id": 7})

    assert (action, payload) == ("CancelReservation", {"reservationId": 7})
    assert oddities("v16", action, payload) == []


@pytest.mark.parametrize(
    ("message", "status"),
    [
        *(
            ("ReserveNow", status)
            for status in ("Accepted", "Faulted", "Occupied", "Rejected", "Unavailable")
        ),
        *(("CancelReservation", status) for status in ("Accepted", "Rejected")),
    ],
)
def test_every_status_of_the_schema_is_an_answer(message, status):
    assert oddities("v16", f"{message}Response", {"status": status}) == []
    assert read("ocpp1.6", "reserve_now", CallResult("c1", {"status": status})) == {"status": status}


def test_an_error_is_an_answer():
    assert read("ocpp1.6", "reserve_now", CallError("c1", "NotImplemented", "what?")) == CommandFailure(
        "NotImplemented", "what?"
    )


@pytest.mark.parametrize("codes", [[], ["not_your_turn"]], ids=["accepted", "blocked"])
def test_TC_053_a_tokens_group_is_told_as_parent(world, codes):  # noqa: N802 - the case's name
    world.group_id = "G" * 20
    world.violations = tuple(Violation(code, "No.") for code in codes)

    authorized, started = say("Authorize", {"idTag": "TAG"}), say("StartTransaction", START)

    info = {"status": "Blocked" if codes else "Accepted", "parentIdTag": "G" * 20}
    assert (authorized, started) == ({"idTagInfo": info}, {"transactionId": 42, "idTagInfo": info})
    assert oddities("v16", "AuthorizeResponse", authorized) == []
    assert oddities("v16", "StartTransactionResponse", started) == []


def test_TC_046_a_start_on_a_reservation_is_kept_as_told(world):  # noqa: N802
    say("StartTransaction", START | {"reservationId": 7})

    (fact,) = world.facts
    assert fact.raw["reservationId"] == 7
    assert (fact.connector_id, fact.token_uid, fact.meter_wh) == (1, "TAG", 10)


@pytest.mark.parametrize("spelled", ["Reserved", "reserved"])
def test_a_reserved_connector_says_so(world, spelled):
    say("StatusNotification", {"connectorId": 1, "status": spelled, "errorCode": "NoError"})

    (status,) = world.facts
    assert status.status == "Reserved"
