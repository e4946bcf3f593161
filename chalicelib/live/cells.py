"""Where maps show a station: a change of a charger knows its charge point alone."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from chalicelib.kernel.ids import Clock
from chalicelib.live.changes import on_the_map

KEPT = timedelta(minutes=10)
MOST_KEPT = 20_000


@dataclass
class Cells:
    """The channel of the map on which a station is shown: kept for a while, as stations seldom move.

    `station_of` has the station of a charge point; `place_of` the cell of a public station, the network of a
    private one. Both answer None for what there is not.
    """

    station_of: Callable[[str], str | None]
    place_of: Callable[[str], str | None]
    now: Clock
    _kept: OrderedDict[tuple[str, str], tuple[datetime, str | None]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of_charge_point(self, charge_point_id: str) -> str | None:
        """1 read and those of its station, once in a while."""
        station_id = self._known("charge_point", charge_point_id, self.station_of)
        return self.of_station(station_id) if station_id else None

    def of_station(self, station_id: str) -> str | None:
        """1 read, once in a while."""
        place = self._known("station", station_id, self.place_of)
        return on_the_map(place) if place else None

    def _known(self, what: str, name: str, find: Callable[[str], str | None]) -> str | None:
        key, now = (what, name), self.now()
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and now - kept[0] < KEPT:
            return kept[1]
        found = find(name)
        with self._lock:
            self._kept[key] = (now, found)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found
