"""Ends whose begin never came: after a while each is a session of its own, held for review."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger
from chalicelib.sessions import flags
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.matching import could_end, is_named, told_as
from chalicelib.sessions.metering import in_order
from chalicelib.sessions.needs import SessionStore
from chalicelib.sessions.opening import Opening, flagged
from chalicelib.sessions.rules import StartFact, StopFact

WAITS = timedelta(minutes=2)
"""A begin and its end drain from one queue, in order, so that only our own haste turns them round: after this
long the begin counts as lost. One that comes later all the same is settled by records that follow."""
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class LostBegins:
    """Makes of each such end one session with one record; doing it twice is doing it once."""

    store: SessionStore
    opening: Opening
    closing: Closing

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Settle those of a slice that have waited long enough. 1 read, and some for each."""
        for stop in self.store.waiting_since(now - WAITS, MOST_AT_ONCE, mine):
            try:
                self._settle(stop, now)
            except Exception:  # noqa: BLE001 - the next minute tries again; the others wait for nobody
                logger.exception("lost_begin_not_settled", charge_point_id=stop.charge_point_id)

    def _settle(self, stop: StopFact, now: datetime) -> None:
        """Under its own name, where that means one transaction; under a made-up one many ends may be told."""
        name = stop.transaction_id
        if not is_named(stop):
            if self._ends_what_was_told_later(stop, now):
                self.store.forget_waiting(stop)
                return
            name = f"{name}?{told_as(stop)}"
        readings = in_order(stop.readings)
        told = [reading.at for reading in readings]
        at = stop.at if stop.at is None else min([stop.at, *told])
        begun = StartFact(stop.charge_point_id, stop.connector_id, stop.token_uid, at, None, None, name)
        odd = {flags.BEGIN_UNTOLD} | ({flags.TOKEN_AT_END} if stop.token_uid else set())
        session = self.opening.open(begun, now, frozenset(odd)).session
        if session.is_open:
            is_its_own = name == stop.transaction_id
            end = replace(stop, transaction_id=name)
            if flags.BEGIN_UNTOLD not in session.flags:
                session = flagged(session, flags.STOP_BEFORE_START)
            readings = self.store.readings(session)
            if self.closing.close(session, end, readings, now, was_waiting=is_its_own) is None:
                return
        self.store.forget_waiting(stop)

    def _ends_what_was_told_later(self, stop: StopFact, now: datetime) -> bool:
        """Whether its begin came after it, under a number of ours: the one open session that it could end.

        One that was told before the end is not meant: the end would have closed it when it came.
        """
        at = stop.at
        if at is None:
            return False
        fitting = [
            session
            for session in self.store.active_of(stop.charge_point_id)
            if session.start_received_at >= at and could_end(session, stop)
        ]
        if len(fitting) != 1 or not self.opening.gate.is_of(fitting[0]):
            return False
        session = flagged(fitting[0], flags.STOP_MATCHED)
        its_end = replace(stop, transaction_id=session.transaction_id or "")
        return self.closing.close(session, its_end, self.store.readings(session), now) is not None
