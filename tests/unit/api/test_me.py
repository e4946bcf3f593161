import re

import pytest

from chalicelib.kernel.caller import Caller
from chalicelib.wiring import services

CAR = {
    "name": "Zoe",
    "make": "Renault",
    "model": None,
    "plate": "X 1",
    "battery_kwh": 52.5,
    "connectors": ["IEC_62196_T2"],
    "max_ac_kw": 22,
    "max_dc_kw": None,
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/me"),
        ("PATCH", "/me"),
        ("POST", "/me/password"),
        ("GET", "/me/cars"),
        ("POST", "/me/cars"),
        ("GET", "/me/cars/x"),
        ("PATCH", "/me/cars/x"),
        ("DELETE", "/me/cars/x"),
        ("GET", "/me/tokens"),
        ("POST", "/me/tokens"),
        ("PATCH", "/me/tokens/x"),
        ("DELETE", "/me/tokens/x"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x.y.z"}, {"Authorization": "Basic eDp5"}])
def test_who_is_not_logged_in_has_nothing_of_his_own(call, method, path, headers):
    answer = call(method, path, **headers)

    assert (answer.status_code, answer.json_body["code"]) == (401, "not_logged_in")


def test_a_profile_changes_as_told_and_shows_its_version(call, ann):
    change = {
        "name": "Anna",
        "phone": "+49 170 123-45 67",
        "currency": "CHF",
        "notifications": {"soon": ["email"]},
    }
    changed = call("PATCH", "/me", change, If_Match='"1"', **ann["headers"])

    assert changed.headers["ETag"] == '"2"'
    expected = ann["account"] | change | {"phone": "+491701234567"}
    assert changed.json_body == call("GET", "/me", **ann["headers"]).json_body == expected

    late = call("PATCH", "/me", {"name": "Hanna"}, If_Match='"1"', **ann["headers"])
    assert (late.status_code, late.json_body["code"]) == (412, "changed_meanwhile")


def test_null_takes_the_phone_number_away_and_leaves_the_rest(call, ann):
    call("PATCH", "/me", {"phone": "+491701234567", "locale": "de-CH"}, **ann["headers"])
    changed = call("PATCH", "/me", {"phone": None, "locale": None, "name": None}, **ann["headers"])

    assert changed.json_body == ann["account"] | {"locale": "de-CH"}


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"phone": "12"},
        {"currency": "eur"},
        {"currency": "XXX"},
        {"time_zone": "Mars/Base"},
        {"locale": "english please"},
        {"notifications": {"soon": ["pigeon"]}},
        {"notifications": {"<b>": []}},
        {"email": "eve@x.example"},
        {"account_id": "bob"},
    ],
)
def test_what_a_profile_cannot_be_is_told(call, ann, change):
    answer = call("PATCH", "/me", change, **ann["headers"])

    assert (answer.status_code, answer.json_body["code"]) == (400, "invalid_request")
    assert answer.json_body["errors"][0]["field"].partition(".")[0] in change
    assert call("GET", "/me", **ann["headers"]).json_body == ann["account"]


def test_a_new_password_ends_all_logins(call, ann):
    body = {"current_password": "correct horse", "new_password": "another horse"}

    assert call("POST", "/me/password", body, **ann["headers"]).status_code == 204
    assert call("POST", "/auth/refresh", {"refresh_token": ann["refresh_token"]}).status_code == 401
    wrong = call("POST", "/me/password", body, **ann["headers"])
    assert (wrong.status_code, wrong.json_body["code"]) == (401, "wrong_credentials")


def test_a_car_is_added_once_per_key_listed_changed_and_removed(call, ann):
    made = call("POST", "/me/cars", CAR, Idempotency_Key="k", **ann["headers"])
    again = call("POST", "/me/cars", CAR, Idempotency_Key="k", **ann["headers"])
    at = f"/me/cars/{made.json_body['car_id']}"

    assert (made.status_code, again.json_body) == (201, made.json_body)
    assert made.json_body == CAR | {"car_id": made.json_body["car_id"]}
    assert call("GET", "/me/cars", **ann["headers"]).json_body == {
        "items": [made.json_body],
        "next_cursor": None,
    }

    changed = call(
        "PATCH", at, {"plate": None, "max_dc_kw": 50.5}, If_Match=made.headers["ETag"], **ann["headers"]
    )
    assert changed.json_body == made.json_body | {"plate": None, "max_dc_kw": 50.5}
    assert call("GET", at, **ann["headers"]).json_body == changed.json_body

    assert call("DELETE", at, **ann["headers"]).status_code == 204
    assert call("GET", at, **ann["headers"]).status_code == 404


