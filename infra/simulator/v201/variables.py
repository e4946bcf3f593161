"""How a charging station of OCPP 2.0.1 answers block B: its variables, read, set, and reported in parts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from infra.simulator import device_model, doing
from infra.simulator.messages import Answer, Message, Payload
from infra.simulator.v201.monitoring import tell_monitors
from infra.simulator.wording import ACCEPTED, now

if TYPE_CHECKING:
    from infra.simulator.language import Handler
    from infra.simulator.link import Link

PART = 8
"""Variables in one NotifyReport."""


def get_variables(link: "Link", asked: Payload) -> Payload:
    """B06."""
    told = []
    for one in asked["getVariableData"]:
        status, value = device_model.read(
            link.box.configuration, one["component"]["name"], one["variable"]["name"]
        )
        shown = {} if value is None else {"attributeValue": value}
        told.append(
            {
                "component": one["component"],
                "variable": one["variable"],
                "attributeType": one.get("attributeType", "Actual"),
                "attributeStatus": status,
                **shown,
            }
        )
    return {"getVariableResult": told}


def set_variables(link: "Link", asked: Payload) -> Answer:
    """B05; a new BasicAuthPassword is used from the next connection on. Monitors hear of every change."""
    told, changes = [], []
    for one in asked["setVariableData"]:
        place = (one["component"]["name"], one["variable"]["name"])
        _, before = device_model.read(link.box.configuration, *place)
        status, key = device_model.write(link.box.configuration, *place, one["attributeValue"])
        doing.setting_changed(link.box, key or "/".join(place), status)
        if status == "NotSupported":
            status = "UnknownVariable"
        if key is not None:
            changes.append((place, before, one["attributeValue"]))
        told.append(
            {
                "component": one["component"],
                "variable": one["variable"],
                "attributeType": one.get("attributeType", "Actual"),
                "attributeStatus": status,
            }
        )
    return Answer({"setVariableResult": told}, lambda: tell_monitors(link, changes))


def get_base_report(link: "Link", asked: Payload) -> Answer:
    """B07: everything, in parts."""
    variables = list(device_model.report(link.box.configuration))
    return Answer(ACCEPTED, lambda: notify(link, asked["requestId"], variables))


def get_report(link: "Link", asked: Payload) -> Answer | Payload:
    """B08: what is asked for by component and variable."""
    wanted = [
        (one["component"]["name"].casefold(), (one.get("variable") or {}).get("name", "").casefold())
        for one in asked.get("componentVariable") or []
    ]

    def is_wanted(one: dict[str, Any]) -> bool:
        component, variable = one["component"]["name"].casefold(), one["variable"]["name"].casefold()
        return not wanted or any(component == named and other in ("", variable) for named, other in wanted)

    variables = [one for one in device_model.report(link.box.configuration) if is_wanted(one)]
    if not variables:
        return {"status": "EmptyResultSet"}
    return Answer(ACCEPTED, lambda: notify(link, asked["requestId"], variables))


async def notify(link: "Link", request_id: int, variables: list[dict[str, Any]]) -> None:
    """NotifyReport, a part at a time."""
    parts = [variables[start : start + PART] for start in range(0, len(variables), PART)]
    for number, part in enumerate(parts):
        payload = {
            "requestId": request_id,
            "generatedAt": now(),
            "seqNo": number,
            "tbc": number < len(parts) - 1,
            "reportData": part,
        }
        await link.call(Message("NotifyReport", payload))


ANSWERS: Mapping[str, "Handler"] = {
    "GetBaseReport": get_base_report,
    "GetReport": get_report,
    "GetVariables": get_variables,
    "SetNetworkProfile": lambda _link, _asked: ACCEPTED,
    "SetVariables": set_variables,
}
