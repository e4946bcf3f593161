"""Notes in DynamoDB."""

import json
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.charge_points.items import ChargePointsItem, epoch
from chalicelib.charge_points.notes import Note, payload_text
from chalicelib.indexes import Gsi1
from chalicelib.kernel.ids import least_id
from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page


class NoteItem(ChargePointsItem, discriminator="note"):
    """pk NOTES#<charge_point_id>, sk NOTE#<note_id>, which rises with time; it expires.

    gsi1pk NOTES#<charge_point_id>#<action in lower case>, gsi1sk NOTE#<note_id>; gsi1 answers "what this
    charge point told by this action".
    """

    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    by_action = Gsi1()
    note_id = UnicodeAttribute()
    action = UnicodeAttribute()
    payload = UnicodeAttribute()
    at = UTCDateTimeAttribute()

    def domain(self) -> Note:
        """What it stands for."""
        return Note(self.note_id, self.action, json.loads(self.payload), self.at)


class DynamoNotes:
    """Keeps NoteStore's promises (notes.py) in DynamoDB."""

    def add(self, charge_point_id: str, note: Note, kept_until: datetime) -> None:
        """1 write."""
        NoteItem(
            _of(charge_point_id),
            f"NOTE#{note.note_id}",
            gsi1pk=_of(charge_point_id, note.action),
            gsi1sk=f"NOTE#{note.note_id}",
            note_id=note.note_id,
            action=note.action,
            payload=payload_text(note.payload),
            at=note.at,
            expires=epoch(kept_until),
        ).save()

    def notes(
        self,
        charge_point_id: str,
        action: str | None,
        cursor: str | None,
        limit: int,
        since: datetime | None = None,
    ) -> Page[Note]:
        """The newest first, told `since` then. 1 read."""
        query = NoteItem.query if action is None else NoteItem.by_action.query
        key = NoteItem.sk if action is None else NoteItem.gsi1sk
        found = query(
            _of(charge_point_id, action),
            None if since is None else key >= f"NOTE#{least_id(since)}",
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, NoteItem.domain)


def _of(charge_point_id: str, action: str | None = None) -> str:
    return f"NOTES#{charge_point_id}" + (f"#{action.lower()}" if action else "")
