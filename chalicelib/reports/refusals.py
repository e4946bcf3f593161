"""How often which rule said no.

A refused booking writes nothing, so nothing in the engine tells of it. It is counted where it is answered, at
the API's edge, after the answer is made: one UpdateItem of the network's item of that day, outside of what a
booking may cost (`./scripts/bench booking --via http` shows it, `--via engine` does not). A function may be
frozen once it has answered, so nothing is gathered in memory for later. Counting never fails a request: what
cannot be counted is logged, and lost. Whom a charger refuses at the plug is told by its session, not here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.kernel.ids import Clock
from chalicelib.logs import logger
from chalicelib.stations.rules import Station, station_id_of

MOST_REMEMBERED = 10_000


@dataclass(frozen=True)
class Refusals:
    """How many requests were refused, and by which code how many of them."""

    requests: int = 0
    by_code: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: "Refusals") -> "Refusals":
        codes = sorted(self.by_code.keys() | other.by_code.keys())
        both = {code: self.by_code.get(code, 0) + other.by_code.get(code, 0) for code in codes}
        return Refusals(self.requests + other.requests, both)


class RefusalStore(Protocol):
    """Where refusals are counted."""

    def count(self, network_id: str, day: date, codes: Iterable[str]) -> None:
        """One request more was refused, with these codes."""

    def refusals(self, network_id: str, first: date, last: date) -> Refusals:
        """Of all these days."""


@dataclass(frozen=True)
class RefusalCounter:
    """Counts refusals by network and day of the station's calendar."""

    store: RefusalStore
    station: Callable[[str], Station]
    """Raises NotFound. Asked once by a process for each station: neither answer changes."""
    now: Clock
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Network and time zone by station."""

    def count(self, charger_id: str, codes: Iterable[str]) -> None:
        """A booking or a charge at this charger was refused. Never raises; 1 write, the first time 1 read."""
        try:
            network_id, time_zone = self._place(station_id_of(charger_id))
            self.store.count(network_id, self.now().astimezone(ZoneInfo(time_zone)).date(), set(codes))
        except Exception:  # noqa: BLE001 - the refusal stands, counted or not
            logger.exception("refusal_not_counted", charger_id=charger_id)

    def _place(self, station_id: str) -> tuple[str, str]:
        if station_id not in self.places:
            station = self.station(station_id)
            if len(self.places) >= MOST_REMEMBERED:
                self.places.clear()
            self.places[station_id] = (station.network_id, station.time_zone)
        return self.places[station_id]
