"""Alarms: what can be wrong at a charge point, what a network wants to hear of it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.alarms.reported import FaultReport

OFFLINE_AFTER_MINUTES = 30
"""How long a charge point may be offline before its network is alarmed, unless the network says otherwise."""


class AlarmKind(StrEnum):
    """What can be wrong."""

    OFFLINE = "offline"
    FAULTED = "faulted"
    MONITOR = "monitor"
    """What the charge point watches of itself (OCPP 2.x, block N) is out of bounds."""
    ENERGY_WITHOUT_SESSION = "energy_without_session"
    BOOT_REFUSED = "boot_refused"
    CERTIFICATE_EXPIRES = "certificate_expires"
    FIRMWARE_FAILED = "firmware_failed"
    SECURITY_EVENT = "security_event"
    PASSWORD_THROTTLED = "password_throttled"  # noqa: S105 - a kind of alarm
    FAULT_REPORTED = "fault_reported"
    """Somebody who stands at a charger told that something is wrong with it."""


TOLD_WHEN_OVER = frozenset({AlarmKind.OFFLINE, AlarmKind.FAULTED, AlarmKind.MONITOR})
"""Whose end managers are written of too: they may be on their way to the charger."""
ENDED_BY_HAND = frozenset(
    {
        AlarmKind.ENERGY_WITHOUT_SESSION,
        AlarmKind.FIRMWARE_FAILED,
        AlarmKind.MONITOR,
        AlarmKind.SECURITY_EVENT,
        AlarmKind.PASSWORD_THROTTLED,
    }
)
"""What does not pass by itself, or need not be told to have passed: a manager's acknowledgement ends it."""

CLOSED_BY_HAND = ENDED_BY_HAND | {AlarmKind.FAULT_REPORTED}
"""What a manager may declare to be over. Of a report, having seen it puts nothing right."""


class AlarmState(StrEnum):
    """Whether it still holds."""

    OPEN = "open"
    CLEARED = "cleared"


@dataclass(frozen=True)
class Alarm:
    """Something is wrong. One alarm is open at a time for each kind and subject.

    `subject` is unique within its kind: the charge point's id, followed by "#" and what of it, if not all of
    it ("<charge_point_id>#<connector_id>"). What is about a charger has that as its subject, and no charge
    point. `detail` says what is known, for people, without secrets.
    """

    kind: AlarmKind
    network_id: str
    station_id: str
    charge_point_id: str | None
    subject: str
    detail: str
    at: datetime
    charger_id: str | None = None


@dataclass(frozen=True)
class Raised:
    """An alarm as it is kept: the names of what it is about, who has seen it, and when it was over.

    `charge_point_name` is the charger's where that is what it is about. `reports` are the last of those of
    people, `report_count` counts them all.
    """

    alarm_id: str
    alarm: Alarm
    station_name: str
    charge_point_name: str
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    cleared_at: datetime | None = None
    reports: tuple[FaultReport, ...] = ()
    report_count: int = 0

    @property
    def state(self) -> AlarmState:
        """Whether it still holds."""
        return AlarmState.OPEN if self.cleared_at is None else AlarmState.CLEARED


@dataclass(frozen=True)
class AlarmSettings:
    """What a network wants to hear of: kinds in `notify` are written to its managers, others only listed."""

    offline_after: timedelta = timedelta(minutes=OFFLINE_AFTER_MINUTES)
    notify: frozenset[AlarmKind] = frozenset(AlarmKind)

    def tells(self, kind: AlarmKind, *, is_over: bool = False) -> bool:
        """Whether managers are written to when an alarm of this kind is raised, or `is_over`."""
        return kind in self.notify and (not is_over or kind in TOLD_WHEN_OVER)


def subject_of(charge_point_id: str, of: str | None = None) -> str:
    """The subject of an alarm about a charge point, or about something of it."""
    return f"{charge_point_id}#{of}" if of else charge_point_id
