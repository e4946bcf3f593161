"""Blocks C, E and J of OCPP 2.x: who may charge, what happens while they do, what the meter shows."""

from typing import Any

from chalicelib.charge_points.rules import WHOLE_CHARGE_POINT
from chalicelib.logs import logger
from chalicelib.ocpp.message import Message
from chalicelib.ocpp.metering import Readings, readings
from chalicelib.ocpp.reading import Fields
from chalicelib.ocpp.v2.words import is_without_token, token, token_info
from chalicelib.sessions.rules import Moment, ReadingsFact, TransactionFact
from chalicelib.wiring import services

MOMENTS = {"started": Moment.STARTED, "updated": Moment.UPDATED, "ended": Moment.ENDED}
TRANSACTION_EVENT = "TransactionEvent"
LONGEST_ID = 255


def transaction_event(message: Message) -> dict[str, Any]:
    """E01 to E15: kept whatever we think of it. One that names no transaction is kept as a note."""
    fields = message.fields
    info = fields.object("transactionInfo")
    transaction_id = info.text("transactionId") or fields.text("transactionId")
    if transaction_id is None:
        charge_points = services().charge_points
        charge_points.noted(message.charge_point_id, TRANSACTION_EVENT, fields.raw, message.received_at)
        return {}
    token_uid = None if is_without_token(fields) else token(fields)
    told = services().sessions.told(
        TransactionFact(
            message.charge_point_id,
            _evse_id(fields),
            transaction_id[:LONGEST_ID],
            _moment(fields, info),
            fields.instant("timestamp"),
            seq_no=fields.integer("seqNo"),
            token_uid=token_uid,
            readings=_readings(message).values,
            trigger=fields.text("triggerReason"),
            charging_state=info.text("chargingState"),
            stop_reason=info.text("stoppedReason"),
            remote_start_id=info.integer("remoteStartId"),
            reservation_id=fields.integer("reservationId"),
            offline=fields.flag("offline") or False,
            raw=fields.raw,
        )
    )
    answer: dict[str, Any] = {}
    if told.total_cost is not None:
        answer["totalCost"] = told.total_cost.rounded().amount
    if told.violations is not None:
        answer["idTokenInfo"] = token_info(told.violations, told.group_id)
    return answer


def meter_values(message: Message) -> dict[str, Any]:
    """J01: what the meter shows outside of transactions; kept whatever it tells."""
    fields = message.fields
    evse_id = _evse_id(fields)
    services().sessions.readings(
        ReadingsFact(
            message.charge_point_id,
            WHOLE_CHARGE_POINT if evse_id is None else evse_id,
            None,
            _readings(message).values,
            fields.raw,
        )
    )
    return {}


def authorize(message: Message) -> dict[str, Any]:
    """C01. An empty token is nobody's.

    A contract certificate is vouched for by a PKI of ISO 15118, of which there is none here; and without
    that, its token is no good (C07.FR.02).
    """
    fields = message.fields
    token_uid = fields.need("idToken", token(fields))
    if fields.any("certificate") or fields.any("iso15118CertificateHashData"):
        return {"idTokenInfo": {"status": "Invalid"}, "certificateStatus": "NoCertificateAvailable"}
    found = services().sessions.authorize(message.charge_point_id, token_uid, None, message.received_at)
    return {"idTokenInfo": token_info(found.violations, found.group_id)}


def _evse_id(fields: Fields) -> int | None:
    told = fields.object("evse").integer("id")
    if told is None:
        told = fields.integer("evseId")
    return fields.integer("connectorId") if told is None else told


def _moment(fields: Fields, info: Fields) -> Moment:
    """Where it is not told, what only an end tells shows that it is one."""
    told = MOMENTS.get((fields.text("eventType") or "").lower())
    return told or (Moment.ENDED if info.text("stoppedReason") else Moment.UPDATED)


def _readings(message: Message) -> Readings:
    read = readings(message.fields.objects("meterValue"), message.received_at)
    if read.skipped:
        logger.warning(
            "sampled values skipped", charge_point_id=message.charge_point_id, skipped=read.skipped
        )
    return read
