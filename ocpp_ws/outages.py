"""Waiting, without a thread, until storage is there again."""

import asyncio

from chalicelib.logs import logger
from ocpp_ws.storage import Storage

LOOK_EVERY = 0.5


class Outages:
    """Knows when storage is away, looks for it meanwhile, and lets those who wait go on."""

    def __init__(self, storage: Storage | None) -> None:
        self._storage = storage
        self._changed = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._given_up = False

    @property
    def is_on(self) -> bool:
        """Whether storage is away."""
        return self._storage is not None and self._storage.is_away

    async def over(self, seconds: float) -> bool:
        """Wait until storage is there, at most so long. False: it is not, or the gateway is stopping."""
        if not self.is_on:
            return True
        if self._given_up or seconds <= 0:
            return False
        if self._looking is None or self._looking.done():
            self._changed.clear()
            self._looking = asyncio.create_task(self._look())
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return False
        return not self.is_on

    def give_up(self) -> None:
        """Nobody waits any more: the gateway stops."""
        self._given_up = True
        self._changed.set()

    async def _look(self) -> None:
        assert self._storage is not None  # noqa: S101 - otherwise it is never away
        logger.error("storage is away")
        while True:
            if self._given_up or await asyncio.to_thread(self._storage.probe):
                break
            await asyncio.sleep(LOOK_EVERY)
        if not self._given_up:
            logger.warning("storage is there again")
        self._changed.set()
