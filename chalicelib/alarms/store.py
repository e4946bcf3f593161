"""Alarms in DynamoDB. Keys: items.py."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.alarms.items import AlarmItem, AlarmSettingsItem, SubjectItem, written_reports
from chalicelib.alarms.rules import AlarmKind, AlarmSettings, AlarmState, Raised
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.pages import after, page
from chalicelib.table import Write, attempt, delete, put, transact, update

KEPT = timedelta(days=400)
"""After it was cleared."""
Writes = Iterable[Any]


class DynamoAlarms:
    """Keeps AlarmStore's promises (needs.py) in DynamoDB."""

    def open_id(self, kind: AlarmKind, subject: str) -> str | None:
        """The alarm that is open. 1 read, consistent."""
        try:
            return str(SubjectItem.get(*subject_key(kind, subject), consistent_read=True).alarm_id)
        except SubjectItem.DoesNotExist:
            return None

    def alarm(self, alarm_id: str) -> Raised | None:
        """1 read."""
        try:
            return AlarmItem.get(f"ALARM#{alarm_id}", "ALARM", consistent_read=True).domain()
        except AlarmItem.DoesNotExist:
            return None

    def raise_(self, raised: Raised, *with_it: Writes) -> bool:
        """Keep a new alarm, and all that goes with it. False: nothing, as one is open or a premise moved."""
        alarm = raised.alarm
        subject = SubjectItem(*subject_key(alarm.kind, alarm.subject), alarm_id=raised.alarm_id)
        item = AlarmItem(
            f"ALARM#{raised.alarm_id}",
            "ALARM",
            gsi1pk=f"OPEN#{alarm.network_id}",
            gsi1sk=_by(alarm.at, raised.alarm_id),
            alarm_id=raised.alarm_id,
            alarm_kind=alarm.kind.value,
            network_id=alarm.network_id,
            station_id=alarm.station_id,
            charge_point_id=alarm.charge_point_id,
            charger_id=alarm.charger_id,
            subject=alarm.subject,
            detail=alarm.detail,
            station_name=raised.station_name,
            charge_point_name=raised.charge_point_name,
            at=alarm.at,
        )
        if raised.reports:
            item.reports, item.report_count = written_reports(raised.reports), raised.report_count
        return _done(
            put("open", subject, SubjectItem.pk.does_not_exist()),
            put("alarm", item, AlarmItem.pk.does_not_exist()),
            *(write for writes in with_it for write in writes),
        )

    def clear(self, raised: Raised, at: datetime, *with_it: Writes) -> bool:
        """It is over, and all that goes with that. False: nothing, as somebody else has cleared it."""
        alarm = raised.alarm
        subject = SubjectItem(*subject_key(alarm.kind, alarm.subject))
        known = AlarmItem(f"ALARM#{raised.alarm_id}", "ALARM", network_id=alarm.network_id)
        over = [
            AlarmItem.gsi1pk.set(f"CLEARED#{alarm.network_id}"),
            AlarmItem.gsi1sk.set(_by(at, raised.alarm_id)),
            AlarmItem.cleared_at.set(at),
            AlarmItem.expires.set(int((at + KEPT).timestamp())),
        ]
        return _done(
            delete("open", subject, SubjectItem.alarm_id == raised.alarm_id),
            update("alarm", known, over, AlarmItem.pk.exists()),
            *(write for writes in with_it for write in writes),
        )

    def acknowledge(self, alarm_id: str, by: str, at: datetime) -> None:
        """Somebody has seen it; who came first stays. 1 write."""
        seen: list[Action] = [AlarmItem.acknowledged_at.set(at), AlarmItem.acknowledged_by.set(by)]
        is_first = AlarmItem.pk.exists() & AlarmItem.acknowledged_at.does_not_exist()
        attempt(lambda: AlarmItem(f"ALARM#{alarm_id}", "ALARM").update(seen, is_first))

    def of_network(self, network_id: str, state: AlarmState, wanted: Wanted) -> Page[Raised]:
        """The latest first: open ones by when they were raised, cleared ones by when that was. 1 read."""
        found = AlarmItem.by_time.query(
            f"{state.name}#{network_id}",
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, AlarmItem.domain)

    def settings(self, network_id: str) -> AlarmSettings:
        """1 read."""
        try:
            return AlarmSettingsItem.get(f"NETWORK#{network_id}", "SETTINGS", consistent_read=True).domain()
        except AlarmSettingsItem.DoesNotExist:
            return AlarmSettings()

    def set_settings(self, network_id: str, settings: AlarmSettings) -> None:
        """1 write."""
        AlarmSettingsItem(
            f"NETWORK#{network_id}",
            "SETTINGS",
            offline_after_minutes=int(settings.offline_after / timedelta(minutes=1)),
            notify={kind.value for kind in settings.notify} or None,
        ).save()


def subject_key(kind: AlarmKind, subject: str) -> tuple[str, str]:
    """Where the open alarm of a subject is named."""
    return f"SUBJECT#{kind.value}#{subject}", "OPEN"


def _by(at: datetime, alarm_id: str) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}#{alarm_id}"


def _done(*writes: Write) -> bool:
    return attempt(lambda: transact(writes))
