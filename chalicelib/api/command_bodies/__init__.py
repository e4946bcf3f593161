"""What can be asked of a charge point, by topic; the whole list is `NewCommand`.

Files, firmware, certificates, lists of tokens and network profiles are not among them: those that own them
give these commands.
"""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, RootModel

from chalicelib.api.command_bodies.charging import (
    CancelReservation,
    ClearChargingProfile,
    CostUpdated,
    GetChargingProfiles,
    GetCompositeSchedule,
    GetTransactionStatus,
    RemoteStart,
    RemoteStop,
    ReserveNow,
    SetChargingProfile,
)
from chalicelib.api.command_bodies.monitoring import (
    ClearMonitoring,
    GetBaseReport,
    GetMonitoringReport,
    GetReport,
    SetMonitoring,
    SetMonitoringBase,
    SetMonitoringLevel,
)
from chalicelib.api.command_bodies.operation import (
    ChangeAvailability,
    ChangeConfiguration,
    ClearCache,
    DataTransfer,
    ExtendedTrigger,
    GetConfiguration,
    GetLocalListVersion,
    Reset,
    Trigger,
    Unlock,
    UnpublishFirmware,
    WireCall,
)
from chalicelib.api.command_bodies.people import (
    ClearDisplayMessage,
    CustomerInformation,
    GetDisplayMessages,
    SetDisplayMessage,
)

Anywhere = (
    Reset
    | ChangeAvailability
    | GetConfiguration
    | ChangeConfiguration
    | ClearCache
    | Trigger
    | ExtendedTrigger
    | DataTransfer
    | GetLocalListVersion
    | SetChargingProfile
    | ClearChargingProfile
    | GetBaseReport
    | GetReport
    | SetMonitoring
    | SetMonitoringBase
    | SetMonitoringLevel
    | GetMonitoringReport
    | SetDisplayMessage
    | ClearDisplayMessage
    | UnpublishFirmware
)
"""What means the same at every charge point, and so can be asked of many."""
AnyCommand = (
    Anywhere
    | Unlock
    | RemoteStart
    | RemoteStop
    | ReserveNow
    | CancelReservation
    | GetCompositeSchedule
    | GetChargingProfiles
    | GetTransactionStatus
    | CostUpdated
    | ClearMonitoring
    | GetDisplayMessages
    | CustomerInformation
    | WireCall
)


class NewCommand(RootModel[Any]):
    """What is asked of the charge point."""

    model_config = ConfigDict(defer_build=True)

    root: Annotated[AnyCommand, Field(discriminator="action")]
