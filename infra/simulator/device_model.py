"""A small device model (OCPP 2.0.1, part 2, appendix 3): variables over the configuration of 1.6."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infra.simulator.configuration import READ_ONLY, WRITE_ONLY, changed


@dataclass(frozen=True)
class Variable:
    """`key` is the configuration key that it shows; `kind` a dataType of 2.0.1."""

    component: str
    name: str
    key: str
    kind: str = "integer"

    @property
    def mutability(self) -> str:
        """ReadOnly, WriteOnly or ReadWrite."""
        if self.key in READ_ONLY:
            return "ReadOnly"
        return "WriteOnly" if self.key in WRITE_ONLY else "ReadWrite"


VARIABLES = (
    Variable("AuthCtrlr", "AuthorizeRemoteStart", "AuthorizeRemoteTxRequests", "boolean"),
    Variable("AuthCtrlr", "LocalPreAuthorize", "LocalPreAuthorize", "boolean"),
    Variable("AuthCtrlr", "LocalAuthorizeOffline", "LocalAuthorizeOffline", "boolean"),
    Variable("AlignedDataCtrlr", "Interval", "ClockAlignedDataInterval"),
    Variable("OCPPCommCtrlr", "HeartbeatInterval", "HeartbeatInterval"),
    Variable("OCPPCommCtrlr", "WebSocketPingInterval", "WebSocketPingInterval"),
    Variable("OCPPCommCtrlr", "ResetRetries", "ResetRetries"),
    Variable("OCPPCommCtrlr", "RetryBackOffWaitMinimum", "TransactionMessageRetryInterval"),
    Variable("SampledDataCtrlr", "TxUpdatedInterval", "MeterValueSampleInterval"),
    Variable("SampledDataCtrlr", "TxUpdatedMeasurands", "MeterValuesSampledData", "MemberList"),
    Variable("SecurityCtrlr", "BasicAuthPassword", "AuthorizationKey", "string"),
    Variable("SecurityCtrlr", "OrganizationName", "CpoName", "string"),
    Variable("TxCtrlr", "EVConnectionTimeOut", "ConnectionTimeOut"),
    Variable("TxCtrlr", "StopTxOnInvalidId", "StopTransactionOnInvalidId", "boolean"),
    Variable("TxCtrlr", "StopTxOnEVSideDisconnect", "StopTransactionOnEVSideDisconnect", "boolean"),
    Variable("ChargingStation", "ConnectorCount", "NumberOfConnectors"),
    Variable("LocalAuthListCtrlr", "ItemsPerMessage", "SendLocalListMaxLength"),
    Variable("SmartChargingCtrlr", "ProfileStackLevel", "ChargeProfileMaxStackLevel"),
)


def found(component: str, variable: str) -> Variable | str:
    """The variable (names have no case), or why there is none: UnknownComponent, UnknownVariable."""
    beside = [one for one in VARIABLES if one.component.casefold() == component.casefold()]
    if not beside:
        return "UnknownComponent"
    named = (one for one in beside if one.name.casefold() == variable.casefold())
    return next(named, "UnknownVariable")


def read(values: dict[str, str], component: str, variable: str) -> tuple[str, str | None]:
    """GetVariableStatus and the value."""
    one = found(component, variable)
    if isinstance(one, str):
        return one, None
    return ("Rejected", None) if one.mutability == "WriteOnly" else ("Accepted", values[one.key])


def write(values: dict[str, str], component: str, variable: str, value: str) -> tuple[str, str | None]:
    """SetVariableStatus, and the configuration key that was changed when it is Accepted."""
    one = found(component, variable)
    if isinstance(one, str):
        return one, None
    status = changed(values, one.key, value)
    return status, one.key if status == "Accepted" else None


def report(values: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every variable as ReportData."""
    for one in VARIABLES:
        attribute: dict[str, Any] = {"type": "Actual", "mutability": one.mutability}
        if one.mutability != "WriteOnly":
            attribute["value"] = values[one.key]
        characteristics = {"dataType": one.kind, "supportsMonitoring": one.kind == "integer"}
        yield {
            "component": {"name": one.component},
            "variable": {"name": one.name},
            "variableAttribute": [attribute],
            "variableCharacteristics": characteristics,
        }
