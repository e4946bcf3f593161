"""A page that watches, as deployed: the authorizer, the route and the function of its own, and who tells."""

import asyncio
from datetime import timedelta

from websockets.asyncio.client import connect

from tests.community import next_quarter
from tests.conversations.live_page import LivePage, token_of
from tests.deployed.stage import COLD, Stage, StageDoor


async def test_a_page_is_told_of_a_booking(stage: Stage, door: StageDoor) -> None:
    community, way = door.operator.community, stage.doors.ocpp
    station = f"station:{community.station['station_id']}"
    headers = {**way.headers, "Authorization": "MiniStack asks no authorizer without one; API Gateway does"}
    live = f"{way.url}?live=1"
    async with connect(live, additional_headers=headers, proxy=None, open_timeout=COLD) as socket:
        page = LivePage(socket)
        watched = await page.watch(station, "me", "network:none", token=token_of(community.driver))
        assert watched == {"watching": [station, "me"], "refused": ["network:none"]}

        await asyncio.to_thread(community.book, community.driver, next_quarter(timedelta(days=1)))

        await page.told(station, "me")
