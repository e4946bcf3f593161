"""Who is sent away by a charger is told why, and from when on they may come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.kernel.errors import Violation
from chalicelib.kernel.ids import Clock
from chalicelib.logs import logger
from chalicelib.notices.rules import Notice
from chalicelib.sessions.rules import NOT_TO_BE_TOLD
from chalicelib.stations.rules import Charger

ONCE_IN = timedelta(minutes=10)
"""So often at most one is told of one charger: who is refused tries again."""
IN_WORDS = frozenset(
    {
        "closed",
        "cooldown",
        "in_use",
        "not_your_turn",
        "offline",
        "out_of_service",
        "prime_time_class",
        "prime_time_too_long",
        "quota_exceeded",
        "suspended",
        "walk_up_not_allowed",
    }
)
"""The codes for which each language has a sentence; of others the violation's own is told."""


@dataclass(frozen=True)
class Refusals:
    """Owes a notice to known drivers who were refused just now, where they may know of the network."""

    owe: Callable[[Notice], None]
    now: Clock

    def tell(
        self,
        charger: Charger | None,
        account_id: str | None,
        violations: tuple[Violation, ...],
        at: datetime,
    ) -> None:
        """At most 1 write, and none where there is nothing to tell. Never raises: the fact is stored."""
        now = self.now()
        if charger is None or account_id is None or not violations or now - at > ONCE_IN:
            return
        if any(violation.code in NOT_TO_BE_TOLD for violation in violations):
            return
        try:
            self.owe(refusal(charger, account_id, violations, now))
        except Exception:  # noqa: BLE001 - a notice is no reason to lose a fact
            logger.exception("refusal_not_told", charger_id=charger.charger_id)


def refusal(charger: Charger, account_id: str, violations: tuple[Violation, ...], now: datetime) -> Notice:
    """What a refused driver is told: the first reason, and when all of them have passed, if they all do."""
    first = violations[0]
    passing = [violation.passes_at for violation in violations if violation.passes_at is not None]
    passes_at = max(passing).isoformat() if len(passing) == len(violations) else ""
    bucket = int(now.timestamp() // ONCE_IN.total_seconds())
    return Notice(
        key=f"refused_at_plug#{charger.charger_id}#{account_id}#{bucket}",
        account_id=account_id,
        event="refused_at_plug",
        facts={
            "station_name": charger.station_name,
            "charger_name": charger.name,
            "reason": first.code if first.code in IN_WORDS else first.detail,
            "passes_at": passes_at,
        },
        not_after=now + ONCE_IN * 6,
    )
