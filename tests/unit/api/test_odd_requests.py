"""Requests that no client of ours would send."""

import threading

import boto3
import pytest

from chalicelib.api.headers import cookies, correlation, version
from chalicelib.kernel.settings import settings

NETWORK = {"name": "Neighbours", "visibility": "private", "joining": "shared_code"}
CHARGER = {
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
}
STATION = {"name": "Court", "latitude": 48, "longitude": 7.8, "chargers": [CHARGER]}
DAYS_OF_NOWHERE = ["0001-01-01", "9999-12-31", "0", "1e9", "2026-13-01", ""]
INSTANTS_OF_NOWHERE = [
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "1790000000",
    1790000000,
    0.5,
]


@pytest.fixture
def charger(call, ann):
    network = call("POST", "/networks", NETWORK, **ann["headers"]).json_body
    station = call("POST", f"/networks/{network['network_id']}/stations", STATION, **ann["headers"]).json_body
    return station["chargers"][0]


def told(answer):
    return answer.status_code, answer.json_body["code"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({"Cookie": "a/b=1; \x7f; =; plugnexus_refresh=x"}, 200, id="cookies of others"),
        pytest.param({"X_Correlation_Id": "é\t\x01" * 99}, 200, id="a correlation id of no use"),
        pytest.param({"If_Match": "9" * 5000}, 412, id="a version as long as can be"),
        pytest.param({"If_Match": '"x", "1"'}, 412, id="versions that were never given out"),
        pytest.param({"If_Match": "*"}, 200, id="any version"),
        pytest.param({"Content_Type": "text/plain"}, 415, id="text"),
        pytest.param({"Content_Type": ""}, 415, id="nothing known"),
        pytest.param({"Content_Type": "Application/JSON; charset=utf-8"}, 200, id="JSON, said otherwise"),
    ],
)
def test_odd_headers_are_answered_as_any_other(call, ann, headers, expected):
    answer = call("PATCH", "/me", {"name": "Anna"}, **ann["headers"] | headers)

    assert answer.status_code == expected
    if expected > 200:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json_body["code"]


def test_cookies_are_read_past_those_that_are_malformed():
    assert cookies('a/b=1; ;x; =;plugnexus_refresh="id.token"; k=a=b') == {
        "a/b": "1",
        "": "",
        "plugnexus_refresh": "id.token",
        "k": "a=b",
    }


def test_a_correlation_id_is_visible_ascii_or_not_taken():
    assert correlation("abc-1") == "abc-1"
    assert [correlation(text) for text in (None, "", "a b", "é", "a\r\nb", "x" * 65)] == [None] * 6


def test_versions():
    assert [version(text) for text in (None, "*", '"7"', 'W/"7"', "x", "٣")] == [None, None, 7, 7, -1, -1]


@pytest.mark.parametrize("day", DAYS_OF_NOWHERE)
def test_a_day_that_no_calendar_shows_is_told(call, ann, charger, day):
    answer = call("GET", f"/chargers/{charger['charger_id']}/day?date={day}", **ann["headers"])

    assert told(answer) == (400, "invalid_request")


@pytest.mark.parametrize("instant", INSTANTS_OF_NOWHERE)
def test_an_instant_that_no_clock_shows_is_told(call, ann, charger, instant):
    network = f"/networks/{charger['network_id']}"
    wish = {"start_date_time": instant, "end_date_time": "2026-06-01T10:00:00Z"}
    bounds = f"bbox=7,47,8,48&free_from={instant}&free_until=2026-06-01T10:00:00Z"
    answers = [
        call("POST", f"/chargers/{charger['charger_id']}/bookings", wish, **ann["headers"]),
        call("POST", f"{network}/join-code", {"expires_at": instant}, **ann["headers"]),
        call("GET", f"/stations?{bounds.replace('+', '%2B')}", **ann["headers"]),
    ]

    assert [told(answer) for answer in answers] == [(400, "invalid_request")] * 3
    assert call("GET", network, **ann["headers"]).status_code == 200


