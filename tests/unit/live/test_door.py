"""API Gateway's events of pages."""

import io
import json

import pytest

from chalicelib import live_door, telling
from chalicelib.live.rules import Watched
from chalicelib.logs import logger
from chalicelib.ocpp import door

PAGE = {"live": "true", "address": "198.51.100.7"}
WISH = '{"action": "watch", "topics": ["me"], "token": "secret-token"}'


class World:
    def __init__(self):
        self.asked = []
        self.broken = False

    @property
    def watched(self):
        return self

    def watch(self, connection, wish):
        self.asked.append((connection, wish))
        if self.broken:
            raise RuntimeError("storage is away")
        return Watched(tuple(str(topic) for topic in wish.topics), ())


@pytest.fixture
def world(monkeypatch):
    made = World()
    for module in (live_door, door, telling):
        monkeypatch.setattr(module, "services", lambda: made)
    return made


def event(told, body=WISH):
    moments = {"connectedAt": 0, "requestTimeEpoch": 0, "requestId": "r"}
    where = {"domainName": "x.example", "stage": "api", "connectionId": "c"}
    return {"requestContext": {"authorizer": told, **moments, **where}, "body": body}


def test_a_page_is_answered_what_it_watches(world):
    answer = door.watch(event(PAGE))

    (connection, wish) = world.asked[0]
    assert json.loads(answer["body"]) == {"watching": ["me"], "refused": []}
    assert (connection.connection_id, connection.endpoint) == ("c", "https://x.example/api")
    assert (connection.holder, wish.token) == ("address 198.51.100.7", "secret-token")


def test_a_page_is_no_charger_and_a_charger_no_page(world):
    for act in (door.connect, door.message, door.disconnect):
        assert act(event(PAGE)) == {"statusCode": 200}
    assert door.watch(event({"charge_point_id": "CP1"})) == {"statusCode": 200}

    assert world.asked == []


def test_the_token_of_a_page_is_not_logged(world):
    world.broken, written = True, io.StringIO()
    shown = logger.registered_handler.setStream(written)
    try:
        answer = door.watch(event(PAGE))
    finally:
        logger.registered_handler.setStream(shown)

    assert json.loads(answer["body"]) == {"code": "internal_error"}
    assert "storage is away" in written.getvalue()
    assert "secret-token" not in written.getvalue()
