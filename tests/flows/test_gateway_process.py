"""The gateway as a process: its management calls, its end, and a storage that is away."""

import asyncio
import json
import time
from contextlib import suppress

import boto3
import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.charger import PATIENCE, ask, dial
from tests.own_gateway import Gateway, Relay, gateway

HEARTBEAT = '[2,"1","Heartbeat",{}]'
STATUS = '[2,"%s","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"%s"}]'


def test_a_stop_answers_what_is_in_hand_and_sends_everyone_away_for_a_restart(stack, community):
    box = community.charge_point

    async def story():
        async with (
            gateway(stack) as own,
            dial(f"{own.url}/{box['charge_point_id']}", box["charge_point_id"], box["password"]) as socket,
        ):
            await ask(socket, HEARTBEAT)
            await socket.send(STATUS % ("2", "Charging"))
            stopping = asyncio.create_task(asyncio.to_thread(own.terminate))
            answers = []
            with suppress(ConnectionClosed):
                async for text in socket:
                    answers.append(json.loads(text))  # noqa: PERF401 - those before the end count
            return answers, socket.close_code, await stopping

    answers, code, exit_code = asyncio.run(story())

    assert (answers, code, exit_code) == ([[3, "2", {}]], 1012, 0)
    path = f"/charge-points/{box['charge_point_id']}"
    shown = community.owner.get(path)
    assert (shown["online"], shown["connectors"][0]["status"]) == (False, "Charging")


def test_a_storage_that_is_away_costs_time_or_an_error_and_not_the_socket(stack, community):
    box = community.charge_point

    async def story():
        relay = Relay(stack.aws_port)
        await relay.open()
        endpoint = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{relay.port}"}
        async with (
            gateway(stack, "--patience", "2", **endpoint) as own,
            dial(f"{own.url}/{box['charge_point_id']}", box["charge_point_id"], box["password"]) as socket,
        ):
            before = await ask(socket, STATUS % ("1", "Preparing"))
            await relay.cut()
            during = await ask(socket, STATUS % ("2", "Charging"))
            beat = await ask(socket, HEARTBEAT)
            newcomer = await refused(own, box)
            await socket.send(STATUS % ("3", "Charging"))
            away = await asyncio.to_thread(own.metric, "storage_away")
            await relay.open()
            after = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
            await relay.cut()
            return before, during, beat, newcomer, away, after

    before, during, beat, newcomer, away, after = asyncio.run(story())

    assert before == [3, "1", {}]
    assert during[:3] == [4, "2", "InternalError"]
    assert beat[0] == 3
    assert (newcomer, away) == (503, 1)
    assert after == [3, "3", {}]
    shown = community.owner.get(f"/charge-points/{box['charge_point_id']}")
    assert shown["connectors"][0]["status"] == "Charging"


async def refused(own: Gateway, box: dict[str, str]) -> int:
    with pytest.raises(InvalidStatus) as refusal:
        async with dial(f"{own.url}/{box['charge_point_id']}", box["charge_point_id"], box["password"]):
            pass
    return refusal.value.response.status_code


def test_the_management_calls_are_api_gateways(stack, community):
    box = community.charge_point

    async def story():
        async with (
            gateway(stack) as own,
            dial(f"{own.url}/{box['charge_point_id']}", box["charge_point_id"], box["password"]) as socket,
        ):
            await ask(socket, HEARTBEAT)
            command = await asyncio.to_thread(
                community.owner.post,
                f"/charge-points/{box['charge_point_id']}/commands",
                {"action": "clear_cache"},
            )
            assert json.loads(await socket.recv()) == [2, command["command_id"], "ClearCache", {}]
            connection_id = await asyncio.to_thread(linked_as, stack, box["charge_point_id"])
            call = {"ConnectionId": connection_id}
            told = await asyncio.to_thread(lambda: own.management.get_connection(**call))
            await asyncio.to_thread(lambda: own.management.post_to_connection(Data=b"[]", **call))
            posted = await asyncio.wait_for(socket.recv(), PATIENCE)
            await asyncio.to_thread(lambda: own.management.delete_connection(**call))
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(socket.recv(), PATIENCE)
            gone = own.management.exceptions.GoneException
            for asked in (
                lambda: own.management.get_connection(**call),
                lambda: own.management.post_to_connection(Data=b"[]", **call),
                lambda: own.management.delete_connection(**call),
            ):
                with pytest.raises(gone):
                    await asyncio.to_thread(asked)
            elsewhere = f"http://127.0.0.1:{own.internal_port}/health"
            other = await asyncio.to_thread(httpx.get, elsewhere, trust_env=False)
            return told, posted, other.status_code

    told, posted, elsewhere = asyncio.run(story())

    assert told["Identity"]["SourceIp"] == "127.0.0.1"
    assert posted == "[]"
    assert elsewhere == 404


