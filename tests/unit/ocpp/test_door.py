import base64
import json

import pytest

import app
from chalicelib.kernel.front_door import FrontDoor
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.settings import Settings
from chalicelib.ocpp import door, routes

CONTEXT = {
    "apiId": "api",
    "domainName": "api.execute-api.example",
    "stage": "prod",
    "connectionId": "conn=",
    "connectedAt": 1780315200000,
    "requestTimeEpoch": 1780315200000,
    "authorizer": {
        "charge_point_id": "CP",
        "allow_no_subprotocol": "false",
        "boot_status": "Accepted",
        "protocol": "ocpp1.6",
    },
}


def arrival(user="CP", password=b"secret", query=None):
    header = "Basic " + base64.b64encode(user.encode() + b":" + password).decode()
    headers = {"authorization": header, "sec-websocket-protocol": "ocpp1.6"}
    return {"methodArn": "arn", "headers": headers, "queryStringParameters": query}


def test_the_right_password_is_let_in_and_known_from_then_on(world):
    answer = routes.ocpp_authorizer(arrival(), None)

    assert answer["principalId"] == "CP"
    assert answer["context"] == CONTEXT["authorizer"]
    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Allow"


@pytest.mark.parametrize("password", [b"", b"s", b"se", b"a:b:", b"\xff\x00", b"blank "])
def test_a_password_is_all_that_follows_the_first_colon_with_or_without_filling(password):
    header = "basic " + base64.b64encode(b"CP:" + password).decode()

    assert door.basic(header) == door.basic(header.rstrip("=")) == ("CP", password)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(arrival(password=b"wrong"), id="wrong password"),
        pytest.param(arrival(query={"id": "OTHER"}), id="the path names another"),
        pytest.param({"methodArn": "arn", "headers": {}}, id="no password"),
        pytest.param(
            {"methodArn": "arn", "headers": None, "queryStringParameters": {"id": "CP"}}, id="id alone"
        ),
        pytest.param({"methodArn": "arn", "headers": {"Authorization": "Basic !"}}, id="no base64"),
        pytest.param({"methodArn": "arn", "headers": {"Authorization": "Bearer x"}}, id="another scheme"),
    ],
)
def test_others_are_a_401(world, event):
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        routes.ocpp_authorizer(event, None)


def test_who_does_not_come_by_the_front_door_is_told_a_403(world):
    world.front_door = FrontDoor(lambda: ["secret"], utc_now)

    answer = routes.ocpp_authorizer(arrival(), None)

    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Deny"


def test_the_front_door_tells_where_a_charge_point_comes_from(world, monkeypatch):
    world.front_door = FrontDoor(lambda: ["secret"], utc_now)
    seen = []
    authenticate = world.authenticate
    told = lambda *given, address: (seen.append(address), authenticate(*given))[1]  # noqa: E731
    monkeypatch.setattr(world, "authenticate", told)
    event = arrival()
    event["headers"] |= {"X-PlugNexus-Edge": "secret", "X-PlugNexus-Viewer": "198.51.100.11"}

    assert routes.ocpp_authorizer(event, None)["principalId"] == "CP"
    assert seen == ["198.51.100.11"]


@pytest.mark.parametrize(
    ("offered", "lax", "answer"),
    [
        ("ocpp1.6", False, {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "ocpp1.6"}}),
        (
            "ocpp2.0.1, ocpp1.6",
            False,
            {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "ocpp2.0.1"}},
        ),
        ("ocpp1.6,ocpp2.1", False, {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "ocpp1.6"}}),
        ("ocpp1.2, OCPP2.1", False, {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "OCPP2.1"}}),
        ("ocpp1.5", True, 400),
        (None, False, 400),
        (None, True, {"statusCode": 200, "headers": {}}),
    ],
)
def test_connect_chooses_among_the_offered_subprotocols(world, offered, lax, answer):
    told = CONTEXT["authorizer"] | {"allow_no_subprotocol": str(lax).lower()}
    headers = {"Sec-WebSocket-Protocol": offered} if offered else {}

    said = routes.ocpp_connect({"requestContext": CONTEXT | {"authorizer": told}, "headers": headers}, None)

    assert answer in (said, said["statusCode"])
    chosen = said.get("headers", {}).get("Sec-WebSocket-Protocol", "").lower()
    assert [(link.endpoint, link.protocol) for link in world.links] == (
        [("https://api.execute-api.example/prod", chosen)] if said["statusCode"] == 200 else []
    )


def test_commands_go_to_an_emulators_apis_where_it_has_them(world, monkeypatch):
    told = Settings(execute_api_url="http://127.0.0.1:4566/_aws/execute-api")
    monkeypatch.setattr(door, "settings", lambda: told)

    routes.ocpp_connect({"requestContext": CONTEXT, "headers": {"Sec-WebSocket-Protocol": "ocpp1.6"}}, None)

    assert [link.endpoint for link in world.links] == ["http://127.0.0.1:4566/_aws/execute-api/api/prod"]


def test_a_message_is_answered_by_the_routes_response(world):
    event = {"requestContext": CONTEXT, "body": '[2,"1","Heartbeat",{}]'}

    said = routes.ocpp_message(event, None)

    assert said["statusCode"] == 200
    assert json.loads(said["body"]) == [3, "1", {"currentTime": "2026-06-01T12:00:00Z"}]


def test_an_answer_to_a_command_is_answered_by_nothing(world):
    assert routes.ocpp_message({"requestContext": CONTEXT, "body": '[3,"1",{}]'}, None) == {"statusCode": 200}


def test_disconnect_is_told(world):
    assert routes.ocpp_disconnect({"requestContext": CONTEXT}, None) == {"statusCode": 200}
    assert world.links == ["conn="]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        pytest.param("Basic QTpi", ("A", b"b"), id="as RFC 7617 has it"),
        pytest.param("basic  QTpi ", ("A", b"b"), id="other case, blanks"),
        pytest.param(
            "Basic " + base64.b64encode(b"A:\xff\x00:").decode(), ("A", b"\xff\x00:"), id="raw bytes"
        ),
        pytest.param("Basic QTo=", ("A", b""), id="an empty password"),
        pytest.param("Basic QQ==", None, id="no colon"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_basic(header, found):
    assert door.basic(header) == found


def test_the_routes_are_the_apps():
    assert {each.name for each in app.app.pure_lambda_functions} == {"ocpp_authorizer", "live_watch"}
    assert {route: handler.handler_string for route, handler in app.app.websocket_handlers.items()} == {
        "$connect": "chalicelib.ocpp.routes.ocpp_connect",
        "$default": "chalicelib.ocpp.routes.ocpp_message",
        "$disconnect": "chalicelib.ocpp.routes.ocpp_disconnect",
    }
