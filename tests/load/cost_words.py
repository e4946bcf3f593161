"""What the cost model's charger says, in each version of OCPP."""

from collections.abc import Mapping
from typing import Any

VERSIONS = OCPP_16, OCPP_201 = "ocpp1.6", "ocpp2.0.1"
SAMPLED = (
    ("Energy.Active.Import.Register", "Wh", "15210"),
    ("Power.Active.Import", "W", "7034.5"),
    ("Current.Import", "A", "10.2"),
    ("Voltage", "V", "229.8"),
)
Said = tuple[str, dict[str, Any]]
"""The action, and its payload."""


def boot(version: str) -> Said:
    """It has started."""
    if version == OCPP_16:
        told = {"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.2.3"}
        return "BootNotification", told
    station = {"vendorName": "Vendor", "model": "Model", "firmwareVersion": "1.2.3"}
    return "BootNotification", {"chargingStation": station, "reason": "PowerUp"}


def status(version: str, now: str, told: str) -> Said:
    """What its connector does; `told` is OCPP 1.6's word."""
    if version == OCPP_16:
        about = {"connectorId": 1, "errorCode": "NoError", "status": told}
    else:
        state = "Available" if told == "Available" else "Occupied"
        about = {"evseId": 1, "connectorId": 1, "connectorStatus": state}
    return "StatusNotification", about | {"timestamp": now}


def authorize(version: str, uid: str) -> Said:
    """May it charge?"""
    return "Authorize", {"idTag": uid} if version == OCPP_16 else {"idToken": _token(uid)}


def start(version: str, now: str, uid: str, transaction: str, seq_no: int, register: int) -> Said:
    """It charges; since 2.0.1 the charger names the transaction."""
    if version == OCPP_16:
        told = {"connectorId": 1, "idTag": uid, "meterStart": register, "timestamp": now}
        return "StartTransaction", told
    return _event(now, transaction, seq_no, "Started", "Authorized", idToken=_token(uid))


def readings(version: str, now: str, transaction: Any, seq_no: int) -> Said:
    """What its meter shows."""
    if version != OCPP_16:
        return _event(now, transaction, seq_no, "Updated", "MeterValuePeriodic")
    values = [
        {"value": value, "measurand": what, "unit": unit, "context": "Sample.Periodic"}
        for what, unit, value in SAMPLED
    ]
    told = {"connectorId": 1, "transactionId": transaction}
    return "MeterValues", told | {"meterValue": [{"timestamp": now, "sampledValue": values}]}


def stop(version: str, now: str, uid: str, transaction: Any, seq_no: int, register: int) -> Said:
    """It charges no more."""
    if version != OCPP_16:
        return _event(now, transaction, seq_no, "Ended", "EVDeparted", idToken=_token(uid))
    told = {"transactionId": transaction, "meterStop": register, "timestamp": now}
    return "StopTransaction", told | {"idTag": uid, "reason": "Local"}


def _event(now: str, transaction: str, seq_no: int, moment: str, trigger: str, **more: Any) -> Said:
    values = [
        {"value": float(value), "measurand": what, "unitOfMeasure": {"unit": unit}}
        for what, unit, value in SAMPLED
    ]
    return "TransactionEvent", {
        "eventType": moment,
        "timestamp": now,
        "triggerReason": trigger,
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": transaction, "chargingState": "Charging"},
        "evse": {"id": 1, "connectorId": 1},
        "meterValue": [{"timestamp": now, "sampledValue": values}],
        **more,
    }


def _token(uid: str) -> Mapping[str, str]:
    return {"idToken": uid, "type": "ISO14443"}
