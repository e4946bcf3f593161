"""Stations as files: brought many at once, and taken away in the same form."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from chalice.app import Response
from pydantic import ConfigDict

from chalicelib.api.bulk import csv_form, geojson_form
from chalicelib.api.bulk.reading import read
from chalicelib.api.bulk.told import Fault, Problem, Told
from chalicelib.api.bulk.writing import told_of
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import In, Out
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.stations.importing import MOST_STATIONS, Landed, Landing
from chalicelib.wiring import services

api = Api(__name__)
MOST_BYTES = 1_000_000
"""Of a file that is brought, in UTF-8."""
WHOLE_FILE = 3_000_000
"""Characters after which a file that is taken away ends; a function answers with at most 6 MB."""


class Form(StrEnum):
    """How a file is written."""

    CSV = "csv"
    GEOJSON = "geojson"


READERS: dict[Form, Callable[[str], list[Told]]] = {
    Form.CSV: csv_form.read,
    Form.GEOJSON: geojson_form.read,
}
WRITERS: dict[Form, Callable[[list[Told]], str]] = {
    Form.CSV: csv_form.write,
    Form.GEOJSON: geojson_form.write,
}
TYPES = {Form.CSV: "text/csv; charset=utf-8", Form.GEOJSON: "application/geo+json"}


class ImportBody(In):
    """A file's text; with `dry_run` nothing is made of it."""

    model_config = ConfigDict(str_strip_whitespace=False)

    format: Form
    text: str
    dry_run: bool = False


class ProblemOut(Out):
    """Why something of a row cannot be used. Row 1 is a CSV's heading, or a GeoJSON's first feature."""

    row: int
    column: str
    code: Fault
    detail: str

    @classmethod
    def of(cls, problem: Problem) -> "ProblemOut":
        """As it was found."""
        return cls(**vars(problem))


class ImportedOut(Out):
    """What becomes of one station: `ready` would be made, `exists` has a twin of its name at its place."""

    row: int
    name: str
    state: Landing
    station_id: str | None
    chargers: int
    problems: list[ProblemOut]


class ImportOut(Out):
    """What becomes of each station of a file, in its order."""

    stations: list[ImportedOut]
    created: int
    refused: int


class ExportQuery(In):
    """In which form, and after which station where a network's do not fit into one file."""

    format: Form = Form.CSV
    cursor: str | None = None


@api.route("/networks/{network_id}/stations/import", methods=["POST"], who=Who.MANAGER, idempotent=True)
def import_stations(network_id: str, caller: Caller, body: ImportBody) -> ImportOut:
    """Make stations of a file, or see what would be made: each by itself, and none that is there already.

    At most 200 stations and 1 MB. The columns are those of an export; only `station`, `latitude` and
    `longitude` are needed, and of each charger `plug` and `power_kw`.
    """
    found = _read(body)
    judged = [read(told) for told in found]
    drafts = [station.draft() if station else None for station, _ in judged]
    landed = services().station_files.bring(network_id, caller, drafts, dry_run=body.dry_run)
    told = [
        _imported(one, outcome, problems)
        for one, outcome, (_, problems) in zip(found, landed, judged, strict=True)
    ]
    return ImportOut(
        stations=told,
        created=sum(one.state is Landing.CREATED for one in told),
        refused=sum(one.state is Landing.REFUSED for one in told),
    )


@api.route("/networks/{network_id}/stations/export", methods=["GET"], who=Who.MANAGER)
def export_stations(network_id: str, caller: Caller, query: ExportQuery) -> Response:
    """A network's stations as a file that can be imported again.

    One that does not hold all of them names the next by `Link` (RFC 8288).
    """
    found, cursor = _some(network_id, caller, query)
    headers: dict[str, Any] = {
        "Content-Type": TYPES[query.format],
        "Content-Disposition": f'attachment; filename="stations.{query.format.value}"',
    }
    if cursor is not None:
        following = f"/v1/networks/{network_id}/stations/export?format={query.format.value}&cursor={cursor}"
        headers["Link"] = f'<{following}>; rel="next"'
    return Response(WRITERS[query.format](found), headers, 200)


def _read(body: ImportBody) -> list[Told]:
    if len(body.text.encode(errors="replace")) > MOST_BYTES:
        raise Invalid("import_too_large", "A file of stations has at most 1 MB.")
    found = READERS[body.format](body.text)
    if len(found) > MOST_STATIONS:  # before any is read closely
        raise Invalid("too_many_stations", f"At most {MOST_STATIONS} stations at once.")
    return found


def _imported(told: Told, landed: Landed, problems: list[Problem]) -> ImportedOut:
    return ImportedOut(
        row=told.row,
        name=told.cells.get("station", "").strip()[:100],
        state=landed.landing,
        station_id=landed.station_id,
        chargers=len(told.chargers),
        problems=[ProblemOut.of(problem) for problem in problems],
    )


def _some(network_id: str, caller: Caller, query: ExportQuery) -> tuple[list[Told], str | None]:
    """Whole pages, until there are no more or the file is long; and where the next file begins."""
    found: list[Told] = []
    for page in services().station_files.take(network_id, caller, query.cursor):
        found += map(told_of, page.items)
        if page.next_cursor is None or sum(told.size for told in found) > WHOLE_FILE:
            return found, page.next_cursor
    return found, None
