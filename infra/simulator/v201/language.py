"""What a charging station of OCPP 2.0.1 says. Its EVSEs are our connectors, each with one connector."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from infra.simulator.messages import Message, Payload
from infra.simulator.transaction import Fact, Moment, Reading
from infra.simulator.v201 import charging, core, monitoring, services, variables
from infra.simulator.wording import figures, now, stamp, told

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint
    from infra.simulator.connector import Connector
    from infra.simulator.language import Handler

EVENTS = {Moment.BEGAN: "Started", Moment.METERED: "Updated", Moment.ENDED: "Ended"}
FREE = {"Available", "Reserved", "Unavailable", "Faulted"}
STATES = {"Charging": "Charging", "SuspendedEV": "SuspendedEV"}
REASONS = {
    "HardReset": "ImmediateReset",
    "SoftReset": "ImmediateReset",
    "UnlockCommand": "Other",
}
"""Where 2.0.1 calls a reason to stop otherwise than 1.6."""
TRIGGERS = {
    "DeAuthorized": "Deauthorized",
    "Local": "StopAuthorized",
    "PowerLoss": "AbnormalCondition",
    "Remote": "RemoteStop",
    "UnlockCommand": "UnlockCommand",
}
"""Of an end, by the reason; every other is a ResetCommand."""


class V201:
    """Its methods are those of Language."""

    version = "2.0.1"
    subprotocol = "ocpp2.0.1"
    answers: Mapping[str, "Handler"] = {
        **core.ANSWERS,
        **variables.ANSWERS,
        **monitoring.ANSWERS,
        **charging.ANSWERS,
        **services.ANSWERS,
    }

    def boot(self, box: "SimulatedChargePoint") -> Message:
        """B01."""
        station = {
            "model": "Simulated AC/DC",
            "vendorName": "PlugNexus",
            "firmwareVersion": box.firmware_version,
        }
        return Message("BootNotification", {"reason": box.boot_reason, "chargingStation": station})

    def heartbeat(self) -> Message:
        """G02."""
        return Message("Heartbeat", {})

    def status(self, connector: "Connector") -> Message:
        """G01: whatever a car does there is Occupied."""
        status = connector.status if connector.status in FREE else "Occupied"
        payload = {"timestamp": now(), "connectorStatus": status}
        return Message("StatusNotification", payload | {"evseId": connector.connector_id, "connectorId": 1})

    def authorize(self, token_uid: str) -> Message:
        """C01."""
        return Message("Authorize", {"idToken": _token(token_uid)})

    def authorized(self, answer: Payload) -> tuple[str, str | None]:
        """IdTokenInfo."""
        info = answer["idTokenInfo"]
        group = info.get("groupIdToken")
        return info["status"], group["idToken"] if group else None

    def fact(self, fact: Fact) -> Message:
        """E01 to E07: the begin with its token, each reading, the end."""
        transaction, is_end = fact.transaction, fact.moment is Moment.ENDED
        reason = transaction.stop_reason or "Local"
        info = told(
            transactionId=transaction.key,
            chargingState=_state(fact),
            stoppedReason=REASONS.get(reason, reason) if is_end else None,
            remoteStartId=transaction.remote_start_id,
        )
        payload = {
            "eventType": EVENTS[fact.moment],
            "timestamp": stamp(fact.reading.at),
            "triggerReason": _trigger(fact, reason),
            "seqNo": fact.seq_no,
            "transactionInfo": info,
            "evse": {"id": transaction.connector_id, "connectorId": 1},
            "meterValue": [_meter_value(fact.reading, _context(fact))],
        }
        if fact.moment is Moment.BEGAN:
            payload |= told(idToken=_token(transaction.token_uid), reservationId=transaction.reservation_id)
        return Message("TransactionEvent", payload | ({"offline": True} if fact.offline else {}))

    def learned(self, _: Fact, answer: Payload) -> str | None:
        """The id of the transaction is our own."""
        info = answer.get("idTokenInfo")
        return info["status"] if info else None

    def reading(self, connector: "Connector") -> Message:
        """J01, asked for."""
        value = _meter_value(connector.reading(), "Trigger")
        return Message("MeterValues", {"evseId": connector.connector_id, "meterValue": [value]})

    def log_status(self, status: str, request_id: int | None) -> Message:
        """N01."""
        return Message("LogStatusNotification", told(status=status, requestId=request_id))

    def firmware_status(self, status: str, request_id: int | None) -> Message:
        """L01."""
        return Message("FirmwareStatusNotification", told(status=status, requestId=request_id))

    def security_event(self, kind: str) -> Message:
        """A04."""
        return Message("SecurityEventNotification", {"type": kind, "timestamp": now()})

    def sign_certificate(self, csr: str) -> Message:
        """A02."""
        return Message("SignCertificate", {"csr": csr, "certificateType": "ChargingStationCertificate"})


def _token(token_uid: str) -> dict[str, str]:
    return {"idToken": token_uid, "type": "ISO14443"}


def _state(fact: Fact) -> str:
    if fact.moment is Moment.ENDED:
        return "Idle"
    return STATES.get(fact.state, "EVConnected")


def _trigger(fact: Fact, reason: str) -> str:
    if fact.moment is Moment.METERED:
        return "MeterValuePeriodic"
    if fact.moment is Moment.ENDED:
        return TRIGGERS.get(reason, "ResetCommand")
    return "Authorized" if fact.transaction.remote_start_id is None else "RemoteStart"


def _context(fact: Fact) -> str:
    return {Moment.BEGAN: "Transaction.Begin", Moment.ENDED: "Transaction.End"}.get(
        fact.moment, "Sample.Periodic"
    )


def _meter_value(reading: Reading, context: str) -> dict[str, Any]:
    values = [
        {"value": value, "context": context, "measurand": measurand, "unitOfMeasure": {"unit": unit}}
        for measurand, unit, value in figures(reading)
    ]
    return {"timestamp": stamp(reading.at), "sampledValue": values}
