"""What a charge point of OCPP 1.6 says."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from infra.simulator.messages import Message, Payload
from infra.simulator.transaction import Fact, Moment, Reading
from infra.simulator.v16 import core, security, services
from infra.simulator.wording import figures, now, stamp, told

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint
    from infra.simulator.connector import Connector
    from infra.simulator.language import Handler

NO_TRANSACTION = -1
"""What is said in place of an id that the central system has not told yet."""


class V16:
    """Its methods are those of Language."""

    version = "1.6"
    subprotocol = "ocpp1.6"
    answers: Mapping[str, "Handler"] = {**core.ANSWERS, **services.ANSWERS, **security.ANSWERS}

    def boot(self, box: "SimulatedChargePoint") -> Message:
        """4.2."""
        payload = {
            "chargePointModel": "Simulated AC/DC",
            "chargePointVendor": "PlugNexus",
            "firmwareVersion": box.firmware_version,
        }
        return Message("BootNotification", payload)

    def heartbeat(self) -> Message:
        """4.6."""
        return Message("Heartbeat", {})

    def status(self, connector: "Connector") -> Message:
        """4.9."""
        payload = {
            "connectorId": connector.connector_id,
            "errorCode": "NoError",
            "status": connector.status,
            "timestamp": now(),
        }
        return Message("StatusNotification", payload)

    def authorize(self, token_uid: str) -> Message:
        """4.1."""
        return Message("Authorize", {"idTag": token_uid})

    def authorized(self, answer: Payload) -> tuple[str, str | None]:
        """IdTagInfo."""
        info = answer["idTagInfo"]
        return info["status"], info.get("parentIdTag")

    def fact(self, fact: Fact) -> Message:
        """4.8, 4.7, 4.10."""
        transaction, reading = fact.transaction, fact.reading
        number = NO_TRANSACTION if transaction.id is None else transaction.id
        if fact.moment is Moment.METERED:
            payload = {"connectorId": transaction.connector_id, "transactionId": number}
            return Message("MeterValues", payload | {"meterValue": [_meter_value(reading)]})
        shared = {"idTag": transaction.token_uid, "timestamp": stamp(reading.at)}
        if fact.moment is Moment.BEGAN:
            begin = told(connectorId=transaction.connector_id, reservationId=transaction.reservation_id)
            return Message("StartTransaction", shared | begin | {"meterStart": round(reading.wh)})
        end = {"transactionId": number, "meterStop": round(reading.wh), "reason": transaction.stop_reason}
        return Message("StopTransaction", shared | end)

    def learned(self, fact: Fact, answer: Payload) -> str | None:
        """The central system gives the id of the transaction."""
        if fact.moment is not Moment.BEGAN:
            return None
        fact.transaction.id = answer["transactionId"]
        status: str = answer["idTagInfo"]["status"]
        return status

    def reading(self, connector: "Connector") -> Message:
        """4.7, asked for."""
        payload: dict[str, Any] = {"connectorId": connector.connector_id}
        if connector.transaction is not None and connector.transaction.id is not None:
            payload["transactionId"] = connector.transaction.id
        return Message("MeterValues", payload | {"meterValue": [_meter_value(connector.reading())]})

    def log_status(self, status: str, request_id: int | None) -> Message:
        """4.4; with a request id LogStatusNotification of the security extension."""
        if request_id is None:
            return Message("DiagnosticsStatusNotification", {"status": status})
        return Message("LogStatusNotification", {"status": status, "requestId": request_id})

    def firmware_status(self, status: str, request_id: int | None) -> Message:
        """4.5; with a request id SignedFirmwareStatusNotification of the security extension."""
        if request_id is None:
            return Message("FirmwareStatusNotification", {"status": status})
        return Message("SignedFirmwareStatusNotification", {"status": status, "requestId": request_id})

    def security_event(self, kind: str) -> Message:
        """A security event, now."""
        return Message("SecurityEventNotification", {"type": kind, "timestamp": now()})

    def sign_certificate(self, csr: str) -> Message:
        """A request to be signed."""
        return Message("SignCertificate", {"csr": csr})


def _meter_value(reading: Reading) -> dict[str, Any]:
    values = [
        {"value": f"{value}", "context": "Sample.Periodic", "measurand": measurand, "unit": unit}
        for measurand, unit, value in figures(reading)
    ]
    return {"timestamp": stamp(reading.at), "sampledValue": values}
