import logging
from io import StringIO

import pytest

PASSWORD = "correct horse"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        pytest.param("/auth/signup", {"password": "another horse", "name": "Eve"}, id="sign up"),
        pytest.param("/auth/resend", {}, id="ask again"),
        pytest.param("/auth/forgot", {}, id="forget"),
        pytest.param("/auth/login", {"password": "wrong horse"}, id="guess"),
        pytest.param("/auth/verify", {"code": "000000"}, id="guess a code"),
        pytest.param(
            "/auth/reset", {"code": "000000", "password": "another horse"}, id="guess a code to reset"
        ),
    ],
)
def test_no_answer_tells_whether_an_address_is_registered(call, ann, path, body):
    registered = call("POST", path, {"email": "ann@x.example", **body})
    stranger = call("POST", path, {"email": "eve@x.example", **body})

    def told(answer):
        headers = {name: value for name, value in answer.headers.items() if name != "X-Correlation-Id"}
        return answer.status_code, headers, answer.body.replace(b"eve@", b"ann@")

    assert told(registered) == told(stranger)


def test_one_mail_goes_out_whoever_asks(call, ann, mailbox):
    before = len(mailbox())
    for path in ("/auth/forgot", "/auth/resend"):
        for email in ("ann@x.example", "eve@x.example"):
            call("POST", path, {"email": email})

    assert [mail.destinations["ToAddresses"] for mail in mailbox()[before:]] == [
        ["ann@x.example"],
        ["eve@x.example"],
    ] * 2


def test_an_answer_does_not_depend_on_whether_mail_can_be_delivered(call, ann, monkeypatch):
    body = {"email": "eve@x.example", "password": PASSWORD, "name": "Eve"}
    delivered = call("POST", "/auth/signup", body)
    monkeypatch.setattr("chalicelib.notices.ses.SesOutbox.put", refuse)
    lost = call("POST", "/auth/signup", body)

    assert (lost.status_code, lost.body) == (delivered.status_code, delivered.body)


def refuse(outbox, to, mail):
    from chalicelib.notices.service import Undeliverable  # noqa: PLC0415 - as a store would be imported

    raise Undeliverable("MessageRejected")


def test_signing_up_tells_where_the_code_went_and_for_how_long_it_is_good(call):
    answer = call("POST", "/auth/signup", {"email": " Ann@X.Example ", "password": PASSWORD, "name": "Ann"})

    assert answer.status_code == 202
    assert answer.json_body == {"email": "ann@x.example", "expires_in_minutes": 15}


def test_a_login_has_all_that_a_client_needs(ann):
    account = ann["account"]

    assert (ann["token_type"], ann["expires_in"]) == ("Bearer", 900)
    assert ann["refresh_token"]
    assert account.pop("account_id")
    assert account.pop("created_at").endswith("Z")
    assert account == {
        "email": "ann@x.example",
        "name": "Ann",
        "phone": None,
        "locale": "en",
        "time_zone": "UTC",
        "currency": "EUR",
        "notifications": {},
    }


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        pytest.param({"email": "ann"}, ["email"], id="no address"),
        pytest.param({"password": "7 signs"}, ["password"], id="a short password"),
        pytest.param({"password": "x" * 129}, ["password"], id="an endless password"),
        pytest.param({"name": " "}, ["name"], id="no name"),
        pytest.param({"time_zone": "Mars/Base"}, ["time_zone"], id="no time zone"),
        pytest.param({"locale": "<b>"}, ["locale"], id="no locale"),
        pytest.param({"role": "admin"}, ["role"], id="an unknown field"),
        pytest.param({"email": "ann", "password": ""}, ["email", "password"], id="all are told at once"),
    ],
)
def test_a_sign_up_that_cannot_be_is_a_400_that_names_the_fields(call, change, fields):
    body = {"email": "ann@x.example", "password": PASSWORD, "name": "Ann"} | change
    answer = call("POST", "/auth/signup", body)

    assert answer.status_code == 400
    assert answer.json_body["code"] == "invalid_request"
    assert [fault["field"] for fault in answer.json_body["errors"]] == fields
    assert change.get("password", "?") not in str(answer.json_body) or not change.get("password")


