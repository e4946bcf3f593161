"""The end of a visit: the session, its one Cdr and its booking in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from chalicelib.kernel.errors import DomainError
from chalicelib.kernel.ids import Ids
from chalicelib.logs import logger
from chalicelib.metrics import Metric, tally
from chalicelib.sessions import flags
from chalicelib.sessions.needs import OURS, PLACE, SESSION, TOLD, EnergyUnpaid, Finish, SessionStore, Writes
from chalicelib.sessions.rules import MeterValue, Session, StopFact
from chalicelib.sessions.settling import cdr_of, checked_out, closed

TRIES = 4
"""The place may turn out to be another's, and the booking to have moved, twice; nothing else can go wrong."""


@dataclass(frozen=True)
class Closing:
    """Ends visits. Whoever comes second, however it came to that, changes nothing."""

    store: SessionStore
    new_id: Ids
    finish: Finish
    unpaid: EnergyUnpaid = lambda _: None

    def close(
        self,
        session: Session,
        stop: StopFact,
        readings: Sequence[MeterValue],
        received: datetime,
        *,
        was_waiting: bool = False,
    ) -> Session | None:
        """End it by what a charger told. None: it is no longer as thought, look again."""
        ended = closed(session, stop, readings, received, self.new_id())
        return self._end(ended, received, stop, was_waiting)

    def close_lost(self, session: Session, readings: Sequence[MeterValue], now: datetime) -> bool:
        """End one whose charger never told its end: at its last reading, or, without any, when it began.

        False: it has ended meanwhile. What the charger still tells is kept and flagged.
        """
        at = max([session.start, *(reading.at for reading in readings)])
        unsaid = StopFact(session.charge_point_id or "", session.transaction_id or "", min(at, now), None)
        ended = closed(session, unsaid, readings, now, self.new_id())
        flagged = ended.flags | {flags.CLOSED_BY_MANAGER}
        lost = replace(ended, end_reported_at=None, stop_reason="Other", flags=flagged)
        return self._end(lost, now) is not None

    def check_out(self, session: Session, energy_wh: Decimal | None, now: datetime) -> Session | None:
        """End a visit to a plain charger. None: it has ended meanwhile."""
        return self._end(checked_out(session, energy_wh, now, self.new_id()), now)

    def _end(
        self, ended: Session, received: datetime, stop: StopFact | None = None, was_waiting: bool = False
    ) -> Session | None:
        leaves = not ended.violations and flags.NEXT_START_WITHOUT_STOP not in ended.flags
        writes, lost = self._finishing(ended), 0
        for _ in range(TRIES):
            failed = self.store.close(
                ended,
                cdr_of(ended, received),
                stop,
                was_waiting=was_waiting,
                leaves_place=leaves,
                writes=writes,
            )
            if not failed:
                tally(Metric.SESSIONS_ENDED)
                tally(Metric.ENERGY_KWH, ended.energy_wh / 1000)
                tally(Metric.MONEY, ended.cost.amount, currency=ended.cost.currency)
                self._notice(ended)
            if not failed or TOLD in failed:
                return ended
            if SESSION in failed:
                return None
            leaves = leaves and PLACE not in failed
            if failed - OURS:
                lost += 1
                writes = self._finishing(ended) if lost == 1 else ()
            if lost > 1:
                ended = replace(ended, flags=ended.flags | {flags.SLOTS_NOT_FREED})
        return None

    def _notice(self, ended: Session) -> None:
        if not ended.is_unpaid:
            return
        try:
            self.unpaid(ended)
        except Exception:  # noqa: BLE001 - its record is written all the same
            logger.exception("unpaid_energy_not_told", session_id=ended.session_id)

    def _finishing(self, ended: Session) -> Writes:
        if ended.booking_id is None or ended.end is None:
            return ()
        known_over = min(ended.end, ended.end_received_at or ended.end)  # by a wrong clock it may end later
        try:
            return self.finish(ended.booking_id, known_over, ended.session_id, ended.energy_wh)
        except DomainError:
            return ()
