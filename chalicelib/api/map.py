"""The map: stations by place."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from chalicelib.api.chargers import Standard
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import In, Instant, Out
from chalicelib.api.stations import StationOut
from chalicelib.api.tariffs import Price
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.period import Period
from chalicelib.stations.showing import Filters, Shown
from chalicelib.stations.tiles import Viewport
from chalicelib.wiring import services

api = Api(__name__)

LONGEST_FREE = timedelta(days=1)
NUMBERS_IN_BBOX = 4


class MapQuery(In):
    """What the map shows, and which chargers are wanted: one of a station must fit all that is asked."""

    bbox: str = Field(
        description="west,south,east,north in degrees; west may be greater than east: over the antimeridian.",
        examples=["13.0,52.3,13.8,52.7"],
    )
    zoom: Annotated[int, Field(ge=0, le=24, description="Below 9 stations are counted, not listed.")] = 14
    connector: Standard | None = None
    min_kw: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    max_price_per_kwh: Price | None = Field(default=None, description="In the charger's own currency.")
    network_id: Annotated[str, Field(max_length=64)] | None = None
    mine: bool = Field(default=False, description="Only stations of networks that the caller is in.")
    free_now: bool = False
    free_from: Instant | None = Field(default=None, description="With free_until, at most a day later.")
    free_until: Instant | None = None

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        self.viewport()
        free_in = self._free_in()
        if free_in and free_in.duration > LONGEST_FREE:
            raise ValueError("free_from and free_until are at most a day apart")
        return self

    def viewport(self) -> Viewport:
        """As the rules know it. Raises ValueError."""
        edges = [float(edge) for edge in self.bbox.split(",")]
        if len(edges) != NUMBERS_IN_BBOX:
            raise ValueError("a bbox is west,south,east,north")
        return Viewport(*edges)

    def filters(self) -> Filters:
        """As the rules know them. Raises ValueError."""
        return Filters(
            connector=self.connector,
            min_kw=None if self.min_kw is None else Decimal(str(self.min_kw)),
            max_price_per_kwh=None if self.max_price_per_kwh is None else Decimal(self.max_price_per_kwh),
            network_id=self.network_id,
            mine=self.mine,
            free_now=self.free_now,
            free_in=self._free_in(),
        )

    def _free_in(self) -> Period | None:
        if self.free_from is None and self.free_until is None:
            return None
        if self.free_from is None or self.free_until is None:
            raise ValueError("free_from and free_until go together")
        return Period(self.free_from, self.free_until)


class ClusterOut(Out):
    """So many stations around one point."""

    latitude: float
    longitude: float
    count: int


class MapOut(Out):
    """Stations, and counts where there are too many or the map is far out."""

    stations: list[StationOut]
    clusters: list[ClusterOut]
    truncated: bool = Field(
        description="Not every station that fits is listed, or a count took no notice of the filters."
    )

    @classmethod
    def of(cls, shown: Shown) -> "MapOut":
        """What the map found."""
        return cls(
            stations=[StationOut.of(seen) for seen in shown.stations],
            clusters=[ClusterOut.model_validate(cluster) for cluster in shown.clusters],
            truncated=shown.is_cut,
        )


@api.route("/stations", methods=["GET"], who=Who.ANYONE)
def show_map(caller: Caller | None, query: MapQuery) -> MapOut:
    """The stations in a part of the world that the caller may see."""
    return MapOut.of(services().station_map.show(query.viewport(), query.zoom, query.filters(), caller))
