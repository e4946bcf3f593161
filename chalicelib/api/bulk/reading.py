"""From texts to a station as the API takes it: what cannot be is told by row and column, all at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import Field, ValidationError

from chalicelib.api.bulk import cells
from chalicelib.api.bulk.told import PLACES, Fault, Line, Problem, Told
from chalicelib.api.chargers import ChargerNew
from chalicelib.api.stations import StationNew
from chalicelib.stations.rules import MOST_CHARGERS

T = TypeVar("T")
MOST_PROBLEMS = 8
"""Told of one station: with 200 of them, an answer can still be kept for its Idempotency-Key."""
FREE = "EUR"
"""The currency of a charger that costs nothing, where none is named."""
PRICES = ("price_per_kwh", "price_per_hour", "price_per_session")
CODES = {
    "greater_than": Fault.OUT_OF_RANGE,
    "greater_than_equal": Fault.OUT_OF_RANGE,
    "less_than": Fault.OUT_OF_RANGE,
    "less_than_equal": Fault.OUT_OF_RANGE,
    "string_too_long": Fault.TOO_LONG,
    "string_too_short": Fault.MISSING,
    "too_long": Fault.TOO_MANY_CHARGERS,
}
"""What pydantic calls it, and we do; all else is UNUSABLE."""
COLUMN_OF = {
    "name": "station",
    "line": "address",
    "in_service": "station_in_service",
}
COLUMN_OF_CHARGER = {
    "name": "charger",
    "connectors": "plug",
    "standard": "plug",
    "format": "cable",
    "max_kw": "power_kw",
    "tariff": "currency",
}


class StationImported(StationNew):
    """A station of a file: with as many chargers as one can have."""

    chargers: Annotated[list[ChargerNew], Field(max_length=MOST_CHARGERS)]


def read(told: Told) -> tuple[StationNew | None, list[Problem]]:
    """The station, or why there is none."""
    reader = _Reader(list(told.problems))
    sent = reader.station(told)
    try:
        station = StationImported.model_validate(sent)
    except ValidationError as error:
        reader.faults(told, error)
        station = None
    if reader.problems:
        return None, sorted(reader.problems, key=lambda problem: problem.row)[:MOST_PROBLEMS]
    return station, []


@dataclass
class _Reader:
    """Reads cell by cell and notes what cannot be read; what stands in for it is never used."""

    problems: list[Problem] = field(default_factory=list)

    def station(self, told: Told) -> dict[str, Any]:
        line = Line(told.row, told.cells)
        place = {column: self.needed(line, column, cells.number, Decimal(0)) for column in PLACES}
        postal = {name: line.cells.get(name, "") for name in ("postal_code", "city", "country")}
        return {
            "name": self.needed(line, "station", str, "?"),
            **place,
            "address": {"line": line.cells.get("address", ""), **postal},
            "access_notes": line.cells.get("access_notes", ""),
            "opening_hours": self.cell(line, "opening_hours", cells.opening_hours, None),
            "in_service": self.cell(line, "station_in_service", cells.yes_or_no, True),
            "chargers": [self.charger(charger) for charger in told.chargers],
        }

    def charger(self, line: Line) -> dict[str, Any]:
        prices = {column: self.cell(line, column, cells.price, None) for column in PRICES}
        currency = line.cells.get("currency", "").strip().upper()
        if not currency and any(prices.values()):
            self.note(line.row, "currency", Fault.MISSING, "A price has a currency.")
        return {
            "name": line.cells.get("charger", "").strip() or None,
            "connectors": self.connectors(line),
            "tariff": {"currency": currency or FREE, **prices},
            "in_service": self.cell(line, "in_service", cells.yes_or_no, True),
        }

    def connectors(self, line: Line) -> list[dict[str, Any]]:
        plugs = self.needed(line, "plug", _each(cells.plug), ["IEC_62196_T2"])
        powers = self.needed(line, "power_kw", _each(cells.number), [1] * len(plugs))
        cables = self.cell(line, "cable", _each(_format), [None] * len(plugs))
        types = self.cell(line, "power_type", _each(str.upper), [None] * len(plugs))
        for column, found in (("power_kw", powers), ("cable", cables), ("power_type", types)):
            if len(found) != len(plugs):
                self.note(line.row, column, Fault.UNUSABLE, "It has one part for each plug, + between them.")
        return [
            {"standard": plug, "max_kw": power, "format": format_, "power_type": type_}
            for plug, power, format_, type_ in zip(plugs, powers, cables, types, strict=False)
        ]

    def needed(self, line: Line, column: str, read: Callable[[str], T], instead: T) -> T:
        if not line.cells.get(column, "").strip():
            self.note(line.row, column, Fault.MISSING, "This cannot be left empty.")
        return self.cell(line, column, read, instead)

    def cell(self, line: Line, column: str, read: Callable[[str], T], instead: T) -> T:
        text = line.cells.get(column, "").strip()
        if not text:
            return instead
        try:
            return read(text)
        except cells.Unusable as error:
            self.note(line.row, column, error.code, error.detail)
            return instead

    def faults(self, told: Told, error: ValidationError) -> None:
        """What the API would not take, either."""
        for fault in error.errors(include_url=False, include_context=False, include_input=False):
            row, column = _where(told, fault["loc"])
            if not any((noted.row, noted.column) == (row, column) for noted in self.problems):
                self.note(row, column, CODES.get(fault["type"], Fault.UNUSABLE), fault["msg"])

    def note(self, row: int, column: str, code: Fault, detail: str) -> None:
        self.problems.append(Problem(row, column, code, detail))


def _where(told: Told, loc: tuple[int | str, ...]) -> tuple[int, str]:
    names = [part for part in loc if isinstance(part, str)]
    if names[0] != "chargers":
        return told.row, "opening_hours" if names[0] == "opening_hours" else _named(names, COLUMN_OF)
    if len(loc) == 1:
        return told.row, "charger"
    return told.chargers[int(loc[1])].row, _named(names[1:], COLUMN_OF_CHARGER)


def _named(names: Iterable[str], columns: Mapping[str, str]) -> str:
    last = list(names)[-1]
    return columns.get(last, last)


def _format(text: str) -> str:
    return "CABLE" if cells.yes_or_no(text) else "SOCKET"


def _each(read: Callable[[str], Any]) -> Callable[[str], list[Any]]:
    return lambda text: [read(part) for part in cells.parts(text)]
