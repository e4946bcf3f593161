"""What owners may ask is judged by the version of OCPP that the charge point spoke last."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.charge_points.commands.orders import Orders
from chalicelib.charge_points.note_store import DynamoNotes
from chalicelib.charge_points.notes import Notes
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import Passwords
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound, Unfit
from chalicelib.kernel.ids import new_id
from chalicelib.ocpp import calls

OWNER = Caller("ann")
PROFILE = {
    "profile_id": 1,
    "stack_level": 0,
    "purpose": "TxProfile",
    "kind": "Relative",
    "unit": "A",
    "periods": [{"start_seconds": 0, "limit": "8.1"}],
}


@pytest.fixture
def orders(box):
    def transaction_of(session_id, _):
        return ("CP", "tx-1") if session_id == "here" else ("ELSEWHERE", "tx-2")

    return Orders(
        box.store,
        box.commands,
        lambda charge_point_id, _: box.store.charge_point(charge_point_id),
        transaction_of,
        calls.misfits,
        calls.is_guarded,
        lambda *_: Decimal("1.5"),
    )


@pytest.fixture
def order(box, orders):
    def ordered(action, protocol="ocpp2.0.1", **params):
        box.lines.connected("CP", Link("conn", "http://gateway", protocol, box.now_is))
        return orders.order("CP", OWNER, action, params)

    return ordered


@pytest.mark.parametrize(
    ("action", "field", "three"),
    [("get_configuration", "keys", ["A/b", "A/c", "A/d"]), ("clear_monitoring", "monitor_ids", [1, 2, 3])],
)
def test_no_more_is_asked_for_than_it_takes_at_once(orders, order, action, field, three):
    orders = replace(orders, most_at_once=lambda *_: 2)
    order("trigger", message="Heartbeat")
    with pytest.raises(Invalid) as refused:
        orders.order("CP", OWNER, action, {field: three})

    assert refused.value.code == "invalid_request"
    assert orders.order("CP", OWNER, action, {field: three[:2]}).state == "QUEUED"


def test_an_order_is_sent_in_the_name_of_who_gave_it(box, order):
    command = order("trigger", message="Heartbeat")

    assert (command.state, command.by) == ("SENT", "ann")


@pytest.mark.parametrize(
    ("protocol", "sent"), [("ocpp1.6", False), ("", False), ("ocpp2.0.1", True), ("ocpp2.1", True)]
)
def test_lengths_are_those_of_the_version(box, order, protocol, sent):
    if sent:
        assert order("remote_start", protocol, token_uid="T" * 36).state == "SENT"
    else:
        with pytest.raises(Invalid) as refused:
            order("remote_start", protocol, token_uid="T" * 36)
        assert refused.value.code == "invalid_request"
        assert "20 characters" in refused.value.facts["errors"][0]["detail"]


def test_the_version_last_spoken_counts_for_one_that_is_offline(box, order, orders):
    order("clear_cache", "ocpp1.6")
    box.lines.disconnected("CP", "conn")

    with pytest.raises(Invalid):
        orders.order("CP", OWNER, "change_configuration", {"key": "K" * 60, "value": "1"})


def test_a_message_in_the_protocols_words_must_fit(box, order):
    assert order("call", message="GetVariables", payload=variables("A", "B")).state == "SENT"

    with pytest.raises(Unfit) as refused:
        order("call", message="GetVariables", payload={"getVariableData": []})

    assert (refused.value.code, refused.value.facts["oddities"]) == (
        "bad_payload",
        ["getVariableData: MinItems"],
    )
    assert len(box.sent) == 1


@pytest.mark.parametrize(
    ("protocol", "message"),
    [("ocpp1.6", "GetVariables"), ("ocpp2.0.1", "AFRRSignal"), ("ocpp2.1", "Nonsense")],
)
def test_a_message_that_the_version_has_not_is_refused(order, protocol, message):
    with pytest.raises(Unfit):
        order("call", protocol, message=message, payload={})


def test_a_message_with_a_word_of_its_own_that_guards_a_secret_is_refused(order):
    with pytest.raises(Unfit) as refused:
        order("call", message="SetVariables", payload={})

    assert refused.value.code == "guarded_message"


def test_a_command_that_the_version_has_not_fails_as_such(box, order, monkeypatch):
    def worded(_, queued):
        calls.call("ocpp1.6", queued.action, queued.params)
        return True

    monkeypatch.setattr(box.commands, "send", worded)

    command = order("get_base_report", "ocpp1.6", kind="FullInventory")

    assert (command.state, command.detail) == ("FAILED", "not_supported")


def test_a_session_stands_for_its_transaction(box, order):
    order("remote_stop", session_id="here")
    box.answered("c1", {"status": "Accepted"})
    order("set_charging_profile", connector_id=1, session_id="here", profile=PROFILE)

    assert [queued.params.get("transaction_id") for queued in box.sent] == ["tx-1", None]
    assert box.sent[1].params["profile"]["transaction_id"] == "tx-1"


def test_the_cost_of_a_session_is_told_by_our_own_figures(box, order):
    order("cost_updated", session_id="here")

    assert box.sent[-1].params == {"transaction_id": "tx-1", "total_cost": "1.5"}


def test_a_message_is_of_the_session_that_is_named(box, order):
    shown = {"message_id": 1, "priority": "InFront", "content": "Hello"}

    order("set_display_message", session_id="here", message=shown)

    assert box.sent[-1].params == {"message": shown | {"transaction_id": "tx-1"}}


def test_a_session_elsewhere_is_none(order):
    with pytest.raises(NotFound):
        order("remote_stop", session_id="elsewhere")


def test_a_connector_that_it_has_not_is_refused(order):
    with pytest.raises(Invalid) as refused:
        order("unlock", connector_id=3)

    assert refused.value.code == "bad_connectors"


@pytest.mark.parametrize("days", [0, 8])
def test_a_reservation_ends_within_a_week(box, order, days):
    with pytest.raises(Invalid) as refused:
        order(
            "reserve_now",
            connector_id=1,
            token_uid="T",
            group_id=None,
            reservation_id=1,
            until=box.now_is + timedelta(days=days),
        )

    assert refused.value.code == "bad_period"


def variables(component, variable):
    return {"getVariableData": [{"component": {"name": component}, "variable": {"name": variable}}]}


def test_what_another_charge_point_with_its_id_was_asked_and_told_is_nobodys(box, orders, order):
    notes = Notes(DynamoNotes(), orders.managed)
    box.commands.new_id = lambda: new_id(box.now_is)
    sent, waiting = order("trigger", message="Heartbeat").command_id, box.ask()
    notes.noted("CP", "NotifyX", {}, box.now_is)
    charge_point = box.store.charge_point("CP")
    box.store.remove(charge_point)
    box.later(seconds=1)
    box.store.add(replace(charge_point, created_at=box.now_is), Passwords(frozenset()))
    box.connect("new")
    box.lines.seen("CP", "new")

    assert waiting not in box.sent_ids
    assert orders.orders("CP", OWNER, None, 10).items == []
    assert notes.listed("CP", OWNER, None, None, 10).items == []
    assert notes.listed("CP", OWNER, "NotifyX", None, 10).items == []
    for command_id in (sent, waiting):
        with pytest.raises(NotFound):
            orders.followed("CP", command_id, OWNER)

    box.later(seconds=1)
    mine = order("trigger", message="Heartbeat")
    notes.noted("CP", "NotifyX", {}, box.now_is)
    assert [found.command_id for found in orders.orders("CP", OWNER, None, 10).items] == [mine.command_id]
    assert orders.followed("CP", mine.command_id, OWNER).command_id == mine.command_id
    assert len(notes.listed("CP", OWNER, None, None, 10).items) == 1
    assert len(notes.listed("CP", OWNER, "NotifyX", None, 10).items) == 1