@pytest.mark.parametrize(
    "fault",
    [
        {"connectors": ["TYPE_2"]},
        {"connectors": None},
        {"battery_kwh": 0},
        {"battery_kwh": 1001},
        {"max_ac_kw": -1},
        {"max_dc_kw": "NaN"},
        {"name": "x" * 61},
        {"car_id": "mine"},
    ],
)
def test_what_a_car_cannot_be_is_told(call, ann, fault):
    answer = call("POST", "/me/cars", CAR | fault, **ann["headers"])

    assert (answer.status_code, answer.json_body["code"]) == (400, "invalid_request")
    assert answer.json_body["errors"][0]["field"].partition(".")[0] in fault


def test_anothers_car_and_token_are_not_there(call, ann, bob):
    car_id = call("POST", "/me/cars", CAR, **ann["headers"]).json_body["car_id"]
    call("POST", "/me/tokens", {"uid": "04A2B3C4", "name": ""}, **ann["headers"])

    for method, path in (
        ("GET", f"/me/cars/{car_id}"),
        ("PATCH", f"/me/cars/{car_id}"),
        ("DELETE", f"/me/cars/{car_id}"),
        ("PATCH", "/me/tokens/04A2B3C4"),
        ("DELETE", "/me/tokens/04A2B3C4"),
    ):
        assert call(method, path, **bob["headers"]).status_code == 404
    assert call("GET", "/me/cars", **bob["headers"]).json_body["items"] == []
    assert call("GET", "/me/tokens", **bob["headers"]).json_body["items"] == []


def test_a_token_is_added_named_blocked_and_removed(call, ann, bob):
    made = call("POST", "/me/tokens", {"uid": " 04:a2:b3 ", "name": "Card"}, **ann["headers"])
    token = made.json_body

    assert made.status_code == 201
    assert token.pop("created_at").endswith("Z")
    assert re.fullmatch("[0-9A-Z]{20}", token.pop("group_id"))
    about = {"token_uid": "04:A2:B3", "type": "RFID", "name": "Card"}
    assert token == about | {"blocked": False, "expires_at": None}

    taken = call("POST", "/me/tokens", {"uid": "04:A2:B3", "name": ""}, **bob["headers"])
    assert (taken.status_code, taken.json_body["code"]) == (409, "token_taken")

    for at in ("/me/tokens/04:a2:b3", "/me/tokens/04%3AA2%3AB3"):
        blocked = call("PATCH", at, {"blocked": True, "name": "Old card"}, **ann["headers"])
        assert (blocked.json_body["blocked"], blocked.json_body["name"]) == (True, "Old card")

    assert call("DELETE", "/me/tokens/04%3Aa2%3Ab3", **ann["headers"]).status_code == 204
    assert call("GET", "/me/tokens", **ann["headers"]).json_body == {"items": [], "next_cursor": None}


@pytest.mark.parametrize("uid", ["abc", "a" * 37, "ab cd", "ab/cd", "\u00e9\u00e9\u00e9\u00e9", None])
def test_what_a_tokens_uid_cannot_be_is_told(call, ann, uid):
    answer = call("POST", "/me/tokens", {"uid": uid, "name": "Card"}, **ann["headers"])

    assert (answer.status_code, answer.json_body["code"]) == (400, "invalid_request")
    assert answer.json_body["errors"][0]["field"] == "uid"


def test_of_edits_at_once_that_saw_the_same_version_one_holds_and_the_rest_have_come_too_late(
    call, ann, monkeypatch
):
    accounts = services().accounts
    seen = accounts.mine(Caller(ann["account"]["account_id"]))
    assert call("PATCH", "/me", {"name": "Anna"}, If_Match='"1"', **ann["headers"]).status_code == 200
    monkeypatch.setattr(accounts.store, "account", lambda _: seen)  # read before the other's write

    late = call("PATCH", "/me", {"name": "Hanna"}, If_Match='"1"', **ann["headers"])
    without = call("PATCH", "/me", {"name": "Hanna"}, **ann["headers"])

    assert [(answer.status_code, answer.json_body["code"]) for answer in (late, without)] == [
        (412, "changed_meanwhile"),
        (409, "changed_meanwhile"),
    ]


def test_a_choice_is_made_for_events_that_there_are(call, ann):
    events = [item["event"] for item in call("GET", "/notification-events").json_body["items"]]
    chosen = {event: [] for event in events}

    changed = call("PATCH", "/me", {"notifications": chosen}, **ann["headers"])
    assert changed.json_body["notifications"] == chosen

    unknown = call("PATCH", "/me", {"notifications": {"full_moon": ["email"]}}, **ann["headers"])
    assert (unknown.status_code, unknown.json_body["code"]) == (400, "invalid_request")
    (error,) = unknown.json_body["errors"]
    assert error["field"].startswith("notifications.full_moon")
    assert "/v1/notification-events" in str(error)


def test_everyone_can_read_how_events_are_told_unless_one_chooses(call):
    told = {item["event"]: item for item in call("GET", "/notification-events").json_body["items"]}

    assert told["booking_soon"]["channels"] == ["email"]
    assert told["waitlist_offer"]["channels"] == ["email", "sms"]
    assert all(item["description"].endswith(".") for item in told.values())
