"""Routes whose view's signature is their whole declaration.

    @api.route("/networks/{network_id}", methods=["PATCH"], who=Who.MANAGER)
    def edit_network(network_id: str, caller: Caller, body: NetworkEdit, if_match: int | None) -> NetworkOut:

A view gets what it names: `caller` (Caller; `Caller | None` where an account is optional), `body` and `query`
(pydantic models: what does not fit is Invalid "invalid_request"), `if_match` (the version named by If-Match),
`request` (Asked: address, cookies, idempotency key), and its path values. It returns a pydantic model, None
(204) or a chalice Response, and may raise any DomainError, which becomes problem+json. OpenAPI is made from
the same signatures (openapi.py). Chalice turns an exception in a view into a bare 500 before middleware can
see it, which is why the view itself is wrapped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from inspect import signature
from typing import Any, TypeVar, get_type_hints

from chalice.app import Blueprint, Request, Response
from pydantic import BaseModel, ValidationError

from chalicelib.api.headers import cookies, correlation, is_json, version
from chalicelib.api.idempotency import answered_once
from chalicelib.api.problem import broken, problem, unsupported
from chalicelib.api.refusals import count_refusal, refusal_codes
from chalicelib.api.schema import Accepted
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.correlation import correlate, correlation_id
from chalicelib.kernel.errors import Changed, DomainError, Invalid, NotLoggedIn, Stale, not_found
from chalicelib.kernel.ids import new_id
from chalicelib.logs import logger
from chalicelib.metrics import Metric, tally
from chalicelib.telling import telling
from chalicelib.wiring import services

View = Callable[..., BaseModel | Response | None]
ViewT = TypeVar("ViewT", bound=View)


class Who(StrEnum):
    """Who may call a route. The last three are roles in the network concerned, asked by the service."""

    PUBLIC = "public"
    ANYONE = "anyone"  # sees more with an account
    ACCOUNT = "account"
    MEMBER = "member"
    MANAGER = "manager"
    OWNER = "owner"


@dataclass(frozen=True)
class Route:
    """One route as declared."""

    path: str
    method: str
    who: Who
    status: int
    idempotent: bool
    view: View
    hints: Mapping[str, Any]


ROUTES: list[Route] = []
CHANGED = "changed_meanwhile"
HEALTH = "/v1/health"
"""Anybody may ask whether the API is up, by any way in."""
SAFE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Unless an answer says otherwise, no browser keeps it, guesses what it is, or shows it in a frame."""
LIMITS = {"min_length", "max_length", "gt", "ge", "lt", "le"}
"""How pydantic names them in the context of an error."""
LONGEST_PATH_VALUE = 255
"""Bytes: no name of ours is longer, and a key in DynamoDB has room for it."""


@dataclass(frozen=True)
class Asked:
    """What came with the request besides its body."""

    address: str
    cookies: Mapping[str, str] = field(default_factory=dict)
    idempotency_key: str | None = None
    if_none_match: str | None = None
    """What of a resource the client has already: ETags, as they came."""


class Api(Blueprint):
    """A Blueprint under /v1 whose routes are declared by their views' signatures."""

    def route(  # type: ignore[override]  # Chalice's takes anything; ours takes what a declaration needs
        self, path: str, *, methods: list[str], who: Who, status: int = 200, idempotent: bool = False
    ) -> Callable[[ViewT], ViewT]:
        """Register a view for one method; `status` is success's, `idempotent` honours Idempotency-Key."""
        (method,) = methods

        def declare(view: ViewT) -> ViewT:
            declared = Route(f"/v1{path}", method, who, status, idempotent, view, get_type_hints(view))
            ROUTES.append(declared)

            def handle(**path_values: str) -> Response:
                with telling():
                    return _guarded(declared, self.current_request, path_values)

            register = super(Api, self).route  # Chalice's own check of Content-Type tells no problem
            register(declared.path, methods=methods, name=view.__name__, content_types=[])(handle)
            return view

        return declare


