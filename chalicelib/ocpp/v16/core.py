"""OCPP 1.6's Core profile, as the charge point speaks it: only read and worded here."""

from collections.abc import Iterable
from typing import Any

from chalicelib.charge_points.rules import WHOLE_CHARGE_POINT, Boot, ConnectorStatus
from chalicelib.kernel.errors import Violation
from chalicelib.logs import logger
from chalicelib.ocpp.message import Message
from chalicelib.ocpp.metering import Readings, readings
from chalicelib.ocpp.presence import booted
from chalicelib.ocpp.reading import Fields
from chalicelib.sessions.rules import ReadingsFact, StartFact, StopFact, group_of
from chalicelib.wiring import services

NO_TRANSACTION = "-1"
"""Stands for a transaction id that cannot be read: the session is then found by what else is known."""

STATUSES = (
    "Available",
    "Preparing",
    "Charging",
    "SuspendedEVSE",
    "SuspendedEV",
    "Finishing",
    "Reserved",
    "Unavailable",
    "Faulted",
)
ID_TAG_STATUS = {
    "token_unknown": "Invalid",
    "not_a_member": "Invalid",
    "token_expired": "Expired",
    "in_use": "ConcurrentTx",
}
"""AuthorizationStatus (7.2) by violation; every other is Blocked. To a network a stranger's is no token."""


def id_tag_info(violations: Iterable[Violation], group_id: str | None) -> dict[str, str]:
    """IdTagInfo (7.29). That there is no such token goes before all else; then the first violation speaks."""
    found = [ID_TAG_STATUS.get(violation.code, "Blocked") for violation in violations]
    status = "Invalid" if "Invalid" in found else found[0] if found else "Accepted"
    return {"status": status} | ({"parentIdTag": group_id} if group_id else {})


def boot_notification(message: Message) -> dict[str, Any]:
    """4.2."""
    fields = message.fields
    boot = Boot(
        message.received_at,
        fields.text("chargePointVendor"),
        fields.text("chargePointModel"),
        fields.text("chargePointSerialNumber") or fields.text("chargeBoxSerialNumber"),
        fields.text("firmwareVersion"),
    )
    return booted(message, boot)


def status_notification(message: Message) -> dict[str, Any]:
    """4.9. Without a connector it is about the whole charge point."""
    fields = message.fields
    told = fields.need("status", fields.text("status"))
    services().charge_points.status(
        message.charge_point_id,
        ConnectorStatus(
            connector_id=fields.integer("connectorId") or WHOLE_CHARGE_POINT,
            status=next((status for status in STATUSES if status.lower() == told.lower()), told),
            error_code=fields.text("errorCode") or "NoError",
            at=message.received_at,
            info=fields.text("info"),
            vendor_error_code=fields.text("vendorErrorCode"),
            reported_at=fields.instant("timestamp"),
        ),
    )
    return {}


def authorize(message: Message) -> dict[str, Any]:
    """4.1. An empty token is nobody's."""
    told = message.fields.any("idTag")
    token_uid = told.strip() if isinstance(told, str) else message.fields.text("idTag")
    token_uid = message.fields.need("idTag", token_uid)
    found = services().sessions.authorize(message.charge_point_id, token_uid, None, message.received_at)
    return {"idTagInfo": id_tag_info(found.violations, found.group_id)}


def start_transaction(message: Message) -> dict[str, Any]:
    """4.8: kept whatever we think of it; whether it may charge is in idTagInfo."""
    fields = message.fields
    meter_wh = fields.decimal("meterStart")
    started = services().sessions.start(
        StartFact(
            message.charge_point_id,
            fields.integer("connectorId") or WHOLE_CHARGE_POINT,
            fields.text("idTag") or "",
            fields.instant("timestamp"),
            None if meter_wh is None or meter_wh < 0 else meter_wh,
            fields.raw,
        )
    )
    info = id_tag_info(started.violations, started.group_id)
    return {"transactionId": int(started.transaction_id), "idTagInfo": info}


def meter_values(message: Message) -> dict[str, Any]:
    """4.7: kept whatever they tell."""
    fields = message.fields
    read = _readings(message, "meterValue")
    services().sessions.readings(
        ReadingsFact(
            message.charge_point_id,
            fields.integer("connectorId") or WHOLE_CHARGE_POINT,
            _transaction_id(fields),
            read.values,
            fields.raw,
        )
    )
    return {}


def stop_transaction(message: Message) -> dict[str, Any]:
    """4.10: kept whatever we think of it; the answer is always a yes.

    Who stops it is told what the token was told when it started (6.50); of another token nothing is said.
    """
    fields = message.fields
    meter_wh, token_uid = fields.decimal("meterStop"), fields.text("idTag")
    session = services().sessions.stop(
        StopFact(
            message.charge_point_id,
            _transaction_id(fields) or NO_TRANSACTION,
            fields.instant("timestamp"),
            None if meter_wh is None or meter_wh < 0 else meter_wh,
            token_uid,
            fields.text("reason") or "Local",
            _readings(message, "transactionData").values,
            fields.raw,
        )
    )
    if session is None or token_uid is None or token_uid != session.token_uid:
        return {}
    group_id = group_of(session.driver_id, session.violations)
    return {"idTagInfo": id_tag_info(session.violations, group_id)}


def data_transfer(_: Message) -> dict[str, Any]:
    """4.3: no vendor's extension is known here."""
    return {"status": "UnknownVendorId"}


def diagnostics_status(message: Message) -> dict[str, Any]:
    """4.4."""
    return _reported(message, "diagnostics")


def firmware_status(message: Message) -> dict[str, Any]:
    """4.5."""
    return _reported(message, "firmware")


def _transaction_id(fields: Fields) -> str | None:
    number = fields.integer("transactionId")
    return None if number is None else str(number)


def _reported(message: Message, about: str) -> dict[str, Any]:
    status = message.fields.need("status", message.fields.text("status"))
    services().charge_points.reported(message.charge_point_id, about, status)
    return {}


def _readings(message: Message, name: str) -> Readings:
    read = readings(message.fields.objects(name), message.received_at)
    if read.skipped:
        logger.warning(
            "sampled values skipped", charge_point_id=message.charge_point_id, skipped=read.skipped
        )
    return read
