"""Commands by which charge points are run and set up."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.api.command_bodies.parts import AnyConnectorId, ConnectorId, Key
from chalicelib.api.schema import In

Attribute = Literal["Actual", "Target", "MinSet", "MaxSet"]


class Reset(In):
    """Start anew: Soft ends sessions first, Hard does not. One connector alone: OCPP 2.x only."""

    action: Literal["reset"]
    type: Literal["Soft", "Hard"]
    connector_id: ConnectorId | None = None


class Unlock(In):
    """Let go of the cable of one connector."""

    action: Literal["unlock"]
    connector_id: ConnectorId


class ChangeAvailability(In):
    """Serve, or do not; connector 0 is the whole charge point. Waits up to a day for one that is offline."""

    action: Literal["change_availability"]
    connector_id: AnyConnectorId
    operative: bool


class GetConfiguration(In):
    """Tell these settings, or all; an OCPP 2.x charge point tells all of them later, in a report.

    `attribute`: of the named ones, and in OCPP 2.x only.
    """

    action: Literal["get_configuration"]
    keys: Annotated[list[Key], Field(max_length=100)] = Field(default_factory=list)
    attribute: Attribute | None = None


class ChangeConfiguration(In):
    """Change a setting.

    AuthorizationKey, which is SecurityCtrlr/BasicAuthPassword in OCPP 2.x, changes the password: the old one
    works until the new one is used. `attribute`: OCPP 2.x only.
    """

    action: Literal["change_configuration"]
    key: Key
    value: Annotated[str, Field(max_length=2500)]
    attribute: Attribute | None = None


class ClearCache(In):
    """Forget which tokens were accepted."""

    action: Literal["clear_cache"]


class Trigger(In):
    """Say this now, of one connector if one is named. Names of either version are understood."""

    action: Literal["trigger"]
    message: Literal[
        "BootNotification",
        "DiagnosticsStatusNotification",
        "FirmwareStatusNotification",
        "Heartbeat",
        "LogStatusNotification",
        "MeterValues",
        "PublishFirmwareStatusNotification",
        "SignChargePointCertificate",
        "SignChargingStationCertificate",
        "SignCombinedCertificate",
        "SignV2G20Certificate",
        "SignV2GCertificate",
        "StatusNotification",
        "TransactionEvent",
    ]
    connector_id: ConnectorId | None = None


class ExtendedTrigger(In):
    """Say this now, by the trigger of OCPP 1.6's security extension."""

    action: Literal["extended_trigger"]
    message: Literal[
        "BootNotification",
        "FirmwareStatusNotification",
        "Heartbeat",
        "LogStatusNotification",
        "MeterValues",
        "SignChargePointCertificate",
        "StatusNotification",
    ]
    connector_id: ConnectorId | None = None


class DataTransfer(In):
    """Something of the maker's own. OCPP 1.6 takes text: other data goes out as JSON text."""

    action: Literal["data_transfer"]
    vendor_id: Annotated[str, Field(min_length=1, max_length=255)]
    message_id: Annotated[str, Field(max_length=50)] | None = None
    data: Any = None


class GetLocalListVersion(In):
    """Tell the version of the list of tokens that start while we are out of reach."""

    action: Literal["get_local_list_version"]


class UnpublishFirmware(In):
    """Pass this firmware on to no other charge point any more. OCPP 2.x only."""

    action: Literal["unpublish_firmware"]
    checksum: Annotated[str, Field(pattern="^[0-9A-Fa-f]{32}$")]


class WireCall(In):
    """Any other message of the charge point's version of OCPP, in the protocol's own words.

    Checked against the Open Charge Alliance's schema before it is sent. Messages with secrets or files have
    commands of their own, and are refused here.
    """

    action: Literal["call"]
    message: Annotated[str, Field(pattern="^[A-Za-z0-9]{1,64}$")]
    payload: dict[str, Any]
