"""The configuration keys of a simulated charge point (OCPP 1.6, section 9)."""

from typing import Any

READ_ONLY = {
    "ChargeProfileMaxStackLevel",
    "GetConfigurationMaxKeys",
    "LocalAuthListMaxLength",
    "NumberOfConnectors",
    "ReserveConnectorZeroSupported",
    "SendLocalListMaxLength",
    "SupportedFeatureProfiles",
    "SupportedFileTransferProtocols",
}
WRITE_ONLY = {"AuthorizationKey"}


def defaults(connectors: int, password: str, *, reservations: bool = True) -> dict[str, str]:
    """As a charge point leaves the factory, but for its password."""
    profiles = ["Core", "FirmwareManagement", "LocalAuthListManagement", "RemoteTrigger", "SmartCharging"]
    profiles += ["Reservation"] if reservations else []
    return {
        "AuthorizationKey": password,
        "AuthorizeRemoteTxRequests": "false",
        "ChargeProfileMaxStackLevel": "8",
        "ClockAlignedDataInterval": "0",
        "ConnectionTimeOut": "60",
        "ConnectorPhaseRotation": "NotApplicable",
        "CpoName": "PlugNexus",
        "GetConfigurationMaxKeys": "50",
        "HeartbeatInterval": "300",
        "LocalAuthListEnabled": "true",
        "LocalAuthListMaxLength": "1000",
        "LocalAuthorizeOffline": "false",
        "LocalPreAuthorize": "false",
        "MeterValueSampleInterval": "5",
        "MeterValuesAlignedData": "",
        "MeterValuesSampledData": "Energy.Active.Import.Register,Power.Active.Import,Current.Import,SoC",
        "NumberOfConnectors": str(connectors),
        "ReserveConnectorZeroSupported": "false",
        "ResetRetries": "1",
        "SendLocalListMaxLength": "100",
        "StopTransactionOnEVSideDisconnect": "true",
        "StopTransactionOnInvalidId": "true",
        "StopTxnAlignedData": "",
        "StopTxnSampledData": "",
        "SupportedFeatureProfiles": ",".join(profiles),
        "SupportedFileTransferProtocols": "HTTP,HTTPS",
        "TransactionMessageAttempts": "3",
        "TransactionMessageRetryInterval": "5",
        "UnlockConnectorOnEVSideDisconnect": "true",
        "WebSocketPingInterval": "60",
    }


def told(values: dict[str, str], keys: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """What GetConfiguration answers for `keys` (none: all that may be read), and the unknown ones."""
    asked = keys or sorted(values.keys() - WRITE_ONLY)
    known = [
        {"key": key, "readonly": key in READ_ONLY} | ({} if key in WRITE_ONLY else {"value": values[key]})
        for key in asked
        if key in values
    ]
    return known, [key for key in asked if key not in values]


def changed(values: dict[str, str], key: str, value: str) -> str:
    """The ConfigurationStatus of a ChangeConfiguration; `values` is changed when it is Accepted."""
    if key not in values:
        return "NotSupported"
    is_number = values[key].isdigit() and key != "AuthorizationKey"
    if key in READ_ONLY or (is_number and not value.isdigit()):
        return "Rejected"
    values[key] = value
    return "Accepted"
