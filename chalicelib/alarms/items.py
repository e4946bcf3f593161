"""How alarms lie in DynamoDB (table `alarms`)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.alarms.reported import FaultKind, FaultReport
from chalicelib.alarms.rules import Alarm, AlarmKind, AlarmSettings, Raised
from chalicelib.indexes import Gsi1
from chalicelib.table import Item, table_name


class AlarmsItem(Item):
    """All items of the table alarms."""

    class Meta:
        """Which table."""

        table_name = table_name("alarms")


class AlarmItem(AlarmsItem, discriminator="alarm"):
    """One alarm, open or cleared; it expires when it has been cleared for long (KEPT).

    pk  ALARM#<alarm_id>     gsi1pk  OPEN#<network_id>, then CLEARED#<network_id>
    sk  ALARM                gsi1sk  <when raised, then when cleared, UTC>#<alarm_id>

    gsi1 answers "the alarms of this network, open or cleared, by time".
    """

    by_time = Gsi1()
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    alarm_id = UnicodeAttribute()
    alarm_kind = UnicodeAttribute()
    network_id = UnicodeAttribute()
    station_id = UnicodeAttribute()
    charge_point_id = UnicodeAttribute(null=True)
    charger_id = UnicodeAttribute(null=True)
    subject = UnicodeAttribute()
    detail = UnicodeAttribute()
    station_name = UnicodeAttribute()
    charge_point_name = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    acknowledged_at = UTCDateTimeAttribute(null=True)
    acknowledged_by = UnicodeAttribute(null=True)
    cleared_at = UTCDateTimeAttribute(null=True)
    reports = JSONAttribute(null=True)
    report_count = NumberAttribute(null=True)

    def domain(self) -> Raised:
        """What it stands for."""
        return Raised(
            self.alarm_id,
            Alarm(
                AlarmKind(self.alarm_kind),
                self.network_id,
                self.station_id,
                self.charge_point_id,
                self.subject,
                self.detail,
                self.at,
                self.charger_id,
            ),
            self.station_name,
            self.charge_point_name,
            self.acknowledged_at,
            self.acknowledged_by,
            self.cleared_at,
            tuple(FaultReport(**_read(report)) for report in self.reports or ()),
            int(self.report_count or 0),
        )


def written_reports(reports: Iterable[FaultReport]) -> list[dict[str, Any]]:
    """Reports as an alarm keeps them."""
    return [
        {**vars(report), "what": report.what.value, "reported_at": report.reported_at.isoformat()}
        for report in reports
    ]


def _read(kept: dict[str, Any]) -> dict[str, Any]:
    at = datetime.fromisoformat(kept["reported_at"])
    return kept | {"what": FaultKind(kept["what"]), "reported_at": at}


class ReportItem(AlarmsItem, discriminator="report"):
    """pk REPORTER#<account_id>#<charger_id>, sk <what>: what somebody last told; expires in an hour."""

    fault_id = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    reported_at = UTCDateTimeAttribute()

    def report(self) -> FaultReport:
        """What it stands for."""
        return FaultReport(self.fault_id, FaultKind(self.sk), self.note, self.reported_at)


class SubjectItem(AlarmsItem, discriminator="subject"):
    """pk SUBJECT#<kind>#<subject>, sk OPEN: is there as long as an alarm is open; so there is but one."""

    alarm_id = UnicodeAttribute()


class AlarmSettingsItem(AlarmsItem, discriminator="settings"):
    """pk NETWORK#<network_id>, sk SETTINGS: what the network wants to hear of; absent: the defaults."""

    offline_after_minutes = NumberAttribute()
    notify = UnicodeSetAttribute(null=True)

    def domain(self) -> AlarmSettings:
        """What it stands for."""
        return AlarmSettings(
            timedelta(minutes=int(self.offline_after_minutes)), frozenset(map(AlarmKind, self.notify or ()))
        )


class WatchItem(AlarmsItem, discriminator="watch"):
    """When to look whether a charge point has been offline for too long.

    pk  WATCH#<charge_point_id>     gsi1pk  DUE#<shard>, by the charge point
    sk  WATCH                       gsi1sk  <due, UTC>#<charge_point_id>

    gsi1 answers "which charge points are to be looked at by now". Both its keys are gone while an alarm says
    already that it is offline. Each connect sets them anew, with a `turn` of its own, on which whoever raises
    the alarm depends.
    """

    by_time = Gsi1()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    charge_point_id = UnicodeAttribute()
    turn = UnicodeAttribute()
