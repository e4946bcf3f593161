"""Stations as CSV (RFC 4180): a row for each charger, as spreadsheets of many countries write it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from chalicelib.api.bulk import cells
from chalicelib.api.bulk.told import (
    CHARGER,
    COLUMNS,
    FREE_TEXT,
    NEEDED,
    PLACES,
    STATION,
    Cells,
    Fault,
    Line,
    Problem,
    Told,
    column,
)
from chalicelib.kernel.errors import Invalid

DELIMITERS = (",", ";", "\t")
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""How a text begins that a spreadsheet would reckon with, or one that was kept from it."""
GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def read(text: str) -> list[Told]:
    """The stations of a file, in the order of their first rows; row 1 is the heading.

    Rows of one name and one place are one station, wherever they stand. Raises Invalid("unreadable_import").
    """
    rows = _rows(text.removeprefix("\ufeff"))
    heading = [column(word) for word in next(rows, (1, []))[1]]
    _must_have_columns(heading)
    grouped: dict[tuple[str, ...], list[Line]] = {}
    for row, values in rows:
        if any(value.strip() for value in values):
            line = Line(row, {name: _unguarded(value) for name, value in zip(heading, values, strict=False)})
            grouped.setdefault(_which(line.cells), []).append(line)
    return [_station(lines) for lines in grouped.values()]


def write(stations: Iterable[Told]) -> str:
    """The same stations as a file; what begins like a formula is kept from being one.

    Name and place stand in every row of a station, all else that is told of it in the first.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for station in stations:
        which = {name: station.cells[name] for name in NEEDED}
        first, *others = station.chargers or (Line(station.row, {}),)
        rows = [{**station.cells, **first.cells}, *({**which, **line.cells} for line in others)]
        for row in rows:
            writer.writerow({name: guarded(name, value) for name, value in row.items()})
    return text.getvalue()


def guarded(name: str, value: str) -> str:
    """A cell whose text no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    return f"'{value}" if name in FREE_TEXT and FORMULA.match(value) else value


def _unguarded(value: str) -> str:
    return value[1:] if GUARDED.match(value) else value


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = io.StringIO(text, newline="")
    try:
        yield from enumerate(csv.reader(lines, delimiter=_delimiter(text), strict=True), start=1)
    except csv.Error as error:
        raise Invalid("unreadable_import", f"This is no CSV: {error}.") from error


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(
        DELIMITERS, key=lambda mark: sum(column(word.strip(' "')) in COLUMNS for word in first.split(mark))
    )


def _must_have_columns(heading: list[str]) -> None:
    missing = [name for name in NEEDED if name not in heading]
    if missing:
        raise Invalid("unreadable_import", f"The first row has no column {', '.join(missing)}.")
    unknown = [name for name in heading if name and name not in COLUMNS]
    twice = [name for name in COLUMNS if heading.count(name) > 1]
    if unknown or twice:
        which = ", ".join(name[:40] for name in (unknown + twice)[:5])
        raise Invalid("unreadable_import", f"A column is unknown, or there twice: {which}.")


def _which(told: Cells) -> tuple[str, ...]:
    """Name and place, where they can be read."""
    return (told.get("station", "").strip(), *(_rounded(told.get(name, "")) for name in PLACES))


def _rounded(text: str) -> str:
    try:
        return f"{cells.number(text):.6f}"
    except cells.Unusable:
        return text


def _station(lines: list[Line]) -> Told:
    told, problems = dict(lines[0].cells), []
    for line in lines[1:]:
        for name in STATION:
            value = line.cells.get(name, "").strip()
            if name in PLACES or not value or value == told.get(name, "").strip():
                continue
            if told.get(name, "").strip():
                said = "An earlier row of this station says something else."
                problems.append(Problem(line.row, name, Fault.DIFFERS, said))
            else:
                told[name] = value
    chargers = [line for line in lines if any(line.cells.get(name, "").strip() for name in CHARGER)]
    return Told(lines[0].row, told, tuple(chargers), tuple(problems))
