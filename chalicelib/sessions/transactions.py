"""Transactions that chargers name themselves (OCPP 2.x, block E): begun, updated, ended, in any order.

Whatever is heard first makes the session; what comes later tells what was missing: when it began, where, by
which token. A session whose token is not told yet is open, and its driver unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.kernel.errors import Violation
from chalicelib.sessions import flags
from chalicelib.sessions.amending import Amending, brings
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.gate import Gate
from chalicelib.sessions.known import Known
from chalicelib.sessions.matching import is_another, is_same_token, tells_otherwise, told_as
from chalicelib.sessions.needs import SessionStore
from chalicelib.sessions.opening import TRIES, Opening
from chalicelib.sessions.rules import (
    MeterValue,
    Moment,
    Session,
    Told,
    TransactionFact,
    group_of,
    token_violations,
)
from chalicelib.sessions.told import readings_told, start_told, stop_told

LONGEST_ID = 255
"""Of a transaction: OCPP allows 36 characters; what is longer is cut."""


@dataclass(frozen=True)
class Transactions:
    """Keeps each fact once, and of each transaction one session and one record."""

    store: SessionStore
    gate: Gate
    opening: Opening
    closing: Closing
    amending: Amending
    known: Known

    def told(self, fact: TransactionFact, received: datetime) -> Told:
        """Keep one event. The same again has no second effect.

        Started: 3 reads and 1 transaction (see Opening.open). Updated without a token: 1 write, or 1
        transaction when this process has not heard of the session yet. Ended: 3 reads and 1 transaction. What
        comes out of order, or brings a token or a connector later, takes a few more.
        """
        name = fact.transaction_id.encode("utf-8", "replace").decode()[:LONGEST_ID]
        fact = replace(fact, transaction_id=name, connector_id=fact.connector_id or None)
        if fact.moment is Moment.UPDATED and fact.token_uid is None and self._is_kept(fact, received):
            return Told()
        tell = {Moment.STARTED: self._started, Moment.UPDATED: self._updated, Moment.ENDED: self._ended}
        for _ in range(TRIES):
            session = tell[fact.moment](fact, received)
            if session is not None:
                if session.connector_id is not None:
                    self.known.add(fact.charge_point_id, name)
                return self._answer(fact, session)
        raise RuntimeError("a TransactionEvent found no moment to be stored")

    def _is_kept(self, fact: TransactionFact, received: datetime) -> bool:
        """Whether readings of a session that lacks nothing they could tell were kept."""
        told = readings_told(fact)
        if self.known.has(fact.charge_point_id, fact.transaction_id):
            self.store.keep_readings(told, received)
            return True
        if not self.store.keep_readings_of_known(told, received, placed=fact.connector_id is not None):
            return False
        if fact.connector_id is not None:
            self.known.add(fact.charge_point_id, fact.transaction_id)
        return True

    def _started(self, fact: TransactionFact, received: datetime) -> Session | None:
        found = self.opening.open(start_told(fact), received)
        session = found.session
        if not found.was_known or (fact.at == session.start_reported_at and not brings(session, fact)):
            return session
        self.store.keep_readings(readings_told(fact), received)
        if is_another(start_told(fact), session) and flags.ID_REUSED not in session.flags:
            self.store.flag(session, flags.ID_REUSED)
        return self._with(session, fact, received)

    def _updated(self, fact: TransactionFact, received: datetime) -> Session | None:
        self.store.keep_readings(readings_told(fact), received)
        session = self.store.visit(fact.charge_point_id, fact.transaction_id).session
        if session is None:
            odd = frozenset({flags.BEGIN_UNTOLD})
            return self.opening.open(start_told(fact), received, odd).session
        return self._with(session, fact, received)

    def _ended(self, fact: TransactionFact, received: datetime) -> Session | None:
        visit = self.store.visit(fact.charge_point_id, fact.transaction_id)
        session, stop = visit.session, stop_told(fact)
        if session is None:
            odd = {flags.BEGIN_UNTOLD} | ({flags.TOKEN_AT_END} if fact.token_uid else set())
            session = self.opening.open(start_told(fact), received, frozenset(odd)).session
        elif session.is_open and not self.gate.is_of(session):
            self.store.keep_foreign_stop(stop, received)
            return session
        if not session.is_open:
            if told_as(stop) not in visit.told:
                otherwise = tells_otherwise(session, stop)
                self.store.keep_second_stop(session, stop, received, otherwise=otherwise)
            return session
        amended = self._with(session, fact, received)
        if amended is None or not amended.is_open:
            return None
        readings: Sequence[MeterValue] = visit.readings
        if not readings and stop.meter_wh is None:
            readings = self.store.readings(amended)
        return self.closing.close(amended, stop, readings, received)

    def _with(self, session: Session, fact: TransactionFact, received: datetime) -> Session | None:
        """The session with what the fact tells of it. None: it has changed meanwhile, look again."""
        if not brings(session, fact):
            return session
        if session.is_open:
            return self.amending.amend(session, fact, received)
        if flags.TOLD_AFTER_END not in session.flags:
            self.store.flag(session, flags.TOLD_AFTER_END)
        return session

    def _answer(self, fact: TransactionFact, session: Session) -> Told:
        cost = session.cost if fact.moment is Moment.ENDED and not session.is_open else None
        if fact.token_uid is None:
            return Told(total_cost=cost)
        violations = self._violations(fact.charge_point_id, fact.token_uid, session)
        return Told(violations, group_of(session.driver_id, violations), cost)

    def _violations(self, charge_point_id: str, token_uid: str, session: Session) -> tuple[Violation, ...]:
        """What speaks against a token: it began the session, is of the same driver, or is judged alone."""
        if is_same_token(token_uid, session.token_uid):
            return session.violations
        token = self.gate.ground.who(charge_point_id, token_uid).token
        if token is not None and token.account_id == session.driver_id and not token.blocked:
            return session.violations
        return token_violations(token)
