"""What a charge point that is content answers, whatever it is asked (see tests/station.py)."""

from collections.abc import Callable
from typing import Any

from ocpp.exceptions import OCPPError

Asked = dict[str, Any]
Answer = str | Asked | OCPPError | Callable[[Asked], Asked]
"""A status, a payload, a CALLERROR, or what is made of what is asked."""
ACCEPTED = {"status": "Accepted"}


def _each(name: str, result: str, **told: Any) -> Callable[[Asked], Asked]:
    """The same said of each thing asked for; `told` beside its component, variable and the like."""
    kept = ("component", "variable", "attribute_type", "type", "severity", "id")

    def answer(asked: Asked) -> Asked:
        return {
            result: [{key: one[key] for key in kept if key in one} | told for one in asked[name]],
        }

    return answer


COMMON: dict[str, Answer] = {
    "CancelReservation": ACCEPTED,
    "CertificateSigned": ACCEPTED,
    "ChangeAvailability": ACCEPTED,
    "ClearCache": ACCEPTED,
    "ClearChargingProfile": ACCEPTED,
    "DataTransfer": ACCEPTED,
    "DeleteCertificate": ACCEPTED,
    "GetCompositeSchedule": {"status": "Rejected"},
    "GetInstalledCertificateIds": {"status": "NotFound"},
    "GetLog": ACCEPTED | {"filename": "log.txt"},
    "InstallCertificate": ACCEPTED,
    "ReserveNow": ACCEPTED,
    "Reset": ACCEPTED,
    "SendLocalList": ACCEPTED,
    "SetChargingProfile": ACCEPTED,
    "TriggerMessage": ACCEPTED,
    "UnlockConnector": {"status": "Unlocked"},
}
ANSWERS_16: dict[str, Answer] = COMMON | {
    "ChangeConfiguration": ACCEPTED,
    "ExtendedTriggerMessage": ACCEPTED,
    "GetConfiguration": {
        "configuration_key": [{"key": "HeartbeatInterval", "readonly": False, "value": "300"}]
    },
    "GetDiagnostics": {"file_name": "diagnostics.txt"},
    "GetLocalListVersion": {"list_version": 0},
    "RemoteStartTransaction": ACCEPTED,
    "RemoteStopTransaction": ACCEPTED,
    "SignedUpdateFirmware": ACCEPTED,
    "UpdateFirmware": {},
}
ANSWERS_201: dict[str, Answer] = COMMON | {
    "ClearDisplayMessage": ACCEPTED,
    "ClearVariableMonitoring": lambda asked: {
        "clear_monitoring_result": [{"id": number, "status": "Accepted"} for number in asked["id"]]
    },
    "CostUpdated": {},
    "CustomerInformation": ACCEPTED,
    "GetBaseReport": ACCEPTED,
    "GetChargingProfiles": ACCEPTED,
    "GetDisplayMessages": ACCEPTED,
    "GetLocalListVersion": {"version_number": 0},
    "GetMonitoringReport": ACCEPTED,
    "GetReport": ACCEPTED,
    "GetTransactionStatus": {"messages_in_queue": False},
    "GetVariables": _each(
        "get_variable_data", "get_variable_result", attribute_status="Accepted", attribute_value="1"
    ),
    "PublishFirmware": ACCEPTED,
    "RequestStartTransaction": ACCEPTED,
    "RequestStopTransaction": ACCEPTED,
    "SetDisplayMessage": ACCEPTED,
    "SetMonitoringBase": ACCEPTED,
    "SetMonitoringLevel": ACCEPTED,
    "SetNetworkProfile": ACCEPTED,
    "SetVariableMonitoring": _each("set_monitoring_data", "set_monitoring_result", status="Accepted"),
    "SetVariables": _each("set_variable_data", "set_variable_result", attribute_status="Accepted"),
    "UnpublishFirmware": {"status": "Unpublished"},
    "UpdateFirmware": ACCEPTED,
}
