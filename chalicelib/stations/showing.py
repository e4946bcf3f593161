"""What a map shows: which chargers a driver asked for, and many stations as one dot."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Role
from chalicelib.stations.rules import Charger, Live, Station, Status
from chalicelib.stations.tiles import quadkey


@dataclass(frozen=True)
class Filters:
    """A charger fits when it fits all that are set; a station shows when one of its chargers fits."""

    connector: str | None = None
    """A ConnectorType."""
    min_kw: Decimal | None = None
    max_price_per_kwh: Decimal | None = None
    """In the charger's own currency; no price per kWh is 0."""
    network_id: str | None = None
    mine: bool = False
    """Only of networks that the caller is in."""
    free_now: bool = False
    free_in: Period | None = None
    """Not booked, in service and open all through it."""

    @property
    def choose(self) -> bool:
        """Whether any is set that sorts chargers out."""
        return self != Filters(network_id=self.network_id, mine=self.mine)

    @property
    def want_public(self) -> bool:
        """Whether public stations of all networks are wanted too."""
        return self.network_id is None and not self.mine

    def fits(self, charger: Charger) -> bool:
        """By what is known of the charger without asking what goes on there."""
        return self._fits_plug(charger) and self._fits_price(charger) and self._fits_service(charger)

    def _fits_plug(self, charger: Charger) -> bool:
        return any(
            (self.connector is None or connector.standard == self.connector)
            and (self.min_kw is None or connector.max_kw >= self.min_kw)
            for connector in charger.connectors
        )

    def _fits_price(self, charger: Charger) -> bool:
        price = charger.tariff.price_per_kwh or Decimal(0)
        return self.max_price_per_kwh is None or price <= self.max_price_per_kwh

    def _fits_service(self, charger: Charger) -> bool:
        if self.free_in is None:
            return True
        return charger.is_in_service and charger.is_open(self.free_in)

    def fits_now(self, charger: Charger, live: Mapping[str, Live], taken: Collection[str]) -> bool:
        """By what goes on there; `taken`: the chargers that are booked within `free_in`."""
        if not self.fits(charger) or charger.charger_id in taken:
            return False
        return not self.free_now or live[charger.charger_id].state is Status.AVAILABLE


@dataclass(frozen=True)
class Cluster:
    """So many stations around one point."""

    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True)
class Found:
    """What one question to the store gave, and whether there was more."""

    stations: list[Station] = field(default_factory=list)
    is_cut: bool = False


@dataclass(frozen=True)
class Seen:
    """A station as one person sees it: their role in its network, and what its chargers are doing."""

    station: Station
    role: Role | None
    live: Mapping[str, Live]

    @property
    def may_manage(self) -> bool:
        """Whether they may also see what only managers do."""
        return self.role in (Role.OWNER, Role.MANAGER)

    def may_book(self, charger: Charger) -> bool:
        """Whether a booking of theirs would be considered at all."""
        return self.role is not None and charger.is_in_service


@dataclass(frozen=True)
class Shown:
    """A map's answer.

    `is_cut`: not every station that fits is told one by one, or a count took no notice of the filters.
    """

    stations: list[Seen]
    clusters: list[Cluster]
    is_cut: bool


def clustered(stations: Iterable[Station], level: int) -> list[Cluster]:
    """One dot for each tile of `level`, in the middle of its stations."""
    by_tile: dict[str, list[Station]] = defaultdict(list)
    for station in stations:
        by_tile[quadkey(station.latitude, station.longitude)[:level]].append(station)
    return [
        Cluster(
            sum(station.latitude for station in inside) / len(inside),
            sum(station.longitude for station in inside) / len(inside),
            len(inside),
        )
        for inside in by_tile.values()
    ]
