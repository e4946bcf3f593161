"""The map: which stations show in a viewport, at a price that does not grow with the world.

Requests to DynamoDB for one map, at most: MOST_TILES queries for public stations and as many again for the
counts of tiles that hold too many; one query for my memberships; for each of MOST_NETWORKS networks of mine
one, and MOST_RUNS more where a network has more stations around than one answer takes; and what `live` and
`taken` need for MOST_CHARGERS_SHOWN chargers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Membership, Role, Standing
from chalicelib.stations.rules import Charger, Live, Station
from chalicelib.stations.showing import Cluster, Filters, Found, Seen, Shown, clustered
from chalicelib.stations.tiles import CELL_LEVEL, COUNTED_LEVELS, PARENT, Cover, Viewport

MOST_IN_TILE = 100
MOST_OF_NETWORK = 200
MOST_NETWORKS = 20
MOST_RUNS = 4
MOST_CHARGERS_SHOWN = 1500


class MapStore(Protocol):
    """What the map asks of the store; each is one request."""

    def public_in(self, tile: str, limit: int) -> Found: ...  # noqa: D102 - see DynamoStations
    def counts_in(self, tile: str) -> list[Cluster]: ...  # noqa: D102
    def of_network_between(self, network_id: str, first: str, last: str, limit: int) -> Found: ...  # noqa: D102


@dataclass
class Gathered:
    """What was found so far. Stations are told apart by their ids: my public networks' are found twice."""

    stations: dict[str, Station] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)
    chargers: int = 0
    is_cut: bool = False

    def take(self, stations: Sequence[Station]) -> bool:
        """Whether there was room for all of them; if not, none is taken."""
        new = {station.station_id: station for station in stations if station.station_id not in self.stations}
        chargers = sum(len(station.chargers) for station in new.values())
        if self.chargers + chargers > MOST_CHARGERS_SHOWN:
            return False
        self.stations |= new
        self.chargers += chargers
        return True


