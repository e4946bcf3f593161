"""A host on the loopback interface that answers as a test has it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

CLOSE = b""
"""In place of an answer: hang up."""


class Host:
    """Answers each request with the next of `answers`, and keeps what was asked in `asked`."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.answers: list[bytes] = []
        self.asked: list[bytes] = []
        self.connections: list[socket.socket] = []
        self.threads: list[threading.Thread] = []
        self._start(self._listen)

    def _start(self, work: Callable[..., None], *about: socket.socket) -> None:
        self.threads.append(threading.Thread(target=work, args=about, daemon=True))
        self.threads[-1].start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections.append(connection)
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while request := _request(connection):
                self.asked.append(request)
                answer = self.answers.pop(0)
                if answer == CLOSE:
                    return
                connection.sendall(answer)

    def hang_up(self) -> None:
        """Close all connections; new ones may come."""
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Nobody is answered any more."""
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.hang_up()
        for thread in self.threads:
            thread.join(5)


def _request(connection: socket.socket) -> bytes:
    told = b""
    while b"\r\n\r\n" not in told:
        data = connection.recv(65536)
        if not data:
            return b""
        told += data
    head, _, body = told.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def reply(body: bytes, status: str = "200 OK", headers: str = "") -> bytes:
    """An HTTP answer."""
    head = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@pytest.fixture
def host() -> Iterator[Host]:
    """Until the test is over."""
    made = Host()
    yield made
    made.stop()


@pytest.fixture(name="reply")
def _reply() -> Callable[..., bytes]:
    return reply