def _guarded(route: Route, request: Request, path_values: Mapping[str, str]) -> Response:
    given = correlation(request.headers.get("x-correlation-id"))
    correlate(given or request.context.get("requestId") or new_id())
    try:
        address = _address(route, request)
        if "body" in route.hints and not is_json(request.headers.get("content-type")):
            response = unsupported()
        else:
            response = _answer(route, request, path_values, address)
    except DomainError as error:
        logger.info("refused", route=route.path, method=route.method, code=error.code)
        response = problem(error)
        for code in refusal_codes(error):
            tally(Metric.REFUSALS, code=code)
        if route.who is not Who.MANAGER:  # what managers do with a charger is nobody's share of it
            count_refusal(error, path_values, services)
    except Exception:  # noqa: BLE001 - the last line of defence: told as a problem, logged whole
        logger.exception("broken", route=route.path, method=route.method)
        tally(Metric.ERRORS)
        response = broken(correlation_id())
    response.headers.setdefault("X-Correlation-Id", correlation_id() or "")
    for name, value in SAFE.items():
        response.headers.setdefault(name, value)
    return response


def _answer(route: Route, request: Request, path_values: Mapping[str, str], address: str) -> Response:
    if any(len(value.encode(errors="replace")) > LONGEST_PATH_VALUE for value in path_values.values()):
        raise not_found("thing of such a long name")
    caller = _caller(route.who, request.headers.get("authorization"))
    given: dict[str, Any] = {"caller": caller} | dict(path_values)
    cookie, key = request.headers.get("cookie"), request.headers.get("idempotency-key")
    asked = Asked(address, cookies(cookie or ""), key, request.headers.get("if-none-match"))
    given |= {"request": asked, "if_match": version(request.headers.get("if-match"))}
    for name in ("body", "query"):
        if name in route.hints:
            given[name] = _parsed(route.hints[name], name, request)
    named = {name: given[name] for name in signature(route.view).parameters}

    def respond() -> Response:
        try:
            return _response(route.view(**named), route.status)
        except Stale as error:
            if named.get("if_match") is None or error.code != CHANGED:
                raise
            raise Changed(CHANGED, error.detail) from error  # after its If-Match had been found to match

    if route.idempotent and caller and asked.idempotency_key:
        whole = (route.method, str(request.context.get("path") or route.path), _bytes(request))
        return answered_once(caller.account_id, asked.idempotency_key, whole, respond)
    return respond()


def _caller(who: Who, authorization: str | None) -> Caller | None:
    if who is Who.PUBLIC:
        return None
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return services().accounts.caller_of(token.strip())
    if who is Who.ANYONE:
        return None
    raise NotLoggedIn("not_logged_in", "Log in first: this needs an access token.")


def _parsed(model: type[BaseModel], name: str, request: Request) -> BaseModel:
    try:
        if name == "query":
            return model.model_validate(dict(request.query_params or {}))
        return model.model_validate_json(_bytes(request) or b"{}")
    except ValidationError as error:
        faults = [
            {
                "field": ".".join(str(part) for part in fault["loc"]),
                "detail": fault["msg"],
                "code": fault["type"],
                "limit": _limit(fault.get("ctx", {})),
            }
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise Invalid("invalid_request", "Some of what was sent cannot be used.", errors=faults) from error


def _limit(context: Mapping[str, Any]) -> float | None:
    """The most or the least that a field allows, if that is what is wrong with it."""
    limits = (value for name, value in context.items() if name in LIMITS and isinstance(value, int | float))
    return next(limits, None)


def _bytes(request: Request) -> bytes:
    body = request.raw_body
    return body if isinstance(body, bytes) else body.encode()


def _address(route: Route, request: Request) -> str:
    source = (request.context.get("identity") or {}).get("sourceIp")
    if route.path != HEALTH:
        source = services().front_door.viewer(request.headers, source)
    return str(source or "unknown")


def _response(result: BaseModel | Response | None, status: int) -> Response:
    if isinstance(result, Response):
        return result
    if result is None:
        return Response("", {}, 204)
    if isinstance(result, Accepted):
        status = 202
    headers: dict[str, Any] = {"Content-Type": "application/json"}
    version = getattr(result, "version", None)
    if not isinstance(version, int):
        return Response(result.model_dump_json(), headers, status)
    return Response(result.model_dump_json(exclude={"version"}), headers | {"ETag": f'"{version}"'}, status)
