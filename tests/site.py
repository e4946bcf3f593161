"""A community with one charge point, for conversations that OCA's test cases describe."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import httpx

from tests.charger import PATIENCE, Charger, charger
from tests.community import Community

Story = Callable[[Charger], Coroutine[Any, Any, Any]]
DONE = {"ACCEPTED", "REJECTED", "FAILED", "TIMED_OUT"}


class Site:
    """A community with one charge point, its driver's token, and API calls that do not block the story."""

    def __init__(self, url: str, community: Community) -> None:
        self.url = url
        self.community = community
        self.box = community.charge_point
        self.charge_point_id: str = self.box["charge_point_id"]
        self.path = f"/charge-points/{self.charge_point_id}"
        suffix = self.charge_point_id[-8:]
        self.token = community.driver.create("/me/tokens", {"uid": f"TAG{suffix}", "name": "Ring"})[
            "token_uid"
        ]

    def play(self, story: Story, kind: type[Charger] = Charger) -> Any:
        """The story of a charger that has connected."""

        async def connected() -> Any:
            async with charger(self.url, self.charge_point_id, self.box["password"], kind) as client:
                return await story(client)

        return asyncio.run(connected())

    async def api(self, method: str, path: str, body: Any = None, who: Any = None) -> Any:
        """An API call, by the owner unless told otherwise."""
        client = who or self.community.owner
        answer: httpx.Response = await asyncio.to_thread(client.send, method, path, body)
        assert not answer.is_error, answer.text
        return answer.json() if answer.content else None

    async def command(self, **asked: Any) -> dict[str, Any]:
        """Ask for a command, and follow it until it has ended."""
        command = await self.api("POST", f"{self.path}/commands", asked)
        return await self.followed(command)

    async def followed(self, command: dict[str, Any], who: Any = None) -> dict[str, Any]:
        """The command when it has ended."""
        async with asyncio.timeout(PATIENCE):
            while command["state"] not in DONE:
                await asyncio.sleep(0.05)
                command = await self.api("GET", f"{self.path}/commands/{command['command_id']}", who=who)
        return command

    async def until(self, path: str, who: Any, holds: Callable[[Any], bool]) -> Any:
        """What `path` shows when it `holds`."""
        async with asyncio.timeout(PATIENCE):
            while not holds(shown := await self.api("GET", path, who=who)):  # noqa: ASYNC110 - the API is polled
                await asyncio.sleep(0.05)
        return shown
