"""What a file tells of stations, before anybody knows whether it can be: texts by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

STATION = (
    "station",
    "address",
    "postal_code",
    "city",
    "country",
    "latitude",
    "longitude",
    "access_notes",
    "opening_hours",
    "station_in_service",
)
CHARGER = (
    "charger",
    "plug",
    "power_kw",
    "cable",
    "power_type",
    "price_per_kwh",
    "price_per_hour",
    "price_per_session",
    "currency",
    "in_service",
)
COLUMNS = (*STATION, *CHARGER)
NEEDED = ("station", "latitude", "longitude")
FREE_TEXT = frozenset({"station", "address", "postal_code", "city", "country", "access_notes", "charger"})
"""What people wrote; all other columns have a grammar."""
ALIASES = {
    "name": "station",
    "lat": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "plug_type": "plug",
    "price": "price_per_kwh",
}
PLACES = ("latitude", "longitude")
MARKS = 8
"""Characters around a name and its value."""
Cells = Mapping[str, str]
"""By column; one that is left out tells nothing, as an empty one."""


class Fault(StrEnum):
    """What can be wrong with a cell: codes, each with its sentence in codes.py."""

    DIFFERS = "cell_differs"
    MISSING = "cell_missing"
    UNUSABLE = "cell_unusable"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "text_too_long"
    TOO_MANY_CHARGERS = "too_many_chargers"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_PLUG = "unknown_plug"


@dataclass(frozen=True)
class Problem:
    """Why something of a row cannot be used."""

    row: int
    column: str
    code: Fault
    detail: str


@dataclass(frozen=True)
class Line:
    """One charger."""

    row: int
    cells: Cells


@dataclass(frozen=True)
class Told:
    """One station: its first row, what is told of itself and of its chargers, what is wrong already."""

    row: int
    cells: Cells
    chargers: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """About as many characters as it takes in a file."""
        lines = (self.cells, *(line.cells for line in self.chargers))
        return sum(MARKS + len(name) + len(value) for told in lines for name, value in told.items())


def column(word: str) -> str:
    """The column that a heading means; itself where it means none."""
    name = "_".join(word.strip().lower().replace("-", " ").split())
    return ALIASES.get(name, name)
