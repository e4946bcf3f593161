"""The device model as OCPP 2.0.1 has it: blocks B and N. Keys: charge_points/variable_keys.py."""

from collections.abc import Mapping
from typing import Any

from chalicelib.charge_points.commands.rules import CannotSend
from chalicelib.charge_points.secret_names import is_password_key
from chalicelib.charge_points.variable_keys import VariableKey, variable_key
from chalicelib.kernel.errors import Invalid
from chalicelib.ocpp.calls.wording import Params, Payload, Word, fixed, number, shortened, told

PASSWORD = "SecurityCtrlr/BasicAuthPassword"  # noqa: S105 - a variable's name
FULL = "FullInventory"
LONGEST_VALUE = 2500
"""Characters of a value in 2.1; 2.0.1 takes 1000 of SetVariables, or what the charge point says."""


def place(key: VariableKey) -> Payload:
    """The component that a key names."""
    evse = None if key.evse is None else {"id": key.evse, **told(connectorId=key.connector)}
    return {"name": key.component, **told(instance=key.component_instance, evse=evse)}


def variable(key: VariableKey) -> Payload:
    """Component and variable of a key."""
    return {
        "component": place(key),
        "variable": {"name": key.variable, **told(instance=key.variable_instance)},
    }


def _key(text: str) -> VariableKey:
    try:
        return variable_key(PASSWORD if "/" not in text and is_password_key(text) else text)
    except Invalid as error:
        raise CannotSend(error.detail) from error


def _named(text: str) -> Payload:
    """A component alone, or one of its variables."""
    if "/" in text:
        return variable(_key(text))
    return {"component": place(_key(f"{text}/any"))}


def _get_variables(params: Params) -> tuple[str, Payload]:
    if not params.get("keys"):
        return "GetBaseReport", {"requestId": params["request_id"], "reportBase": FULL}
    asked = [{**variable(_key(key)), **told(attributeType=params.get("attribute"))} for key in params["keys"]]
    return "GetVariables", {"getVariableData": asked}


def _set_variables(params: Params) -> Payload:
    setting = {
        **variable(_key(params["key"])),
        "attributeValue": shortened("value", params["value"], LONGEST_VALUE),
        **told(attributeType=params.get("attribute")),
    }
    return {"setVariableData": [setting]}


def _report(criteria: str, params: Params) -> Payload:
    components = [_named(key) for key in params.get("components") or ()]
    return {
        "requestId": params["request_id"],
        **told(**{criteria: params.get("criteria") or None, "componentVariable": components or None}),
    }


def _monitor(monitor: Mapping[str, Any]) -> Payload:
    return {
        **variable(_key(monitor["key"])),
        "type": monitor["type"],
        "value": number(monitor["value"]),
        "severity": monitor["severity"],
        **told(id=monitor.get("monitor_id"), transaction=monitor.get("transaction")),
    }


CALLS: Mapping[str, Word] = {
    "get_configuration": Word(("GetVariables", "GetBaseReport"), _get_variables),
    "change_configuration": fixed("SetVariables", _set_variables),
    "get_base_report": fixed(
        "GetBaseReport", lambda params: {"requestId": params["request_id"], "reportBase": params["kind"]}
    ),
    "get_report": fixed("GetReport", lambda params: _report("componentCriteria", params)),
    "get_monitoring_report": fixed(
        "GetMonitoringReport", lambda params: _report("monitoringCriteria", params)
    ),
    "set_monitoring": fixed(
        "SetVariableMonitoring",
        lambda params: {"setMonitoringData": [_monitor(monitor) for monitor in params["monitors"]]},
    ),
    "clear_monitoring": fixed("ClearVariableMonitoring", lambda params: {"id": list(params["monitor_ids"])}),
    "set_monitoring_base": fixed("SetMonitoringBase", lambda params: {"monitoringBase": params["base"]}),
    "set_monitoring_level": fixed("SetMonitoringLevel", lambda params: {"severity": params["severity"]}),
}
