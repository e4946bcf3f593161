"""Pages' WebSockets through the HTTP door: their bytes go on to the gateway, as CloudFront passes them on."""

import select
import socket
from collections.abc import Iterable
from contextlib import suppress

CHUNK = 1 << 16
PATIENCE = 5.0
"""Seconds for the gateway to take a connection."""


def tunnel(client: socket.socket, to: tuple[str, int], head: str, headers: Iterable[tuple[str, str]]) -> None:
    """Both ways, until either side ends. Raises OSError when the gateway does not take the connection."""
    with socket.create_connection(to, PATIENCE) as gateway:
        gateway.settimeout(None)
        lines = [head, *(f"{name}: {value}" for name, value in headers), "", ""]
        gateway.sendall("\r\n".join(lines).encode("latin-1"))
        with suppress(OSError):
            _pass_on(client, gateway)


def _pass_on(client: socket.socket, gateway: socket.socket) -> None:
    other = {client: gateway, gateway: client}
    while True:
        readable, _, _ = select.select(list(other), [], [])
        for side in readable:
            data = side.recv(CHUNK)
            if not data:
                return
            other[side].sendall(data)
