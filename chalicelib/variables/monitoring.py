"""Monitors of variables and the events that they and charge points themselves tell (2.x, block N)."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from chalicelib.charge_points.redaction import REDACTED
from chalicelib.charge_points.secret_names import is_secret_key

CRITICAL = 3
"""The mildest severity that an owner is alarmed by: 0 danger, 1 hardware, 2 system, 3 critical (N07)."""


@dataclass(frozen=True)
class Monitor:
    """A charge point watches a variable. `kind`: MonitorEnumType (UpperThreshold, Delta, Periodic, ...).

    `value`: the threshold, the difference, or the seconds between two reports. `monitor_id` is given by the
    charge point.
    """

    monitor_id: int
    key: str
    kind: str
    value: Decimal
    severity: int
    transaction: bool = False


@dataclass(frozen=True)
class VariableEvent:
    """Something that a charge point tells of a variable at a time; None: it does not say.

    `at`: by its own clock. `trigger`: Alerting, Delta or Periodic; `notification`: whose monitor it was
    (EventNotificationEnumType); `cleared`: what was alerted is over.
    """

    event_id: int
    key: str
    at: datetime
    trigger: str
    value: str
    notification: str | None = None
    cleared: bool = False
    monitor_id: int | None = None
    cause: int | None = None
    tech_code: str | None = None
    tech_info: str | None = None
    transaction_id: str | None = None
    severity: int | None = None
    """As told (2.1), or that of its monitor."""


def kept(event: VariableEvent) -> VariableEvent:
    """As it may be kept and shown: without the value of a secret."""
    return replace(event, value=REDACTED) if is_secret_key(event.key) else event


def alerts(event: VariableEvent) -> bool:
    """Whether owners are to know at once that it began, or that it is over."""
    return event.trigger == "Alerting" and event.severity is not None and event.severity <= CRITICAL


def subject(event: VariableEvent) -> str:
    """What an alarm of it is about: the same for its end as for its begin."""
    return f"{event.key}#{event.monitor_id}" if event.monitor_id is not None else event.key


def detail(event: VariableEvent) -> str:
    """In words."""
    reason = event.tech_info or event.tech_code
    return f"{event.key}: {event.value}" + (f" ({reason})" if reason else "")
