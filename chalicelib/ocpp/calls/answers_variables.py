"""What charge points answer about keys, variables and monitors, in our words, of any version."""

from typing import Any

from chalicelib.charge_points.redaction import REDACTED
from chalicelib.charge_points.secret_names import is_secret_key
from chalicelib.charge_points.variable_keys import VariableKey
from chalicelib.ocpp.calls.answer_words import Answer, flag, reason_of, status_of
from chalicelib.ocpp.calls.wording import told
from chalicelib.ocpp.reading import Fields

ACCEPTED = "Accepted"
UNKNOWN = frozenset({"UnknownComponent", "UnknownVariable"})


def configuration(fields: Fields) -> Answer:
    """Settings: 1.6's keys, or the variables that 2.x was asked for. Passwords are left out.

    `configuration_key` has those told (2.x says nothing of `readonly`), `unknown_key` those it does not have,
    `refused` those it does not tell, with their status.
    """
    answer: Answer = {}
    if isinstance(fields.any("configurationKey"), list):
        answer["configuration_key"] = [_setting(setting) for setting in fields.objects("configurationKey")]
    if isinstance(fields.any("unknownKey"), list):
        answer["unknown_key"] = [str(key) for key in fields.any("unknownKey")]
    if fields.any("getVariableResult") is not None:
        answer |= _variables(fields.objects("getVariableResult"))
    return answer


def changed(fields: Fields) -> Answer:
    """How one setting was taken: its status stands for the whole answer."""
    for result in fields.objects("setVariableResult"):
        status, reason = status_of(result, "attributeStatus"), reason_of(result, "attributeStatusInfo")
        return told(status=status, reason=reason, key=key_of(result), attribute=result.text("attributeType"))
    return {}


def monitors(fields: Fields) -> Answer:
    """How each monitor was taken, and by which number it goes. Accepted as a whole if any was."""
    return _results(
        [
            told(
                key=key_of(result),
                monitor_id=result.integer("id"),
                type=result.text("type"),
                severity=result.integer("severity"),
                status=status_of(result),
                reason=reason_of(result),
            )
            for result in fields.objects("setMonitoringResult")
        ]
    )


def monitors_gone(fields: Fields) -> Answer:
    """Which monitors are gone. Accepted as a whole if any is."""
    return _results(
        [
            told(monitor_id=result.integer("id"), status=status_of(result), reason=reason_of(result))
            for result in fields.objects("clearMonitoringResult")
        ]
    )


def key_of(result: Fields) -> str | None:
    """The key of the variable that a result is of; None: it names none."""
    component = next(iter(result.objects("component")), Fields({}))
    variable = next(iter(result.objects("variable")), Fields({}))
    component_name, variable_name = component.text("name"), variable.text("name")
    if component_name is None or variable_name is None:
        return None
    evse = next(iter(component.objects("evse")), Fields({}))
    number = evse.integer("id")
    return str(
        VariableKey(
            component_name,
            variable_name,
            component.text("instance"),
            variable.text("instance"),
            number,
            evse.integer("connectorId") if number is not None else None,
        )
    )


def _results(results: list[dict[str, Any]]) -> Answer:
    statuses = [result.get("status") for result in results]
    as_a_whole = ACCEPTED if ACCEPTED in statuses else next(iter(statuses), None)
    return {**told(status=as_a_whole), "results": results}


def _variables(results: list[Fields]) -> Answer:
    settings, unknown, refused = [], [], []
    for result in results:
        key, status = key_of(result) or "", status_of(result, "attributeStatus")
        if status == ACCEPTED:
            value = shown(key, result.any("attributeValue"))
            attribute = told(attribute=result.text("attributeType"))
            settings.append({"key": key, "readonly": None, "value": value, **attribute})
        elif status in UNKNOWN:
            unknown.append(key)
        else:
            reason = reason_of(result, "attributeStatusInfo")
            refused.append(told(key=key, status=status, reason=reason))
    return {"configuration_key": settings, "unknown_key": unknown, "refused": refused}


def _setting(setting: Fields) -> Answer:
    key = setting.text("key") or ""
    return {
        "key": key,
        "readonly": bool(flag(setting, "readonly")),
        "value": shown(key, setting.any("value")),
    }


def shown(key: str, value: Any) -> str | None:
    """A value as it may be kept."""
    return REDACTED if is_secret_key(key) else None if value is None else str(value)
