"""What a charge point that starts, and that is there, is answered: alike in OCPP 1.6 and 2.x."""

from typing import Any

from chalicelib.charge_points.presence import HEARTBEAT_INTERVAL
from chalicelib.charge_points.rules import Boot
from chalicelib.ocpp.message import Message
from chalicelib.ocpp.reading import instant
from chalicelib.wiring import services


def booted(message: Message, boot: Boot) -> dict[str, Any]:
    """1.6, 4.2; 2.x, B01: everyone who got in is accepted, unless a manager wants it otherwise."""
    status = message.peer.boot_status
    services().charge_points.booted(message.charge_point_id, boot, status)
    interval = int(HEARTBEAT_INTERVAL.total_seconds())
    return {"status": status, "currentTime": instant(message.received_at), "interval": interval}


def heartbeat(message: Message) -> dict[str, Any]:
    """1.6, 4.6; 2.x, G02: the time."""
    return {"currentTime": instant(message.received_at)}
