"""Chargers: what serves one car at a time."""

from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import Field, model_validator

from chalicelib.api.addresses import AddressOut
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import ONE_LINE, In, Out
from chalicelib.api.tariffs import TariffIn, TariffOut
from chalicelib.kernel.caller import Caller
from chalicelib.stations.connectors import (
    MOST_KW,
    STANDARDS,
    Connector,
    ConnectorFormat,
    PowerType,
    usual_format,
    usual_power_type,
)
from chalicelib.stations.drafts import ChargerDraft, ChargerEdit
from chalicelib.stations.rules import Charger, Status
from chalicelib.stations.showing import Seen
from chalicelib.wiring import services

api = Api(__name__)

Name = Annotated[str, Field(min_length=1, max_length=100, pattern=ONE_LINE)]
Standard = Annotated[str, Field(json_schema_extra={"enum": list(STANDARDS)}, examples=["IEC_62196_T2"])]
"""OCPI's ConnectorType; the rules know which there are."""
MOST_CONNECTORS = 8
UNSET: Any = None
"""Stands where a field of a change was left out; model_fields_set tells it from null."""


class ConnectorNew(In):
    """A plug or socket. Format and power type, where left out, are what is usual for it."""

    standard: Standard
    format: ConnectorFormat | None = None
    power_type: PowerType | None = None
    max_kw: Annotated[float, Field(gt=0, le=float(MOST_KW), allow_inf_nan=False)]

    @model_validator(mode="after")
    def _can_be(self) -> "ConnectorNew":
        self.connector()
        return self

    def connector(self) -> Connector:
        """As the rules know it. Raises ValueError."""
        max_kw = Decimal(str(self.max_kw))
        return Connector(
            self.standard,
            self.format or usual_format(self.standard),
            self.power_type or usual_power_type(self.standard, max_kw),
            max_kw,
        )


Connectors = Annotated[list[ConnectorNew], Field(min_length=1, max_length=MOST_CONNECTORS)]


class ChargerNew(In):
    """A charger to be; without a name it gets its number in the station."""

    name: Name | None = None
    connectors: Connectors
    tariff: TariffIn
    in_service: bool = True

    def draft(self) -> ChargerDraft:
        """As the rules know it."""
        connectors = tuple(connector.connector() for connector in self.connectors)
        return ChargerDraft(connectors, self.tariff.tariff(), self.name, self.in_service)


class ChargerChange(In):
    """The fields of a charger that change; those left out stay."""

    name: Name = Field(default=UNSET)
    connectors: Connectors = Field(default=UNSET)
    tariff: TariffIn = Field(default=UNSET)
    in_service: bool = Field(default=UNSET)

    def edit(self) -> ChargerEdit:
        """As the rules know it."""
        edit: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if "connectors" in edit:
            edit["connectors"] = tuple(connector.connector() for connector in self.connectors)
        if "tariff" in edit:
            edit["tariff"] = self.tariff.tariff()
        return cast("ChargerEdit", edit)


class ConnectorShown(Out):
    """A plug or socket, in OCPI's words."""

    standard: Standard
    format: ConnectorFormat
    power_type: PowerType
    max_kw: float


class ChargerOut(Out):
    """A charger as the caller sees it."""

    charger_id: str
    station_id: str
    network_id: str
    name: str
    station_name: str
    time_zone: str
    connectors: list[ConnectorShown]
    tariff: TariffOut
    in_service: bool
    networked: bool
    charge_point_id: str | None = Field(description="For managers; null for others and for plain chargers.")
    connector_id: int | None = Field(description="For managers; null for others and for plain chargers.")
    state: Status
    online: bool | None = Field(description="Null for plain chargers: there is no line to them.")
    bookable: bool = Field(description="In service, and the caller is a member.")

    @classmethod
    def of(cls, charger: Charger, seen: Seen) -> "ChargerOut":
        """What `seen` tells of the charger, to whom it is shown."""
        live = seen.live[charger.charger_id]
        return cls(
            charger_id=charger.charger_id,
            station_id=charger.station_id,
            network_id=charger.network_id,
            name=charger.name,
            station_name=charger.station_name,
            time_zone=charger.time_zone,
            connectors=[ConnectorShown.model_validate(connector) for connector in charger.connectors],
            tariff=TariffOut.of(charger.tariff),
            in_service=charger.in_service,
            networked=charger.is_networked,
            charge_point_id=charger.charge_point_id if seen.may_manage else None,
            connector_id=charger.connector_id if seen.may_manage else None,
            state=live.state,
            online=live.online,
            bookable=seen.may_book(charger),
        )


class ChargerAlone(ChargerOut):
    """A charger with where it is, and its own ETag."""

    network_name: str
    address: AddressOut
    latitude: float
    longitude: float
    access_notes: str
    version: Annotated[int, Field(exclude=True)]


def present(seen: Seen, charger: Charger) -> ChargerAlone:
    """The charger with where it is, and its own ETag."""
    station = seen.station
    return ChargerAlone(
        **vars(ChargerOut.of(charger, seen)),
        network_name=station.network_name,
        address=AddressOut.model_validate(station.address),
        latitude=station.latitude,
        longitude=station.longitude,
        access_notes=station.access_notes,
        version=charger.version,
    )


@api.route("/stations/{station_id}/chargers", methods=["POST"], who=Who.MANAGER, status=201, idempotent=True)
def add_charger(station_id: str, caller: Caller, body: ChargerNew) -> ChargerAlone:
    """Add a charger to a station."""
    return present(*services().stations.add_charger(station_id, caller, body.draft()))


@api.route("/chargers/{charger_id}", methods=["GET"], who=Who.ANYONE)
def read_charger(charger_id: str, caller: Caller | None) -> ChargerAlone:
    """A charger and what it is doing now."""
    return present(*services().stations.see_charger(charger_id, caller))


@api.route("/chargers/{charger_id}", methods=["PATCH"], who=Who.MANAGER)
def edit_charger(charger_id: str, caller: Caller, body: ChargerChange, if_match: int | None) -> ChargerAlone:
    """Change a charger, or put it out of service."""
    return present(*services().stations.edit_charger(charger_id, caller, body.edit(), if_match))


@api.route("/chargers/{charger_id}", methods=["DELETE"], who=Who.MANAGER)
def remove_charger(charger_id: str, caller: Caller, if_match: int | None) -> None:
    """Remove a charger; its charge point lets go of it."""
    services().stations.remove_charger(charger_id, caller, if_match)
