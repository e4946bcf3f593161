"""What /v1/openapi.json says is what the API answers."""

import json
import re
import secrets
from collections import Counter
from datetime import timedelta
from functools import cache

import httpx
import jsonschema_rs
import pytest

from infra.local.api_client import ApiClient
from tests.community import found, instant, next_quarter

START = next_quarter(timedelta(hours=5))
WISH = {"start_date_time": instant(START), "end_date_time": instant(START + timedelta(hours=1))}

LATER = {"start_date_time": 3, "end_date_time": 6}


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

    defaults = {name: shape["default"] for name, shape in fields.items()}

    assert fields
    assert [str(error) for error in _validator(api, {"properties": fields}).iter_errors(defaults)] == []


def wait_and_answer(driver, station):
    """All that one does with the waitlist."""
    later = {name: instant(START + timedelta(hours=hours)) for name, hours in LATER.items()}
    waiting = driver.create(f"/stations/{station}/waitlist", {"duration_minutes": 60, **later})
    for path in (f"/stations/{station}/waitlist", "/me/waitlist", "/me/offers"):
        driver.get(path)
    driver.post(f"/offers/{waiting['offer']['booking_id']}/snooze", {"minutes": 30})
    offer = driver.post(f"/waitlist/{waiting['entry_id']}/wake")["offer"]
    driver.post(f"/offers/{offer['booking_id']}/pass", {"keep": True})
    (offer,) = driver.get("/me/offers")["items"]
    driver.post(f"/offers/{offer['booking_id']}/accept")
    left = driver.create(f"/stations/{station}/waitlist", {"duration_minutes": 60})
    driver.delete(f"/waitlist/{left['entry_id']}")


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
    wait_and_answer(driver, station)
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


def test_answers_about_series_are_as_they_were_promised(api, answers, somebody):
    community = found(somebody)
    driver, charger = community.driver, f"/chargers/{community.charger['charger_id']}"

    series = driver.create(f"{charger}/series", WISH | {"rrule": "FREQ=WEEKLY;COUNT=3"})
    assert series["refused"]  # three weeks are too far ahead
    driver.patch(f"/series/{series['series_id']}", {"end_time": "00:00"})
    driver.post(f"/series/{series['series_id']}/cancel", {})
    driver.get(f"/series/{series['series_id']}")
    driver.get("/me/series")

    assert [fault for answer in answers for fault in faults(api, answer)] == []


def test_answers_about_sharing_are_as_they_were_promised(api, answers, somebody):
    quotas = [{"measure": "hours", "most": 9.5, "per": "week", "whose": "member"}]
    fees = {"late_cancel": {"amount": "5.00", "currency": "EUR"}}
    rules = {"quotas": quotas, "fees": fees, "cancel_until_minutes": 43200, "approval": "manager"}
    community = found(somebody)
    owner, driver, station = community.owner, community.driver, community.station["station_id"]
    network = f"/networks/{community.network['network_id']}"
    member = f"{network}/members/{driver.account['account_id']}"
    here, plain = (f"/chargers/{one['charger_id']}" for one in (community.charger, community.plain))
    near = {"latitude": 47.99, "longitude": 7.84, "start_date_time": WISH["start_date_time"]}

    owner.patch(f"{network}/policy", rules)
    kept, lost = (driver.create(f"{charger}/bookings", WISH)["booking_id"] for charger in (here, plain))
    owner.get(f"{network}/pending-bookings")
    owner.post(f"/bookings/{kept}/approve")
    owner.post(f"/bookings/{lost}/reject", {"reason": "Works"})
    assert driver.send("GET", f"{here}/terms", params=WISH).json()["wish"]["violations"]
    assert somebody("Stranger").send("GET", f"{here}/terms").status_code == 404
    assert owner.send("POST", f"{here}/blocks", WISH).json()["in_the_way"]
    refused = owner.post(f"/stations/{station}/blocks", WISH)
    assert [len(refused["items"]), len(refused["refused"])] == [1, 1]
    owner.get(f"{plain}/blocks")
    owner.delete(f"/blocks/{refused['items'][0]['booking_id']}")
    driver.get(f"{here}/availability", **{"from": f"{START:%Y-%m-%d}", "days": 2})
    driver.get(f"/stations/{station}/availability", date=f"{START:%Y-%m-%d}")
    driver.get(f"{here}/day", date=f"{START:%Y-%m-%d}")
    owner.get(f"/stations/{station}/calendar", **{"from": f"{START:%Y-%m-%d}", "days": 2})
    assert driver.get("/availability", **near, duration_minutes=60)["items"]
    driver.post(f"/bookings/{kept}/cancel")
    (charge,) = driver.get("/me/charges")["items"]
    owner.get(f"{network}/charges")
    owner.post(f"/charges/{charge['charge_id']}/waive")
    driver.get(f"{network}/standing")
    owner.get(f"{member}/standing")
    owner.post(f"{member}/pardon")
    assert driver.send("POST", f"/bookings/{lost}/approve").status_code == 403
    assert owner.send("POST", f"/bookings/{lost}/approve").json()["code"] == "not_pending"

    assert [fault for answer in answers for fault in faults(api, answer)] == []


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
    return _compiled(json.dumps(schema), json.dumps(api["components"]))


@cache
def _compiled(schema: str, components: str) -> jsonschema_rs.Draft202012Validator:
    parts = json.loads(components)
    for name, part in parts["schemas"].items():
        if "properties" in part and name != "Problem":
            part.setdefault("additionalProperties", False)
    return jsonschema_rs.Draft202012Validator(
        json.loads(schema) | {"components": parts}, validate_formats=True
    )
