"""What is said to each message of an OCPP 2.0.1 charging station, and what 2.1 adds."""

from collections.abc import Mapping

from chalicelib.ocpp import presence
from chalicelib.ocpp.message import Answer, Version
from chalicelib.ocpp.v2 import certificates, charging, kept, monitoring, provisioning, software, transactions
from chalicelib.ocpp.v2.kept import kept as keep
from chalicelib.ocpp.v2.registering import admits

ACCEPTED = {"status": "Accepted"}

ANSWERS_201: Mapping[str, Answer] = {
    "Authorize": transactions.authorize,
    "BootNotification": provisioning.boot_notification,
    "ClearedChargingLimit": keep("ClearedChargingLimit"),
    "DataTransfer": kept.data_transfer,
    "FirmwareStatusNotification": software.firmware_status,
    "Get15118EVCertificate": certificates.ev_certificate,
    "GetCertificateStatus": certificates.certificate_status,
    "Heartbeat": presence.heartbeat,
    "LogStatusNotification": software.log_status,
    "MeterValues": transactions.meter_values,
    "NotifyChargingLimit": keep("NotifyChargingLimit"),
    "NotifyCustomerInformation": keep("NotifyCustomerInformation"),
    "NotifyDisplayMessages": keep("NotifyDisplayMessages"),
    "NotifyEVChargingNeeds": keep("NotifyEVChargingNeeds", kept.charging_needs),
    "NotifyEVChargingSchedule": keep("NotifyEVChargingSchedule", ACCEPTED),
    "NotifyEvent": monitoring.notify_event,
    "NotifyMonitoringReport": monitoring.notify_monitoring_report,
    "NotifyReport": monitoring.notify_report,
    "PublishFirmwareStatusNotification": keep("PublishFirmwareStatusNotification"),
    "ReportChargingProfiles": charging.report_charging_profiles,
    "ReservationStatusUpdate": keep("ReservationStatusUpdate"),
    "SecurityEventNotification": monitoring.security_event,
    "SignCertificate": certificates.sign_certificate,
    "StatusNotification": provisioning.status_notification,
    "TransactionEvent": transactions.transaction_event,
}
ANSWERS_21: Mapping[str, Answer] = {
    **ANSWERS_201,
    "BatterySwap": keep("BatterySwap"),
    "ClosePeriodicEventStream": keep("ClosePeriodicEventStream"),
    "GetCertificateChainStatus": certificates.certificate_chain_status,
    "NotifyDERAlarm": keep("NotifyDERAlarm"),
    "NotifyDERStartStop": keep("NotifyDERStartStop"),
    "NotifyEVChargingNeeds": keep("NotifyEVChargingNeeds", kept.charging_needs_21),
    "NotifyPeriodicEventStream": keep("NotifyPeriodicEventStream"),
    "NotifyPriorityCharging": keep("NotifyPriorityCharging"),
    "NotifySettlement": keep("NotifySettlement"),
    "NotifyWebPaymentStarted": keep("NotifyWebPaymentStarted"),
    "OpenPeriodicEventStream": keep("OpenPeriodicEventStream", ACCEPTED),
    "PullDynamicScheduleUpdate": keep(
        "PullDynamicScheduleUpdate", {"status": "Rejected", "statusInfo": kept.NOT_SERVED}
    ),
    "ReportDERControl": keep("ReportDERControl"),
    "VatNumberValidation": keep("VatNumberValidation", kept.vat_number),
}
VERSION_201 = Version("v201", "Request", ANSWERS_201, admits)
VERSION_21 = Version("v21", "Request", ANSWERS_21, admits)
