"""Errors as RFC 9457 problem details."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from chalice.app import Response

from chalicelib.kernel.errors import (
    Changed,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    NotLoggedIn,
    Refused,
    Stale,
    TooMany,
    Unfit,
)
from chalicelib.kernel.period import Period

STATUS: Mapping[type[DomainError], int] = {
    Invalid: 400,
    NotLoggedIn: 401,
    Forbidden: 403,
    NotFound: 404,
    Refused: 409,
    Stale: 409,
    Changed: 412,
    Unfit: 422,
    TooMany: 429,
}


def problem(error: DomainError) -> Response:
    """The answer that tells `error`: its code for programs, its detail for people, its facts for both."""
    status = STATUS[type(error)]
    body = {
        "type": f"/v1/docs#{error.code}",
        "title": (type(error).__doc__ or "").partition("\n")[0],
        "status": status,
        "detail": error.detail,
        "code": error.code,
        **error.facts,
    }
    return answer(status, body, _headers(error))


def broken(correlation_id: str | None) -> Response:
    """The answer when the fault is ours: it names the log lines, and tells nothing else."""
    body = {
        "type": "/v1/docs#internal_error",
        "title": "The fault is ours.",
        "status": 500,
        "detail": "Something broke on our side. Nothing half done is kept; please try again.",
        "code": "internal_error",
        "correlation_id": correlation_id,
    }
    return answer(500, body, {})


def unsupported() -> Response:
    """The answer to a body that does not say it is JSON (RFC 9110, section 15.5.16)."""
    body = {
        "type": "/v1/docs#unsupported_media_type",
        "title": "What was sent is in no form that we read.",
        "status": 415,
        "detail": "Send JSON, with Content-Type: application/json.",
        "code": "unsupported_media_type",
    }
    return answer(415, body, {})


def answer(status: int, body: object, headers: Mapping[str, str]) -> Response:
    """A problem+json response."""
    text = json.dumps(body, default=plain)
    told: dict[str, Any] = {"Content-Type": "application/problem+json", **headers}
    return Response(text, told, status)


def _headers(error: DomainError) -> dict[str, str]:
    if isinstance(error, TooMany):
        return {"Retry-After": str(error.facts.get("retry_after_seconds", 60))}
    if isinstance(error, NotLoggedIn):
        return {"WWW-Authenticate": "Bearer"}
    return {}


def plain(value: Any) -> Any:
    """One fact of an answer in a form that JSON has.

    Instants as in RFC 3339, in UTC; lengths of time in whole minutes, quantities as numbers, as policies have
    them; a period by its two ends.
    """
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case timedelta():
            return int(value.total_seconds() // 60)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Period():
            return {"start_date_time": value.start, "end_date_time": value.end}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON")
