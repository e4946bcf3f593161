"""What charge points tell of their security: kept, and an alarm where it is grave."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.alarms.rules import AlarmKind
from chalicelib.charge_points.rules import ChargePoint, SecurityEvent
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page

KEPT = timedelta(days=365)
CRITICAL = frozenset(
    {
        "FirmwareUpdated",
        "SettingSystemTime",
        "StartupOfTheDevice",
        "ResetOrReboot",
        "SecurityLogWasCleared",
        "MemoryExhaustion",
        "TamperDetectionActivated",
        "InvalidFirmwareSignature",
        "InvalidFirmwareSigningCertificate",
        "InvalidCsmsCertificate",
        "InvalidCentralSystemCertificate",
        "InvalidChargingStationCertificate",
        "InvalidChargePointCertificate",
        "InvalidTLSVersion",
        "InvalidTLSCipherSuite",
        "MaintenanceLoginAccepted",
        "MaintenanceLoginFailed",
    }
)
"""The critical ones of OCPP 2.0.1, part 2, appendix 1, by their names there and in 1.6's extension."""
ROUTINE = frozenset({"FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot"})
"""Those of them that every healthy charger tells now and then: critical to be told, no reason for alarm."""
_CRITICAL = frozenset(name.lower() for name in CRITICAL)
_ALARMING = frozenset(name.lower() for name in CRITICAL - ROUTINE)


@dataclass(frozen=True)
class Heard:
    """A security event, and when we heard it: `event.at` is what the charge point's clock said."""

    event: SecurityEvent
    heard_at: datetime

    @property
    def is_critical(self) -> bool:
        """By the standard's list."""
        return self.event.type.strip().lower() in _CRITICAL


class SecurityEventStore(Protocol):
    """Security events by charge point. See security_event_store.py for each promise."""

    def add(self, charge_point_id: str, heard: Heard, kept_until: datetime) -> None: ...  # noqa: D102
    def events(  # noqa: D102
        self, charge_point_id: str, since: datetime | None, cursor: str | None, limit: int
    ) -> Page[Heard]: ...


@dataclass(frozen=True)
class SecurityEvents:
    """`managed` raises NotFound for who may not know of the charge point, Forbidden for members."""

    store: SecurityEventStore
    now: Clock
    managed: Callable[[str, Caller], ChargePoint]
    raise_at: Callable[[AlarmKind, str, str, datetime, str], object]
    """(kind, charge point, detail, since, what of it): AlarmService.raise_at."""

    def told(self, charge_point_id: str, event: SecurityEvent) -> None:
        """Keep it, 1 write. A grave one is an alarm, one for each type, until a manager has seen it."""
        now = self.now()
        self.store.add(charge_point_id, Heard(event, now), now + KEPT)
        if event.type.strip().lower() in _ALARMING:
            detail = f"{event.type} ({event.info})" if event.info else event.type
            self.raise_at(AlarmKind.SECURITY_EVENT, charge_point_id, detail, now, event.type)

    def events(self, charge_point_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Heard]:
        """What it told, the last heard first."""
        since = self.managed(charge_point_id, caller).created_at
        return self.store.events(charge_point_id, since, cursor, limit)
