"""One request of each message that an OCPP 2.x station sends, as its schema has it."""

from typing import Any

AT = "2026-06-01T12:00:00Z"
TOKEN = {"idToken": "TAG", "type": "ISO14443"}
HASH = {"hashAlgorithm": "SHA256", "issuerNameHash": "aa", "issuerKeyHash": "bb", "serialNumber": "cc"}
OCSP = HASH | {"responderURL": "http://ocsp.example"}
VARIABLE = {"component": {"name": "EVSE", "evse": {"id": 1}}, "variable": {"name": "Power"}}
SCHEDULE = {
    "id": 1,
    "chargingRateUnit": "A",
    "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.1}],
}
PROFILE = {
    "id": 1,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxDefaultProfile",
    "chargingProfileKind": "Absolute",
    "chargingSchedule": [SCHEDULE],
}
METER = {
    "timestamp": AT,
    "sampledValue": [
        {
            "value": 1.5,
            "measurand": "Energy.Active.Import.Register",
            "unitOfMeasure": {"unit": "kWh", "multiplier": 0},
        }
    ],
}
STARTED = {
    "eventType": "Started",
    "timestamp": AT,
    "triggerReason": "Authorized",
    "seqNo": 0,
    "transactionInfo": {"transactionId": "T1", "chargingState": "Charging", "remoteStartId": 7},
    "evse": {"id": 2, "connectorId": 1},
    "idToken": TOKEN,
    "meterValue": [METER],
    "reservationId": 9,
}

SENT_201: dict[str, dict[str, Any]] = {
    "Authorize": {"idToken": TOKEN},
    "BootNotification": {
        "chargingStation": {"model": "M", "vendorName": "V", "serialNumber": "S", "firmwareVersion": "1"},
        "reason": "PowerUp",
    },
    "ClearedChargingLimit": {"chargingLimitSource": "EMS"},
    "DataTransfer": {"vendorId": "com.example"},
    "FirmwareStatusNotification": {"status": "Installed", "requestId": 3},
    "Get15118EVCertificate": {"iso15118SchemaVersion": "v", "action": "Install", "exiRequest": "x"},
    "GetCertificateStatus": {"ocspRequestData": OCSP},
    "Heartbeat": {},
    "LogStatusNotification": {"status": "Uploaded", "requestId": 3},
    "MeterValues": {"evseId": 1, "meterValue": [METER]},
    "NotifyChargingLimit": {"chargingLimit": {"chargingLimitSource": "EMS"}, "chargingSchedule": [SCHEDULE]},
    "NotifyCustomerInformation": {"data": "x", "seqNo": 0, "generatedAt": AT, "requestId": 1},
    "NotifyDisplayMessages": {"requestId": 1},
    "NotifyEVChargingNeeds": {
        "evseId": 1,
        "chargingNeeds": {"requestedEnergyTransfer": "DC"},
    },
    "NotifyEVChargingSchedule": {"timeBase": AT, "evseId": 1, "chargingSchedule": SCHEDULE},
    "NotifyEvent": {
        "generatedAt": AT,
        "seqNo": 0,
        "eventData": [
            {
                "eventId": 4,
                "timestamp": AT,
                "trigger": "Alerting",
                "actualValue": "11",
                "eventNotificationType": "HardWiredMonitor",
                **VARIABLE,
            }
        ],
    },
    "NotifyMonitoringReport": {
        "requestId": 5,
        "seqNo": 0,
        "generatedAt": AT,
        "monitor": [
            {
                "variableMonitoring": [
                    {"id": 6, "transaction": False, "value": 0, "type": "UpperThreshold", "severity": 3}
                ],
                **VARIABLE,
            }
        ],
    },
    "NotifyReport": {
        "requestId": 5,
        "generatedAt": AT,
        "seqNo": 0,
        "tbc": True,
        "reportData": [
            {
                "variableAttribute": [{"value": "11", "mutability": "ReadOnly"}],
                "variableCharacteristics": {"dataType": "decimal", "unit": "kW", "supportsMonitoring": True},
                **VARIABLE,
            }
        ],
    },
    "PublishFirmwareStatusNotification": {"status": "Published", "location": ["http://x"], "requestId": 3},
    "ReportChargingProfiles": {
        "requestId": 1,
        "chargingLimitSource": "CSO",
        "evseId": 1,
        "chargingProfile": [PROFILE],
    },
    "ReservationStatusUpdate": {"reservationId": 1, "reservationUpdateStatus": "Expired"},
    "SecurityEventNotification": {"type": "FirmwareUpdated", "timestamp": AT, "techInfo": "x"},
    "SignCertificate": {"csr": "-----BEGIN", "certificateType": "V2GCertificate"},
    "StatusNotification": {"timestamp": AT, "connectorStatus": "Occupied", "evseId": 1, "connectorId": 2},
    "TransactionEvent": STARTED,
}
SENT_21: dict[str, dict[str, Any]] = SENT_201 | {
    "BatterySwap": {
        "eventType": "BatteryIn",
        "requestId": 1,
        "idToken": TOKEN,
        "batteryData": [{"evseId": 1, "serialNumber": "s", "soC": 50, "soH": 90}],
    },
    "ClosePeriodicEventStream": {"id": 1},
    "GetCertificateChainStatus": {
        "certificateStatusRequests": [
            {"source": "OCSP", "urls": ["http://x"], "certificateHashData": HASH},
        ]
    },
    "NotifyDERAlarm": {"controlType": "VoltVar", "timestamp": AT},
    "NotifyDERStartStop": {"controlId": "c", "started": True, "timestamp": AT},
    "NotifyMonitoringReport": {
        "requestId": 5,
        "seqNo": 0,
        "generatedAt": AT,
        "monitor": [
            {
                "variableMonitoring": [
                    {
                        "id": 6,
                        "transaction": False,
                        "value": 0,
                        "type": "UpperThreshold",
                        "severity": 3,
                        "eventNotificationType": "CustomMonitor",
                    }
                ],
                **VARIABLE,
            }
        ],
    },
    "NotifyPriorityCharging": {"transactionId": "T1", "activated": True},
    "NotifySettlement": {"pspRef": "p", "status": "Settled", "settlementAmount": 1.5, "settlementTime": AT},
    "NotifyWebPaymentStarted": {"evseId": 1, "timeout": 60},
    "OpenPeriodicEventStream": {
        "constantStreamData": {"id": 1, "variableMonitoringId": 2, "params": {"interval": 5}}
    },
    "PullDynamicScheduleUpdate": {"chargingProfileId": 1},
    "ReportDERControl": {"requestId": 1},
    "VatNumberValidation": {"vatNumber": "DE1", "evseId": 1},
}
STREAM = {"id": 1, "pending": 0, "basetime": AT, "data": [{"t": 0, "v": "1"}]}
