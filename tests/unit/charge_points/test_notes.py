from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.charge_points.note_store import DynamoNotes, NoteItem
from chalicelib.charge_points.notes import KEPT, LONGEST_PAYLOAD, Notes
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound, not_found

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ANN = Caller("Ann")


@pytest.fixture
def notes(aws) -> Notes:
    def managed(charge_point_id, caller):
        if caller != ANN:
            raise not_found("charge point")
        return ChargePoint(charge_point_id, "station", "network", "Box", {})

    return Notes(DynamoNotes(), managed)


def test_what_was_told_is_listed_the_newest_first_and_by_action(notes):
    for minute, (action, limit) in enumerate([("NotifyLimit", "8.1"), ("Other", "1"), ("NotifyLimit", "16")]):
        notes.noted("CP", action, {"limit": Decimal(limit)}, NOON + timedelta(minutes=minute))
    notes.noted("CP2", "NotifyLimit", {}, NOON)

    everything = notes.listed("CP", ANN, None, None, 10).items
    limits = notes.listed("CP", ANN, "notifylimit", None, 10).items

    assert [(note.action, note.payload["limit"]) for note in everything] == [
        ("NotifyLimit", 16),
        ("Other", 1),
        ("NotifyLimit", 8.1),
    ]
    assert [note.at for note in limits] == [NOON + timedelta(minutes=2), NOON]


def test_a_list_goes_on_where_it_stopped(notes):
    for minute in range(3):
        notes.noted("CP", "A", {"minute": minute}, NOON + timedelta(minutes=minute))

    first = notes.listed("CP", ANN, "A", None, 2)
    rest = notes.listed("CP", ANN, "A", first.next_cursor, 2)

    assert [note.payload["minute"] for note in first.items + rest.items] == [2, 1, 0]


def test_a_note_expires_after_a_year_and_is_never_too_large(notes):
    notes.noted("CP", "A" * 100, {"data": "x" * LONGEST_PAYLOAD}, NOON)

    (item,) = NoteItem.query("NOTES#CP")
    (note,) = notes.listed("CP", ANN, None, None, 1).items
    assert item.expires == int((NOON + KEPT).timestamp())
    assert note.action == "A" * 64
    assert len(note.payload["cut"]) == LONGEST_PAYLOAD


def test_strangers_find_nothing(notes):
    with pytest.raises(NotFound):
        notes.listed("CP", Caller("Eve"), None, None, 10)
