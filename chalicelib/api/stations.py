"""Stations: places on the map, with their chargers."""

from datetime import time
from typing import Annotated, Any, cast

from pydantic import ConfigDict, Field, model_validator

from chalicelib.api.addresses import AddressOut
from chalicelib.api.chargers import UNSET, ChargerNew, ChargerOut, Name
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import In, Items, Out, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.weekly import MOST_HOURS
from chalicelib.networks.rules import Role
from chalicelib.stations.drafts import StationDraft, StationEdit
from chalicelib.stations.rules import MOST_CHARGERS_AT_ONCE, Address, Station, WeeklyHours
from chalicelib.stations.showing import Seen
from chalicelib.wiring import services

api = Api(__name__)

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Line = Annotated[str, Field(max_length=200)]
Notes = Annotated[str, Field(max_length=2000)]
WallTime = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["08:00"])]


class AddressIn(In):
    """Where a letter would go; every part may be left out."""

    line: Line = ""
    city: Line = ""
    postal_code: Line = ""
    country: Line = ""

    def address(self) -> Address:
        """As the rules know it."""
        return Address(**vars(self))


class Hours(In):
    """Open on a weekday (Monday 1) from a wall time until the next `until` after it, be it tomorrow's."""

    model_config = ConfigDict(serialize_by_alias=True)

    weekday: Annotated[int, Field(ge=1, le=7)]
    from_: WallTime = Field(alias="from")
    until: WallTime

    def hours(self) -> WeeklyHours:
        """As the rules know it."""
        return WeeklyHours(self.weekday, time.fromisoformat(self.from_), time.fromisoformat(self.until))


OpeningHoursIn = Annotated[list[Hours], Field(max_length=MOST_HOURS)]


class StationNew(In):
    """A station to be, with its chargers. Its time zone follows from where it is."""

    name: Name
    address: AddressIn | None = None
    latitude: Latitude
    longitude: Longitude
    access_notes: Notes | None = None
    opening_hours: OpeningHoursIn | None = Field(default=None, description="Null: always open.")
    in_service: bool = True
    chargers: Annotated[list[ChargerNew], Field(max_length=MOST_CHARGERS_AT_ONCE)]

    def draft(self) -> StationDraft:
        """As the rules know it."""
        return StationDraft(
            name=self.name,
            latitude=self.latitude,
            longitude=self.longitude,
            address=_address(self.address),
            access_notes=self.access_notes or "",
            opening_hours=_hours(self.opening_hours),
            in_service=self.in_service,
            chargers=tuple(charger.draft() for charger in self.chargers),
        )


class StationChange(In):
    """The fields of a station that change; those left out stay. Latitude and longitude go together."""

    name: Name = Field(default=UNSET)
    address: AddressIn | None = Field(default=UNSET)
    latitude: Latitude = Field(default=UNSET)
    longitude: Longitude = Field(default=UNSET)
    access_notes: Notes | None = Field(default=UNSET)
    opening_hours: OpeningHoursIn | None = Field(default=None, description="Null: always open.")
    in_service: bool = Field(default=UNSET)

    @model_validator(mode="after")
    def _is_whole(self) -> "StationChange":
        if len({"latitude", "longitude"} & self.model_fields_set) == 1:
            raise ValueError("latitude and longitude change together")
        return self

    def edit(self) -> StationEdit:
        """As the rules know it."""
        edit: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if "address" in edit:
            edit["address"] = _address(self.address)
        if "access_notes" in edit:
            edit["access_notes"] = self.access_notes or ""
        if "opening_hours" in edit:
            edit["opening_hours"] = _hours(self.opening_hours)
        return cast("StationEdit", edit)


def _address(address: AddressIn | None) -> Address:
    return address.address() if address else Address()


def _hours(hours: list[Hours] | None) -> tuple[WeeklyHours, ...] | None:
    return None if hours is None else tuple(entry.hours() for entry in hours)


class StationOut(Out):
    """A station as the caller sees it."""

    station_id: str
    network_id: str
    network_name: str
    name: str
    address: AddressOut
    latitude: float
    longitude: float
    time_zone: str
    access_notes: str
    opening_hours: list[Hours] | None
    in_service: bool
    my_role: Role | None
    chargers: list[ChargerOut]

    @classmethod
    def of(cls, seen: Seen) -> "StationOut":
        """What `seen` tells, to whom it is shown."""
        station = seen.station
        return cls(
            station_id=station.station_id,
            network_id=station.network_id,
            network_name=station.network_name,
            name=station.name,
            address=AddressOut.model_validate(station.address),
            latitude=station.latitude,
            longitude=station.longitude,
            time_zone=station.time_zone,
            access_notes=station.access_notes,
            opening_hours=_hours_out(station),
            in_service=station.in_service,
            my_role=seen.role,
            chargers=[ChargerOut.of(charger, seen) for charger in station.chargers],
        )


class StationAlone(StationOut):
    """A station with its ETag."""

    version: Annotated[int, Field(exclude=True)]


def present(seen: Seen) -> StationAlone:
    """The station with its ETag."""
    return StationAlone(**vars(StationOut.of(seen)), version=seen.station.version)


def _hours_out(station: Station) -> list[Hours] | None:
    if station.opening_hours is None:
        return None
    return [
        Hours(weekday=entry.weekday, until=f"{entry.until:%H:%M}", **{"from": f"{entry.from_:%H:%M}"})
        for entry in station.opening_hours
    ]


@api.route("/networks/{network_id}/stations", methods=["POST"], who=Who.MANAGER, status=201, idempotent=True)
def create_station(network_id: str, caller: Caller, body: StationNew) -> StationAlone:
    """Add a station with its chargers, at once."""
    return present(services().stations.create(network_id, caller, body.draft()))


@api.route("/networks/{network_id}/stations", methods=["GET"], who=Who.ANYONE)
def list_stations(network_id: str, caller: Caller | None, query: Paging) -> Items[StationOut]:
    """A network's stations."""
    found = services().stations.of_network(network_id, caller, query.cursor, query.limit)
    return Items[StationOut](**vars(found.of(StationOut.of)))


@api.route("/stations/{station_id}", methods=["GET"], who=Who.ANYONE)
def read_station(station_id: str, caller: Caller | None) -> StationAlone:
    """A station with its chargers and what they are doing now."""
    return present(services().stations.see(station_id, caller))


@api.route("/stations/{station_id}", methods=["PATCH"], who=Who.MANAGER)
def edit_station(station_id: str, caller: Caller, body: StationChange, if_match: int | None) -> StationAlone:
    """Change a station, or put it out of service."""
    return present(services().stations.edit(station_id, caller, body.edit(), if_match))


@api.route("/stations/{station_id}", methods=["DELETE"], who=Who.MANAGER)
def remove_station(station_id: str, caller: Caller, if_match: int | None) -> None:
    """Remove a station with its chargers and charge points."""
    services().stations.remove(station_id, caller, if_match)