@dataclass(frozen=True)
class StationMap:
    """Finds stations by place for one person, or for nobody in particular."""

    store: MapStore
    visible: Callable[[str, Caller | None], Standing]
    memberships_of: Callable[[str], Sequence[Membership]]
    live: Callable[[Sequence[Charger]], Mapping[str, Live]]
    taken: Callable[[Collection[str], Period], Collection[str]]
    """Which of these chargers are booked at some time within the period."""

    def show(self, viewport: Viewport, zoom: int, filters: Filters, caller: Caller | None) -> Shown:
        """What a map that shows `viewport` at `zoom` has on it. Raises NotFound for a network not to be seen.

        From zoom 9 on stations show, if the viewport is no more than some 150 km wide. Further out, and where
        there are too many, there are counts instead; those of public stations take no notice of filters,
        which `is_cut` then tells.
        """
        roles = self._roles(caller)
        if filters.network_id is not None:
            roles = {filters.network_id: self.visible(filters.network_id, caller).role}
        networks = list(roles)[:MOST_NETWORKS]
        gathered = Gathered(is_cut=len(roles) > MOST_NETWORKS)
        cover = viewport.cover(zoom + 1)
        if cover.level < CELL_LEVEL:
            return self._far(gathered, viewport, filters, networks, cover.level)
        for network_id in networks:
            self._gather_network(gathered, network_id, cover, viewport, filters)
        if filters.want_public:
            self._gather_public(gathered, cover, viewport, filters)
        return self._shown(gathered, filters, roles)

    def stations_in(
        self, viewport: Viewport, filters: Filters, caller: Caller | None
    ) -> tuple[list[Station], bool]:
        """The stations of a small viewport one by one, and whether there are more.

        Of each of its tiles at most MOST_IN_TILE public ones. A viewport wider than some 150 km is narrowed.
        Raises NotFound for a network not to be seen.
        """
        roles = self._roles(caller)
        if filters.network_id is not None:
            roles = {filters.network_id: self.visible(filters.network_id, caller).role}
        gathered = Gathered(is_cut=len(roles) > MOST_NETWORKS)
        while (cover := viewport.cover()).level < CELL_LEVEL:
            viewport, gathered.is_cut = viewport.narrowed(), True
        for network_id in list(roles)[:MOST_NETWORKS]:
            self._gather_network(gathered, network_id, cover, viewport, filters)
        for tile in cover.tiles if filters.want_public else ():
            found = self.store.public_in(tile, MOST_IN_TILE)
            has_room = gathered.take(fitting(found.stations, viewport, filters))
            gathered.is_cut |= found.is_cut or not has_room
        return list(gathered.stations.values()), gathered.is_cut

    def _roles(self, caller: Caller | None) -> dict[str, Role | None]:
        memberships = self.memberships_of(caller.account_id) if caller else ()
        return {kept.network_id: kept.role for kept in memberships if not kept.blocked}

    def _far(
        self, gathered: Gathered, viewport: Viewport, filters: Filters, networks: Sequence[str], level: int
    ) -> Shown:
        cover = viewport.cover(level // PARENT * PARENT)
        for network_id in networks:
            found = self.store.of_network_between(
                network_id, cover.tiles[0], cover.tiles[-1], MOST_OF_NETWORK
            )
            gathered.is_cut |= found.is_cut
            gathered.stations |= {
                station.station_id: station
                for station in fitting(found.stations, viewport, filters)
                if not (filters.want_public and station.is_public)
            }
        clusters = clustered(gathered.stations.values(), cover.level + PARENT)
        if filters.want_public:
            gathered.is_cut |= filters.choose
            clusters += self._counts(cover.tiles, viewport)
        return Shown([], clusters, gathered.is_cut)

    def _counts(self, tiles: Sequence[str], viewport: Viewport) -> list[Cluster]:
        return [
            cluster
            for tile in tiles
            for cluster in self.store.counts_in(tile)
            if viewport.has(cluster.latitude, cluster.longitude)
        ]

    def _gather_network(
        self, gathered: Gathered, network_id: str, cover: Cover, viewport: Viewport, filters: Filters
    ) -> None:
        found = self.store.of_network_between(network_id, cover.tiles[0], cover.tiles[-1], MOST_OF_NETWORK)
        parts = [found]
        if found.is_cut:
            runs = cover.runs(MOST_RUNS)
            parts = [self.store.of_network_between(network_id, *run, MOST_OF_NETWORK) for run in runs]
        for part in parts:
            has_room = gathered.take(fitting(part.stations, viewport, filters))
            gathered.is_cut |= part.is_cut or not has_room

    def _gather_public(self, gathered: Gathered, cover: Cover, viewport: Viewport, filters: Filters) -> None:
        for tile in cover.tiles:
            found = self.store.public_in(tile, MOST_IN_TILE)
            may_count = cover.level <= COUNTED_LEVELS[-1]
            if found.is_cut and may_count:
                has_room = False
            else:
                has_room = gathered.take(fitting(found.stations, viewport, filters))
            if not has_room and may_count:
                gathered.clusters += self._counts([tile], viewport)
            gathered.is_cut |= found.is_cut or not has_room

    def _shown(self, gathered: Gathered, filters: Filters, roles: Mapping[str, Role | None]) -> Shown:
        stations = list(gathered.stations.values())
        chargers = [charger for station in stations for charger in station.chargers]
        live = self.live(chargers)
        ids = [charger.charger_id for charger in chargers]
        taken = self.taken(ids, filters.free_in) if filters.free_in and ids else ()
        seen = [
            Seen(station, roles.get(station.network_id), live)
            for station in stations
            if not filters.choose
            or any(filters.fits_now(charger, live, taken) for charger in station.chargers)
        ]
        return Shown(seen, gathered.clusters, gathered.is_cut)


def fitting(stations: Sequence[Station], viewport: Viewport, filters: Filters) -> list[Station]:
    """Those inside the viewport that have a charger which fits."""
    return [
        station
        for station in stations
        if viewport.has(station.latitude, station.longitude)
        and (not filters.choose or any(filters.fits(charger) for charger in station.chargers))
    ]
