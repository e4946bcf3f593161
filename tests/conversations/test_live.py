"""Pages are told what changed while they look at it, through both doors, and nobody else is."""

import asyncio
import json
from contextlib import AsyncExitStack
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from infra.local.part import answers
from tests.community import found, next_quarter
from tests.conversations.harness import charger
from tests.conversations.live_page import PATIENCE, live_page, token_of
from tests.own_gateway import gateway, started

CELL = "map:1202210132"
"""Of the communities' stations, at level 10."""


@pytest.fixture
def live(door, stack):
    """Where pages watch: in the cloud by CloudFront, here by the client's own address."""
    if door.name == "gateway":
        return stack.url.replace("http", "ws", 1) + "/live"
    return door.url.removesuffix("/ocpp") + "/live"


@pytest.fixture
def community(operator):
    return operator.community


async def book(community):
    """A booking that comes, and goes so that others have room."""

    def comes_and_goes():
        booking = community.book(community.driver, next_quarter(timedelta(days=1)))
        community.driver.post(f"/bookings/{booking['booking_id']}/cancel")

    await asyncio.to_thread(comes_and_goes)


async def test_a_booking_is_told_to_all_who_look_at_the_station(live, community):
    station = f"station:{community.station['station_id']}"
    async with (
        live_page(live, station, who=community.owner) as theirs,
        live_page(live, station, "me", who=community.driver) as own,
    ):
        assert own.watched == {"watching": [station, "me"], "refused": []}

        await book(community)

        await own.told(station, "me")
        await theirs.told(station)


async def test_what_a_charger_says_is_told_to_the_pages_that_show_it(live, door, community):
    async with charger(door, "ocpp1.6") as cp:
        station = f"station:{cp.box['charger_ids'][0].rpartition('-')[0]}"
        point, network = f"charge_point:{cp.box['charge_point_id']}", f"network:{door.operator.network_id}"
        async with (
            live_page(live, point, network, who=community.owner) as owners,
            live_page(live, station, "me", CELL, who=community.driver) as drivers,
        ):
            await cp.status(1, "Preparing")
            await asyncio.gather(owners.told(point), drivers.told(station, CELL))

            session = await cp.start(door.operator.token)
            await asyncio.gather(owners.told(network), drivers.told("me"))
            (shown,) = await door.operator.sessions_at(cp)
            topic = f"session:{shown['session_id']}"
            async with live_page(live, topic, who=community.driver) as watching:
                await cp.meter(session, 2000)
                await watching.told(topic)
            await cp.stop(session, 3000)


async def test_that_a_charger_comes_and_goes_is_told(live, door, community):
    box = await door.operator.new_box()
    point = f"charge_point:{box['charge_point_id']}"
    async with AsyncExitStack() as pages:
        early = await pages.enter_async_context(live_page(live, point, who=community.owner))
        async with charger(door, "ocpp1.6", again=box, boots=False):
            await early.told(point)
            late = await pages.enter_async_context(live_page(live, point, who=community.owner))
        await late.told(point)


async def test_strangers_watch_what_is_public_and_nothing_else(live, community, newcomer):
    public, other = await asyncio.to_thread(
        lambda: (found(newcomer, visibility="public"), newcomer("Stranger"))
    )
    hidden = [
        f"station:{community.station['station_id']}",
        f"network:{community.network['network_id']}",
        f"charge_point:{community.charge_point['charge_point_id']}",
        "station:01m00000000000000000000000",
    ]
    shown = f"station:{public.station['station_id']}"

    async with live_page(live, *hidden, shown, CELL, "me") as page:
        assert page.watched == {"watching": [shown, CELL], "refused": [*hidden, "me"]}
        await book(public)
        await page.told(shown)

    async with live_page(live, *hidden, who=other) as page:
        assert page.watched == {"watching": [], "refused": hidden}


async def test_who_looks_elsewhere_is_told_of_that_alone(live, community):
    station = f"station:{community.station['station_id']}"
    async with live_page(live, station, "me", who=community.driver) as page:
        await page.watch("me", token=token_of(community.driver))

        await book(community)

        await page.told("me")
        assert page.heard == {"me"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('{"action": "watch"}', "invalid_request"),
        ('{"action": "watch", "topics": ["me"], "token": "forged"}', "not_logged_in"),
    ],
)
async def test_what_cannot_be_heard_is_answered_by_a_code(live, said, code):
    async with connect(live, proxy=None) as socket:
        await socket.send(said)

        assert json.loads(await asyncio.wait_for(socket.recv(), PATIENCE)) == {"code": code}


async def test_a_charger_that_says_what_pages_say_is_told_nothing(door):
    async with charger(door, "ocpp1.6") as cp:
        await cp.socket.send('{"action": "watch", "topics": ["' + CELL + '"]}')

        assert await cp.boot() == "Accepted"


async def test_after_a_restart_of_the_gateway_a_page_is_told_again(stack, community):
    station = f"station:{community.station['station_id']}"
    async with gateway(stack, "--pages") as first:
        live = first.url.removesuffix("/ocpp") + "/live"
        async with live_page(live, station, who=community.driver) as page:
            first.terminate()
            with pytest.raises(ConnectionClosed):
                await page.told(station)
        again = started(stack, urlsplit(live).port or 0, first.internal_port, {}, ("--pages",))
        try:
            health = live.replace("ws", "http").replace("live", "health")
            async with asyncio.timeout(PATIENCE):
                while not await asyncio.to_thread(answers, health):  # noqa: ASYNC110 - a process is waited for
                    await asyncio.sleep(0.05)
            async with live_page(live, station, who=community.driver) as page:
                await book(community)
                await page.told(station)
        finally:
            again.kill()
            again.wait()
