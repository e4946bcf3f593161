"""Stations in DynamoDB."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, cast

from pynamodb.exceptions import DoesNotExist
from pynamodb.pagination import ResultIterator

from chalicelib.kernel.errors import Stale
from chalicelib.kernel.paging import Page
from chalicelib.pages import after as key_after
from chalicelib.pages import page
from chalicelib.stations.drafts import POSITION_DIGITS
from chalicelib.stations.items import (
    CountItem,
    StationItem,
    chargers_of,
    count_key,
    counted_tiles,
    item_of,
    station_key,
    station_of,
)
from chalicelib.stations.rules import Charger, Station, station_id_of
from chalicelib.stations.showing import Cluster, Found
from chalicelib.stations.tiles import CELL_LEVEL, COUNTED_LEVELS, PARENT, quadkey
from chalicelib.table import ConditionFailed, Look, Write, attempt, delete, put, transact, update

MICRO = 1_000_000
AFTER_ALL = "~"
"""Sorts after every sign of a key."""


class DynamoStations:
    """Every method is one request.

    But a change that met another one in flight is tried again, and a list longer than DynamoDB's megabyte (a
    hundred stations with dozens of chargers each) takes two or three.
    """

    def station(self, station_id: str) -> Station | None:
        """The station as it is now, with its chargers."""
        try:
            return station_of(StationItem.get(*station_key(station_id), consistent_read=True))
        except DoesNotExist:
            return None

    def stations(self, station_ids: Iterable[str]) -> dict[str, Station]:
        """Those that exist, by id, eventually: one request for each hundred."""
        found = StationItem.batch_get(station_key(station_id) for station_id in set(station_ids))
        return {station.station_id: station for station in map(station_of, found)}

    @staticmethod
    def chargers_of(station_id: str, charger_ids: Collection[str]) -> Look[Mapping[str, Charger]]:
        """Those of these chargers that the station has now, by id; to be asked with other questions."""
        key = station_key(station_id)

        def answer(found: Mapping[tuple[str, str], Any]) -> Mapping[str, Charger]:
            return chargers_of(found[key], charger_ids) if key in found else {}

        return Look(((StationItem, *key),), answer)

    @staticmethod
    def charger_of(charger_id: str) -> Look[Charger | None]:
        """A charger as it is now, to be asked with other questions."""
        key = station_key(station_id_of(charger_id))

        def answer(found: Mapping[tuple[str, str], Any]) -> Charger | None:
            return chargers_of(found[key], (charger_id,)).get(charger_id) if key in found else None

        return Look(((StationItem, *key),), answer)

    def add(self, station: Station) -> None:
        """A new station, counted. Its id is new, so nothing can be in its place."""
        transact([put("station", item_of(station), StationItem.pk.does_not_exist()), *_counts(None, station)])

    def add_once(self, station: Station) -> bool:
        """The same where its id says what it is: False when there is one of this id."""
        parts = [put("station", item_of(station), StationItem.pk.does_not_exist()), *_counts(None, station)]
        return attempt(lambda: transact(parts))

    def replace(self, before: Station, after: Station, also: Iterable[object] = ()) -> None:
        """The station changes; counts follow. Raises Stale when no longer of the version of `before`.

        `also` is written in the same transaction.
        """
        write = put("station", item_of(after), StationItem.version == before.version)
        _change(write, before, after, cast("Iterable[Write]", also))

    def remove(self, station: Station) -> None:
        """It goes with its chargers; counts follow. Raises Stale when it is no longer of this version."""
        _change(delete("station", item_of(station), StationItem.version == station.version), station, None)

    def of_network(self, network_id: str, cursor: str | None, limit: int) -> Page[Station]:
        """A page of a network's stations, neighbours on the map next to each other."""
        found = StationItem.by_network.query(
            f"NETWORK#{network_id}", limit=limit, page_size=limit, last_evaluated_key=key_after(cursor)
        )
        return page(found, station_of)

    def at(self, network_id: str, latitude: float, longitude: float) -> list[Station]:
        """A network's stations at a place, to the microdegree; eventually."""
        place = (round(latitude, POSITION_DIGITS), round(longitude, POSITION_DIGITS))
        tile = quadkey(*place)
        near = StationItem.by_network.query(f"NETWORK#{network_id}", StationItem.gsi1sk.startswith(tile))
        found = (station_of(item) for item in near)
        return [station for station in found if (station.latitude, station.longitude) == place]

    def of_network_between(self, network_id: str, first: str, last: str, limit: int) -> Found:
        """A network's stations in the tiles from `first` to `last`, the first `limit` of them."""
        within = StationItem.gsi1sk.between(first or "0", last + AFTER_ALL)
        pk = f"NETWORK#{network_id}"
        return _found(StationItem.by_network.query(pk, within, limit=limit + 1, page_size=limit + 1), limit)

    def public_in(self, tile: str, limit: int) -> Found:
        """The public stations of a tile of CELL_LEVEL or smaller, the first `limit` of them."""
        within = StationItem.gsi2sk.startswith(tile)
        pk = f"CELL#{tile[:CELL_LEVEL]}"
        return _found(StationItem.by_cell.query(pk, within, limit=limit + 1, page_size=limit + 1), limit)

    def counts_in(self, tile: str) -> list[Cluster]:
        """The public stations of a tile, of a counted level or larger, counted by the tiles in it.

        Those are two levels below where the tile's own level is even, one below where it is odd; of the
        smallest level it is the tile itself.
        """
        level = min(len(tile) // PARENT * PARENT + PARENT, COUNTED_LEVELS[-1])
        pk, _ = count_key(tile.ljust(level, "0")[:level])
        found = CountItem.query(pk, CountItem.sk.startswith(tile) if tile else None)
        return [
            Cluster(
                item.latitudes / item.stations / MICRO,
                item.longitudes / item.stations / MICRO,
                int(item.stations),
            )
            for item in found
            if item.stations > 0
        ]


def _change(write: Write, before: Station, after: Station | None, also: Iterable[Write] = ()) -> None:
    try:
        transact([write, *_counts(before, after), *also])
    except ConditionFailed as failed:
        raise Stale("changed_meanwhile", "Somebody else changed this station; look again.") from failed


def _found(items: ResultIterator[StationItem], limit: int) -> Found:
    stations = [station_of(item) for item in items]
    return Found(stations[:limit], is_cut=len(stations) > limit)


def _counts(before: Station | None, after: Station | None) -> Iterator[Write]:
    moved: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for station, sign in ((before, -1), (after, 1)):
        if station is not None and station.is_public:
            position = (1, round(station.latitude * MICRO), round(station.longitude * MICRO))
            for tile in counted_tiles(station):
                moved[tile] = [now + sign * by for now, by in zip(moved[tile], position, strict=True)]
    for tile, (stations, latitudes, longitudes) in moved.items():
        if stations or latitudes or longitudes:
            yield update(
                f"count {tile}",
                CountItem(*count_key(tile)),
                [
                    CountItem.kind.set(CountItem),
                    CountItem.schema.set(1),
                    CountItem.stations.add(stations),
                    CountItem.latitudes.add(latitudes),
                    CountItem.longitudes.add(longitudes),
                ],
            )
