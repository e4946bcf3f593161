"""A page that watches: what a browser does, without one."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from infra.local.api_client import ApiClient

PATIENCE = 20.0
"""Seconds."""


class LivePage:
    """An open socket. `watched` is what the last wish was answered, `heard` what was told of last."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.watched: dict[str, Any] = {}
        self.changed: set[str] = set()
        self.heard: set[str] = set()

    async def watch(self, *topics: str, token: str | None = None) -> dict[str, Any]:
        """Ask to be told of these."""
        wish = {"action": "watch", "topics": topics} | ({"token": token} if token else {})
        await self.socket.send(json.dumps(wish))
        self.watched = {}
        async with asyncio.timeout(PATIENCE):
            while not self.watched:
                await self._heard()
        return self.watched

    async def told(self, *topics: str) -> None:
        """Until all of these were told to have changed, since this was last asked."""
        async with asyncio.timeout(PATIENCE):
            while not self.changed >= set(topics):
                await self._heard()
        self.heard, self.changed = self.changed, set()

    async def _heard(self) -> None:
        said = json.loads(await self.socket.recv())
        if "changed" in said:
            self.changed |= set(said["changed"])
        else:
            self.watched = said


@asynccontextmanager
async def live_page(url: str, *topics: str, who: ApiClient | None = None) -> AsyncIterator[LivePage]:
    """A page that watches at `url`, whose reader has logged in as `who`."""
    async with connect(url, proxy=None) as socket:
        page = LivePage(socket)
        await page.watch(*topics, token=token_of(who))
        yield page


def token_of(who: ApiClient | None) -> str | None:
    """Their access token."""
    return None if who is None else who.http.headers["Authorization"].removeprefix("Bearer ")
