"""Stations as GeoJSON (RFC 7946): a FeatureCollection of Points, chargers in a list among the properties."""

import json
from collections.abc import Iterable
from typing import Any

from chalicelib.api.bulk.told import CHARGER, PLACES, STATION, Fault, Line, Problem, Told, column
from chalicelib.kernel.errors import Invalid

NUMBERS = frozenset({"power_kw", *PLACES})
CHARGERS = "chargers"


def read(text: str) -> list[Told]:
    """The stations of a file; row 1 is the first feature. Raises Invalid("unreadable_import")."""
    try:
        whole = json.loads(text.removeprefix("\ufeff"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Invalid("unreadable_import", "This is no JSON.") from error
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or whole.get("type") != "FeatureCollection":
        raise Invalid("unreadable_import", "This is no FeatureCollection of GeoJSON.")
    return [_station(row, feature) for row, feature in enumerate(features, start=1)]


def write(stations: Iterable[Told]) -> str:
    """The same stations as a file. Prices are decimal strings, as everywhere."""
    return json.dumps({"type": "FeatureCollection", "features": features(stations)}, ensure_ascii=False)


def features(stations: Iterable[Told]) -> list[dict[str, Any]]:
    """Each station as a Feature."""
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(told.cells[name]) for name in PLACES[::-1]]},
            "properties": {name: told.cells[name] for name in STATION if name not in PLACES}
            | {CHARGERS: [_typed(charger) for charger in told.chargers]},
        }
        for told in stations
    ]


def _typed(charger: Line) -> dict[str, Any]:
    return {
        name: float(value) if name in NUMBERS and "+" not in value else value
        for name, value in charger.cells.items()
    }


def _station(row: int, feature: Any) -> Told:
    found = feature if isinstance(feature, dict) else {}
    geometry, properties = found.get("geometry"), found.get("properties")
    told, problems = _cells(row, properties if isinstance(properties, dict) else {}, (*STATION, CHARGERS))
    told.pop(CHARGERS, None)
    told |= _place(geometry if isinstance(geometry, dict) else {})
    chargers, more = _chargers(row, properties)
    return Told(row, told, chargers, (*problems, *more))


def _place(geometry: dict[str, Any]) -> dict[str, str]:
    """Nothing unless it is a Point: that its place is missing is told where all that is missing is."""
    found = geometry.get("coordinates")
    if geometry.get("type") != "Point" or not isinstance(found, list) or len(found) not in (2, 3):
        return {}
    longitude, latitude = found[:2]
    return {"latitude": _text(latitude) or "", "longitude": _text(longitude) or ""}


def _chargers(row: int, properties: Any) -> tuple[tuple[Line, ...], list[Problem]]:
    given = properties.get(CHARGERS) if isinstance(properties, dict) else None
    if given is None:
        return (), []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        return (), [Problem(row, CHARGERS, Fault.UNUSABLE, "Chargers are a list of objects.")]
    read = [_cells(row, one, CHARGER) for one in given]
    return tuple(Line(row, told) for told, _ in read), [each for _, found in read for each in found]


def _cells(row: int, given: dict[str, Any], known: tuple[str, ...]) -> tuple[dict[str, str], list[Problem]]:
    told: dict[str, str] = {}
    problems = []
    for word, value in given.items():
        name, text = column(word), _text(value)
        if name not in known:
            problems.append(
                Problem(row, name[:40], Fault.UNKNOWN_COLUMN, "Nothing of a station is called so.")
            )
        elif text is not None:
            told[name] = text
        elif name != CHARGERS:
            problems.append(Problem(row, name, Fault.UNUSABLE, "This is a text, a number, true or false."))
    return told, problems


def _text(value: Any) -> str | None:
    """None: a list or an object. Numbers have come as texts."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return value if isinstance(value, str) else None
