"""Names of transactions that a charger uses again, as ids of OCPP 2.x may restart when it does.

The first visit is kept under the name, each later one under the name and the instant of its begin. The first
one's session knows of the later ones, so that what is told under the name finds the visit of its time.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.sessions.matching import is_another
from chalicelib.sessions.needs import SessionStore, Visit
from chalicelib.sessions.rules import Session, StartFact, TransactionFact
from chalicelib.sessions.told import start_told

SEPARATOR = "\x1f"
"""Between a name and an instant; taken out of the names that chargers tell."""


def told_name(transaction_id: str) -> str:
    """The name as its charger knows it."""
    return transaction_id.partition(SEPARATOR)[0]


def name_of(session: Session, at: datetime | None) -> str:
    """Under which name that is kept which is told of `at` under the name of a first visit."""
    begun = [begin for begin in session.again if at is None or begin <= at]
    name = session.transaction_id or ""
    return f"{name}{SEPARATOR}{max(begun).isoformat()}" if begun else name


def begins_again(fact: StartFact, known: Session) -> bool:
    """Whether another visit begins under the name of `known`: after its end, at another register."""
    ended = known.end_reported_at
    if fact.at is None or ended is None or fact.at <= ended:
        return False
    return fact.meter_wh is None or known.energy_wh == 0 or fact.meter_wh != known.meter_start_wh


def is_other(fact: StartFact, known: Session) -> bool:
    """Whether it is not the begin of `known`, under whose name it is told."""
    return is_another(fact, known) or begins_again(fact, known)


@dataclass(frozen=True)
class Again:
    """Finds the visit that a fact is of."""

    store: SessionStore

    def visit(self, fact: TransactionFact) -> tuple[TransactionFact, Visit]:
        """The fact under the name of the visit of its time, and that. 1 read, or 2 for a name used again."""
        visit = self.store.visit(fact.charge_point_id, fact.transaction_id)
        name = name_of(visit.session, fact.at) if visit.session else fact.transaction_id
        if name == fact.transaction_id:
            return fact, visit
        return replace(fact, transaction_id=name), self.store.visit(fact.charge_point_id, name)

    def begun(self, fact: TransactionFact, first: Session) -> TransactionFact | None:
        """A begin under the name of its own visit, which is noted with the first. None: it has none."""
        name = name_of(first, fact.at)
        latest: Session | None = first
        if name != first.transaction_id:
            latest = self.store.visit(fact.charge_point_id, name).session
            if latest is None or not is_other(start_told(fact), latest):
                return replace(fact, transaction_id=name)
        if fact.at is None or latest is None or not begins_again(start_told(fact), latest):
            return None
        self.store.note_again(first, fact.at)
        return replace(fact, transaction_id=name_of(replace(first, again=first.again | {fact.at}), fact.at))
