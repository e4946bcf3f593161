"""One WebSocket connection of a simulated charge point: frames as text, in both directions."""

import asyncio
import json
from typing import TYPE_CHECKING, Any

from infra.simulator.messages import Answer, CallRefused, Message, Payload

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint

PATIENCE = 30.0
CALL, CALL_RESULT, CALL_ERROR = 2, 3, 4


class Link:
    """Sends one CALL at a time, answers what is asked. Nothing is checked: quirks are to reach the wire."""

    def __init__(self, box: "SimulatedChargePoint", connection: Any) -> None:
        self.box = box
        self.connection = connection
        self._ids = box.character.ids()
        self._turn = asyncio.Lock()
        self._awaited: dict[str, asyncio.Future[Payload]] = {}

    async def call(self, message: Message) -> Payload:
        """The answer. Raises CallRefused, or what a broken connection raises."""
        async with self._turn:
            message_id = await self.send(message)
            answer: asyncio.Future[Payload] = asyncio.get_running_loop().create_future()
            self._awaited[message_id] = answer
            try:
                async with asyncio.timeout(PATIENCE):
                    return await answer
            finally:
                del self._awaited[message_id]

    async def send(self, message: Message) -> str:
        """Send a CALL and wait for nothing; its id."""
        message_id = next(self._ids)
        character, version = self.box.character, self.box.language.version
        action, payload = character.call(version, message.action, message.payload)
        for text in character.frames(_compact([CALL, message_id, action, payload])):
            await self.connection.send(text)
        return str(message_id)

    async def run(self) -> None:
        """Live, and answer, until the connection ends."""
        reading = asyncio.create_task(self.read())
        living = asyncio.create_task(self.box.live(self))
        try:
            done, _ = await asyncio.wait({reading, living}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (reading, living):
                task.cancel()
            await asyncio.gather(reading, living, return_exceptions=True)
            for answer in self._awaited.values():
                if not answer.done():
                    answer.set_exception(ConnectionError("the connection ended before the answer"))

    async def read(self) -> None:
        """Take what comes, until the connection ends."""
        async for text in self.connection:
            frame = json.loads(text)
            kind, message_id = frame[0], str(frame[1])
            if kind == CALL:
                await self._answer(frame[1], frame[2], frame[3])
            answer = self._awaited.get(message_id)
            if answer is None or answer.done():
                continue
            if kind == CALL_RESULT:
                answer.set_result(frame[2])
            elif kind == CALL_ERROR:
                answer.set_exception(CallRefused(f"{frame[2]}: {frame[3]}"))

    async def _answer(self, message_id: Any, action: str, asked: Payload) -> None:
        handler = self.box.language.answers.get(action)
        if handler is None:
            error = [CALL_ERROR, message_id, "NotImplemented", f"{action} is not known here", {}]
            await self.connection.send(_compact(error))
            return
        try:
            told = handler(self, asked)
        except (KeyError, TypeError, ValueError) as error:
            code = "FormationViolation" if self.box.language.version == "1.6" else "FormatViolation"
            await self.connection.send(_compact([CALL_ERROR, message_id, code, repr(error)[:255], {}]))
            return
        answer = told if isinstance(told, Answer) else Answer(told)
        payload = self.box.character.answer(self.box.language.version, action, answer.payload)
        await self.connection.send(_compact([CALL_RESULT, message_id, payload]))
        if answer.then is not None:
            self.box.beside(answer.then())


def _compact(frame: list[Any]) -> str:
    return json.dumps(frame, separators=(",", ":"))
