"""The processes of the OCPP bench: what they are told on their input, and what they answer.

    python -m tests.load.ocpp_worker found     {"chargers": 50}                    makes charge points
    python -m tests.load.ocpp_worker past      {"charge_points": [], "readings": 0}
    python -m tests.load.ocpp_worker chargers  {"url": ..., "version": ..., "boxes": [...]}

`chargers` then takes one command a line, and answers each with a line of JSON when it is done:

    dial {"at_once": 8}             all connect; errors, seconds
    greet {}                        boot and state; errors
    charge {"seconds": 20, "pause": 0}    visits; latencies by name, errors, messages
    drop {}                         all connections are cut
    close {}                        all connections are closed
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from websockets.exceptions import WebSocketException

from tests.load.ocpp_charger import BenchCharger, hang_up

TRIES = 40
"""To connect; the wait between two is up to a second, as chargers wait."""


class Fleet:
    """Some chargers in one event loop."""

    def __init__(self, url: str, version: str, boxes: Sequence[Mapping[str, str]]) -> None:
        self.chargers = [BenchCharger(url, version, box, self.note) for box in boxes]
        self.latencies: defaultdict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()
        self.messages = 0

    def note(self, name: str, milliseconds: float, wrong: str | None) -> None:
        """An answer, or none."""
        self.messages += 1
        self.latencies[name].append(milliseconds)
        if wrong is not None:
            self.errors[wrong] += 1

    async def dial(self, at_once: int) -> dict[str, Any]:
        """All connect, so many at the same moment; who is refused tries again, and that is counted."""
        gate, refused = asyncio.Semaphore(at_once), Counter[str]()

        async def one(charger: BenchCharger) -> None:
            for _ in range(TRIES):
                try:
                    async with gate:
                        await charger.dial()
                except (OSError, WebSocketException, TimeoutError) as error:
                    refused[type(error).__name__] += 1
                    await asyncio.sleep(random.random())  # noqa: S311 - so that not all come at once again
                else:
                    return
            self.errors["never connected"] += 1

        began = time.perf_counter()
        await self._all(one)
        return {"seconds": time.perf_counter() - began, "refused": dict(refused)}

    async def greet(self) -> dict[str, Any]:
        """Boot, and states."""
        await self._all(BenchCharger.greet)
        return self._told()

    async def charge(self, seconds: float, pause: float) -> dict[str, Any]:
        """Visits by all for so long; with a pause each sends one message in so many seconds."""
        began = time.perf_counter()
        until = began + seconds

        async def one(charger: BenchCharger) -> None:
            due = began + random.random() * pause  # noqa: S311 - spread evenly

            async def pace() -> None:
                nonlocal due
                if pause:
                    await asyncio.sleep(max(0, due - time.perf_counter()))
                    due += pause

            await charger.charge(pace, until)

        await self._all(one)
        return self._told() | {"seconds": time.perf_counter() - began}

    async def drop(self) -> dict[str, Any]:
        """Cut all connections."""
        await self._all(BenchCharger.drop)
        return {}

    async def close(self) -> dict[str, Any]:
        """Close all connections."""
        await self._all(hang_up)
        return {}

    async def _all(self, work: Callable[[BenchCharger], Awaitable[None]]) -> None:
        await asyncio.gather(*(work(charger) for charger in self.chargers))

    def _told(self) -> dict[str, Any]:
        told = {"latencies": dict(self.latencies), "errors": dict(self.errors), "messages": self.messages}
        self.latencies, self.errors, self.messages = defaultdict(list), Counter(), 0
        return told


async def serve() -> None:
    """One fleet, told by lines what to do."""
    reader = asyncio.StreamReader(limit=1 << 26)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    fleet = Fleet(**json.loads(await reader.readline()))
    while line := await reader.readline():
        command, _, asked = line.decode().partition(" ")
        answer = await getattr(fleet, command)(**json.loads(asked))
        print(json.dumps(answer), flush=True)


def main() -> None:
    """As the module's docstring says."""
    if sys.argv[1] == "chargers":
        asyncio.run(serve())
        return
    from tests.load import ocpp_site  # noqa: PLC0415 - chargers know nothing of the product

    print(json.dumps(getattr(ocpp_site, sys.argv[1])(json.load(sys.stdin))))


if __name__ == "__main__":
    main()
