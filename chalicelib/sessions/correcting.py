"""What is told of a session only after its record was written: other records follow, none is changed."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from chalicelib.kernel.ids import Ids
from chalicelib.kernel.money import Money
from chalicelib.sessions import flags
from chalicelib.sessions.amending import Amending
from chalicelib.sessions.matching import STAMPED_ANEW, has_ended
from chalicelib.sessions.needs import SessionStore
from chalicelib.sessions.opening import flagged
from chalicelib.sessions.reviewing import credit_of, standing_record
from chalicelib.sessions.rules import Session, State, TransactionFact
from chalicelib.sessions.settling import cdr_of, closed


@dataclass(frozen=True)
class Correcting:
    """Settles an ended session anew with its begin, place or token. It stays held for review."""

    store: SessionStore
    amending: Amending
    new_id: Ids

    def correct(self, session: Session, fact: TransactionFact, received: datetime) -> Session | None:
        """The session as it would have been, its old record credited. None: it has changed, look again.

        4 reads and 1 transaction. What somebody has decided, or whose end the charger never told, is only
        flagged; so is that of a charge point which has become another network's.
        """
        visit = self.store.visit(fact.charge_point_id, fact.transaction_id)
        stop = next((end for end in visit.ends if has_ended(session, end)), None)
        is_of_it = not session.review and not _is_later(fact, session)
        known = self.amending.known(session, fact, received) if is_of_it and stop else None
        if known is None or stop is None:
            if flags.TOLD_AFTER_END not in session.flags:
                self.store.flag(session, flags.TOLD_AFTER_END)
            return session
        again, arrival = known
        again, _ = self.amending.judged(_reopened(session), _reopened(again), fact, arrival)
        ended_at = session.end_received_at or received
        ended = closed(flagged(again, flags.TOLD_AFTER_END), stop, visit.readings, ended_at, self.new_id())
        ended = replace(ended, updated_at=received)
        records = self.store.records(session)
        standing = standing_record(records)
        added = [] if standing is None else [credit_of(standing, self.new_id(), received)]
        failed = self.store.correct(session, ended, [*added, cdr_of(ended, received)], len(records))
        return None if failed else ended


def _is_later(fact: TransactionFact, session: Session) -> bool:
    """Whether it happened after the end, so that it is of another visit under the same name."""
    ended = session.end_reported_at
    return fact.at is not None and ended is not None and fact.at > ended + STAMPED_ANEW


def _reopened(session: Session) -> Session:
    """As it was before its end."""
    return replace(
        session,
        state=State.INVALID if session.violations else State.ACTIVE,
        flags=session.flags - flags.OF_THE_END,
        meter_stop_wh=None,
        energy_wh=Decimal(0),
        cost=Money(Decimal(0), session.tariff.currency),
        end=None,
        end_received_at=None,
        end_reported_at=None,
        stop_reason=None,
        cdr_id=None,
    )
