"""What goes down to a gateway that does not answer as it should."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import pytest

from chalicelib.charge_points.rules import Link, Queued
from chalicelib.ocpp import outbound

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
RESET = Queued("c1", "CP", "reset", {"type": "Soft"}, NOON)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def hanging() -> Iterator[socket.socket]:
    """Takes connections, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def link_to(server: socket.socket) -> Link:
    return Link("conn", f"http://127.0.0.1:{server.getsockname()[1]}", "ocpp1.6", NOON)


def callers(server: socket.socket) -> int:
    server.settimeout(0.1)
    found = 0
    with suppress(TimeoutError):
        while True:
            server.accept()[0].close()
            found += 1
    return found


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda link: outbound.Outbound(lambda *_: None).send(link, RESET), id="a command"),
        pytest.param(lambda link: outbound.hang_up(link) or True, id="hanging up"),
    ],
)
def test_a_gateway_that_hangs_is_asked_once(hanging: socket.socket, act: Callable[[Link], bool]) -> None:
    assert act(link_to(hanging)) is True

    assert callers(hanging) == 1


def test_a_gateway_that_dies_while_it_is_told_may_have_passed_it_on(hanging: socket.socket) -> None:
    def die() -> None:
        caller, _ = hanging.accept()
        caller.recv(1000)
        caller.close()

    dying = Thread(target=die)
    dying.start()

    assert outbound.Outbound(lambda *_: None).send(link_to(hanging), RESET) is True
    dying.join()


def test_where_nothing_listens_nobody_is_there(hanging: socket.socket) -> None:
    link = link_to(hanging)
    hanging.close()

    assert outbound.Outbound(lambda *_: None).send(link, RESET) is False
