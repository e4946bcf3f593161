"""The sockets of this process, by connection id."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from chalicelib.ocpp.message import Peer

REPLACED = 1000
"""Close code for a socket that is no longer wanted: a normal closure."""
LINGER = 1.0
"""Seconds for which a socket that is no longer wanted is still answered: what was on its way is heard."""
MOST_POSTS = 32
"""That wait to be sent down one socket, whose charger does not read."""


@dataclass(eq=False, slots=True)
class Connection:
    """One socket, by its id."""

    socket: ServerConnection
    connected_at: datetime
    last_active_at: datetime
    connection_id: str
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a message is handled and answered, so that closing waits for the answer."""
    is_wanted: bool = True
    _posts: int = 0
    _later: list[str] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether no more may be posted for now."""
        return self._posts >= MOST_POSTS

    async def post(self, text: str) -> bool:
        """Send down: what is posted while a message is in hand goes after its answer.

        So a certificate does not come before the word that it will. False: the socket is closed.
        """
        self._posts += 1
        if self.turn.locked():
            self._later.append(text)
            return True
        return await self._sent(text)

    async def post_later(self) -> None:
        """Send what was posted while the message was in hand. Only for who has the turn."""
        while self._later:
            await self._sent(self._later.pop(0))

    async def _sent(self, text: str) -> bool:
        try:
            await self.socket.send(text)
        except ConnectionClosed:
            return False
        finally:
            self._posts -= 1
        return True

    async def dismiss(self) -> None:
        """No longer to be found, and closed when what was on its way has been answered."""
        self.is_wanted = False
        await asyncio.sleep(LINGER)
        await self.close()

    async def close(self, code: int = REPLACED, reason: str = "") -> None:
        """Close when the message in hand, if any, has been answered."""
        async with self.turn:
            await self.socket.close(code, reason)


@dataclass(eq=False, slots=True, kw_only=True)
class OfCharger(Connection):
    """One socket of one charge point."""

    peer: Peer

    @property
    def charge_point_id(self) -> str:
        """Whose it is."""
        return self.peer.charge_point_id


@dataclass
class Connections:
    """Who is here. Only for the event loop's thread."""

    _here: dict[str, Connection] = field(default_factory=dict)

    @contextmanager
    def holding(self, connection: Connection) -> Iterator[None]:
        """The connection can be found inside the block."""
        self._here[connection.connection_id] = connection
        try:
            yield
        finally:
            del self._here[connection.connection_id]

    def get(self, connection_id: str) -> Connection | None:
        """The socket of that id, if it is open: one that is being closed is gone."""
        found = self._here.get(connection_id)
        if found is None or not found.is_wanted or found.socket.state is not State.OPEN:
            return None
        return found

    def __len__(self) -> int:
        return len(self._here)

    async def close_all(self, code: int, reason: str, seconds: float) -> None:
        """Every socket, each after the answer it owes; those that take longer are cut."""
        closing = [asyncio.create_task(each.close(code, reason)) for each in list(self._here.values())]
        if closing:
            await asyncio.wait(closing, timeout=seconds)
        for late in list(self._here.values()):
            late.socket.transport.abort()
