"""Transactions that chargers name themselves (OCPP 2.x, block E): begun, updated, ended, in any order.

A begin makes the session, or readings that come before it; what comes later tells what was missing: when it
began, where, by which token. An end waits for its begin. A session whose token is not told yet is open, and
its driver unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.kernel.errors import Violation
from chalicelib.sessions import flags
from chalicelib.sessions.again import Again, is_other, told_name
from chalicelib.sessions.amending import Amending, brings
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.correcting import Correcting
from chalicelib.sessions.gate import Gate
from chalicelib.sessions.known import Known
from chalicelib.sessions.matching import is_same_token, tells_otherwise, told_as
from chalicelib.sessions.needs import TOLD, SessionStore
from chalicelib.sessions.opening import TRIES, Opening
from chalicelib.sessions.rules import (
    MeterValue,
    Moment,
    Session,
    StopFact,
    Told,
    TransactionFact,
    group_of,
    token_violations,
)
from chalicelib.sessions.told import readings_told, start_told, stop_told
from chalicelib.sessions.waiting import Waiting

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
    correcting: Correcting
    waiting: Waiting
    again: Again
    known: Known

    def told(self, fact: TransactionFact, received: datetime) -> Told:
        """Keep one event. The same again has no second effect.

        Started: 3 reads and 1 transaction (see Opening.open). Updated without a token: 1 write, or 1
        transaction when this process has not heard of the session yet. Ended: 3 reads and 1 transaction. What
        comes out of order, or brings a token or a connector later, takes a few more, as does the begin of a
        visit under a name that was used before.
        """
        name = told_name(fact.transaction_id.encode("utf-8", "replace").decode()[:LONGEST_ID])
        fact = replace(fact, transaction_id=name, connector_id=fact.connector_id or None)
        if fact.moment is Moment.UPDATED and fact.token_uid is None and self._is_kept(fact, received):
            return Told()
        tell = {Moment.STARTED: self._started, Moment.UPDATED: self._updated, Moment.ENDED: self._ended}
        for _ in range(TRIES):
            answer = tell[fact.moment](fact, received)
            if answer is not None:
                return answer
        raise RuntimeError("a TransactionEvent found no moment to be stored")

    def _is_kept(self, fact: TransactionFact, received: datetime) -> bool:
        """Whether readings of a session that lacks nothing they could tell were kept."""
        told = readings_told(fact)
        name = self.known.name(fact.charge_point_id, fact.transaction_id, fact.at)
        if name is not None:
            self.store.keep_readings(replace(told, transaction_id=name), received)
            return True
        if not self.store.keep_readings_of_known(told, received, placed=fact.connector_id is not None):
            return False
        if fact.connector_id is not None:
            self.known.add(fact.charge_point_id, fact.transaction_id, fact.transaction_id)
        return True

    def _started(self, fact: TransactionFact, received: datetime) -> Told | None:
        found = self.opening.open(start_told(fact), received)
        session = found.session
        if found.end_waits and not found.was_known:
            session = self.waiting.settle(session, received)
        if not found.was_known or (fact.at == session.start_reported_at and not brings(session, fact)):
            return self._answer(fact, session)
        if is_other(start_told(fact), session):
            return self._begun_again(fact, session, received)
        self.store.keep_readings(readings_told(fact), received)
        after = self._with(session, fact, received)
        if after is not None and after.is_open and flags.BEGIN_UNTOLD in session.flags:
            after = self.waiting.settle(after, received)
        return None if after is None else self._answer(fact, after)

    def _begun_again(self, fact: TransactionFact, first: Session, received: datetime) -> Told | None:
        """A begin under a name that has a session already: of another visit, if that has ended."""
        its_own = self.again.begun(fact, first)
        if its_own is not None:
            return self._started(its_own, received)
        self.store.keep_readings(readings_told(fact), received)
        if flags.ID_REUSED not in first.flags:
            self.store.flag(first, flags.ID_REUSED)
        return self._answer(fact, first)

    def _updated(self, fact: TransactionFact, received: datetime) -> Told | None:
        fact, visit = self.again.visit(fact)
        self.store.keep_readings(readings_told(fact), received)
        session = visit.session
        if session is None:
            odd = frozenset({flags.BEGIN_UNTOLD})
            return self._answer(fact, self.opening.open(start_told(fact), received, odd).session)
        after = self._with(session, fact, received)
        return None if after is None else self._answer(fact, after)

    def _ended(self, fact: TransactionFact, received: datetime) -> Told | None:
        fact, visit = self.again.visit(fact)
        session, stop = self.waiting.settled(visit, received) or visit.session, stop_told(fact)
        if session is None:
            return self._waits(fact, stop, received)
        if session.is_open and not self.gate.is_of(session):
            self.store.keep_foreign_stop(stop, received)
            return self._answer(fact, session)
        if not session.is_open:
            if told_as(stop) not in visit.told:
                otherwise = tells_otherwise(session, stop)
                self.store.keep_second_stop(session, stop, received, otherwise=otherwise)
            return self._answer(fact, session)
        amended = self._with(session, fact, received)
        if amended is None or not amended.is_open:
            return None
        if flags.BEGIN_UNTOLD in amended.flags:
            return self._waits(fact, stop, received, amended)
        readings: Sequence[MeterValue] = visit.readings
        if not readings and stop.meter_wh is None:
            readings = self.store.readings(amended)
        ended = self.closing.close(amended, stop, readings, received)
        return None if ended is None else self._answer(fact, ended)

    def _waits(
        self, fact: TransactionFact, stop: StopFact, received: datetime, session: Session | None = None
    ) -> Told | None:
        """An end whose begin was not told is kept until it is. See LostBegins for how long."""
        if self.store.keep_stop(stop, received) - {TOLD}:
            return None
        if session is not None:
            return self._answer(fact, session)
        if fact.token_uid is None:
            return Told()
        token = self.gate.ground.who(fact.charge_point_id, fact.token_uid).token
        return Told(token_violations(token, stop.at or received))

    def _with(self, session: Session, fact: TransactionFact, received: datetime) -> Session | None:
        """The session with what the fact tells of it. None: it has changed meanwhile, look again."""
        if not brings(session, fact):
            return session
        if session.is_open:
            return self.amending.amend(session, fact, received)
        return self.correcting.correct(session, fact, received)

    def _answer(self, fact: TransactionFact, session: Session) -> Told:
        name = session.transaction_id or ""
        if session.connector_id is not None and not session.again:
            since = None if name == told_name(name) else session.start_reported_at
            self.known.add(fact.charge_point_id, told_name(name), name, since)
        cost = session.cost if fact.moment is Moment.ENDED and not session.is_open else None
        if fact.token_uid is None:
            return Told(total_cost=cost)
        violations, account_id = self._judged(fact, fact.token_uid, session)
        return Told(violations, group_of(account_id, violations), cost)

    def _judged(
        self, fact: TransactionFact, token_uid: str, session: Session
    ) -> tuple[tuple[Violation, ...], str | None]:
        """What speaks against a token, and whose it is.

        It began the session, is of the same driver, or is judged alone: a master pass ends what others began.
        """
        if is_same_token(token_uid, session.token_uid):
            return session.violations, session.driver_id
        token = self.gate.ground.who(fact.charge_point_id, token_uid).token
        violations = token_violations(token, fact.at or session.start)
        if token is not None and token.account_id == session.driver_id and not violations:
            return session.violations, session.driver_id
        return violations, token.account_id if token else None
