"""The API about itself: health, OpenAPI, and a page to read it."""

import json
from datetime import datetime
from functools import cache
from typing import Any, Literal

from chalice.app import Response

from chalicelib.api.edge import ROUTES, SAFE, Api, Who
from chalicelib.api.openapi import document
from chalicelib.api.reading import page
from chalicelib.api.schema import Out
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.settings import VERSION

api = Api(__name__)


class Health(Out):
    """Up, which version, and what time we think it is."""

    status: Literal["ok"] = "ok"
    version: str = VERSION
    time: datetime


@api.route("/health", methods=["GET"], who=Who.PUBLIC)
def health() -> Health:
    """Whether the API answers."""
    return Health(time=utc_now())


@api.route("/openapi.json", methods=["GET"], who=Who.PUBLIC)
def openapi() -> Response:
    """This API in OpenAPI 3.1."""
    return Response(_openapi(), {"Content-Type": "application/json", "Cache-Control": "max-age=300"})


@api.route("/docs", methods=["GET"], who=Who.PUBLIC)
def docs() -> Response:
    """This API as a page to read, without script."""
    policy = f"{SAFE['Content-Security-Policy']}; style-src 'unsafe-inline'"
    headers: dict[str, Any] = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
    return Response(page(document(ROUTES)), headers)


@cache
def _openapi() -> str:
    return json.dumps(document(ROUTES))
