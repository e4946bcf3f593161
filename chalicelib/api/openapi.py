"""OpenAPI 3.1 read off the routes' own signatures: the schemas shown are those that check the requests."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from inspect import getdoc
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.api.codes import CODES
from chalicelib.api.edge import Route, Who
from chalicelib.api.schema import Accepted
from chalicelib.kernel.settings import VERSION

INSIDE = re.compile(r"chalicelib__(?P<concept>[a-z_]+?)__(?P<file>[a-z_]+?)__")
TEMPLATE = "#/components/schemas/{model}"
PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details; programs read `code`.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": sorted(CODES)},
        "errors": {
            "type": "array",
            "description": "Of what was sent: which fields cannot be used, and why.",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "detail": {"type": "string"},
                    "code": {"type": "string", "description": "The kind of fault."},
                    "limit": {"type": ["number", "null"], "description": "The most or least allowed."},
                },
            },
        },
        "violations": {"type": "array", "items": {"$ref": TEMPLATE.format(model="ViolationOut")}},
        "refused": {
            "type": "array",
            "description": "Of a series: each time that cannot be booked, and why.",
            "items": {"$ref": TEMPLATE.format(model="UnfitOut")},
        },
        "in_the_way": {
            "type": "array",
            "description": "Of a block: what stands there.",
            "items": {"$ref": TEMPLATE.format(model="InTheWayOut")},
        },
        "oddities": {
            "type": "array",
            "description": "Of a message in the protocol's own words: where it departs from its schema.",
            "items": {"type": "string"},
        },
        "retry_after_seconds": {"type": "integer"},
    },
    "additionalProperties": True,
}


def document(routes: Iterable[Route]) -> dict[str, Any]:
    """The whole description of the API."""
    routes = sorted(routes, key=lambda route: (route.path, route.method))
    asked = {model for route in routes for name in ("body", "query") if (model := route.hints.get(name))}
    told = {model for route in routes for model in _answers(route)}
    schemas, definitions = models_json_schema(
        [(model, "validation") for model in sorted(asked, key=_name)]
        + [(model, "serialization") for model in sorted(told, key=_name)],
        ref_template=TEMPLATE,
    )
    for part in definitions["$defs"].values():
        _tell_no_false_default(part)
    whole = Schemas(schemas, definitions["$defs"])
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, whole)
    return _outside(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "PlugNexus",
                "version": VERSION,
                "description": "Communities share electric-vehicle chargers: book, charge, pay.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/"}],
            "paths": paths,
            "components": {
                "schemas": definitions["$defs"] | {"Problem": PROBLEM},
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
            },
        }
    )


def _outside(told: dict[str, Any]) -> dict[str, Any]:
    """With short names where pydantic tells two of one name apart by where they are.

    BookingsState for chalicelib__bookings__rules__State; of the API's own schemas, the resource tells them
    apart: ReportsWaitingOut for chalicelib__api__reports__WaitingOut.
    """

    def short(name: re.Match[str]) -> str:
        part = name["file"] if name["concept"] == "api" else name["concept"]
        return part.title().replace("_", "")

    outside: dict[str, Any] = json.loads(INSIDE.sub(short, json.dumps(told)))
    return outside


@dataclass(frozen=True)
class Schemas:
    """What pydantic made of all models at once, so that two of one name get names of their own."""

    of: Mapping[Any, dict[str, Any]]
    """By (model, "validation" or "serialization"): as a rule a reference into `parts`."""
    parts: Mapping[str, dict[str, Any]]

    def fields(self, model: type[BaseModel]) -> dict[str, Any]:
        """The schema of a query model, its fields not behind a reference."""
        schema = self.of[model, "validation"]
        return self.parts[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    summary, _, text = (getdoc(route.view) or route.view.__name__).partition("\n\n")
    operation: dict[str, Any] = {
        "operationId": route.view.__name__,
        "summary": " ".join(summary.split()),
        "description": " ".join(f"{text} May be called by: {route.who}.".split()),
        "parameters": _parameters(route, schemas),
        "responses": _responses(route, schemas),
        "security": _security(route.who),
    }
    if body := route.hints.get("body"):
        content = {"application/json": {"schema": schemas.of[body, "validation"]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameters(route: Route, schemas: Schemas) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    found = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    if query := route.hints.get("query"):
        shape = schemas.fields(query)
        found += [
            {"name": name, "in": "query", "required": name in shape.get("required", []), "schema": schema}
            for name, schema in shape.get("properties", {}).items()
        ]
    headers = [("If-Match", "if_match" in route.hints), ("Idempotency-Key", route.idempotent)]
    found += [{"name": name, "in": "header", "schema": {"type": "string"}} for name, has in headers if has]
    return found


def _responses(route: Route, schemas: Schemas) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": TEMPLATE.format(model="Problem")}}}
    told: dict[str, Any] = {}
    for model in _answers(route):
        status = HTTPStatus.ACCEPTED if issubclass(model, Accepted) else HTTPStatus(route.status)
        content = {"application/json": {"schema": schemas.of[model, "serialization"]}}
        told[str(status.value)] = {"description": status.phrase, "content": content}
    if not told:
        status = (
            HTTPStatus.NO_CONTENT if type(None) is route.hints.get("return") else HTTPStatus(route.status)
        )
        told[str(status.value)] = {"description": status.phrase}
    return told | {"default": {"description": "A problem", "content": problem}}


def _security(who: Who) -> list[dict[str, list[str]]]:
    match who:
        case Who.PUBLIC:
            return []
        case Who.ANYONE:
            return [{}, {"token": []}]
    return [{"token": []}]


def _tell_no_false_default(part: dict[str, Any]) -> None:
    """Null stands for "left out" in our models, also where it cannot be sent: then it is no default."""
    for shape in part.get("properties", {}).values():
        may_be_null = any(choice.get("type") == "null" for choice in shape.get("anyOf", ()))
        if "default" in shape and shape["default"] is None and not may_be_null:
            del shape["default"]


def _answers(route: Route) -> list[type[BaseModel]]:
    told = route.hints.get("return")
    models = (told, *get_args(told))
    return [model for model in models if isinstance(model, type) and issubclass(model, BaseModel)]


def _name(model: type[BaseModel]) -> str:
    return model.__name__
