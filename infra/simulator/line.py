"""How a simulated charge point keeps its connection, in spite of everything, or loses it on purpose."""

import asyncio
import random
from typing import TYPE_CHECKING, Any

import websockets
from websockets.asyncio.client import connect

from infra.simulator.link import Link
from infra.simulator.messages import BROKEN, CallRefused
from infra.simulator.quirks.quirk import Handshake

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint

LONGEST_WAIT = 60.0


class Line:
    """`link` is there from an accepted boot on; `online` is set when the statuses have been told, too."""

    def __init__(self, box: "SimulatedChargePoint") -> None:
        self.box = box
        self.link: Link | None = None
        self.online = asyncio.Event()
        self._connection: Any = None
        self._away = 0.0
        self._has_doubled = False

    async def keep(self) -> None:
        """Connect, and again whenever the connection ends, after a wait that doubles up to a minute."""
        wait = 1.0
        while True:
            try:
                async with self._connect() as self._connection:
                    self.box.say(f"connected (OCPP {self.box.language.version})")
                    wait = 1.0
                    await Link(self.box, self._connection).run()
            except (CallRefused, *BROKEN) as error:
                self.box.say(f"not connected: {error}")
            finally:
                self._down()
            if self._away:
                self.box.say(f"offline for {self._away:.0f} s; what happens waits in a queue")
            impatient = self.box.character.reconnects_after
            await asyncio.sleep(self._away or impatient or wait * random.uniform(0.5, 1.0))  # noqa: S311 - jitter
            self._away = 0.0
            wait = min(LONGEST_WAIT, wait * 2)

    def up(self, link: Link) -> None:
        """A connection has booted and told its statuses."""
        self.link = link
        self.online.set()
        if self.box.character.doubles_sockets and not self._has_doubled:
            self._has_doubled = True
            self.box.beside(self._second())

    def _down(self) -> None:
        self.link = None
        self.online.clear()

    async def hang_up(self) -> None:
        """End the connection without a word; `keep` makes a new one."""
        self._down()
        await self._connection.close()

    async def go_away(self, seconds: float) -> None:
        """Be offline for a while; what charges goes on."""
        self._away = seconds
        await self.hang_up()

    async def _second(self) -> None:
        """Another connection beside the first, until the central system ends it."""
        async with self._connect() as connection:
            self.box.say("a second connection at once")
            await Link(self.box, connection).read()

    def _connect(self) -> connect:
        box = self.box
        password = box.configuration["AuthorizationKey"].encode()
        greeting = box.character.handshake(Handshake(password, (box.language.subprotocol,)))
        offered = [websockets.Subprotocol(name) for name in greeting.subprotocols]
        return connect(
            f"{box.url}/{box.charge_point_id}",
            subprotocols=offered or None,
            additional_headers={"Authorization": greeting.authorization(box.charge_point_id)},
            max_size=2**20,
            proxy=None,
        )
