"""What /v1/openapi.json says is what the API answers."""

import copy
import json
import re
import secrets
from collections import Counter
from datetime import timedelta

import httpx
import jsonschema_rs
import pytest

from infra.local.api_client import ApiClient
from tests.community import found, instant, next_quarter

START = next_quarter(timedelta(hours=5))
WISH = {"start_date_time": instant(START), "end_date_time": instant(START + timedelta(hours=1))}


@pytest.fixture
def api(anyone):
    return anyone().get("/openapi.json")


@pytest.fixture
def answers(monkeypatch):
    """Every answer that any client gets from here on."""
    heard, send = [], ApiClient.send

    def listening(*arguments, **more):
        heard.append(send(*arguments, **more))
        return heard[-1]

    monkeypatch.setattr(ApiClient, "send", listening)
    return heard


def test_every_reference_leads_somewhere_and_every_operation_has_its_own_id(api):
    references = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(api)))
    ids = Counter(operation["operationId"] for path in api["paths"].values() for operation in path.values())

    assert references
    assert references <= {f"#/components/schemas/{name}" for name in api["components"]["schemas"]}
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in api["components"]["schemas"] if "__" in name] == []


def test_defaults_are_values_that_could_be_sent(api):
    schemas = api["components"]["schemas"]
    fields = {
        f"{name}.{field}": shape
        for name, schema in schemas.items()
        for field, shape in schema.get("properties", {}).items()
        if "default" in shape
    }

    wrong = [name for name, shape in fields.items() if not _validator(api, shape).is_valid(shape["default"])]
    assert fields
    assert wrong == []


def test_answers_are_of_the_status_and_the_schema_that_were_promised(api, answers, somebody, anyone):
    community = found(somebody)
    owner, driver, station = community.owner, community.driver, community.station["station_id"]
    network, plain = f"/networks/{community.network['network_id']}", community.plain["charger_id"]
    box = f"/charge-points/{community.charge_point['charge_point_id']}"
    charger = f"/chargers/{community.charger['charger_id']}"

    driver.patch("/me", {"phone": "+49170123456", "notifications": {"soon": ["email"]}})
    car = driver.create("/me/cars", {"make": "Renault", "battery_kwh": 52.5, "max_ac_kw": "22"})
    driver.patch(f"/me/cars/{car['car_id']}", {"name": "Zoe"})
    token = driver.create("/me/tokens", {"uid": secrets.token_hex(7), "name": "Ring"})
    driver.patch(f"/me/tokens/{token['token_uid']}", {"blocked": True})
    booking = driver.create(f"{charger}/bookings", WISH | {"car_id": car["car_id"]})
    driver.patch(f"/bookings/{booking['booking_id']}", {"end_date_time": instant(START + timedelta(hours=2))})
    driver.post(f"/bookings/{booking['booking_id']}/cancel", {"reason": "rain"})
    series = driver.create(f"{charger}/series", WISH | {"rrule": "FREQ=WEEKLY;COUNT=3"})
    assert series["refused"]  # three weeks are too far ahead
    driver.patch(f"/series/{series['series_id']}", {"end_time": "00:00"})
    driver.post(f"/series/{series['series_id']}/cancel", {})
    session = driver.create(f"/chargers/{plain}/sessions", {})
    owner.get(f"{network}/sessions")
    driver.post(f"/sessions/{session['session_id']}/stop", {"energy_kwh": "1.5"})
    owner.post(f"{network}/invitations", {"text": "a@people.example, nobody"})
    owner.post(f"{network}/join-code", {"expires_at": instant(START)})
    owner.patch(network, {"policy": {"max_active": None}, "description": None})
    owner.patch(f"{network}/members/{driver.account['account_id']}", {"member_class": "staff"})
    hours = [{"weekday": 1, "from": "08:00", "until": "20:00"}]
    owner.patch(f"/stations/{station}", {"opening_hours": hours})
    owner.patch(charger, {"name": "Left"})
    owner.patch(box, {"name": "Box"})
    owner.create(f"{box}/commands", {"action": "clear_cache"})
    owner.post(f"{box}/password")
    for path in (
        *("/me", "/me/cars", "/me/tokens", "/me/bookings?when=past", "/me/sessions", "/me/invitations"),
        *("/networks", network, f"{network}/stations", charger, f"{charger}/day?date={START:%Y-%m-%d}"),
        *("/stations?bbox=7.8,47.9,7.9,48&zoom=14", "/stations?bbox=-9,40,20,60&zoom=3", "/places?q=x"),
    ):
        assert driver.send("GET", path).is_success
    for path in (f"{network}/members", f"{network}/invitations", box, f"{box}/commands"):
        owner.get(path)
    owner.get(f"/stations/{station}/charge-points")
    driver.get(f"/sessions/{session['session_id']}")
    driver.get(f"/series/{series['series_id']}")
    driver.get("/me/series")
    driver.get("/health")
    for method, path, body in (
        ("GET", f"/stations/{'0' * 26}", None),
        ("POST", f"{charger}/bookings", WISH | {"end_date_time": WISH["start_date_time"]}),
        ("POST", f"{charger}/bookings", {}),
        ("POST", f"{network}/owner", {"account_id": "x"}),
        ("POST", "/auth/login", {"email": "nobody@people.example", "password": "wrong"}),
    ):
        assert driver.send(method, path, body).is_error
    assert anyone().send("GET", "/me").is_error
    driver.delete(f"/me/cars/{car['car_id']}")

    found_out = [fault for answer in answers for fault in faults(api, answer)]
    assert found_out == []
    assert len({operation_of(api, answer)["operationId"] for answer in answers}) > 45


def faults(api, answer: httpx.Response) -> list[str]:
    """How an answer differs from what is said about it."""
    request, responses = answer.request, operation_of(api, answer)["responses"]
    where = f"{request.method} {request.url.path} {answer.status_code}"
    told = responses.get(str(answer.status_code), responses["default"] if answer.is_error else None)
    if told is None:
        return [f"{where}: a status that is not told"]
    kinds = told.get("content", {})
    kind = answer.headers.get("Content-Type")
    if not kinds and not answer.content:
        return []
    if kind not in kinds:
        return [f"{where}: {kind}"]
    errors = _validator(api, kinds[kind]["schema"]).iter_errors(answer.json())
    return [f"{where}: {error.message} at {error.instance_path}" for error in errors]


def operation_of(api, answer: httpx.Response):
    """The operation that was called; a path without variables goes first."""
    path, method = answer.request.url.path, answer.request.method.lower()
    for template in sorted(api["paths"], key=lambda path: path.count("{")):
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method in api["paths"][template]:
            return api["paths"][template][method]
    raise LookupError(f"{method} {path}")


def _validator(api, schema):
    """Of `schema` within the document, where objects have no more fields than are told."""
    parts = copy.deepcopy(api["components"])
    for name, part in parts["schemas"].items():
        if "properties" in part and name != "Problem":
            part.setdefault("additionalProperties", False)
    return jsonschema_rs.Draft202012Validator(schema | {"components": parts}, validate_formats=True)