def table(stack, area: str):
    return boto3.resource(
        "dynamodb",
        endpoint_url=stack.environment["AWS_ENDPOINT_URL"],
        region_name=stack.environment["AWS_REGION"],
        aws_access_key_id=stack.environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key="local",
    ).Table(f"{stack.settings.table_prefix}{area}")


def linked_as(stack, charge_point_id: str) -> str:
    item = table(stack, "charge_points").get_item(Key={"pk": f"CP#{charge_point_id}", "sk": "LINK"})["Item"]
    return str(item["connection_id"])


def test_the_message_log_has_every_frame_and_no_password(stack, community):
    box = community.charge_point
    path = f"/charge-points/{box['charge_point_id']}/commands"
    asked = {"action": "change_configuration", "key": "AuthorizationKey", "value": "top-secret-password"}

    async def story():
        async with (
            gateway(stack) as own,
            dial(f"{own.url}/{box['charge_point_id']}", box["charge_point_id"], box["password"]) as socket,
        ):
            await ask(socket, HEARTBEAT)
            command = await asyncio.to_thread(community.owner.post, path, asked)
            assert "top-secret-password" in await asyncio.wait_for(socket.recv(), PATIENCE)
            await ask(socket, '[2,"2","Heartbeat",{}]')
            await asyncio.to_thread(own.terminate)  # which writes what is left
            return command["command_id"]

    command_id = asyncio.run(story())

    def logged():
        key = {"ExpressionAttributeValues": {":pk": f"CP#{box['charge_point_id']}"}}
        items = table(stack, "message_log").query(KeyConditionExpression="pk = :pk", **key)["Items"]
        frames = [(item["direction"], item["message_id"], item.get("action")) for item in items]
        frames += [("out", item["message_id"], item.get("action")) for item in items if "answer" in item]
        return frames, str(items)

    deadline = time.monotonic() + PATIENCE
    while len(logged()[0]) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    frames, text = logged()
    assert sorted(frames, key=str) == sorted(
        [
            ("in", "1", "Heartbeat"),
            ("out", "1", "Heartbeat"),
            ("out", command_id, "ChangeConfiguration"),
            ("in", "2", "Heartbeat"),
            ("out", "2", "Heartbeat"),
        ],
        key=str,
    )
    assert "top-secret-password" not in text


def test_a_command_to_a_gateway_that_died_finds_nobody(stack, community):
    box = community.charge_point
    path = f"/charge-points/{box['charge_point_id']}"

    async def story():
        async with (
            gateway(stack) as own,
            dial(f"{own.url}/{box['charge_point_id']}", box["charge_point_id"], box["password"]) as socket,
        ):
            await ask(socket, HEARTBEAT)
            own.process.kill()
            own.process.wait()
            assert (await asyncio.to_thread(community.owner.get, path))["online"] is True
            asked = {"action": "reset", "type": "Hard"}
            return await asyncio.to_thread(community.owner.post, f"{path}/commands", asked)

    command = asyncio.run(story())

    assert (command["state"], command["detail"]) == ("FAILED", "offline")
    assert community.owner.get(path)["online"] is False
