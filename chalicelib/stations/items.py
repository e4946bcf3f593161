"""Stations and their counts as DynamoDB items."""

from collections.abc import Collection, Iterator
from datetime import time
from decimal import Decimal
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.indexes import Gsi1, Gsi2
from chalicelib.policies.written import read_override, written_override
from chalicelib.stations.rules import (
    Address,
    Charger,
    Connector,
    ConnectorFormat,
    PowerType,
    Station,
    WeeklyHours,
)
from chalicelib.stations.tiles import CELL_LEVEL, COUNTED_LEVELS, PARENT, quadkey
from chalicelib.table import Item, table_name
from chalicelib.tariffs.rules import Tariff


class StationItem(Item, discriminator="station"):
    """One station with its chargers, read and written whole: a charger is never out of step with its station.

    pk  STATION#<station_id>    gsi1pk  NETWORK#<network_id>      gsi2pk  CELL#<quadkey[:10]>   (public ones)
    sk  META                    gsi1sk  <quadkey>#<station_id>    gsi2sk  <quadkey>#<station_id>

    pk answers "this station" and, since a charger's id begins with its station's, "this charger"; gsi1 "the
    stations of this network (in this stretch of the map)"; gsi2 "the public stations of this tile".
    """

    class Meta:
        """Where it is."""

        table_name = table_name("stations")

    by_network = Gsi1()
    by_cell = Gsi2()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    network_id = UnicodeAttribute()
    network_name = UnicodeAttribute()
    is_public = BooleanAttribute()
    name = UnicodeAttribute()
    latitude = NumberAttribute()
    longitude = NumberAttribute()
    time_zone = UnicodeAttribute()
    address = JSONAttribute()
    access_notes = UnicodeAttribute()
    opening_hours = JSONAttribute(null=True)
    in_service = BooleanAttribute()
    policy = JSONAttribute(null=True)
    chargers = JSONAttribute()
    version = NumberAttribute()


class CountItem(Item, discriminator="station_count"):
    """How many public stations a tile has, and the sums of their positions in microdegrees.

    pk  COUNT#PUBLIC#<quadkey of the tile two levels up>
    sk  <quadkey>

    pk answers "where in this tile are how many", at most 16 at once. Moved by the transaction that adds,
    moves or removes a station, never set.
    """

    class Meta:
        """Where it is."""

        table_name = table_name("stations")

    stations = NumberAttribute(default=0)
    latitudes = NumberAttribute(default=0)
    longitudes = NumberAttribute(default=0)


def station_key(station_id: str) -> tuple[str, str]:
    """Pk and sk of a station."""
    return f"STATION#{station_id}", "META"


def count_key(tile: str) -> tuple[str, str]:
    """Pk and sk of a tile's count; the tile's level is one of COUNTED_LEVELS."""
    return f"COUNT#PUBLIC#{tile[:-PARENT]}", tile


def counted_tiles(station: Station) -> Iterator[str]:
    """The tiles whose counts a public station is in."""
    key = quadkey(station.latitude, station.longitude)
    return (key[:level] for level in COUNTED_LEVELS)


def item_of(station: Station) -> StationItem:
    """The item that keeps `station`."""
    key = quadkey(station.latitude, station.longitude)
    along = f"{key}#{station.station_id}"
    return StationItem(
        *station_key(station.station_id),
        gsi1pk=f"NETWORK#{station.network_id}",
        gsi1sk=along,
        gsi2pk=f"CELL#{key[:CELL_LEVEL]}" if station.is_public else None,
        gsi2sk=along if station.is_public else None,
        network_id=station.network_id,
        network_name=station.network_name,
        is_public=station.is_public,
        name=station.name,
        latitude=station.latitude,
        longitude=station.longitude,
        time_zone=station.time_zone,
        address=vars(station.address),
        access_notes=station.access_notes,
        opening_hours=None
        if station.opening_hours is None
        else [
            [hours.weekday, f"{hours.from_:%H:%M}", f"{hours.until:%H:%M}"] for hours in station.opening_hours
        ],
        in_service=station.in_service,
        policy=written_override(station.policy) or None,
        chargers=[_kept(charger) for charger in station.chargers],
        version=station.version,
    )


def station_of(item: StationItem) -> Station:
    """What the item keeps."""
    station = _empty(item)
    return station.with_chargers([_charger(kept, station) for kept in item.chargers])


def chargers_of(item: StationItem, charger_ids: Collection[str]) -> dict[str, Charger]:
    """Those of these chargers that the item keeps, by id: a station may have dozens more."""
    station = _empty(item)
    wanted = [_charger(kept, station) for kept in item.chargers if kept["charger_id"] in charger_ids]
    return {charger.charger_id: charger for charger in station.with_chargers(wanted).chargers}


def _empty(item: StationItem) -> Station:
    hours = item.opening_hours
    return Station(
        station_id=item.pk.partition("#")[2],
        network_id=item.network_id,
        network_name=item.network_name,
        is_public=item.is_public,
        name=item.name,
        latitude=float(item.latitude),
        longitude=float(item.longitude),
        time_zone=item.time_zone,
        address=Address(**item.address),
        access_notes=item.access_notes,
        opening_hours=None
        if hours is None
        else tuple(
            WeeklyHours(weekday, time.fromisoformat(from_), time.fromisoformat(until))
            for weekday, from_, until in hours
        ),
        in_service=item.in_service,
        policy=read_override(item.policy or {}),
        version=int(item.version),
    )


def _kept(charger: Charger) -> dict[str, Any]:
    return {
        "charger_id": charger.charger_id,
        "name": charger.name,
        "connectors": [
            [connector.standard, connector.format, connector.power_type, str(connector.max_kw)]
            for connector in charger.connectors
        ],
        "tariff": [charger.tariff.currency, *map(_text, _prices(charger.tariff))],
        "in_service": charger.in_service,
        "charge_point_id": charger.charge_point_id,
        "connector_id": charger.connector_id,
        "policy": written_override(charger.policy),
        "version": charger.version,
    }


def _charger(kept: dict[str, Any], station: Station) -> Charger:
    currency, *prices = kept["tariff"]
    return Charger(
        charger_id=kept["charger_id"],
        station_id=station.station_id,
        network_id=station.network_id,
        name=kept["name"],
        station_name=station.name,
        time_zone=station.time_zone,
        connectors=tuple(
            Connector(standard, ConnectorFormat(format_), PowerType(power_type), Decimal(max_kw))
            for standard, format_, power_type, max_kw in kept["connectors"]
        ),
        tariff=Tariff(currency, *(None if price is None else Decimal(price) for price in prices)),
        in_service=kept["in_service"],
        charge_point_id=kept["charge_point_id"],
        connector_id=kept["connector_id"],
        policy=read_override(kept.get("policy", {})),
        version=kept["version"],
    )


def _prices(tariff: Tariff) -> tuple[Decimal | None, ...]:
    return tariff.price_per_kwh, tariff.price_per_hour, tariff.price_per_session


def _text(price: Decimal | None) -> str | None:
    return None if price is None else f"{price:f}"
