"""What charge points told that nothing here acts on, over HTTP."""

from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Items, Out, Paging
from chalicelib.charge_points.notes import LONGEST_ACTION, Note
from chalicelib.kernel.caller import Caller
from chalicelib.wiring import services

api = Api(__name__)


class NotesQuery(Paging):
    """Those of one action, or all."""

    action: Annotated[str, Field(min_length=1, max_length=LONGEST_ACTION)] | None = None


class NoteOut(Out):
    """A message of a charge point, in its own words (OCPP), and when it came."""

    note_id: str
    action: str
    payload: dict[str, Any]
    at: AwareDatetime

    @classmethod
    def of(cls, note: Note) -> "NoteOut":
        """As it was kept."""
        return cls(note_id=note.note_id, action=note.action, payload=dict(note.payload), at=note.at)


@api.route("/charge-points/{charge_point_id}/notes", methods=["GET"], who=Who.MANAGER)
def list_notes(charge_point_id: str, caller: Caller, query: NotesQuery) -> Items[NoteOut]:
    """What a charge point told beside what is shown elsewhere, the newest first; kept for a year.

    Charging limits set on site, what a car needs, messages on its display, and the like.
    """
    notes = services().charge_points.notes
    found = notes.listed(charge_point_id, caller, query.action, query.cursor, query.limit)
    return Items[NoteOut](**vars(found.of(NoteOut.of)))
