"""What goes down to a gateway that does not answer as it should."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import pytest

from chalicelib import connections
from chalicelib.charge_points.commands.rules import CannotSend
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import Queued
from chalicelib.ocpp import outbound

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
RESET = Queued("c1", "CP", "reset", {"type": "Soft"}, NOON)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 0.2)
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


@pytest.mark.parametrize(
    ("action", "params", "why"),
    [
        ("get_base_report", {"request_id": 1, "kind": "FullInventory"}, "not_supported"),
        ("remote_start", {"token_uid": "T" * 21}, "20 characters"),
        ("unlock", {}, "could not be put"),
        ("update_firmware", {"request_id": 1, "url": "x", "retrieve_at": "noon"}, "could not be put"),
    ],
)
def test_what_has_no_words_is_neither_sent_nor_noted(
    hanging: socket.socket, action: str, params: dict[str, object], why: str
) -> None:
    noted: list[object] = []

    with pytest.raises(CannotSend) as refused:
        outbound.Outbound(lambda *frame: noted.append(frame)).send(
            link_to(hanging), Queued("c1", "CP", action, params, NOON)
        )

    assert why in refused.value.detail
    assert (noted, callers(hanging)) == ([], 0)


@pytest.mark.parametrize(
    ("protocol", "text"),
    [
        ("ocpp1.6", '[2,"c1","Reset",{"type":"Soft"}]'),
        ("", '[2,"c1","Reset",{"type":"Soft"}]'),
        ("ocpp2.0.1", '[2,"c1","Reset",{"type":"OnIdle"}]'),
        ("ocpp2.1", '[2,"c1","Reset",{"type":"OnIdle"}]'),
    ],
)
def test_a_command_goes_out_in_the_words_of_its_link(
    hanging: socket.socket, protocol: str, text: str
) -> None:
    noted: list[str] = []
    link = link_to(hanging)

    outbound.Outbound(lambda _, __, frame, *___: noted.append(frame)).send(
        Link(link.connection_id, link.endpoint, protocol, NOON), RESET
    )

    assert noted == [text]
