"""What chargers ask and tell: may it charge, it began, it measured, it ended. Facts are never refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.kernel.ids import Clock, Ids
from chalicelib.sessions import flags
from chalicelib.sessions.again import Again
from chalicelib.sessions.amending import Amending
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.correcting import Correcting
from chalicelib.sessions.gate import Gate
from chalicelib.sessions.known import Known
from chalicelib.sessions.lost import LostBegins
from chalicelib.sessions.matching import could_end, is_usable, tells_otherwise, told_as
from chalicelib.sessions.needs import TOLD, Begin, SessionStore, Visit
from chalicelib.sessions.opening import TRIES, Opening, flagged
from chalicelib.sessions.rules import (
    Authorized,
    ReadingsFact,
    Session,
    Started,
    StartFact,
    StopFact,
    Told,
    TransactionFact,
    group_of,
)
from chalicelib.sessions.told import begin_told
from chalicelib.sessions.transactions import Transactions
from chalicelib.sessions.waiting import Waiting


def joined(
    store: SessionStore, now: Clock, new_id: Ids, gate: Gate, begin: Begin, closing: Closing
) -> "SessionService":
    """The service with its parts: what begins, ends and amends sessions."""
    opening = Opening(store, new_id, gate, begin)
    amending = Amending(store, gate, opening)
    correcting = Correcting(store, amending, new_id)
    waiting = Waiting(store, closing)
    transactions = Transactions(
        store, gate, opening, closing, amending, correcting, waiting, Again(store), Known()
    )
    lost = LostBegins(store, opening, closing)
    return SessionService(store, now, gate, opening, closing, transactions, waiting, lost)


@dataclass(frozen=True)
class SessionService:
    """The sessions of networked chargers, by what their charge points report."""

    store: SessionStore
    now: Clock
    gate: Gate
    opening: Opening
    closing: Closing
    transactions: Transactions
    waiting: Waiting
    lost: LostBegins

    def authorize(
        self, charge_point_id: str, token_uid: str, connector_id: int | None, at: datetime
    ) -> Authorized:
        """Whether this token may charge there. See Gate.authorize."""
        return self.gate.authorize(charge_point_id, token_uid, connector_id, at)

    def start(self, fact: StartFact) -> Started:
        """Keep that charging began, and tell whether it may. The same fact again gets the same answer.

        3 reads and 1 transaction: see Opening.open.
        """
        received = self.now()
        found = self.opening.open(fact, received)
        session = found.session
        if found.was_known and flags.BEGIN_UNTOLD in session.flags:
            self.transactions.told(begin_told(fact, session.transaction_id or "", received), received)
            session = self.store.visit(fact.charge_point_id, session.transaction_id or "").session or session
        elif found.end_waits:
            session = self.waiting.settle(session, received)
        group_id = group_of(session.driver_id, session.violations)
        return Started(session.transaction_id or "", session.violations, group_id)

    def readings(self, fact: ReadingsFact) -> None:
        """Keep what the meter shows: 1 write, whatever is known of the transaction."""
        self.store.keep_readings(fact, self.now())

    def stop(self, fact: StopFact) -> Session | None:
        """Keep that charging ended; the session and its Cdr follow, once. 3 reads and 1 transaction.

        The answer is the session as it was known before, None if there was none, or not that charge point's.
        One more read, where the charger's messages are too many for one, tells how the readings began.
        """
        received = self.now()
        for _ in range(TRIES):
            visit = self.store.visit(fact.charge_point_id, fact.transaction_id)
            if self.waiting.settled(visit, received):
                continue
            if told_as(fact) in visit.told:
                return visit.session
            if visit.session and visit.session.is_open and not self.gate.is_of(visit.session):
                self.store.keep_foreign_stop(fact, received)
                return None
            if visit.session is None and not is_usable(fact.transaction_id):
                visit = self._matched(fact) or visit
            if self._keep(fact, visit, received):
                return visit.session
        raise RuntimeError("a StopTransaction found no moment to be stored")

    def told(self, fact: TransactionFact) -> Told:
        """Keep what happens in a transaction that a charger has named itself. See Transactions.told."""
        return self.transactions.told(fact, self.now())

    def charging(self, charger_ids: Iterable[str]) -> set[str]:
        """Which of these plain chargers have a visit going on. 1 read per 100."""
        return self.store.charging(charger_ids)

    def in_session(self, connectors: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
        """At which of these (charge_point_id, connector_id) one goes on. 1 read per 100."""
        return self.store.in_session(connectors)

    def _keep(self, fact: StopFact, visit: Visit, received: datetime) -> bool:
        if visit.session is None:
            return not self.store.keep_stop(fact, received) - {TOLD}
        if not visit.session.is_open:
            otherwise = tells_otherwise(visit.session, fact)
            self.store.keep_second_stop(visit.session, fact, received, otherwise=otherwise)
            return True
        readings = visit.readings
        if not readings and fact.meter_wh is None:
            readings = self.store.readings(visit.session)
        return self.closing.close(visit.session, fact, readings, received) is not None

    def _matched(self, fact: StopFact) -> Visit | None:
        fitting = [
            session for session in self.store.active_of(fact.charge_point_id) if could_end(session, fact)
        ]
        if len(fitting) != 1 or not self.gate.is_of(fitting[0]):
            return None
        session = flagged(fitting[0], flags.STOP_MATCHED)
        return Visit(session, self.store.readings(session))
