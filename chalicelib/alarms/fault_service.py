"""People report what is wrong with a charger: one alarm, as long as nobody says that it is put right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from chalicelib.accounts.throttle import Count, Counters, Limit, attempt
from chalicelib.alarms.needs import Writes
from chalicelib.alarms.reported import FaultKind, FaultReport, is_same
from chalicelib.alarms.rules import Alarm, AlarmKind
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger

PER_CHARGER = Limit("fault-charger", 4, timedelta(hours=1))
PER_ACCOUNT = Limit("fault-account", 20, timedelta(days=1))
TRIES = 5


class FaultStore(Protocol):
    """Reports of faults. See fault_store.py for each promise."""

    def open_id(self, kind: AlarmKind, subject: str) -> str | None: ...  # noqa: D102
    def last_told(self, account_id: str, charger_id: str, what: FaultKind) -> FaultReport | None: ...  # noqa: D102
    def telling(  # noqa: D102
        self, account_id: str, charger_id: str, report: FaultReport, before: FaultReport | None
    ) -> Writes: ...
    def add(self, alarm_id: str, report: FaultReport, with_it: Writes) -> bool: ...  # noqa: D102


@dataclass(frozen=True)
class FaultService:
    """Use cases of those who stand at a charger."""

    store: FaultStore
    now: Clock
    new_id: Ids
    counters: Counters
    visible_charger: Callable[[str, Caller | None], tuple[Charger, Standing]]
    """Raises NotFound unless the caller may see it."""
    raise_named: Callable[..., bool]
    """Raises an alarm under names that are known already (AlarmService)."""

    def report(self, charger_id: str, caller: Caller, what: FaultKind, note: str | None) -> FaultReport:
        """Tell those who run the charger. The same again within an hour is the report that there is.

        3 reads, 2 writes of counters and 1 transaction. Raises NotFound, TooMany("too_many_attempts"), and
        Stale("too_busy") where too many report at once.
        """
        charger, _ = self.visible_charger(charger_id, caller)
        account_id, now = caller.account_id, self.now()
        report = FaultReport(self.new_id(), what, note or None, now)
        is_counted = False
        for _ in range(TRIES):
            open_id = self.store.open_id(AlarmKind.FAULT_REPORTED, charger_id)
            before = self.store.last_told(account_id, charger_id, what)
            if before and open_id and is_same(before, now):
                return before
            if not is_counted:
                subjects = ((PER_CHARGER, f"{account_id}#{charger_id}"), (PER_ACCOUNT, account_id))
                attempt(self.counters, [Count(limit, subject, now) for limit, subject in subjects])
                is_counted = True
            told = self.store.telling(account_id, charger_id, report, before)
            if self._kept(charger, report, open_id, told):
                return report
        raise Stale("too_busy", "Many report this charger at once; try again.")

    def _kept(self, charger: Charger, report: FaultReport, open_id: str | None, told: Writes) -> bool:
        if open_id is not None:
            return self.store.add(open_id, report, told)
        alarm = Alarm(
            AlarmKind.FAULT_REPORTED,
            charger.network_id,
            charger.station_id,
            None,
            charger.charger_id,
            report.note or "",
            report.reported_at,
            charger.charger_id,
        )
        return self.raise_named(alarm, (charger.station_name, charger.name), told, reports=(report,))
