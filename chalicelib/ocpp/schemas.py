"""What a payload has that the OCA's schema of its message would not have. Told, not refused."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft4Validator

MOST_TOLD = 5


@cache
def _validator(version: str, message: str) -> Draft4Validator | None:
    found = find_spec("ocpp")  # the package's data alone: importing its modules takes long
    if found is None or not found.submodule_search_locations:
        return None
    path = Path(found.submodule_search_locations[0]) / version / "schemas" / f"{message}.json"
    return Draft4Validator(json.loads(path.read_text("utf-8-sig"))) if path.is_file() else None


def oddities(version: str, message: str, payload: Mapping[str, Any]) -> list[str]:
    """Where `payload` departs from the schema of `message` ("Authorize", "ResetResponse"): paths and rules.

    Never the values: an oddity is logged, and a value may be a token.
    """
    validator = _validator(version, message)
    if validator is None:
        return []
    found = []
    try:
        for error in validator.iter_errors(dict(payload)):
            where = "/".join(str(part) for part in error.instance_path) or "payload"
            found.append(f"{where}: {type(error.kind).__name__.rpartition('_')[2]}")
            if len(found) == MOST_TOLD:
                break
    except (ValueError, TypeError, OverflowError):
        found.append("payload: cannot be checked")
    return found
