"""Blocks L and N of OCPP 2.x: how far an update or an upload has come."""

from typing import Any

from chalicelib.ocpp.message import Answer, Message
from chalicelib.wiring import services


def report(about: str) -> Answer:
    """Tells how far that has come, and for which request."""

    def perform(message: Message) -> dict[str, Any]:
        fields = message.fields
        status, request_id = fields.need("status", fields.text("status")), fields.integer("requestId")
        services().charge_points.reported(message.charge_point_id, about, status, request_id)
        return {}

    return perform


firmware_status = report("firmware")
log_status = report("log")
