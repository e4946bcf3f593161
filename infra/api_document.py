"""Writes what /v1/openapi.json says into a file: `python -m infra.api_document FILE`."""

import json
import sys
from pathlib import Path

import app
from chalicelib.api.edge import ROUTES
from chalicelib.api.openapi import document

__all__ = ["app", "written"]


def written() -> str:
    """The same on each run, whatever the order in which Python's sets are."""
    return json.dumps(document(ROUTES), indent=1, sort_keys=True)


if __name__ == "__main__":
    (file,) = sys.argv[1:]
    Path(file).write_text(written())
