"""Connections that are kept, and answers that are whole or none."""

from threading import Thread

import pytest

from ocpp_ws.wire import Wire

HEADERS = {"host": "here", "x-amz-target": "It"}


@pytest.fixture
def wire(host):
    made = Wire("127.0.0.1", host.port, None, (2, 2))
    yield made
    made.close()


def test_one_connection_serves_one_request_after_the_other(host, wire, reply):
    host.answers = [reply(b'{"a":1}', headers="X-Amz-Crc32:  7\r\n"), reply(b"x" * 300_000)]

    first, second = wire.post(HEADERS, b"one"), wire.post(HEADERS, b"two")

    assert (first.status, first.body, first.header(b"x-amz-crc32")) == (200, b'{"a":1}', b"7")
    assert first.header(b"x-nothing") is None
    assert len(second.body) == 300_000
    assert (
        host.asked[0] == b"POST / HTTP/1.1\r\nhost: here\r\nx-amz-target: It\r\ncontent-length: 3\r\n\r\none"
    )
    assert len(host.connections) == 1


def test_a_connection_that_the_host_has_closed_is_not_used_again(host, wire, reply):
    host.answers = [reply(b"1"), reply(b"2")]
    wire.post(HEADERS, b"")
    host.hang_up()
    host.threads[1].join(5)  # which has closed its end

    assert wire.post(HEADERS, b"").body == b"2"
    assert len(host.connections) == 2


def test_a_host_that_says_close_is_taken_at_its_word(host, wire, reply):
    host.answers = [reply(b"1", headers="Connection: close\r\n"), reply(b"2")]

    assert [wire.post(HEADERS, b"").body for _ in range(2)] == [b"1", b"2"]
    assert len(host.connections) == 2


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="hung up"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", id="no length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", id="more than it said"),
    ],
)
def test_what_is_no_whole_answer_is_none(host, wire, answer, reply):
    host.answers = [answer, reply(b"good")]

    with pytest.raises(OSError):  # noqa: PT011 - of any kind
        wire.post(HEADERS, b"")
    assert wire.post(HEADERS, b"").body == b"good"


def test_threads_have_a_connection_each(host, wire, reply):
    host.answers = [reply(b"x")] * 20
    heard = []
    threads = [Thread(target=lambda: heard.append(wire.post(HEADERS, b"").body)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)

    assert heard == [b"x"] * 20
