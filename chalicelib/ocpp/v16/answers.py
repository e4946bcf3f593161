"""What is said to each OCPP 1.6 message of a charge point."""

from collections.abc import Mapping

from chalicelib.ocpp.message import Answer
from chalicelib.ocpp.v16 import core

ANSWERS: Mapping[str, Answer] = {
    "Authorize": core.authorize,
    "BootNotification": core.boot_notification,
    "DataTransfer": core.data_transfer,
    "DiagnosticsStatusNotification": core.diagnostics_status,
    "FirmwareStatusNotification": core.firmware_status,
    "Heartbeat": core.heartbeat,
    "MeterValues": core.meter_values,
    "StartTransaction": core.start_transaction,
    "StatusNotification": core.status_notification,
    "StopTransaction": core.stop_transaction,
}
