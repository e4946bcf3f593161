"""What stations tell that nothing here acts on: accepted, kept as it came, answered by the least there is."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.ocpp.message import Answer, Message
from chalicelib.wiring import services

NOTHING: Mapping[str, Any] = {}
NOT_SERVED = {"reasonCode": "UnsupportedRequest"}


def kept(action: str, answer: Callable[[Message], Mapping[str, Any]] | Mapping[str, Any] = NOTHING) -> Answer:
    """The message `action` becomes a note, and gets this answer."""

    def perform(message: Message) -> dict[str, Any]:
        charge_points = services().charge_points
        charge_points.noted(message.charge_point_id, action, message.fields.raw, message.received_at)
        return dict(answer(message) if callable(answer) else answer)

    return perform


def charging_needs(_: Message) -> dict[str, Any]:
    """K15: nobody here makes a schedule for one car."""
    return {"status": "Rejected", "statusInfo": NOT_SERVED}


def charging_needs_21(_: Message) -> dict[str, Any]:
    """K15, K17: since 2.1 there is a word for it."""
    return {"status": "NoChargingProfile"}


def vat_number(message: Message) -> dict[str, Any]:
    """C24: nobody here knows a company by it."""
    evse_id = message.fields.integer("evseId")
    return {
        "vatNumber": (message.fields.text("vatNumber") or "")[:20],
        "status": "Rejected",
        "statusInfo": NOT_SERVED,
    } | ({} if evse_id is None or evse_id < 0 else {"evseId": evse_id})


def data_transfer(_: Message) -> dict[str, Any]:
    """P02: no vendor's extension is known here. In the message log alone: there may be many."""
    return {"status": "UnknownVendorId"}
