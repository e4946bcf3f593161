"""A TransactionFact as the begin, the readings or the end that it is."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from chalicelib.sessions.metering import in_order
from chalicelib.sessions.rules import (
    Mark,
    MeterValue,
    Moment,
    ReadingsFact,
    StartFact,
    StopFact,
    TransactionFact,
)


def start_told(fact: TransactionFact) -> StartFact:
    """When it began, as far as this fact tells: another than Started only that it was no later than this."""
    is_begin = fact.moment is Moment.STARTED
    told = [reading.at for reading in fact.readings]
    at = fact.at if is_begin or fact.at is None else min([fact.at, *told])
    return StartFact(
        fact.charge_point_id,
        fact.connector_id,
        fact.token_uid,
        at,
        begin_of(fact) if is_begin else _marked(fact.readings, Mark.BEGIN),
        fact.raw,
        fact.transaction_id,
        fact.readings if is_begin else (),
    )


def begin_told(fact: StartFact, transaction_id: str, received: datetime) -> TransactionFact:
    """The begin of a transaction that is known by now, as one that a charger has named."""
    reading = MeterValue(fact.at or received, fact.meter_wh, None, Mark.BEGIN)
    return TransactionFact(
        fact.charge_point_id,
        fact.connector_id,
        transaction_id,
        Moment.STARTED,
        fact.at,
        token_uid=fact.token_uid,
        readings=() if fact.meter_wh is None else (reading,),
        raw=fact.raw,
    )


def begin_of(fact: TransactionFact) -> Decimal | None:
    """The register at the begin: the reading that says so, else the first that a Started tells."""
    registers = [reading.energy_wh for reading in in_order(fact.readings) if reading.energy_wh is not None]
    marked = _marked(fact.readings, Mark.BEGIN)
    return marked if marked is not None or not registers else registers[0]


def stop_told(fact: TransactionFact) -> StopFact:
    """The end. Its register is the reading that says so, else the last that an Ended tells."""
    registers = [reading.energy_wh for reading in in_order(fact.readings) if reading.energy_wh is not None]
    marked = _marked(reversed(fact.readings), Mark.END)
    return StopFact(
        fact.charge_point_id,
        fact.transaction_id,
        fact.at,
        marked if marked is not None or not registers else registers[-1],
        fact.token_uid,
        fact.stop_reason,
        fact.readings,
        fact.raw,
        fact.connector_id,
        named_by_charger=True,
    )


def readings_told(fact: TransactionFact) -> ReadingsFact:
    """All of it, kept with the readings."""
    return ReadingsFact(
        fact.charge_point_id, fact.connector_id or 0, fact.transaction_id, fact.readings, fact.raw
    )


def _marked(readings: Iterable[MeterValue], mark: Mark) -> Decimal | None:
    found = (reading.energy_wh for reading in readings if reading.mark is mark)
    return next((register for register in found if register is not None), None)