def test_blanks_around_a_password_are_part_of_it(call, mailbox):
    body = {"email": "ann@x.example", "password": " correct horse ", "name": "Ann"}
    call("POST", "/auth/signup", body)
    call("POST", "/auth/verify", {"email": "ann@x.example", "code": mailbox()[-1].subject[:6]})

    def login(password):
        return call("POST", "/auth/login", {"email": "ann@x.example", "password": password}).status_code

    assert (login(" correct horse "), login("correct horse")) == (200, 401)


def test_a_browser_gets_its_refresh_token_in_a_cookie_that_no_script_can_read(call, ann):
    body = {"email": "ann@x.example", "password": PASSWORD, "cookie": True}
    login = call("POST", "/auth/login", body)
    cookie, *attributes = login.headers["Set-Cookie"].split("; ")

    assert login.json_body["refresh_token"] is None
    assert cookie.startswith("plugnexus_refresh=")
    assert sorted(attributes) == ["HttpOnly", "Max-Age=2592000", "Path=/v1/auth", "SameSite=Strict", "Secure"]

    fresh = call("POST", "/auth/refresh", {}, Cookie=cookie)
    next_cookie = fresh.headers["Set-Cookie"].split("; ")[0]
    assert fresh.json_body["refresh_token"] is None
    assert fresh.json_body["account"] == ann["account"]
    assert next_cookie != cookie

    out = call("POST", "/auth/logout", {}, Cookie=next_cookie)
    assert out.status_code == 204
    assert out.headers["Set-Cookie"].startswith("plugnexus_refresh=; Max-Age=0; Path=/v1/auth")
    assert call("POST", "/auth/refresh", {}, Cookie=next_cookie).json_body["code"] == "refresh_refused"


def test_a_program_gets_its_refresh_token_in_the_body_and_no_cookie(call, ann):
    fresh = call("POST", "/auth/refresh", {"refresh_token": ann["refresh_token"]})

    assert fresh.status_code == 200
    assert fresh.json_body["refresh_token"] not in (None, ann["refresh_token"])
    assert "Set-Cookie" not in fresh.headers


@pytest.mark.parametrize("body", [{}, {"refresh_token": "made.up"}])
def test_a_refresh_without_a_good_token_is_a_401(call, body):
    answer = call("POST", "/auth/refresh", body)

    assert (answer.status_code, answer.json_body["code"]) == (401, "refresh_refused")


def test_too_many_guesses_are_a_429_that_tells_how_long_to_wait(call):
    guess = {"email": "ann@x.example", "password": "wrong horse"}
    answers = [call("POST", "/auth/login", guess) for _ in range(21)]  # over the border of a window at worst

    refused = answers[-1]
    assert refused.status_code == 429
    assert refused.json_body["code"] == "too_many_attempts"
    assert refused.headers["Retry-After"] == str(refused.json_body["retry_after_seconds"])
    assert 0 < refused.json_body["retry_after_seconds"] <= 900


def test_a_reset_lets_in_with_the_new_password_only(call, ann, mailbox):
    call("POST", "/auth/forgot", {"email": "ann@x.example"})
    body = {"email": "ann@x.example", "code": mailbox()[-1].subject[:6], "password": "another horse"}

    assert call("POST", "/auth/reset", body).status_code == 204
    assert call("POST", "/auth/refresh", {"refresh_token": ann["refresh_token"]}).status_code == 401
    for password, status in ((PASSWORD, 401), ("another horse", 200)):
        login = {"email": "ann@x.example", "password": password}
        assert call("POST", "/auth/login", login).status_code == status


def test_nothing_secret_is_logged(call, ann, mailbox, monkeypatch):
    lines = StringIO()
    monkeypatch.setattr(logging.getLogger("plugnexus").handlers[0], "stream", lines)
    call("POST", "/auth/login", {"email": "ann@x.example", "password": "wrong horse"})
    call("POST", "/auth/forgot", {"email": "ann@x.example"})
    call("POST", "/auth/refresh", {"refresh_token": ann["refresh_token"] + "x"})
    code = mailbox()[-1].subject[:6]
    call("POST", "/auth/reset", {"email": "ann@x.example", "code": code, "password": "short"})

    logged = lines.getvalue()
    assert '"code":"wrong_credentials"' in logged
    for secret in (
        "ann@x.example",
        "wrong horse",
        f'"{code}"',
        ann["refresh_token"],
        ann["access_token"],
        "short",
    ):
        assert secret not in logged
