"""OCPP 1.6's security extension (white paper, ed. 3), as the charge point speaks it."""

from typing import Any

from chalicelib.charge_points.rules import SecurityEvent
from chalicelib.ocpp.message import Message
from chalicelib.wiring import services

STATION_USE = "ChargingStation"


def security_event(message: Message) -> dict[str, Any]:
    """A04."""
    fields = message.fields
    event = SecurityEvent(
        fields.need("type", fields.text("type")),
        fields.instant("timestamp") or message.received_at,
        fields.text("techInfo"),
    )
    services().charge_points.security_event(message.charge_point_id, event)
    return {}


def sign_certificate(message: Message) -> dict[str, Any]:
    """A02: the signed chain follows as a command of ours."""
    told = message.fields.any("csr")
    csr = message.fields.need("csr", told if isinstance(told, str) and told.strip() else None)
    accepted = services().certificates.sign(message.charge_point_id, csr, STATION_USE)
    return {"status": "Accepted" if accepted else "Rejected"}


def log_status(message: Message) -> dict[str, Any]:
    """N01: how far the upload of a log has come."""
    return _reported(message, "log")


def signed_firmware_status(message: Message) -> dict[str, Any]:
    """L01: how far an update of signed firmware has come."""
    return _reported(message, "firmware")


def _reported(message: Message, about: str) -> dict[str, Any]:
    fields = message.fields
    status, request_id = fields.need("status", fields.text("status")), fields.integer("requestId")
    services().charge_points.reported(message.charge_point_id, about, status, request_id)
    return {}
