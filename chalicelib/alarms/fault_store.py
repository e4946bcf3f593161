"""Reports of faults in DynamoDB. Keys: items.py."""

from collections.abc import Iterable
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.alarms.items import AlarmItem, ReportItem, written_reports
from chalicelib.alarms.reported import SAME_WITHIN, FaultKind, FaultReport, with_one_more
from chalicelib.alarms.store import DynamoAlarms
from chalicelib.table import Write, attempt, put, transact, update


class DynamoFaults(DynamoAlarms):
    """Keeps FaultStore's promises (fault_service.py)."""

    def last_told(self, account_id: str, charger_id: str, what: FaultKind) -> FaultReport | None:
        """What somebody last told of this kind, if not long ago. 1 read."""
        try:
            return ReportItem.get(*_key(account_id, charger_id, what), consistent_read=True).report()
        except ReportItem.DoesNotExist:
            return None

    def telling(
        self, account_id: str, charger_id: str, report: FaultReport, before: FaultReport | None
    ) -> tuple[Write, ...]:
        """The write that keeps what somebody tells, on condition that they told nothing since `before`."""
        item = ReportItem(
            *_key(account_id, charger_id, report.what),
            fault_id=report.fault_id,
            note=report.note,
            reported_at=report.reported_at,
            expires=int((report.reported_at + SAME_WITHIN).timestamp()),
        )
        as_before: Condition = ReportItem.fault_id.does_not_exist()
        if before is not None:
            as_before = ReportItem.fault_id == before.fault_id
        return (put("told", item, as_before),)

    def add(self, alarm_id: str, report: FaultReport, with_it: Iterable[Any]) -> bool:
        """One report more of an open alarm. 1 read and 1 transaction.

        False: nothing, as the alarm is over, others reported meanwhile, or a premise moved.
        """
        alarm = self.alarm(alarm_id)
        if alarm is None:
            return False
        actions = [
            AlarmItem.reports.set(written_reports(with_one_more(alarm.reports, report))),
            AlarmItem.report_count.set(alarm.report_count + 1),
        ]
        as_seen = AlarmItem.cleared_at.does_not_exist() & (AlarmItem.report_count == alarm.report_count)
        one_more = update("alarm", AlarmItem(f"ALARM#{alarm_id}", "ALARM"), actions, as_seen)
        return attempt(lambda: transact([one_more, *with_it]))


def _key(account_id: str, charger_id: str, what: FaultKind) -> tuple[str, str]:
    return f"REPORTER#{account_id}#{charger_id}", what.value
