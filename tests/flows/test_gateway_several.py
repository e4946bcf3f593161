"""Several gateways at once, and several chargers at one."""

import asyncio
import json
from contextlib import suppress

from websockets.exceptions import ConnectionClosed

from tests.charger import PATIENCE, ask, dial
from tests.own_gateway import gateway

HEARTBEAT = '[2,"1","Heartbeat",{}]'
STATUS = '[2,"%s","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"%s"}]'


def test_a_charge_point_is_found_at_whichever_gateway_it_is(stack, community):
    box = community.charge_point
    path = f"/charge-points/{box['charge_point_id']}/commands"
    about = box["charge_point_id"], box["password"]

    async def told(socket, message_id):
        """The command that comes down, after an answered heartbeat: only then is it sent at once."""
        await ask(socket, f'[2,"{message_id}","Heartbeat",{{}}]')
        command = await asyncio.to_thread(community.owner.post, path, {"action": "clear_cache"})
        heard = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
        await socket.send(json.dumps([3, heard[1], {"status": "Accepted"}]))
        return heard[1] == command["command_id"]

    async def story():
        async with (
            gateway(stack) as one,
            gateway(stack) as other,
            dial(f"{one.url}/{about[0]}", *about) as old,
        ):
            assert await told(old, "1")
            async with dial(f"{other.url}/{about[0]}", *about) as new:
                await old.send(STATUS % ("2", "Charging"))  # on its way when the other took its place
                assert await told(new, "3")
                late = []
                with suppress(ConnectionClosed):
                    while True:
                        late.append(json.loads(await asyncio.wait_for(old.recv(), PATIENCE)))
                here = await asyncio.to_thread(other.metric, "connections")
                seen = await asyncio.to_thread(
                    community.owner.get, f"/charge-points/{box['charge_point_id']}"
                )
                return late, old.close_code, here, seen["online"]

    late, code, here, online = asyncio.run(story())

    assert late == [[3, "2", {}]]
    assert (code, here) == (1000, 1)
    assert online is True


def test_who_floods_waits_for_itself_and_for_nobody_else(stack, community):
    box = community.charge_point
    connectors = [{"connector_id": 1, "charger_id": community.plain["charger_id"]}]
    path = f"/stations/{community.station['station_id']}/charge-points"
    calm = community.owner.create(path, {"connectors": connectors})

    async def story():
        async with (
            gateway(stack) as own,
            dial(f"{own.url}/{box['charge_point_id']}", box["charge_point_id"], box["password"]) as flood,
            dial(f"{own.url}/{calm['charge_point_id']}", calm["charge_point_id"], calm["password"]) as socket,
        ):
            for number in range(300):
                await flood.send(STATUS % (number, "Charging"))
            assert (await ask(socket, HEARTBEAT))[0] == 3
            in_hand = await asyncio.to_thread(own.metric, "messages_in_hand")
            answers = [json.loads(await flood.recv())[1] for _ in range(300)]
            return in_hand, answers

    in_hand, answers = asyncio.run(story())

    assert in_hand <= 1  # of the flood
    assert answers == [str(number) for number in range(300)]
