"""Blocks B and N of OCPP 2.x: what a station is made of, what it watches, what happened to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from chalicelib.charge_points.rules import SecurityEvent
from chalicelib.charge_points.variable_keys import VariableKey
from chalicelib.ocpp.message import Message
from chalicelib.ocpp.reading import Fields
from chalicelib.variables.monitoring import Monitor, VariableEvent
from chalicelib.variables.rules import ACTUAL, ReportedVariable
from chalicelib.wiring import services

ATTRIBUTES = ("Actual", "Target", "MinSet", "MaxSet")
MUTABILITIES = ("ReadOnly", "WriteOnly", "ReadWrite")
NO_REQUEST = 0
"""Of a report that does not say what asked for it."""
T = TypeVar("T")


def notify_report(message: Message) -> dict[str, Any]:
    """B07, B08: a part of what was asked for; `tbc` says that more comes."""
    variables = [one for told in message.fields.objects("reportData") for one in _variables(told)]
    return _part_told(message, services().variables.reported, variables)


def notify_monitoring_report(message: Message) -> dict[str, Any]:
    """N02: a part of the monitors that were asked for."""
    monitors = [one for told in message.fields.objects("monitor") for one in _monitors(told)]
    return _part_told(message, services().variables.monitors_reported, monitors)


def _part_told(
    message: Message, hear: Callable[[str, int, int, list[T], bool, datetime], object], told: list[T]
) -> dict[str, Any]:
    fields = message.fields
    hear(
        message.charge_point_id,
        fields.integer("requestId") or NO_REQUEST,
        fields.integer("seqNo") or 0,
        told,
        not fields.flag("tbc"),
        message.received_at,
    )
    return {}


def notify_event(message: Message) -> dict[str, Any]:
    """N07: what a station noticed, with or without a monitor for it."""
    events = [_event(told, message) for told in message.fields.objects("eventData")]
    services().variables.events(message.charge_point_id, events, message.received_at)
    return {}


def security_event(message: Message) -> dict[str, Any]:
    """A04; OCPP 1.6 security whitepaper, A04."""
    fields = message.fields
    kind = fields.need("type", fields.text("type"))
    at = fields.instant("timestamp") or message.received_at
    services().charge_points.security_event(
        message.charge_point_id, SecurityEvent(kind, at, fields.text("techInfo"))
    )
    return {}


def variable_key(told: Fields) -> str | None:
    """The key of what an object's `component` and `variable` name; None: they do not."""
    component, variable = told.object("component"), told.object("variable")
    names = component.text("name"), variable.text("name")
    if names[0] is None or names[1] is None:
        return None
    evse = component.object("evse")
    return str(
        VariableKey(
            names[0],
            names[1],
            component.text("instance"),
            variable.text("instance"),
            evse.integer("id"),
            evse.integer("connectorId"),
        )
    )


def _variables(told: Fields) -> list[ReportedVariable]:
    key, about = variable_key(told), told.object("variableCharacteristics")
    if key is None:
        return []
    values = about.text("valuesList")
    return [
        ReportedVariable(
            key,
            _value(attribute.any("value")),
            attribute.word("type", ATTRIBUTES) or ACTUAL,
            attribute.word("mutability", MUTABILITIES),
            about.text("dataType"),
            about.text("unit"),
            about.decimal("minLimit"),
            about.decimal("maxLimit"),
            tuple(value.strip() for value in values.split(",")) if values else (),
        )
        for attribute in told.objects("variableAttribute") or [Fields({})]
    ]


def _monitors(told: Fields) -> list[Monitor]:
    key, found = variable_key(told), []
    for monitor in told.objects("variableMonitoring"):
        monitor_id, value = monitor.integer("id"), monitor.decimal("value")
        kind, severity = monitor.text("type"), monitor.integer("severity")
        if key and monitor_id is not None and value is not None and kind and severity is not None:
            transaction = bool(monitor.flag("transaction"))
            found.append(Monitor(monitor_id, key, kind, value, severity, transaction))
    return found


def _event(told: Fields, message: Message) -> VariableEvent:
    return VariableEvent(
        event_id=told.integer("eventId") or 0,
        key=variable_key(told) or "",
        at=told.instant("timestamp") or message.received_at,
        trigger=told.text("trigger") or "",
        value=_value(told.any("actualValue")) or "",
        notification=told.text("eventNotificationType"),
        cleared=bool(told.flag("cleared")),
        monitor_id=told.integer("variableMonitoringId"),
        cause=told.integer("cause"),
        tech_code=told.text("techCode"),
        tech_info=told.text("techInfo"),
        transaction_id=told.text("transactionId"),
        severity=told.integer("severity"),
    )


def _value(told: Any) -> str | None:
    """As text, whatever it came as."""
    if isinstance(told, bool):
        return str(told).lower()
    return None if told is None or isinstance(told, list | dict) else str(told)
