"""What is said to each OCPP 1.6 message of a charge point."""

from collections.abc import Mapping

from chalicelib.ocpp import presence
from chalicelib.ocpp.message import Answer, Version
from chalicelib.ocpp.v16 import core, security

ANSWERS: Mapping[str, Answer] = {
    "Authorize": core.authorize,
    "BootNotification": core.boot_notification,
    "DataTransfer": core.data_transfer,
    "DiagnosticsStatusNotification": core.diagnostics_status,
    "FirmwareStatusNotification": core.firmware_status,
    "Heartbeat": presence.heartbeat,
    "LogStatusNotification": security.log_status,
    "MeterValues": core.meter_values,
    "SecurityEventNotification": security.security_event,
    "SignCertificate": security.sign_certificate,
    "SignedFirmwareStatusNotification": security.signed_firmware_status,
    "StartTransaction": core.start_transaction,
    "StatusNotification": core.status_notification,
    "StopTransaction": core.stop_transaction,
}
VERSION = Version("v16", "", ANSWERS, lambda *_: True)
