"""Tables of figures as CSV (RFC 4180), for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chalice.app import Response


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Response:
    """A file of that name to be kept."""
    text = io.StringIO(newline="")
    written = csv.DictWriter(text, columns)
    written.writeheader()
    written.writerows({column: _cell(value) for column, value in row.items()} for row in rows)
    headers: dict[str, Any] = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.csv"',
    }
    return Response(text.getvalue(), headers, 200)


def _cell(value: Any) -> Any:
    """A name that begins like a formula would be one to a spreadsheet."""
    return (
        f"'{value}"
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
        else value
    )
