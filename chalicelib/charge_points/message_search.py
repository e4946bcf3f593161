"""What a charge point said and heard, searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.charge_points.message_log import Entry
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Page, Wanted

AT_ONCE = 250
"""Messages looked through in one request, whether they match or not."""
ANSWERED_WITHIN = 50
"""Messages before those in which the request of the earliest answers is looked for."""

Read = Callable[[str, datetime | None, datetime | None, str | None, int], Page[Entry]]
"""(charge_point_id, from, to, cursor, limit): the newest first."""


@dataclass(frozen=True)
class Search:
    """What is looked for; None is anything. `text` is found in either case of its letters."""

    start: datetime | None = None
    end: datetime | None = None
    action: str | None = None
    direction: str | None = None
    text: str | None = None

    def fits(self, entry: Entry) -> bool:
        """Whether an entry, paired with its request, is what is looked for. Its time is judged elsewhere."""
        return (
            (self.action is None or (entry.action or "").lower() == self.action.lower())
            and self.direction in (None, entry.direction)
            and (self.text is None or self.text.lower() in entry.text.lower())
        )


@dataclass(frozen=True)
class MessageSearch:
    """`managed` raises NotFound for who may not know of the charge point, Forbidden for members."""

    managed: Callable[[str, Caller], ChargePoint]
    read: Read
    cursor_after: Callable[[Entry], str]

    def found(self, charge_point_id: str, caller: Caller, search: Search, wanted: Wanted) -> Page[Entry]:
        """What fits among the next AT_ONCE messages, the newest first; as a rule 1 read, at most 3.

        A page may be short or empty and still tell where to go on; the last one does not.
        """
        charge_point = self.managed(charge_point_id, caller)
        start = max(filter(None, (search.start, charge_point.created_at)), default=None)
        seen = self.read(charge_point_id, start, search.end, wanted.cursor, AT_ONCE)
        earlier: Sequence[Entry] = ()
        if seen.next_cursor is not None and any(entry.action is None for entry in seen.items):
            earlier = self.read(charge_point_id, start, search.end, seen.next_cursor, ANSWERED_WITHIN).items
        fitting: list[Entry] = []
        for entry in paired(seen.items, earlier):
            if search.fits(entry):
                fitting.append(entry)
            if len(fitting) == wanted.limit and entry.key != seen.items[-1].key:
                return Page(fitting, self.cursor_after(entry))
        return Page(fitting, seen.next_cursor)


def paired(newest_first: Sequence[Entry], earlier: Sequence[Entry] = ()) -> list[Entry]:
    """The same, each answer with the action of its request: the last before it with its id, the other way."""
    asked: dict[tuple[str, str], str] = {}
    found = []
    for entry in [*reversed(earlier), *reversed(newest_first)]:
        if entry.action is not None:
            asked[entry.direction, entry.message_id] = entry.action
            found.append(entry)
        else:
            other = "out" if entry.direction == "in" else "in"
            found.append(replace(entry, action=asked.get((other, entry.message_id))))
    return found[len(earlier) :][::-1]
