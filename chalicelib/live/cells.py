"""Where maps show a station: a change of a charger knows its charge point alone."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from chalicelib.kernel.ids import Clock
from chalicelib.live.changes import on_the_map

KEPT = timedelta(minutes=10)
MOST_KEPT = 20_000
CHARGE_POINT, STATION = "charge_point", "station"

Find = Callable[[Collection[str]], Mapping[str, str]]
"""By name what there is of it."""


@dataclass
class Cells:
    """The channels of the map on which stations are shown: kept for a while, as stations seldom move.

    `stations_of` has the stations of charge points; `places_of` the cells of public stations, the networks of
    private ones.
    """

    stations_of: Find
    places_of: Find
    now: Clock
    _kept: OrderedDict[tuple[str, str], tuple[datetime, str | None]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def showing(self, charge_point_ids: Collection[str], station_ids: Collection[str]) -> set[str]:
        """Of these charge points' stations, and of these: 2 reads for each hundred, once in a while."""
        found = self._known(CHARGE_POINT, charge_point_ids, self.stations_of).values()
        stations = {station_id for station_id in found if station_id} | set(station_ids)
        places = self._known(STATION, stations, self.places_of).values()
        return {on_the_map(place) for place in places if place}

    def _known(self, what: str, names: Collection[str], find: Find) -> dict[str, str | None]:
        since = self.now() - KEPT
        with self._lock:
            kept = {name: self._kept.get((what, name)) for name in names}
        known = {name: one[1] for name, one in kept.items() if one is not None and one[0] > since}
        unknown = kept.keys() - known.keys()
        if not unknown:
            return known
        found = find(unknown)
        looked = {name: found.get(name) for name in unknown}
        self._keep(what, looked)
        return known | looked

    def _keep(self, what: str, looked: Mapping[str, str | None]) -> None:
        now = self.now()
        with self._lock:
            for name, found in looked.items():
                self._kept[what, name] = (now, found)
                self._kept.move_to_end((what, name))
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
