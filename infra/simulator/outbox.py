"""What a simulated charge point has to tell: in order, each until it is answered."""

import asyncio
from typing import TYPE_CHECKING

from infra.simulator.messages import BROKEN, CallRefused
from infra.simulator.transaction import Fact, Moment

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint


class Outbox:
    """The queue of one box. Quirks order it, add to it, and take from it."""

    def __init__(self, box: "SimulatedChargePoint") -> None:
        self.box = box
        self.facts: list[Fact] = []
        self._changed = asyncio.Event()

    def put(self, fact: Fact) -> "asyncio.Future[str | None]":
        """Queue it; the future has the token's status when it is answered."""
        fact.answered = asyncio.get_running_loop().create_future()
        fact.offline = fact.offline or self.box.link is None
        if not self.box.character.keeps(fact):
            fact.answered.set_result(None)
            return fact.answered
        self.facts.append(fact)
        self._changed.set()
        return fact.answered

    async def empty(self) -> None:
        """Until there is nothing left to tell."""
        while self.facts:
            answered = [fact.answered for fact in self.facts if fact.answered is not None]
            await asyncio.wait(answered)

    async def run(self) -> None:
        """Tell, for ever."""
        while True:
            await self.box.online.wait()
            ready = self.box.character.order(self.box.language.version, self.facts)
            if not ready:
                self._changed.clear()
                await self._changed.wait()
                continue
            try:
                await self._tell(ready[0])
            except CallRefused as refusal:
                await self._refused(ready[0], refusal)
            except BROKEN:
                await asyncio.sleep(0.1)  # `online` is cleared by whoever sees the connection end

    async def _tell(self, fact: Fact) -> None:
        link, language = self.box.link, self.box.language
        if link is None:
            return
        if self.box.character.loses_answers and not fact.was_lost:
            fact.was_lost = True
            await link.send(language.fact(fact))
            self.box.say(f"the connection is lost before the answer to '{fact.moment}'")
            await self.box.line.hang_up()
            return
        status = language.learned(fact, await link.call(language.fact(fact)))
        self._done(fact, status)
        for more in self.box.character.after(fact):
            self.put(more)
        await self._perhaps_away(fact)

    async def _refused(self, fact: Fact, refusal: CallRefused) -> None:
        """Three attempts, as TransactionMessageAttempts has it; then it is given up."""
        self.box.say(f"'{fact.moment}' was answered by an error: {refusal}")
        fact.attempts += 1
        if fact.attempts >= int(self.box.configuration["TransactionMessageAttempts"]):
            self._done(fact, None)
            return
        await asyncio.sleep(float(self.box.configuration["TransactionMessageRetryInterval"]))

    def _done(self, fact: Fact, status: str | None) -> None:
        self.facts.remove(fact)
        if fact.answered is not None and not fact.answered.done():
            fact.answered.set_result(status)

    async def _perhaps_away(self, fact: Fact) -> None:
        seconds, transaction = self.box.character.offline_seconds, fact.transaction
        if seconds and fact.moment is Moment.METERED and not transaction.was_away:
            transaction.was_away = True
            await self.box.line.go_away(seconds)
