import gzip
import http.client
import json
import threading

import pytest
from chalice import Chalice, Response

from infra.cloud.headers import client_headers, content_security_policy
from infra.local.gateway import Gateway
from infra.local.http_door import Door

LONG = "let a = 'aaaaaaaaaaaaaaaaaaaaaaa'; " * 100


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    client = tmp_path_factory.mktemp("dist")
    (client / "index.html").write_text("<title>PlugNexus</title>")
    (client / "config.json").write_text("{}")
    (client / "assets").mkdir()
    (client / "assets" / "app-1234.js").write_text("let a")
    (client / "assets" / "long-1234.js").write_text(LONG)
    (client / "assets" / "long-1234.png").write_text(LONG)
    (client.parent / "secret.txt").write_text("not for you")
    door = Door(0, Gateway(made_up_api()), "http://127.0.0.1:1", client)
    threading.Thread(target=door.serve_forever, args=(0.01,)).start()
    yield door.server_address[1]
    door.shutdown()
    door.server_close()


def made_up_api() -> Chalice:
    app = Chalice(app_name="made-up")

    @app.route("/v1/things/{name}", methods=["GET", "POST"])
    def thing(name: str) -> Response:
        request = app.current_request
        seen = {
            "name": name,
            "method": request.method,
            "from": request.context["identity"]["sourceIp"],
            "body": (request.raw_body or b"").decode(),
        }
        return Response(seen, {"Set-Cookie": ["a=1", "b=2"]}, 200)

    return app


def raw(port, path, accepted):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": accepted})
        response = connection.getresponse()
        return response.headers, response.read()
    finally:
        connection.close()


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def test_the_api_gets_decoded_path_values_the_body_and_the_address_of_who_asks(door):
    response, body = ask(door, "POST", "/v1/things/a%2Fb%20c", "hello")

    assert response.status == 200
    assert body == '{"name":"a/b c","method":"POST","from":"127.0.0.1","body":"hello"}'
    assert response.headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_head_is_get_without_the_body(door):
    response, body = ask(door, "HEAD", "/v1/things/x")

    assert response.status == 200
    assert int(response.headers["Content-Length"]) > 0
    assert body == ""


@pytest.mark.parametrize(
    ("path", "status", "start"),
    [
        pytest.param("/", 200, "<title>", id="the client"),
        pytest.param("/networks/123?tab=members", 200, "<title>", id="a page of the client's own"),
        pytest.param("/config.json", 200, "{}", id="a file"),
        pytest.param("/assets/app-1234.js", 200, "let a", id="an asset"),
        pytest.param("/assets/app-9999.js", 404, "{", id="an asset of another build"),
        pytest.param("/v1/nowhere", 404, "{", id="no route of the API"),
        pytest.param("/dev/nothing", 404, "{", id="no development page"),
        pytest.param("/../secret.txt", 404, "{", id="above the client"),
        pytest.param("/%2e%2e/secret.txt", 404, "{", id="above the client, encoded"),
    ],
)
def test_what_is_served_where(door, path, status, start):
    response, body = ask(door, "GET", path)

    assert response.status == status
    assert body.startswith(start)


def test_assets_are_kept_for_good_and_the_page_is_always_asked_for(door):
    asset, _ = ask(door, "GET", "/assets/app-1234.js")
    page, _ = ask(door, "GET", "/")

    assert "immutable" in asset.headers["Cache-Control"]
    assert page.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "accepted", "is_compressed"),
    [
        pytest.param("/assets/long-1234.js", "gzip, deflate, br", True, id="a long script"),
        pytest.param("/assets/long-1234.js", "br;q=1, gzip;q=0.5", True, id="with weights"),
        pytest.param("/assets/long-1234.js", "br", False, id="who does not read gzip"),
        pytest.param("/assets/long-1234.png", "gzip", False, id="a picture"),
        pytest.param("/assets/app-1234.js", "gzip", False, id="a short script"),
        pytest.param(f"/v1/things/{'x' * 1200}", "gzip", True, id="a long answer of the API"),
        pytest.param("/v1/things/x", "gzip", False, id="a short one"),
    ],
)
def test_what_is_compressed_on_the_way(door, path, accepted, is_compressed):
    headers, body = raw(door, path, accepted)

    assert (headers.get("Content-Encoding") == "gzip") is is_compressed
    assert int(headers["Content-Length"]) == len(body)
    assert (gzip.decompress(body) if is_compressed else body) == raw(door, path, "")[1]


def test_a_file_of_the_client_tells_what_cloudfront_would_tell_with_it(door):
    policy = content_security_policy(["http://127.0.0.1:1"], [])

    for path in ("/", "/assets/app-1234.js", "/networks/123"):
        told, _ = ask(door, "GET", path)
        assert client_headers(policy).items() <= dict(told.headers).items()
    api, _ = ask(door, "GET", "/v1/things/x")
    assert "Content-Security-Policy" not in api.headers


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        pytest.param("POST", "/", {}, 405, id="no writing to files"),
        pytest.param("DELETE", "/v1/things/x", {}, 405, id="a method that a route has not"),
        pytest.param("BREW", "/v1/things/x", {}, 501, id="a method that nothing has"),
        pytest.param("GET", "/v1/nowhere", {}, 404, id="no route"),
        pytest.param("POST", "/v1/things/x", {"Content-Length": str(11 * 2**20)}, 413, id="a body too large"),
        pytest.param("POST", "/v1/things/x", {"Transfer-Encoding": "chunked"}, 411, id="a body of no length"),
        pytest.param("GET", "/dev/mailbox.json", {}, 500, id="the emulator does not answer"),
    ],
)
def test_refusals(door, method, path, headers, status):
    response, body = ask(door, method, path, headers=headers)

    assert response.status == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(body)["code"]


def test_requests_at_the_same_time_do_not_see_each_other(door):
    answers = {}

    def one(number):
        answers[number] = ask(door, "POST", f"/v1/things/{number}", f"body {number}")[1]

    threads = [threading.Thread(target=one, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for number in range(40):
        assert f'"name":"{number}"' in answers[number]
        assert f'"body":"body {number}"' in answers[number]
