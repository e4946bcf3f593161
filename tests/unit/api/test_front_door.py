"""What every answer says to browsers, and who is heard where CloudFront stands in front."""

import boto3
import pytest

import app
from chalicelib.accounts.secret import secret_texts
from chalicelib.kernel.front_door import FrontDoor
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.settings import settings
from chalicelib.wiring import services


@pytest.fixture
def fronted(call, monkeypatch):
    vault = boto3.client("secretsmanager")
    vault.create_secret(Name="edge", SecretString="first")
    monkeypatch.setattr(services(), "front_door", FrontDoor(lambda: secret_texts("edge"), utc_now))
    return vault


def refused(answer):
    return (answer.status_code, answer.json_body["code"]) == (403, "not_by_the_front_door")


def test_nobody_gets_past_the_front_door_but_who_asks_for_health(call, ann, fronted):
    assert call("GET", "/health").status_code == 200
    assert refused(call("GET", "/me", **ann["headers"]))
    assert refused(call("POST", "/auth/login", {}, X_PlugNexus_Edge="guess"))
    assert refused(call("POST", "/auth/login", b"text", Content_Type="text/plain"))


def test_after_a_rotation_the_secret_before_is_still_good(call, ann, fronted):
    fronted.put_secret_value(SecretId="edge", SecretString="second")

    for secret in ("first", "second"):
        assert call("GET", "/me", X_PlugNexus_Edge=secret, **ann["headers"]).status_code == 200


def test_tries_are_counted_by_the_address_that_the_front_door_tells(call, fronted):
    def log_in(viewer):
        login = {"email": f"{new_id()}@x.example", "password": "wrong wrong"}
        return call("POST", "/auth/login", login, X_PlugNexus_Edge="first", X_PlugNexus_Viewer=viewer)

    while (answer := log_in("198.51.100.11")).status_code != 429:
        assert answer.status_code == 401

    assert log_in("198.51.100.12").status_code == 401


@pytest.mark.parametrize("path", ["/health", "/me", "/docs", "/openapi.json", "/feeds/x.ics"])
def test_no_answer_is_guessed_at_framed_or_run(call, path):
    told = {name.lower(): value for name, value in call("GET", path).headers.items()}

    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "no-referrer"
    policy = told["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy


def test_what_is_private_is_not_kept(call, ann):
    assert call("GET", "/me", **ann["headers"]).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", settings().web_origin])
def test_no_page_of_another_origin_may_read_an_answer(call, ann, origin):
    """Client and API share one origin, so no answer has a word of CORS for anybody, nor is one asked for."""
    told = [call("GET", path, Origin=origin, **ann["headers"]) for path in ("/me", "/health", "/nothing")]

    assert [name for answer in told for name in answer.headers if name.lower().startswith("access-")] == []
    assert [path for path, methods in app.app.routes.items() if "OPTIONS" in methods] == []
    assert [path for path, methods in app.app.routes.items() if any(m.cors for m in methods.values())] == []
