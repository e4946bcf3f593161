"""Who does not get in: at the WebSocket's authorizer, at the HTTP API, and past the front door."""

import json
import secrets
from collections.abc import Callable

import pytest
from websockets.exceptions import InvalidStatus

from infra.deploy.doors import Door as Way
from infra.local.api_client import ApiRefused
from tests.charger import basic
from tests.conversations.harness import charger
from tests.deployed.stage import Stage, StageDoor, Visitor, dial

REFUSED = (401, 500)
"""To an authorizer's "Unauthorized" API Gateway answers 401, where MiniStack says 500."""


async def status_of(stage: Stage, charge_point_id: str, password: str | None, way: Way | None = None) -> int:
    with pytest.raises(InvalidStatus) as caught:
        async with dial(stage, charge_point_id, password, way=way):
            pass
    return caught.value.response.status_code


async def test_chargers_that_do_not_prove_who_they_are_stay_outside(stage: Stage, door: StageDoor) -> None:
    box = await door.operator.new_box()
    charge_point_id = box["charge_point_id"]

    assert await status_of(stage, charge_point_id, "wrong") in REFUSED
    assert await status_of(stage, charge_point_id, None) == 401
    assert await status_of(stage, f"unknown-{secrets.token_hex(4)}", box["password"]) in REFUSED
    async with charger(door, again=box, boots=False) as cp:
        assert await cp.boot() == "Accepted"


async def test_a_charger_that_comes_past_the_front_door_stays_outside(stage: Stage, door: StageDoor) -> None:
    box = await door.operator.new_box()

    answers = [
        await status_of(stage, box["charge_point_id"], box["password"], way) for way in past(stage.doors.ocpp)
    ]

    assert answers == [403, 403]


def test_a_wrong_password_is_the_very_word_that_api_gateway_asks_for(stage: Stage) -> None:
    headers = basic("nobody", "wrong") | dict(stage.doors.ocpp.headers)
    event = {"type": "REQUEST", "methodArn": "arn", "headers": headers, "queryStringParameters": None}
    told = stage.aws("lambda").invoke(
        FunctionName=stage.named("OcppAuthorizer"), Payload=json.dumps(event).encode()
    )

    assert json.load(told["Payload"])["errorMessage"] == "Unauthorized"


def test_past_the_front_door_nobody_is_heard_but_who_asks_whether_it_is_up(
    stage: Stage, anyone: Callable[..., Visitor]
) -> None:
    for way in past(stage.doors.api):
        visitor = anyone(way)
        with pytest.raises(ApiRefused) as caught:
            visitor.post("/auth/login", {"email": "ann@people.example", "password": "correct horse"})

        assert (caught.value.status, caught.value.code) == (403, "not_by_the_front_door")
        assert visitor.get("/health")["status"] == "ok"


def past(way: Way) -> list[Way]:
    """Without the edge's secret, and with a wrong one."""
    return [Way(way.url), Way(way.url, dict.fromkeys(way.headers, "guessed"))]


def test_strangers_are_told_no_in_problems(
    door: StageDoor, anyone: Callable[..., Visitor], somebody: Callable[..., Visitor]
) -> None:
    stranger, network = somebody("Stranger"), f"/networks/{door.operator.network_id}"

    assert refusal(anyone(), "/me") == (401, "not_logged_in")
    assert refusal(stranger, network) == refusal(stranger, "/networks/made-up") == (404, "not_found")


def refusal(visitor: Visitor, path: str) -> tuple[int, str | None]:
    with pytest.raises(ApiRefused) as caught:
        visitor.get(path)
    return caught.value.status, caught.value.code
