"""Which facts are of one visit, and which are one fact told twice."""

import hashlib
from datetime import timedelta

from chalicelib.sessions import flags
from chalicelib.sessions.rules import Session, StartFact, StopFact

STAMPED_ANEW = timedelta(minutes=1)
"""Between the times of a stop and its repetition, where a charger stamps each with its moment of sending."""
MOST_TRANSACTION_ID = 2**31 - 1
"""OCPP 1.6 does not say how wide its integers are; every charger holds 31 bits."""


def fingerprint(fact: StartFact) -> str:
    """What makes two StartFacts one fact told twice (a charger repeats itself: OCPP 1.6 edition 2, 3.7.1)."""
    meter = "" if fact.meter_wh is None else f"{fact.meter_wh.normalize():f}"
    told = (
        fact.charge_point_id,
        str(fact.connector_id),
        (fact.token_uid or "").casefold(),
        "" if fact.at is None else str(fact.at.timestamp()),
        meter,
    )
    if fact.transaction_id is not None:
        told = (fact.charge_point_id, "", fact.transaction_id, "", "")
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def is_same(fact: StartFact, known: Session) -> bool:
    """Whether `known` began by this very fact.

    Where the time is missing, or cannot be true (a clock that was never set stands at the same instant after
    every power cut), it is the next one, once `known` has ended. What the charger named itself is what it is;
    what was made of an end alone began by the fact that has its number.
    """
    if fact.transaction_id is not None:
        return known.transaction_id == fact.transaction_id
    if flags.BEGIN_UNTOLD in known.flags:
        return known.transaction_id == transaction_id_of(fingerprint(fact))
    is_told_by_time = fact.at is not None and known.start == fact.at
    return known.fingerprint == fingerprint(fact) and (known.is_open or is_told_by_time)


def is_another(fact: StartFact, known: Session) -> bool:
    """Whether a charger gave a transaction the name that another, `known`, has already."""
    began = known.start_reported_at
    if fact.transaction_id is None or flags.BEGIN_UNTOLD in known.flags or fact.at is None or began is None:
        return False
    return abs(fact.at - began) > STAMPED_ANEW


def transaction_id_of(fingerprint: str, clashes: int = 0) -> str:
    """A positive 31-bit number that the same fact always gets; after a clash with another fact, the next."""
    return str((int(fingerprint[:8], 16) + clashes) % MOST_TRANSACTION_ID + 1)


def told_as(stop: StopFact) -> str:
    """A short name of this end as it was told; told again, it has the same."""
    meter = "" if stop.meter_wh is None else f"{stop.meter_wh.normalize():f}"
    told = (stop.transaction_id, "" if stop.at is None else str(stop.at.timestamp()), meter)
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:20]


def has_ended(session: Session, stop: StopFact) -> bool:
    """Whether it is by this end, of all that were told, that a visit has ended."""
    return (stop.at, stop.meter_wh) == (session.end_reported_at, session.meter_stop_wh)


def tells_otherwise(session: Session, stop: StopFact) -> bool:
    """Whether another end of a visit has other figures, not only a new stamp of its sending."""
    ended = session.end_reported_at
    later = stop.at is not None and ended is not None and abs(stop.at - ended) > STAMPED_ANEW
    return later or (stop.meter_wh is not None and stop.meter_wh != session.meter_stop_wh)


def is_usable(transaction_id: str) -> bool:
    """Whether it can be one of ours: chargers that were given none make up 0, -1 or something huge."""
    return transaction_id.isdecimal() and 0 < int(transaction_id) <= MOST_TRANSACTION_ID


def is_named(stop: StopFact) -> bool:
    """Whether its transaction's name means one transaction, and not any that were given none."""
    return stop.named_by_charger or is_usable(stop.transaction_id)


def could_end(session: Session, stop: StopFact) -> bool:
    """Whether an end under no usable transaction id can be this session's: by token, time and meter.

    One that tells none of them is nobody's.
    """
    if stop.token_uid is None and stop.at is None and stop.meter_wh is None:
        return False
    same_token = stop.token_uid is None or is_same_token(stop.token_uid, session.token_uid)
    began = session.start_reported_at or session.start
    later = stop.at is None or stop.at >= began
    more = stop.meter_wh is None or session.meter_start_wh is None or stop.meter_wh >= session.meter_start_wh
    return session.is_open and same_token and later and more


def is_same_token(one: str, other: str | None) -> bool:
    """Whether two readers read one token, however each writes it."""
    return other is not None and "".join(one.split()).casefold() == "".join(other.split()).casefold()
