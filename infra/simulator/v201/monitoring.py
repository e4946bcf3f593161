"""How a charging station of OCPP 2.0.1 answers the monitoring of block N."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from infra.simulator import device_model
from infra.simulator.messages import Answer, Message, Payload
from infra.simulator.monitors import Monitor, Place
from infra.simulator.wording import ACCEPTED, now

if TYPE_CHECKING:
    from infra.simulator.language import Handler
    from infra.simulator.link import Link


def set_monitoring(link: "Link", asked: Payload) -> Payload:
    """N04; the ids are ours to give."""
    told = []
    for one in asked["setMonitoringData"]:
        variable = device_model.found(one["component"]["name"], one["variable"]["name"])
        result = {name: one[name] for name in ("component", "variable", "type", "severity")}
        if isinstance(variable, str):
            told.append(result | {"status": variable})
        else:
            told.append(result | {"status": "Accepted", "id": link.box.monitors.put(one).monitor_id})
    return {"setMonitoringResult": told}


def clear_monitoring(link: "Link", asked: Payload) -> Payload:
    """N06."""
    results = [{"id": number, "status": link.box.monitors.clear(number)} for number in asked["id"]]
    return {"clearMonitoringResult": results}


def set_base(link: "Link", asked: Payload) -> Payload:
    """N02: this one has no monitors of its own, so only HardWiredOnly does anything: all are cleared."""
    if asked["monitoringBase"] == "HardWiredOnly":
        link.box.monitors.held.clear()
    return ACCEPTED


def monitoring_report(link: "Link", asked: Payload) -> Answer | Payload:
    """N02: every monitor, in one part."""
    monitors = list(link.box.monitors.held.values())
    if not monitors:
        return {"status": "EmptyResultSet"}
    payload = {
        "requestId": asked["requestId"],
        "seqNo": 0,
        "generatedAt": now(),
        "tbc": False,
        "monitor": [_reported(one) for one in monitors],
    }

    async def report() -> None:
        await link.call(Message("NotifyMonitoringReport", payload))

    return Answer(ACCEPTED, report)


def _reported(one: Monitor) -> dict[str, Any]:
    monitor = {
        "id": one.monitor_id,
        "transaction": False,
        "value": one.value,
        "type": one.kind,
        "severity": one.severity,
    }
    return {"component": one.component, "variable": one.variable, "variableMonitoring": [monitor]}


async def tell_monitors(link: "Link", changes: list[tuple[Place, str | None, str]]) -> None:
    """NotifyEvent for each monitor that a change sets off."""
    number = 0
    for place, before, after in changes:
        for one in link.box.monitors.heard(place, before, after):
            number += 1
            event = {
                "eventId": number,
                "timestamp": now(),
                "trigger": "Delta" if one.kind == "Delta" else "Alerting",
                "actualValue": after,
                "component": one.component,
                "variable": one.variable,
                "variableMonitoringId": one.monitor_id,
                "eventNotificationType": "CustomMonitor",
            }
            payload = {"generatedAt": now(), "seqNo": 0, "tbc": False, "eventData": [event]}
            await link.call(Message("NotifyEvent", payload))


ANSWERS: Mapping[str, "Handler"] = {
    "ClearVariableMonitoring": clear_monitoring,
    "GetMonitoringReport": monitoring_report,
    "SetMonitoringBase": set_base,
    "SetMonitoringLevel": lambda _link, _asked: ACCEPTED,
    "SetVariableMonitoring": set_monitoring,
}
