"""What a payload has that the OCA's schema of its message would not have. Told, not refused."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft4Validator, Draft6Validator

MOST_TOLD = 5
MOST_NAMES = 1_000
"""Remembered: charge points may send any."""
Validator = Draft4Validator | Draft6Validator


@cache
def _validator(version: str, message: str) -> Validator | None:
    path = _path(version, message)
    if path is None:
        return None
    schema = json.loads(path.read_text("utf-8-sig"))
    return (Draft6Validator if "draft-06" in schema.get("$schema", "") else Draft4Validator)(schema)


@lru_cache(MOST_NAMES)
def _path(version: str, message: str) -> Path | None:
    if not message.isalnum():
        return None
    found = find_spec("ocpp")  # the package's data alone: importing its modules takes long
    if found is None or not found.submodule_search_locations:
        return None
    path = Path(found.submodule_search_locations[0]) / version / "schemas" / f"{message}.json"
    return path if path.is_file() else None


def is_known(version: str, message: str) -> bool:
    """Whether the OCA has a schema of this name."""
    return _path(version, message) is not None


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
