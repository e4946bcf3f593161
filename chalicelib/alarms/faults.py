"""A connector that broke is an alarm until it comes right."""

from typing import TYPE_CHECKING

from chalicelib.alarms.reasons import FAULT
from chalicelib.alarms.rules import AlarmKind, subject_of
from chalicelib.charge_points.rules import FAULTED, ConnectorStatus, StatusChange
from chalicelib.kernel.sayings import filled

if TYPE_CHECKING:
    from chalicelib.alarms.service import AlarmService


def fault_told(alarms: "AlarmService", charge_point_id: str, change: StatusChange) -> None:
    """What a change of a connector's status means for its alarm; another fault is no other alarm."""
    connector, is_broken = str(change.now.connector_id), change.now.status == FAULTED
    was_broken = change.before is not None and change.before.status == FAULTED
    if is_broken and not was_broken:
        alarms.raise_at(AlarmKind.FAULTED, charge_point_id, in_short(change.now), change.now.at, connector)
    elif was_broken and not is_broken:
        alarms.clear(AlarmKind.FAULTED, subject_of(charge_point_id, connector), change.now.at)


def in_short(status: ConnectorStatus) -> str:
    """A fault by its connector and the codes that the charge point told."""
    named = status.error_code if status.error_code != "NoError" else None
    codes = " / ".join(code for code in (named, status.vendor_error_code) if code) or FAULTED
    told = f"{codes} ({status.info})" if status.info else codes
    return filled(FAULT, connector=status.connector_id, told=told) if status.connector_id else told
