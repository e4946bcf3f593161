"""HTTP/1.1 to one host over connections that are kept; its answers have a Content-Length."""

import select
import socket
import ssl
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

CHUNK = 1 << 16
MOST_HEAD = 1 << 16
_LENGTH = b"\r\ncontent-length:"


@dataclass(frozen=True)
class Answer:
    """What the host said. `headers` are in lower case, as they came."""

    status: int
    headers: bytes
    body: bytes

    def header(self, name: bytes) -> bytes | None:
        """The value of a header, whose name is given in lower case."""
        _, found, rest = self.headers.partition(b"\r\n" + name + b":")
        return rest.partition(b"\r\n")[0].strip() if found else None


@dataclass
class Wire:
    """For any number of threads, each with a connection of its own while it waits for its answer.

    `timeouts` are the seconds to connect, and between two bytes of an answer.
    """

    host: str
    port: int
    tls: ssl.SSLContext | None
    timeouts: tuple[float, float]
    _idle: deque[socket.socket] = field(default_factory=deque)

    def post(self, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a POST to "/". Raises OSError when there is none, though it may have arrived."""
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        request = f"POST / HTTP/1.1\r\n{head}content-length: {len(body)}\r\n\r\n".encode() + body
        connection = self._connection()
        try:
            connection.sendall(request)
            answer = _read(connection)
        except BaseException:
            connection.close()
            raise
        if answer.header(b"connection") == b"close":
            connection.close()
        else:
            self._idle.append(connection)  # the one used last is used next, so that those too many grow old
        return answer

    def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop().close()

    def _connection(self) -> socket.socket:
        while True:
            try:
                kept = self._idle.pop()
            except IndexError:
                return self._connected()
            if not _has_news(kept):
                return kept
            kept.close()  # the host has closed it: nothing else comes unasked

    def _connected(self) -> socket.socket:
        connect_within, read_within = self.timeouts
        connection = socket.create_connection((self.host, self.port), connect_within)
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_hostname=self.host)
            connection.settimeout(read_within)
        except BaseException:
            connection.close()
            raise
        return connection


def _has_news(connection: socket.socket) -> bool:
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))


def _read(connection: socket.socket) -> Answer:
    told = b""
    while (end := told.find(b"\r\n\r\n")) < 0:
        told += _more(connection)
        if len(told) > MOST_HEAD:
            raise OSError("an answer without an end of its headers")
    head, body = told[: end + 2].lower(), told[end + 4 :]
    _, found, rest = head.partition(_LENGTH)
    if not found:
        raise OSError("an answer without a Content-Length")
    length = int(rest.partition(b"\r\n")[0])
    if len(body) < length:
        parts, have = [body], len(body)
        while have < length:
            parts.append(_more(connection))
            have += len(parts[-1])
        body = b"".join(parts)
    if len(body) != length:
        raise OSError("more than the answer")
    return Answer(int(head[9:12]), head, body)


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(CHUNK)
    if not data:
        raise ConnectionResetError("closed before the answer")
    return data
