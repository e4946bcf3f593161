"""Blocks B and G of OCPP 2.x: a station starts, tells what its connectors do."""

from typing import Any

from chalicelib.charge_points.rules import WHOLE_CHARGE_POINT, Boot, ConnectorStatus
from chalicelib.ocpp.message import Message
from chalicelib.ocpp.presence import booted
from chalicelib.ocpp.reading import Fields
from chalicelib.wiring import services

STATUSES = ("Available", "Occupied", "Reserved", "Unavailable", "Faulted")


def boot_notification(message: Message) -> dict[str, Any]:
    """B01."""
    station = message.fields.object("chargingStation")
    boot = Boot(
        message.received_at,
        _told(station, message.fields, "vendorName", "chargePointVendor"),
        _told(station, message.fields, "model", "chargePointModel"),
        _told(station, message.fields, "serialNumber", "chargePointSerialNumber"),
        _told(station, message.fields, "firmwareVersion", "firmwareVersion"),
    )
    return booted(message, boot)


def status_notification(message: Message) -> dict[str, Any]:
    """G01. An EVSE may have several connectors, each of which tells for itself."""
    fields = message.fields
    told = fields.word("connectorStatus", STATUSES) or fields.word("status", STATUSES)
    status = fields.need("connectorStatus", told)
    evse_id, outlet = fields.integer("evseId"), fields.integer("connectorId")
    if evse_id is None:  # as OCPP 1.6 has it
        evse_id, outlet = outlet, None
    services().charge_points.status(
        message.charge_point_id,
        ConnectorStatus(
            connector_id=evse_id or WHOLE_CHARGE_POINT,
            status=status,
            error_code=fields.text("errorCode") or "NoError",
            at=message.received_at,
            info=fields.text("info"),
            vendor_error_code=fields.text("vendorErrorCode"),
            reported_at=fields.instant("timestamp"),
            outlet=outlet if evse_id else None,
        ),
    )
    return {}


def _told(station: Fields, message: Fields, name: str, name_in_16: str) -> str | None:
    return station.text(name) or message.text(name) or message.text(name_in_16)
