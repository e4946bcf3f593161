"""What maps of stations show, and how it gets there."""

from collections.abc import Iterable

from chalicelib.stations.items import CountItem, StationItem, count_key, counted_tiles, item_of
from chalicelib.stations.rules import Station
from chalicelib.stations.showing import Filters
from chalicelib.stations.store import MICRO, DynamoStations
from chalicelib.stations.tiles import Viewport
from tests.unit.stations.scenes import LATITUDE, LONGITUDE

TOWN = Viewport(LONGITUDE - 0.05, LATITUDE - 0.05, LONGITUDE + 0.05, LATITUDE + 0.05)
WORLD = Viewport(-180, -90, 180, 90)
NOTHING = Filters()


def add(*stations: Station) -> None:
    for made in stations:
        DynamoStations().add(made)


def fill(stations: Iterable[Station]) -> None:
    """As many `add`s at once would."""
    counts: dict[str, list[int]] = {}
    with StationItem.batch_write() as batch:
        for made in stations:
            batch.save(item_of(made))
            for tile in counted_tiles(made) if made.is_public else ():
                so_far = counts.setdefault(tile, [0, 0, 0])
                moved = (1, round(made.latitude * MICRO), round(made.longitude * MICRO))
                so_far[:] = [now + by for now, by in zip(so_far, moved, strict=True)]
    with CountItem.batch_write() as batch:
        for tile, (count, latitudes, longitudes) in counts.items():
            batch.save(
                CountItem(*count_key(tile), stations=count, latitudes=latitudes, longitudes=longitudes)
            )
