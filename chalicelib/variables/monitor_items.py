"""How monitors and events lie in DynamoDB, beside the variables (items.py)."""

from datetime import datetime
from decimal import Decimal

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.variables.items import VariablesItem
from chalicelib.variables.monitoring import Monitor, VariableEvent


class MonitorItem(VariablesItem, discriminator="monitor"):
    """pk <home>, sk MONITOR#<monitor_id>: "what is watched at this charge point" is a query."""

    monitor_id = NumberAttribute()
    key = UnicodeAttribute()
    type = UnicodeAttribute()
    value = UnicodeAttribute()
    severity = NumberAttribute()
    transaction = BooleanAttribute()
    reported_at = UTCDateTimeAttribute()

    def domain(self) -> Monitor:
        """What it stands for."""
        return Monitor(
            int(self.monitor_id),
            self.key,
            self.type,
            Decimal(self.value),
            int(self.severity),
            bool(self.transaction),
        )


class EventItem(VariablesItem, discriminator="event"):
    """pk EVENTS#<home>, sk <received_at>#<event_id>: the newest first is a query backwards; it expires."""

    event_id = NumberAttribute()
    key = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    trigger = UnicodeAttribute()
    value = UnicodeAttribute()
    notification = UnicodeAttribute(null=True)
    cleared = BooleanAttribute()
    monitor_id = NumberAttribute(null=True)
    cause = NumberAttribute(null=True)
    tech_code = UnicodeAttribute(null=True)
    tech_info = UnicodeAttribute(null=True)
    transaction_id = UnicodeAttribute(null=True)
    severity = NumberAttribute(null=True)

    def domain(self) -> VariableEvent:
        """What it stands for."""
        return VariableEvent(
            int(self.event_id),
            self.key,
            self.at,
            self.trigger,
            self.value,
            self.notification,
            bool(self.cleared),
            _whole(self.monitor_id),
            _whole(self.cause),
            self.tech_code,
            self.tech_info,
            self.transaction_id,
            _whole(self.severity),
        )


def monitor_sk(monitor_id: int) -> str:
    """Where a monitor lies."""
    return f"MONITOR#{monitor_id:010d}"


def monitor_item(home: str, monitor: Monitor, at: datetime) -> MonitorItem:
    """The item that keeps it."""
    return MonitorItem(
        home,
        monitor_sk(monitor.monitor_id),
        monitor_id=monitor.monitor_id,
        key=monitor.key,
        type=monitor.kind,
        value=f"{monitor.value:f}",
        severity=monitor.severity,
        transaction=monitor.transaction,
        reported_at=at,
    )


def event_item(home: str, event: VariableEvent, received_at: datetime, expires: int) -> EventItem:
    """The item that keeps it: the same event told in the same message is one."""
    return EventItem(
        f"EVENTS#{home}",
        f"{received_at:%Y-%m-%dT%H:%M:%S.%fZ}#{event.event_id:010d}",
        event_id=event.event_id,
        key=event.key,
        at=event.at,
        trigger=event.trigger,
        value=event.value,
        notification=event.notification,
        cleared=event.cleared,
        monitor_id=event.monitor_id,
        cause=event.cause,
        tech_code=event.tech_code,
        tech_info=event.tech_info,
        transaction_id=event.transaction_id,
        severity=event.severity,
        expires=expires,
    )


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
