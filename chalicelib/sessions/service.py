"""What chargers ask and tell: may it charge, it began, it measured, it ended. Facts are never refused."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.bookings.turns import Turn
from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.sessions import flags
from chalicelib.sessions.clocks import trusted
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.gate import Gate
from chalicelib.sessions.needs import (
    OURS,
    PLACE,
    SESSION,
    TOLD,
    WAITING,
    Active,
    Begin,
    SessionStore,
    Visit,
    Writes,
)
from chalicelib.sessions.rules import (
    Authorized,
    ReadingsFact,
    Session,
    Started,
    StartFact,
    StopFact,
    Told,
    TransactionFact,
    could_end,
    group_of,
    is_same,
    is_usable,
    tells_otherwise,
    told_as,
    transaction_id_of,
)
from chalicelib.sessions.settling import Place, opened, under
from chalicelib.tokens.rules import Token

TRIES = 25
"""More clashes in a row mean that something else is wrong."""


@dataclass(frozen=True)
class SessionService:
    """The sessions of networked chargers, by what their charge points report."""

    store: SessionStore
    now: Clock
    new_id: Ids
    gate: Gate
    begin: Begin
    closing: Closing

    def authorize(
        self, charge_point_id: str, token_uid: str, connector_id: int | None, at: datetime
    ) -> Authorized:
        """Whether this token may charge there. See Gate.authorize."""
        return self.gate.authorize(charge_point_id, token_uid, connector_id, at)

    def start(self, fact: StartFact) -> Started:
        """Keep that charging began, and tell whether it may. The same fact again gets the same answer.

        4 reads, 1 or 2 that tell whose turn it is, and 1 transaction: a repetition, a session that never
        ended and an end told before the begin show in its conditions, and are looked at only then.
        """
        received = self.now()
        place = next(self.gate.places(fact.charge_point_id, fact.connector_id))
        token = self.gate.token(fact.token_uid)
        session, waiting = self._open(fact, place, token, received)
        self.gate.tell(place.charger, session.driver_id, session.violations, session.start)
        if waiting:
            visit = self.store.visit(fact.charge_point_id, session.transaction_id or "")
            if visit.session and visit.session.is_open and visit.waiting:
                self._settle(visit, visit.session, visit.waiting)
        group_id = group_of(session.driver_id, session.violations)
        return Started(session.transaction_id or "", session.violations, group_id)

    def readings(self, fact: ReadingsFact) -> None:
        """Keep what the meter shows: 1 write, whatever is known of the transaction."""
        self.store.keep_readings(fact, self.now())

    def stop(self, fact: StopFact) -> None:
        """Keep that charging ended; the session and its Cdr follow, once. 3 reads and 1 transaction.

        One more read, where the charger's messages are too many for one, tells how the readings began.
        """
        received = self.now()
        for _ in range(TRIES):
            visit = self.store.visit(fact.charge_point_id, fact.transaction_id)
            if visit.session and visit.session.is_open and visit.waiting:
                self._settle(visit, visit.session, visit.waiting)
                continue
            if told_as(fact) in visit.told:
                return
            if visit.session and visit.session.is_open and not self.gate.is_of(visit.session):
                self.store.keep_foreign_stop(fact, received)
                return
            if visit.session is None and not is_usable(fact.transaction_id):
                visit = self._matched(fact) or visit
            if self._keep(fact, visit, received):
                return
        raise RuntimeError("a StopTransaction found no moment to be stored")

    def told(self, fact: TransactionFact) -> Told:
        """Keep what happens in a transaction that a charger has named itself (OCPP 2.x)."""
        raise NotImplementedError

    def charging(self, charger_ids: Iterable[str]) -> set[str]:
        """Which of these plain chargers have a visit going on. 1 read per 100."""
        return self.store.charging(charger_ids)

    def _open(
        self, fact: StartFact, place: Place, token: Token | None, received: datetime
    ) -> tuple[Session, bool]:
        at = trusted(fact.at, received).at
        session_id, clashes, lost = self.new_id(), 0, 0
        active: Active | None = None
        waiting = False
        standing = self.gate.standing_at(place, token) if token else None
        turn, violations = self.gate.judged(place, standing, token, at)
        for _ in range(TRIES):
            session = opened(session_id, fact, place, token, violations, received=received)
            session = replace(session, transaction_id=transaction_id_of(session.fingerprint or "", clashes))
            is_late = active is not None and active.start > session.start
            writes: Writes = ()
            if is_late:
                session = _flagged(session, flags.NEXT_START_WITHOUT_STOP)
            else:
                session, writes = self._holding(session, turn, give_up=lost > 1)
            failed = self.store.open(
                session,
                fact.raw,
                takes_place=not (violations or is_late),
                instead_of=active,
                despite_waiting_stop=waiting,
                writes=writes,
            )
            if not failed:
                return session, waiting
            waiting = waiting or WAITING in failed
            if SESSION in failed:
                known = self.store.visit(fact.charge_point_id, session.transaction_id or "").session
                if known is not None and is_same(fact, known):
                    return known, waiting
                clashes += 1
                waiting = False
            if PLACE in failed:
                active = self.store.active(session)
                if active is not None and active.fingerprint == session.fingerprint:
                    active = None  # this very fact, told before: its number is not found yet
            if failed - OURS:
                lost += 1
                turn, violations = self.gate.judged(place, standing, token, at)
        raise RuntimeError("a StartTransaction found no moment to be stored")

    def _holding(self, session: Session, turn: Turn | None, *, give_up: bool) -> tuple[Session, Writes]:
        if session.violations or turn is None:
            return session, ()
        if give_up:
            return _flagged(session, flags.SLOTS_NOT_HELD), ()
        try:
            writes = self.begin(turn, session.session_id, session.start, session.car_id)
        except DomainError:
            return _flagged(session, flags.SLOTS_NOT_HELD), ()
        return under(session, turn), writes

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
        return self.closing.close(visit.session, fact, readings, received)

    def _settle(self, visit: Visit, session: Session, waiting: StopFact) -> None:
        odd = _flagged(session, flags.STOP_BEFORE_START)
        self.closing.close(odd, waiting, visit.readings, self.now(), was_waiting=True)

    def _matched(self, fact: StopFact) -> Visit | None:
        fitting = [
            session for session in self.store.active_of(fact.charge_point_id) if could_end(session, fact)
        ]
        if len(fitting) != 1 or not self.gate.is_of(fitting[0]):
            return None
        session = _flagged(fitting[0], flags.STOP_MATCHED)
        return Visit(session, self.store.readings(session))


def _flagged(session: Session, flag: str) -> Session:
    return replace(session, flags=session.flags | {flag})
