"""Many stations at once, each by itself: what is there stays, and one that cannot be stops no other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.ids import base32
from chalicelib.kernel.paging import Page
from chalicelib.networks.rules import Network, Standing
from chalicelib.stations import drafts
from chalicelib.stations.drafts import POSITION_DIGITS, StationDraft
from chalicelib.stations.rules import Station

MOST_STATIONS = 200
"""At once: as many as are made while somebody waits."""
PAGE = 50
ID_BITS = 130


class Landing(StrEnum):
    """What became of one station of a file."""

    READY = "ready"
    """It would be made."""
    CREATED = "created"
    REFUSED = "refused"
    """It cannot be read, or not be a station."""
    EXISTS = "exists"
    """The network has one of this name at this place."""


@dataclass(frozen=True)
class Landed:
    """One station of those that were told, and its id where there is one now."""

    landing: Landing
    station_id: str | None = None


class FileStore(Protocol):
    """What the service asks of stations kept; see DynamoStations for what each promises."""

    def at(self, network_id: str, latitude: float, longitude: float) -> list[Station]: ...  # noqa: D102 - see the class
    def add_once(self, station: Station) -> bool: ...  # noqa: D102
    def of_network(self, network_id: str, cursor: str | None, limit: int) -> Page[Station]: ...  # noqa: D102


@dataclass(frozen=True)
class StationFiles:
    """Use cases of files of stations: brought, and taken away."""

    store: FileStore
    managed: Callable[[str, Caller], Standing]
    """Of a network: NotFound unless the caller may see it, Forbidden unless they may manage it."""
    follow: Callable[[Station, Network], object]
    """Makes a station know its network as it is now."""
    network_now: Callable[[str], Network]
    new_charger_id: Callable[[str], str]

    def bring(
        self, network_id: str, caller: Caller, told: Sequence[StationDraft | None], *, dry_run: bool
    ) -> list[Landed]:
        """Make them, or with `dry_run` tell what would be made; None is one that cannot be.

        For each 1 read of those at its place, which may not know yet what was made a moment ago, and 1
        transaction. Who brings the same twice at once makes it once: name and place are its id.
        Raises NotFound, Forbidden("managers_only"), Invalid("too_many_stations").
        """
        if len(told) > MOST_STATIONS:
            raise Invalid("too_many_stations", f"At most {MOST_STATIONS} stations at once.")
        network = self.managed(network_id, caller).network
        brought: set[str] = set()
        return [self._one(network, draft, brought, dry_run=dry_run) for draft in told]

    def take(self, network_id: str, caller: Caller, cursor: str | None) -> Iterator[Page[Station]]:
        """A network's stations, page by page. Raises NotFound, Forbidden("managers_only")."""
        self.managed(network_id, caller)
        return self._pages(network_id, cursor)

    def _pages(self, network_id: str, cursor: str | None) -> Iterator[Page[Station]]:
        while True:
            found = self.store.of_network(network_id, cursor, PAGE)
            yield found
            cursor = found.next_cursor
            if cursor is None:
                return

    def _one(
        self, network: Network, draft: StationDraft | None, brought: set[str], *, dry_run: bool
    ) -> Landed:
        if draft is None:
            return Landed(Landing.REFUSED)
        there = self.store.at(network.network_id, draft.latitude, draft.longitude)
        twin = next((station for station in there if station.name == draft.name), None)
        if twin is not None:
            return Landed(Landing.EXISTS, twin.station_id)
        station_id = imported_id(network.network_id, draft)
        if dry_run:
            landing = Landing.EXISTS if station_id in brought else Landing.READY
            brought.add(station_id)
            return Landed(landing)
        return self._made(network, station_id, draft)

    def _made(self, network: Network, station_id: str, draft: StationDraft) -> Landed:
        ids = [self.new_charger_id(station_id) for _ in draft.chargers]
        station = drafts.drafted(station_id, ids, draft, network)
        if not self.store.add_once(station):
            return Landed(Landing.EXISTS, station_id)
        if (now := self.network_now(network.network_id)) != network:
            self.follow(station, now)  # it changed after we had asked, maybe before it knew this station
        return Landed(Landing.CREATED, station_id)


def imported_id(network_id: str, draft: StationDraft) -> str:
    """The id of a station that a file brings: nobody can guess it who does not know the network's."""
    place = f"{round(draft.latitude, POSITION_DIGITS):.6f},{round(draft.longitude, POSITION_DIGITS):.6f}"
    digest = sha256(f"{network_id}\n{draft.name}\n{place}".encode()).digest()
    return base32(int.from_bytes(digest) >> (256 - ID_BITS), ID_BITS // 5)
