"""What managers write about stations and chargers, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

from chalicelib.kernel.errors import Refused
from chalicelib.networks.rules import Network, Visibility
from chalicelib.stations.rules import MOST_CHARGERS, Address, Charger, Connector, Station, WeeklyHours
from chalicelib.stations.time_zones import time_zone_at
from chalicelib.tariffs.rules import Tariff

POSITION_DIGITS = 6
"""Positions are kept to the microdegree, some 11 cm."""


@dataclass(frozen=True)
class ChargerDraft:
    """A charger to be. Without a name it gets its number in the station."""

    connectors: tuple[Connector, ...]
    tariff: Tariff
    name: str | None = None
    in_service: bool = True


@dataclass(frozen=True)
class StationDraft:
    """A station to be, with its chargers."""

    name: str
    latitude: float
    longitude: float
    address: Address = field(default_factory=Address)
    access_notes: str = ""
    opening_hours: tuple[WeeklyHours, ...] | None = None
    in_service: bool = True
    chargers: tuple[ChargerDraft, ...] = ()


class StationEdit(TypedDict, total=False):
    """The fields of a station that change; those left out stay."""

    name: str
    latitude: float
    longitude: float
    address: Address
    access_notes: str
    opening_hours: tuple[WeeklyHours, ...] | None
    in_service: bool


class ChargerEdit(TypedDict, total=False):
    """The fields of a charger that change; those left out stay."""

    name: str
    connectors: tuple[Connector, ...]
    tariff: Tariff
    in_service: bool


def drafted(station_id: str, charger_ids: Sequence[str], draft: StationDraft, network: Network) -> Station:
    """The new station; its chargers have `charger_ids`, in their order."""
    station = Station(
        station_id=station_id,
        network_id=network.network_id,
        name=draft.name,
        latitude=round(draft.latitude, POSITION_DIGITS),
        longitude=round(draft.longitude, POSITION_DIGITS),
        time_zone=time_zone_at(draft.latitude, draft.longitude),
        address=draft.address,
        access_notes=draft.access_notes,
        opening_hours=draft.opening_hours,
        in_service=draft.in_service,
    )
    for charger_id, charger in zip(charger_ids, draft.chargers, strict=True):
        station = with_charger(station, charger_id, charger)
    return of(network, station)


def of(network: Network, station: Station) -> Station:
    """The station, knowing its network's name and visibility."""
    is_public = network.visibility is Visibility.PUBLIC
    return replace(station, network_name=network.name, is_public=is_public)


def edited(station: Station, edit: StationEdit) -> Station:
    """The station with `edit`; a new position gives it its time zone, and its chargers learn of it."""
    changed = replace(station, **edit)
    changed = replace(
        changed,
        latitude=round(changed.latitude, POSITION_DIGITS),
        longitude=round(changed.longitude, POSITION_DIGITS),
    )
    if (changed.latitude, changed.longitude) != (station.latitude, station.longitude):
        changed = replace(changed, time_zone=time_zone_at(changed.latitude, changed.longitude))
    return changed.with_chargers(changed.chargers)


def with_charger(station: Station, charger_id: str, draft: ChargerDraft) -> Station:
    """The station with one charger more. Raises Refused("too_many_chargers")."""
    if len(station.chargers) >= MOST_CHARGERS:
        raise Refused("too_many_chargers", f"A station has at most {MOST_CHARGERS} chargers.")
    charger = Charger(
        charger_id=charger_id,
        station_id=station.station_id,
        network_id=station.network_id,
        name=draft.name or str(len(station.chargers) + 1),
        station_name=station.name,
        time_zone=station.time_zone,
        connectors=draft.connectors,
        tariff=draft.tariff,
        in_service=draft.in_service,
    )
    return station.with_chargers([*station.chargers, charger])


def with_changed(station: Station, changed: Charger) -> Station:
    """The station with `changed` in the place of its charger of that id, one version on."""
    changed = replace(changed, version=changed.version + 1)
    return station.with_chargers(
        [changed if charger.charger_id == changed.charger_id else charger for charger in station.chargers]
    )


def without(station: Station, charger_id: str) -> Station:
    """The station without that charger."""
    return station.with_chargers([kept for kept in station.chargers if kept.charger_id != charger_id])
