"""What somebody decides about a session that is held for review: its records follow, none is changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from chalicelib.kernel.ids import Ids
from chalicelib.kernel.money import Money
from chalicelib.sessions.rules import Cdr, ChargingPeriod, Session, State
from chalicelib.tariffs.rules import cost


class Decision(StrEnum):
    """ACCEPT lets the record stand, CORRECT puts another energy in its place, VOID nothing."""

    ACCEPT = "accept"
    CORRECT = "correct"
    VOID = "void"


@dataclass(frozen=True)
class Review:
    """Who decided what of a session, when and why. They are numbered from 1."""

    number: int
    decision: Decision
    by: str
    at: datetime
    reason: str
    energy_wh: Decimal | None = None
    """That is right instead, when CORRECT."""


def credit_of(record: Cdr, cdr_id: str, now: datetime) -> Cdr:
    """The record that takes another back (OCPI 2.2.1, 10.4.1, `credit`): its figures, at a negative cost."""
    owed = record.total_cost
    return replace(
        record,
        cdr_id=cdr_id,
        total_cost=Money(-owed.amount, owed.currency),
        held_for_review=False,
        created_at=now,
        is_credit=True,
        credit_reference_id=record.cdr_id,
    )


def corrected_of(record: Cdr, energy_wh: Decimal, cdr_id: str, now: datetime) -> Cdr:
    """The record that stands instead, by the same tariff and times. What nobody is known to owe is free."""
    owed = cost(record.tariff, energy_wh, record.end - record.start)
    if record.driver_id is None:
        owed = Money(Decimal(0), record.tariff.currency)
    return replace(
        record,
        cdr_id=cdr_id,
        total_energy_wh=energy_wh,
        total_cost=owed,
        charging_periods=(ChargingPeriod(record.start, energy_wh, record.total_hours),),
        held_for_review=False,
        created_at=now,
        is_credit=False,
        credit_reference_id=None,
    )


def standing_record(records: Sequence[Cdr]) -> Cdr | None:
    """The one of a session's records (in the order of their making) that counts; None: it was taken back."""
    taken_back = {record.credit_reference_id for record in records if record.is_credit}
    counts = [record for record in records if not record.is_credit and record.cdr_id not in taken_back]
    return counts[-1] if counts else None


def follow(records: Sequence[Cdr], review: Review, new_id: Ids) -> tuple[Cdr, ...]:
    """The records that a review adds to those that there are. Raises ValueError without any."""
    if not records:
        raise ValueError("only a session with a record is reviewed")
    standing = standing_record(records)
    added = []
    if review.decision is not Decision.ACCEPT and standing is not None:
        added.append(credit_of(standing, new_id(), review.at))
    if review.decision is Decision.CORRECT and review.energy_wh is not None:
        added.append(corrected_of(standing or records[0], review.energy_wh, new_id(), review.at))
    return tuple(added)


def reviewed(session: Session, review: Review, added: Sequence[Cdr]) -> Session:
    """The session as it is shown after a review: with the figures of the record that counts now."""
    session = replace(session, review=review.decision.value, reviews=review.number)
    if not added:
        return session
    last = added[-1]
    if last.is_credit:
        free = Money(Decimal(0), session.tariff.currency)
        return replace(session, state=State.INVALID, energy_wh=Decimal(0), cost=free, cdr_id=last.cdr_id)
    state = State.COMPLETED if session.driver_id else State.INVALID
    return replace(
        session, state=state, energy_wh=last.total_energy_wh, cost=last.total_cost, cdr_id=last.cdr_id
    )