def test_a_booking_of_centuries_is_refused_before_anything_is_looked_up(call, ann, charger):
    answers = []
    wish = {"start_date_time": "1971-01-01T00:00:00Z", "end_date_time": "9998-01-01T00:00:00Z"}

    def ask():
        answers.append(call("POST", f"/chargers/{charger['charger_id']}/bookings", wish, **ann["headers"]))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(10)

    assert [told(answer) for answer in answers] == [(409, "booking_refused")]
    assert [refusal["code"] for refusal in answers[0].json_body["violations"]] == ["too_long"]


def test_what_is_named_too_long_is_not_there(call, ann, charger):
    names = ["x" * 256, "%F0%9F%98%80" * 64]

    answers = [call("GET", f"/me/cars/{name}", **ann["headers"]) for name in names]
    wish = {"start_date_time": "2026-06-01T10:00:00Z", "end_date_time": "2026-06-01T11:00:00Z"}
    with_car = call(
        "POST", f"/chargers/{charger['charger_id']}/bookings", wish | {"car_id": "x" * 9999}, **ann["headers"]
    )

    assert [told(answer) for answer in answers] == [(404, "not_found")] * 2
    assert told(with_car) == (400, "invalid_request")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "bnVsbA==",  # null
        "e30=",  # {}
        "eyJwayI6IDV9",  # {"pk": 5}
        "eyJwayI6IHsiUyI6IFsiYSJdfX0=",  # {"pk": {"S": ["a"]}}
        "W1tb" * 2000,  # [[[...
    ],
)
def test_a_cursor_that_no_list_gave_out_is_told(call, ann, charger, cursor):
    answer = call("GET", f"/networks?cursor={cursor}", **ann["headers"])

    assert told(answer) == (400, "bad_cursor")


@pytest.mark.parametrize(
    "body",
    [b"\xff", b'"\\ud800"', b"[" * 9999, b'{"name":NaN}', b'{"name":"\\ud800"}', b"9" * 9999, b"null", b"[]"],
)
def test_bytes_that_are_no_json_of_ours_are_told(call, ann, body):
    answer = call("PATCH", "/me", body, **ann["headers"])

    assert told(answer) == (400, "invalid_request")


@pytest.mark.parametrize("name", ["a\0b", "a\r\nBcc: b@x.example", "a\x7fb"])
def test_no_name_has_control_characters(call, ann, charger, name):
    wanted = {
        "PATCH": ("/me", f"/networks/{charger['network_id']}", f"/chargers/{charger['charger_id']}"),
        "POST": ("/me/cars", "/networks"),
    }

    answers = [
        call(method, path, {"name": name}, **ann["headers"]) for method in wanted for path in wanted[method]
    ]
    answers.append(call("POST", "/me/tokens", {"uid": "CAFE0001", "name": name}, **ann["headers"]))

    assert [told(answer) for answer in answers] == [(400, "invalid_request")] * len(answers)


def test_a_correlation_id_comes_back_and_stands_in_all_that_was_written(call, ann):
    own = {"X_Correlation_Id": "trace-7"} | ann["headers"]
    car = call("POST", "/me/cars", {"name": "Zoe"}, **ann["headers"]).json_body
    call("POST", "/me/tokens", {"uid": "CAFE0001", "name": ""}, **ann["headers"])

    answers = [
        call("PATCH", "/me", {"name": "Anna"}, **own),
        call("PATCH", f"/me/cars/{car['car_id']}", {"name": "Ion"}, **own),
        call("PATCH", "/me/tokens/CAFE0001", {"blocked": True}, **own),
    ]

    assert {answer.headers["X-Correlation-Id"] for answer in answers} == {"trace-7"}
    areas = (settings().table_prefix + area for area in ("accounts", "tokens"))
    items = [item for area in areas for item in boto3.resource("dynamodb").Table(area).scan()["Items"]]
    assert {item["kind"] for item in items if item.get("written_by") == "trace-7"} == {
        "account",
        "car",
        "token",
    }
