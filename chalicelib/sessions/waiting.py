"""Ends that were told before their begin: they wait for it, and settle when it comes."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.sessions import flags
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.needs import SessionStore, Visit
from chalicelib.sessions.opening import flagged
from chalicelib.sessions.rules import Session


@dataclass(frozen=True)
class Waiting:
    """Settles what waits. Doing it twice is doing it once."""

    store: SessionStore
    closing: Closing

    def settle(self, session: Session, now: datetime) -> Session:
        """End a session whose begin is told by now, if its end was told before. 1 read and 1 transaction."""
        visit = self.store.visit(session.charge_point_id or "", session.transaction_id or "")
        return self.settled(visit, now) or visit.session or session

    def settled(self, visit: Visit, now: datetime) -> Session | None:
        """The session of a visit, ended by the end that waits. None: none waits for what is known of it."""
        session, stop = visit.session, visit.waiting
        if session is None or stop is None or not session.is_open or flags.BEGIN_UNTOLD in session.flags:
            return None
        odd = flagged(session, flags.STOP_BEFORE_START)
        return self.closing.close(odd, stop, visit.readings, now, was_waiting=True)
