"""The world as web-mercator tiles, and which of them show what a map shows.

A tile's quadkey has one digit per level; the tiles inside it have keys that begin with its own, so that text
order is a walk through the map. Latitudes beyond the edge of web mercator belong to the outermost row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import mercantile

DEEPEST = 20
"""Level of the tile that a station is kept under: some 40 m wide at the equator."""
CELL_LEVEL = 10
"""Public stations are kept together by tiles of this level, some 40 km wide at the equator."""
COUNTED_LEVELS = (2, 4, 6, 8, 10, 12)
"""Tiles of these levels know how many public stations they have."""
PARENT = 2
"""Counts are kept together by the tile this many levels up: 16 of them."""
MOST_TILES = 16
MOST_LATITUDE = 85.0511
HALF_TURN = 180.0
TURN = 360.0


def wrapped(longitude: float) -> float:
    """The same meridian in [-180, 180)."""
    return (longitude + HALF_TURN) % TURN - HALF_TURN


def quadkey(latitude: float, longitude: float) -> str:
    """The tile of level DEEPEST that a point is in."""
    found: str = mercantile.quadkey(*_tile(latitude, longitude), DEEPEST)
    return found


def _tile(latitude: float, longitude: float) -> tuple[int, int]:
    clamped = min(max(latitude, -MOST_LATITUDE), MOST_LATITUDE)
    tile = mercantile.tile(wrapped(longitude), clamped, DEEPEST)
    return tile.x, tile.y


@dataclass(frozen=True)
class Cover:
    """Tiles of one level that together show a viewport, as quadkeys in order."""

    level: int
    tiles: tuple[str, ...]

    def runs(self, most: int) -> list[tuple[str, str]]:
        """At most `most` ranges (first and last tile) which hold every tile and skip the widest gaps."""
        numbers = [int("1" + tile, 4) for tile in self.tiles]
        gaps = sorted(range(1, len(numbers)), key=lambda at: numbers[at - 1] - numbers[at])[: most - 1]
        edges = [0, *sorted(at for at in gaps if numbers[at] - numbers[at - 1] > 1), len(numbers)]
        return [(self.tiles[start], self.tiles[end - 1]) for start, end in pairwise(edges)]


@dataclass(frozen=True)
class Viewport:
    """What a map shows: degrees; from `west` eastwards to `east`, over the antimeridian if need be.

    Longitudes may run past 180, as maps that go round and round tell them; 360 degrees or more are the whole
    world. Raises ValueError for what is no number on Earth and for a south that is north of north.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        longitudes_fit = all(abs(edge) <= 2 * TURN for edge in (self.west, self.east))
        if not longitudes_fit or not -90 <= self.south <= self.north <= 90:  # noqa: PLR2004 - the poles
            raise ValueError("a bbox is west,south,east,north in degrees, south at most north")

    @property
    def is_all_around(self) -> bool:
        """Whether every meridian shows."""
        return self.east - self.west >= TURN

    def narrowed(self) -> "Viewport":
        """Its middle, half as wide and half as high."""
        across = (self.east - self.west + (TURN if self.west > self.east else 0)) / 4
        up = (self.north - self.south) / 4
        return Viewport(self.west + across, self.south + up, self.west + 3 * across, self.north - up)

    def spans(self) -> Iterator[tuple[float, float]]:
        """West to east without a jump: one span, or two where the antimeridian is crossed."""
        west, east = wrapped(self.west), wrapped(self.east)
        if self.is_all_around:
            yield -HALF_TURN, HALF_TURN
        elif west <= east:
            yield west, east
        else:
            yield west, HALF_TURN
            yield -HALF_TURN, east

    def has(self, latitude: float, longitude: float) -> bool:
        """Whether the point shows; edges do."""
        meridian = wrapped(longitude)
        return self.south <= latitude <= self.north and any(
            west <= meridian <= east for west, east in self.spans()
        )

    def cover(self, deepest: int = DEEPEST) -> Cover:
        """The smallest tiles, none below level `deepest`, of which at most MOST_TILES show all of it."""
        spans = [(_tile(self.north, west), self._south_east(east)) for west, east in self.spans()]
        level = min(deepest, DEEPEST)
        while _count(spans, DEEPEST - level) > MOST_TILES:
            level -= 1
        return Cover(level, _tiles(spans, level))

    def _south_east(self, east: float) -> tuple[int, int]:
        if east == HALF_TURN:  # the end of the world, not its beginning
            return 2**DEEPEST - 1, _tile(self.south, 0)[1]
        return _tile(self.south, east)


Spans = Sequence[tuple[tuple[int, int], tuple[int, int]]]


def _count(spans: Spans, shift: int) -> int:
    return sum(
        ((x_last >> shift) - (x >> shift) + 1) * ((y_last >> shift) - (y >> shift) + 1)
        for (x, y), (x_last, y_last) in spans
    )


def _tiles(spans: Spans, level: int) -> tuple[str, ...]:
    shift = DEEPEST - level
    return tuple(
        sorted(
            {
                mercantile.quadkey(column, row, level)
                for (x, y), (x_last, y_last) in spans
                for column in range(x >> shift, (x_last >> shift) + 1)
                for row in range(y >> shift, (y_last >> shift) + 1)
            }
        )
    )
