"""Records of sessions that have ended, in DynamoDB. Keys: items.py."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.sessions import mapping
from chalicelib.sessions.items import CdrItem, SessionItem, sort_key
from chalicelib.sessions.mapping import home_of
from chalicelib.sessions.needs import SESSION
from chalicelib.sessions.rules import Cdr, Session
from chalicelib.sessions.usage_store import counting
from chalicelib.sessions.writes import amended, failed
from chalicelib.table import put


class DynamoRecords:
    """What SessionStore promises (needs.py) of records that follow a session's first."""

    def note_again(self, session: Session, begin: datetime) -> None:
        """Another visit under its name began then. 1 write."""
        SessionItem(home_of(session), "SESSION").update([SessionItem.again.add({sort_key(begin)})])

    def records(self, session: Session) -> list[Cdr]:
        """All of an ended session, in the order of their making. 1 read."""
        found = CdrItem.query(home_of(session), CdrItem.sk.startswith("CDR"), consistent_read=True)
        return [mapping.cdr_of(item) for item in found]

    def correct(self, before: Session, after: Session, added: Sequence[Cdr], records: int) -> frozenset[str]:
        """Change an ended session that nobody has reviewed, and add to the `records` that it has.

        Fails by SESSION when it has changed meanwhile.
        """
        home = home_of(before)
        items = [
            mapping.cdr_item(home, cdr, f"CDR#0000#{records + place}") for place, cdr in enumerate(added)
        ]
        new = CdrItem.pk.does_not_exist()
        records_added = (put(SESSION, item, new) for item in items)
        return failed([amended(before, after), *records_added, *counting(before, after)])
