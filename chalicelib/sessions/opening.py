"""The begin of a visit: the session, its place and its booking in one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.bookings.turns import Turn
from chalicelib.kernel.errors import DomainError, Violation
from chalicelib.kernel.ids import Ids
from chalicelib.metrics import Metric, tally
from chalicelib.sessions import flags
from chalicelib.sessions.clocks import trusted
from chalicelib.sessions.gate import Arrival, Gate
from chalicelib.sessions.matching import is_same, transaction_id_of
from chalicelib.sessions.needs import OURS, PLACE, SESSION, WAITING, Active, Begin, SessionStore, Writes
from chalicelib.sessions.rules import Session, StartFact
from chalicelib.sessions.settling import opened, under

TRIES = 25
"""More clashes in a row mean that something else is wrong."""


@dataclass(frozen=True)
class Opened:
    """A session that has begun, and whether it was known already, or its end was told before."""

    session: Session
    was_known: bool = False
    end_waits: bool = False


@dataclass(frozen=True)
class Opening:
    """Begins visits. Whoever comes second with the same fact finds what the first made."""

    store: SessionStore
    new_id: Ids
    gate: Gate
    begin: Begin

    def open(self, fact: StartFact, received: datetime, odd: frozenset[str] = frozenset()) -> Opened:
        """Keep that a visit has begun, whoever came. 2 reads, or 3, and 1 transaction.

        A repetition, a session that never ended and an end told before the begin show in the transaction's
        conditions, and are looked at only then. `odd` flags it. A token that was not told is not judged.
        """
        at = trusted(fact.at, received).at
        arrival = self.gate.arrival(fact.charge_point_id, fact.token_uid, fact.connector_id, at)
        turn: Turn | None = None
        violations: tuple[Violation, ...] = ()
        if fact.token_uid is not None:
            turn, violations = self._judged(fact, arrival, at)
        session_id, clashes, lost = self.new_id(), 0, 0
        active: Active | None = None
        waiting = False
        for _ in range(TRIES):
            session = opened(session_id, fact, arrival.place, arrival.token, violations, received=received)
            if fact.transaction_id is None:
                number = transaction_id_of(session.fingerprint or "", clashes)
                session = replace(session, transaction_id=number)
            is_late = active is not None and active.start > session.start
            writes: Writes = ()
            if is_late:
                session = flagged(session, flags.NEXT_START_WITHOUT_STOP)
            else:
                session, writes = self.holding(session, turn, give_up=lost > 1)
            failed = self.store.open(
                flagged(session, *odd),
                fact.raw,
                readings=fact.readings,
                takes_place=not (violations or is_late),
                instead_of=active,
                despite_waiting_stop=waiting,
                writes=writes,
            )
            if not failed:
                _tallied(session)
                self.gate.tell(arrival.place.charger, session.driver_id, session.violations, session.start)
                return Opened(flagged(session, *odd), end_waits=waiting)
            waiting = waiting or WAITING in failed
            if SESSION in failed:
                known = self.store.visit(fact.charge_point_id, session.transaction_id or "").session
                if known is not None and is_same(fact, known):
                    self.gate.tell(arrival.place.charger, known.driver_id, known.violations, known.start)
                    return Opened(known, was_known=True, end_waits=waiting)
                clashes += 1
                waiting = False
            if PLACE in failed:
                active = self._instead_of(session)
            if failed - OURS:
                lost += 1
                arrival = replace(arrival, seen=None)
                turn, violations = self._judged(fact, arrival, at)
        raise RuntimeError("a begin found no moment to be stored")

    def _judged(
        self, fact: StartFact, arrival: Arrival, at: datetime
    ) -> tuple[Turn | None, tuple[Violation, ...]]:
        """A charger that does not tell yet at which connector is told what an Authorize would be."""
        if fact.connector_id is None and arrival.place.connector_id is None and fact.token_uid:
            return None, self.gate.authorize(fact.charge_point_id, fact.token_uid, None, at).violations
        return self.gate.judged(arrival, at)

    def _instead_of(self, session: Session) -> Active | None:
        """The visit that goes on at its place, if that is not this very fact, its number not yet found."""
        active = self.store.active(session)
        return None if active is not None and active.fingerprint == session.fingerprint else active

    def holding(
        self, session: Session, turn: Turn | None, *, give_up: bool = False
    ) -> tuple[Session, Writes]:
        """The session under the booking that gives it its turn, and the writes that make it so."""
        if session.violations or turn is None:
            return session, ()
        if give_up:
            return flagged(session, flags.SLOTS_NOT_HELD), ()
        try:
            writes = self.begin(turn, session.session_id, session.start, session.car_id)
        except DomainError:
            return flagged(session, flags.SLOTS_NOT_HELD), ()
        return under(session, turn), writes


def _tallied(session: Session) -> None:
    tally(Metric.SESSIONS_BEGUN)
    for violation in session.violations:
        tally(Metric.REFUSALS, code=violation.code)


def flagged(session: Session, *odd: str) -> Session:
    """The session with these flags."""
    return replace(session, flags=session.flags.union(odd))
