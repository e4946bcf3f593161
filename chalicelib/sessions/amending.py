"""What is told of a session only after it was opened: its begin, its connector, its token."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.bookings.turns import Turn
from chalicelib.sessions import flags
from chalicelib.sessions.clocks import trusted
from chalicelib.sessions.gate import Arrival, Gate
from chalicelib.sessions.needs import OURS, PLACE, SESSION, SessionStore, Writes
from chalicelib.sessions.opening import Opening
from chalicelib.sessions.rules import Moment, Session, State, TransactionFact
from chalicelib.sessions.settling import placed
from chalicelib.sessions.told import begin_of

STOPS = frozenset({"stopauthorized"})
"""TriggerReasonEnumType: with these the token is that of who stopped it, not of who began it."""
TRIES = 5


@dataclass(frozen=True)
class Amending:
    """Adds to an open session what it lacks. Nothing that was told before is changed."""

    store: SessionStore
    gate: Gate
    opening: Opening

    def amend(self, session: Session, fact: TransactionFact, received: datetime) -> Session | None:
        """The session with what `fact` brings; with a token, under the booking that gives it its turn.

        3 reads and 1 transaction. None: it has changed or ended meanwhile, look again. Of a charge point that
        has become another network's, nothing changes.
        """
        known = self.known(session, fact, received)
        if known is None:
            return session
        after, arrival = known
        for attempt in range(TRIES):
            admitted, writes = self._admitted(session, after, fact, arrival, give_up=attempt > 1)
            failed = self.store.amend(session, admitted, writes, moves=True)
            if failed == {PLACE}:
                failed = self.store.amend(session, admitted, writes, moves=False)
            if not failed:
                self.gate.tell(arrival.place.charger, admitted.driver_id, admitted.violations, admitted.start)
                return admitted
            if SESSION in failed or not failed - OURS:
                return None
            arrival = replace(arrival, seen=None)
        return None

    def known(
        self, session: Session, fact: TransactionFact, received: datetime
    ) -> tuple[Session, Arrival] | None:
        """The session with its begin, place and token as known by now, not judged, and who came where.

        2 reads. None: its charge point has become another network's.
        """
        after = begun(session, fact, received)
        token_uid = fact.token_uid if _brings_token(session, fact) else session.token_uid
        connector_id = fact.connector_id if session.connector_id is None else session.connector_id
        arrival = self.gate.arrival(fact.charge_point_id, token_uid, connector_id, after.start)
        if session.network_id not in (None, arrival.place.network_id):
            return None
        if session.connector_id is None:
            after = placed(after, arrival.place)
        return replace(after, token_uid=token_uid), arrival

    def judged(
        self, before: Session, after: Session, fact: TransactionFact, arrival: Arrival
    ) -> tuple[Session, Turn | None]:
        """By the token it has now, judged where it was not, or where nobody knew where it was.

        With the turn that bookings give it, if any.
        """
        is_new = _brings_token(before, fact)
        if after.token_uid is None or not (is_new or after.charger_id != before.charger_id):
            return after, None
        turn, violations = self.gate.judged(arrival, after.start)
        is_at_end = is_new and (fact.moment is Moment.ENDED or _is_stop(fact))
        odd = after.flags - {flags.REFUSED, *({flags.TOKEN_AT_END} if is_new else ())}
        odd |= {flags.REFUSED} if violations else set()
        odd |= {flags.TOKEN_AT_END} if is_at_end else set()
        after = replace(
            after,
            driver_id=arrival.token.account_id if arrival.token else None,
            violations=violations,
            state=State.INVALID if violations else State.ACTIVE,
            flags=odd,
        )
        return after, None if is_at_end or before.booking_id else turn

    def _admitted(
        self, before: Session, after: Session, fact: TransactionFact, arrival: Arrival, *, give_up: bool
    ) -> tuple[Session, Writes]:
        after, turn = self.judged(before, after, fact, arrival)
        return self.opening.holding(after, turn, give_up=give_up)


def brings(session: Session, fact: TransactionFact) -> bool:
    """Whether a fact tells what its session lacks."""
    is_begin = fact.moment is Moment.STARTED and flags.BEGIN_UNTOLD in session.flags
    is_place = session.connector_id is None and fact.connector_id is not None
    return is_begin or is_place or _brings_token(session, fact)


def begun(session: Session, fact: TransactionFact, received: datetime) -> Session:
    """The session with its begin, where that was not told before."""
    if fact.moment is not Moment.STARTED or flags.BEGIN_UNTOLD not in session.flags:
        return session
    start = trusted(fact.at, received)
    return replace(
        session,
        start=start.at,
        start_reported_at=fact.at,
        meter_start_wh=begin_of(fact),
        flags=session.flags - {flags.BEGIN_UNTOLD} | start.flags,
    )


def _brings_token(session: Session, fact: TransactionFact) -> bool:
    if fact.token_uid is None:
        return False
    is_better = flags.TOKEN_AT_END in session.flags and fact.moment is not Moment.ENDED and not _is_stop(fact)
    return session.token_uid is None or is_better


def _is_stop(fact: TransactionFact) -> bool:
    return (fact.trigger or "").lower() in STOPS
