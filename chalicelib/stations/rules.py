"""Stations, their chargers, and the state that a driver sees."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chalicelib.kernel.ids import base32
from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import WeeklyHours, open_throughout
from chalicelib.policies.rules import Override
from chalicelib.stations.connectors import Connector, ConnectorFormat, PowerType
from chalicelib.tariffs.rules import Tariff

__all__ = [
    "MOST_CHARGERS",
    "MOST_CHARGERS_AT_ONCE",
    "Address",
    "Charger",
    "Connector",
    "ConnectorFormat",
    "Live",
    "PowerType",
    "Station",
    "Status",
    "WeeklyHours",
    "charger_id",
    "live_of_networked",
    "live_of_plain",
    "station_id_of",
]

MOST_CHARGERS_AT_ONCE = 40
"""Chargers that come with a new station."""
MOST_CHARGERS = 80
"""Chargers that a station can have: it is read and written whole."""

CHARGER_PART = 4
"""Characters that tell the chargers of one station apart."""


class Status(StrEnum):
    """What a charger is doing: OCPI 2.2.1, mod_locations, Status, as far as we say it."""

    AVAILABLE = "AVAILABLE"
    BLOCKED = "BLOCKED"
    CHARGING = "CHARGING"
    INOPERATIVE = "INOPERATIVE"
    OUTOFORDER = "OUTOFORDER"
    RESERVED = "RESERVED"
    UNKNOWN = "UNKNOWN"
    """Offline, or never heard of."""


@dataclass(frozen=True)
class Address:
    """Where a letter would go, as a person wrote it; every part may be empty."""

    line: str = ""
    city: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True)
class Charger:
    """What serves one car at a time, with what must be known of its station to judge a booking or a charge.

    Networked when it is bound to a connector of a charge point, else plain. `in_service` is its own switch;
    `station_in_service` the station's.
    """

    charger_id: str
    station_id: str
    network_id: str
    name: str
    station_name: str
    time_zone: str
    connectors: tuple[Connector, ...]
    tariff: Tariff
    in_service: bool = True
    station_in_service: bool = True
    opening_hours: tuple[WeeklyHours, ...] | None = None
    charge_point_id: str | None = None
    connector_id: int | None = None
    policy: Override = field(default_factory=dict)
    """What of the network's policy is different here."""
    station_policy: Override = field(default_factory=dict)
    """What is different at its whole station."""
    version: int = 1

    @property
    def is_networked(self) -> bool:
        """Whether it speaks OCPP."""
        return self.charge_point_id is not None

    @property
    def is_in_service(self) -> bool:
        """Whether both it and its station are."""
        return self.in_service and self.station_in_service

    def is_open(self, period: Period) -> bool:
        """Whether its station is open all through `period`."""
        return open_throughout(self.opening_hours, self.time_zone, period)


@dataclass(frozen=True)
class Station:
    """A place on the map: degrees (WGS 84), an IANA time zone, its chargers in the order of their making."""

    station_id: str
    network_id: str
    name: str
    latitude: float
    longitude: float
    time_zone: str
    network_name: str = ""
    is_public: bool = False
    """Whether its network is; kept with it, like the network's name, so that the map need not ask."""
    address: Address = field(default_factory=Address)
    access_notes: str = ""
    opening_hours: tuple[WeeklyHours, ...] | None = None
    in_service: bool = True
    policy: Override = field(default_factory=dict)
    """What of the network's policy is different here."""
    chargers: tuple[Charger, ...] = ()
    version: int = 1

    def charger(self, charger_id: str) -> Charger | None:
        """Its charger of that id."""
        return next((charger for charger in self.chargers if charger.charger_id == charger_id), None)

    def with_chargers(self, chargers: Sequence[Charger]) -> "Station":
        """The same station with these chargers, each told what it must know of it."""
        return replace(
            self,
            chargers=tuple(
                replace(
                    charger,
                    station_id=self.station_id,
                    network_id=self.network_id,
                    station_name=self.name,
                    time_zone=self.time_zone,
                    station_in_service=self.in_service,
                    opening_hours=self.opening_hours,
                    station_policy=self.policy,
                )
                for charger in chargers
            ),
        )


def charger_id(station_id: str, number: int) -> str:
    """The id of a station's charger; `number` is random, below 32**4."""
    return f"{station_id}-{base32(number, CHARGER_PART)}"


def station_id_of(charger_id: str) -> str:
    """The station that a charger's id names."""
    return charger_id.rpartition("-")[0]


@dataclass(frozen=True)
class Live:
    """What a charger is doing now. `online` is None for a plain one: there is no line to it."""

    state: Status
    online: bool | None


OCCUPIED = "Occupied"
"""OCPP 2.x: a car is plugged in. Whether it charges, its session tells."""
STATUS_OF_CONNECTOR = {
    "Available": Status.AVAILABLE,
    "Preparing": Status.BLOCKED,
    "Finishing": Status.BLOCKED,
    OCCUPIED: Status.BLOCKED,
    "Charging": Status.CHARGING,
    "SuspendedEV": Status.CHARGING,
    "SuspendedEVSE": Status.CHARGING,
    "Reserved": Status.RESERVED,
    "Unavailable": Status.INOPERATIVE,
    "Faulted": Status.OUTOFORDER,
}
"""By what a charge point last told of the connector: a ChargePointStatus of OCPP 1.6 (7.7) or a
ConnectorStatusEnumType of 2.x."""


def live_of_networked(
    told: str | None, *, online: bool, taken: bool, in_service: bool, charging: bool = False
) -> Live:
    """By what the charge point `told` last (see STATUS_OF_CONNECTOR; None: nothing yet).

    Out of service goes first; what is not online cannot be known; a free connector that is booked now is
    RESERVED; of one that is occupied, an active session says that it is `charging`.
    """
    if not in_service:
        return Live(Status.INOPERATIVE, online)
    if not online or told is None:
        return Live(Status.UNKNOWN, online)
    if told == OCCUPIED and charging:
        return Live(Status.CHARGING, online)
    state = STATUS_OF_CONNECTOR.get(told, Status.UNKNOWN)
    return Live(Status.RESERVED if taken and state is Status.AVAILABLE else state, online)


def live_of_plain(*, charging: bool, taken: bool, in_service: bool) -> Live:
    """By what is known here: whether a session is `charging`, whether it is booked now."""
    if not in_service:
        return Live(Status.INOPERATIVE, None)
    if charging:
        return Live(Status.CHARGING, None)
    return Live(Status.RESERVED if taken else Status.AVAILABLE, None)
