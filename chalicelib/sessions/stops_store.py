"""Ends as chargers tell them, in DynamoDB. Keys: items.py."""

from datetime import datetime
from itertools import islice

from chalicelib.indexes import Gsi3
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.sessions import flags, mapping
from chalicelib.sessions.items import SessionItem, SessionsTable, StopItem, sort_key
from chalicelib.sessions.mapping import transaction_home
from chalicelib.sessions.matching import has_ended, is_named, told_as
from chalicelib.sessions.needs import SESSION
from chalicelib.sessions.rules import MeterValue, Session, StopFact
from chalicelib.sessions.writes import failed, flag_ended, told
from chalicelib.table import check, put

WAITING_STOPS = "WAITING_STOPS"


class DynamoStops:
    """What SessionStore promises (needs.py) of ends that do not close a session at once."""

    def keep_stop(self, stop: StopFact, received: datetime) -> frozenset[str]:
        """Store an end whose begin is not known: it waits. Fails by TOLD, and by SESSION when it is known.

        A session of what was heard first, whose begin was not told, may be there.

        Under an id that a charger made up for want of one, each of many ends waits for itself.
        """
        home = transaction_home(stop.charge_point_id, stop.transaction_id)
        begin_is_untold = SessionItem.pk.does_not_exist() | (
            SessionItem.flags.contains(flags.BEGIN_UNTOLD) & SessionItem.end.does_not_exist()
        )
        waiting = mapping.stop_item(_waiting_sk(stop), stop, received)
        waiting.gsi3pk, waiting.gsi3sk = WAITING_STOPS, sort_key(received)
        return failed(
            [
                check(SESSION, SessionItem(home, "SESSION"), begin_is_untold),
                told(stop, received),
                put("waiting", waiting),
            ]
        )

    def waiting_since(self, before: datetime, most: int, mine: Slice = WHOLE) -> list[StopFact]:
        """Ends told before an instant that still wait for their begin, the oldest first.

        Of a slice, by charge point; 1 read for each `most`, those of others too.
        """
        found = SessionsTable.of_review.query(WAITING_STOPS, Gsi3.gsi3sk < sort_key(before), page_size=most)
        named = ((item.pk.split("#", 2)[1], item) for item in found)
        its_own = ((name, item) for name, item in named if mine.has(name))
        return [mapping.stop_of(name, item) for name, item in islice(its_own, most)]

    def forget_waiting(self, stop: StopFact) -> None:
        """It waits no more. 1 write."""
        StopItem(transaction_home(stop.charge_point_id, stop.transaction_id), _waiting_sk(stop)).delete()

    def keep_foreign_stop(self, stop: StopFact, received: datetime) -> None:
        """Store an end told by a charge point that has become another network's, and touch nothing else."""
        failed([told(stop, received)])

    def begin_and_end(self, session: Session) -> list[tuple[MeterValue, ...]]:
        """The readings told with the begin, and those told with the end that it has, if any. 1 read.

        None of a plain visit.
        """
        if session.is_plain:
            return []
        found = SessionsTable.query(
            mapping.home_of(session), SessionsTable.sk.between("SESSION", "STOP#~"), consistent_read=True
        )
        told = [
            tuple(mapping.readings_of([item]))
            for item in found
            if isinstance(item, SessionItem) or (isinstance(item, StopItem) and _is_end_of(session, item))
        ]
        return [readings for readings in told if readings]

    def keep_second_stop(
        self, session: Session, stop: StopFact, received: datetime, *, otherwise: bool
    ) -> None:
        """Store another end of a visit that has ended, and flag it if it tells otherwise."""
        flagged = [flag_ended(session, flags.STOP_REPEATED_DIFFERENTLY)] if otherwise else []
        failed([told(stop, received), *flagged])


def _is_end_of(session: Session, item: StopItem) -> bool:
    if session.is_open or item.sk == "STOP":
        return False
    return has_ended(session, mapping.stop_of(session.charge_point_id or "", item))


def _waiting_sk(stop: StopFact) -> str:
    return "STOP" if is_named(stop) else f"WAITING#{told_as(stop)}"
