"""What a session shows while it lasts, and what its readings tell after it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from chalicelib.sessions import flags
from chalicelib.sessions.metering import metered, power_w
from chalicelib.sessions.reviewing import Review
from chalicelib.sessions.rules import MeterValue, Session, State
from chalicelib.tariffs.rules import cost

LATE = timedelta(minutes=1)
"""A reading may be taken this long after the end without being odd."""


@dataclass(frozen=True)
class Shown:
    """A session with its figures of now: `session.energy_wh` and `session.cost` are up to date in it."""

    session: Session
    power_w: Decimal | None
    readings: tuple[MeterValue, ...] = ()
    driver_name: str | None = None
    """None: nobody told whose it is, it is a stranger's, or its driver's account was erased."""
    driver_is_erased: bool = False
    reviews: tuple[Review, ...] = ()


def shown(session: Session, readings: Sequence[MeterValue], now: datetime) -> Shown:
    """`session` as it stands `now`; `readings` in order: at least the last two messages, or all."""
    if session.end is not None:
        told_at = max(session.end, session.end_reported_at or session.end)
        late = any(reading.at > told_at + LATE for reading in readings)
        odd = session.flags | ({flags.READINGS_AFTER_STOP} if late else set())
        return Shown(replace(session, flags=odd), None, tuple(readings))
    lasted = max(now - session.start, timedelta(0))
    took = metered(session.meter_start_wh, None, readings, session.max_power_w, lasted)
    if not readings:
        return Shown(_so_far(session, Decimal(0), lasted), None)
    told_at = max(session.updated_at or session.start, readings[-1].at)
    session = replace(_so_far(session, took.energy_wh, lasted), updated_at=min(told_at, now))
    return Shown(session, power_w(readings), tuple(readings))


def _so_far(session: Session, energy_wh: Decimal, lasted: timedelta) -> Session:
    if session.state is State.INVALID:
        return replace(session, energy_wh=energy_wh)
    return replace(session, energy_wh=energy_wh, cost=cost(session.tariff, energy_wh, lasted))
