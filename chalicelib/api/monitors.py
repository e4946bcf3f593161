"""What a charge point watches of itself and what it noticed, over HTTP (OCPP 2.x)."""

from pydantic import AwareDatetime

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Items, Out, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.variables.monitoring import Monitor, VariableEvent
from chalicelib.wiring import services

api = Api(__name__)


class MonitorOut(Out):
    """A variable that is watched. `severity`: 0 danger to 9 debug; 3 and below raise alarms."""

    monitor_id: int
    key: str
    type: str
    value: str
    severity: int
    transaction: bool

    @classmethod
    def of(cls, monitor: Monitor) -> "MonitorOut":
        """As it was told last."""
        return cls(
            monitor_id=monitor.monitor_id,
            key=monitor.key,
            type=monitor.kind,
            value=f"{monitor.value:f}",
            severity=monitor.severity,
            transaction=monitor.transaction,
        )


class EventOut(Out):
    """Something that a charge point noticed; `at` is by its clock. Nulls: it does not say."""

    event_id: int
    key: str
    at: AwareDatetime
    trigger: str
    value: str
    cleared: bool
    severity: int | None
    monitor_id: int | None
    notification: str | None
    cause: int | None
    tech_code: str | None
    tech_info: str | None
    transaction_id: str | None


@api.route("/charge-points/{charge_point_id}/monitors", methods=["GET"], who=Who.MANAGER)
def list_monitors(charge_point_id: str, caller: Caller) -> Items[MonitorOut]:
    """What a charge point watches of itself, as it told last."""
    found = services().monitors.monitors(charge_point_id, caller)
    return Items[MonitorOut](items=[MonitorOut.of(monitor) for monitor in found])


@api.route("/charge-points/{charge_point_id}/events", methods=["GET"], who=Who.MANAGER)
def list_events(charge_point_id: str, caller: Caller, query: Paging) -> Items[EventOut]:
    """What a charge point noticed, the newest first, for a year."""
    found = services().monitors.events(charge_point_id, caller, query.cursor, query.limit)
    return Items[EventOut](**vars(found.of(_event)))


def _event(event: VariableEvent) -> EventOut:
    return EventOut.model_validate(event)
