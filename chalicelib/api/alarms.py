"""Alarms of a network over HTTP: list, acknowledge, choose what to hear of; and security events."""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.alarms.offline_watch import SHORTEST
from chalicelib.alarms.reasons import SAYINGS as ALARMS
from chalicelib.alarms.reasons import AlarmReason
from chalicelib.alarms.reported import LONGEST_NOTE, FaultKind, FaultReport
from chalicelib.alarms.rules import OFFLINE_AFTER_MINUTES, AlarmKind, AlarmSettings, AlarmState, Raised
from chalicelib.alarms.security_events import Heard
from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import In, Items, Out, Paging, derived
from chalicelib.firmware.reasons import SAYINGS as UPDATES
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted
from chalicelib.wiring import services

api = Api(__name__)
MINUTE = timedelta(minutes=1)
LONGEST_MINUTES = 7 * 24 * 60


class AlarmsQuery(Paging):
    """Which alarms."""

    state: AlarmState = AlarmState.OPEN


class FaultOut(Out):
    """What somebody at a charger reported."""

    fault_id: str
    what: FaultKind
    note: str | None
    reported_at: AwareDatetime

    @classmethod
    def of(cls, report: FaultReport) -> "FaultOut":
        """As it was told; by whom is nobody's business."""
        return cls(**vars(report))


class AlarmOut(Out):
    """Something is, or was, wrong at a charge point, or at a charger of which people reported it.

    `subject` names what of it; `detail` what it told. What is about a charger names that, and no charge
    point, but for `charge_point_name`, which is the charger's then.
    """

    alarm_id: str
    kind: AlarmKind
    state: AlarmState
    station_id: str
    station_name: str
    charge_point_id: str | None
    charge_point_name: str
    charger_id: str | None
    subject: str
    detail: str
    since: AwareDatetime
    acknowledged_at: AwareDatetime | None
    acknowledged_by: str | None
    cleared_at: AwareDatetime | None
    reports: list[FaultOut] = Field(description="What people reported, the last 20 of them, latest last.")
    report_count: int

    @derived
    def reason(self) -> Reason[AlarmReason] | None:
        """Which of our sentences `detail` is."""
        sayings = ALARMS.get(self.kind)
        return reason_of(Reason[AlarmReason], self.detail, sayings, why=UPDATES) if sayings else None

    @classmethod
    def of(cls, raised: Raised) -> "AlarmOut":
        """As it stands now."""
        alarm = raised.alarm
        return cls(
            alarm_id=raised.alarm_id,
            kind=alarm.kind,
            state=raised.state,
            station_id=alarm.station_id,
            station_name=raised.station_name,
            charge_point_id=alarm.charge_point_id,
            charge_point_name=raised.charge_point_name,
            charger_id=alarm.charger_id,
            subject=alarm.subject,
            detail=alarm.detail,
            since=alarm.at,
            acknowledged_at=raised.acknowledged_at,
            acknowledged_by=raised.acknowledged_by,
            cleared_at=raised.cleared_at,
            reports=[FaultOut.of(report) for report in raised.reports],
            report_count=raised.report_count,
        )


class FaultNew(In):
    """What is wrong with a charger, and in one's own words."""

    what: FaultKind
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] | None = None


class AlarmSettingsBody(In):
    """What a network wants to hear of: kinds in `notify` are written to its managers, others only listed."""

    offline_after_minutes: Annotated[int, Field(ge=SHORTEST // MINUTE, le=LONGEST_MINUTES)] = (
        OFFLINE_AFTER_MINUTES
    )
    notify: list[AlarmKind] = Field(default_factory=lambda: sorted(AlarmKind))


class AlarmSettingsOut(Out):
    """What a network wants to hear of."""

    offline_after_minutes: int
    notify: list[AlarmKind]

    @classmethod
    def of(cls, settings: AlarmSettings) -> "AlarmSettingsOut":
        """In whole minutes; kinds by name."""
        minutes = settings.offline_after // MINUTE
        return cls(offline_after_minutes=minutes, notify=sorted(settings.notify))


class SecurityEventOut(Out):
    """What a charge point told of its security. `at` is by its clock, `heard_at` by ours."""

    type: str
    at: AwareDatetime
    info: str | None
    heard_at: AwareDatetime
    is_critical: bool

    @classmethod
    def of(cls, heard: Heard) -> "SecurityEventOut":
        """With whether the standard calls it critical."""
        return cls(**vars(heard.event), heard_at=heard.heard_at, is_critical=heard.is_critical)


@api.route("/networks/{network_id}/alarms", methods=["GET"], who=Who.MANAGER)
def list_alarms(network_id: str, caller: Caller, query: AlarmsQuery) -> Items[AlarmOut]:
    """A network's open alarms, the latest first; or those that were cleared, the latest cleared first."""
    wanted = Wanted(query.limit, query.cursor)
    found = services().alarms.of_network(network_id, caller, query.state, wanted)
    return Items[AlarmOut](**vars(found.of(AlarmOut.of)))


@api.route("/alarms/{alarm_id}/acknowledge", methods=["POST"], who=Who.MANAGER)
def acknowledge_alarm(alarm_id: str, caller: Caller) -> AlarmOut:
    """Say that you have seen it. What has no end of its own, as a security event, is cleared by this."""
    return AlarmOut.of(services().alarms.acknowledge(alarm_id, caller))


@api.route("/alarms/{alarm_id}/close", methods=["POST"], who=Who.MANAGER)
def close_alarm(alarm_id: str, caller: Caller) -> AlarmOut:
    """Say that it is put right: what people reported stays until a manager says so."""
    return AlarmOut.of(services().alarms.close(alarm_id, caller))


@api.route("/chargers/{charger_id}/faults", methods=["POST"], who=Who.ACCOUNT, status=201, idempotent=True)
def report_fault(charger_id: str, caller: Caller, body: FaultNew) -> FaultOut:
    """Tell those who run a charger what is wrong with it.

    The same again within an hour, as long as they have not put it right, is the report that there is.
    """
    return FaultOut.of(services().faults.report(charger_id, caller, body.what, body.note))


@api.route("/networks/{network_id}/alarm-settings", methods=["GET"], who=Who.MANAGER)
def read_alarm_settings(network_id: str, caller: Caller) -> AlarmSettingsOut:
    """What a network wants to hear of."""
    return AlarmSettingsOut.of(services().alarms.settings(network_id, caller))


@api.route("/networks/{network_id}/alarm-settings", methods=["PUT"], who=Who.MANAGER)
def change_alarm_settings(network_id: str, caller: Caller, body: AlarmSettingsBody) -> AlarmSettingsOut:
    """Choose what to hear of. What is left out is as it is without any choice."""
    wanted = AlarmSettings(body.offline_after_minutes * MINUTE, frozenset(body.notify))
    return AlarmSettingsOut.of(services().alarms.set_settings(network_id, caller, wanted))


@api.route("/charge-points/{charge_point_id}/security-events", methods=["GET"], who=Who.MANAGER)
def list_security_events(charge_point_id: str, caller: Caller, query: Paging) -> Items[SecurityEventOut]:
    """What a charge point told of its security in the last year, the last heard first."""
    found = services().security_events.events(charge_point_id, caller, query.cursor, query.limit)
    return Items[SecurityEventOut](**vars(found.of(SecurityEventOut.of)))
