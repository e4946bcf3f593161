"""Who gets in by the gateway, and how sockets end."""

import asyncio
import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.charger import PATIENCE, ask, basic, dial

HEARTBEAT = '[2,"1","Heartbeat",{}]'


def status_of(url: str, user: str, password: str | bytes | None, protocols: Any = ("ocpp1.6",)) -> int:
    """Of the HTTP answer; or the code by which the socket was closed without an answer to a Heartbeat."""

    async def attempt() -> int:
        try:
            async with dial(url, user, password, protocols) as socket:
                assert (await ask(socket, HEARTBEAT))[0] == 3
                return 101
        except InvalidStatus as refusal:
            return refusal.response.status_code
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    return asyncio.run(attempt())


def another(community: Any, **more: Any) -> dict[str, Any]:
    """One more charge point, with its password, at the plain charger."""
    connectors = [{"connector_id": 1, "charger_id": community.plain["charger_id"]}]
    path = f"/stations/{community.station['station_id']}/charge-points"
    made: dict[str, Any] = community.owner.create(path, {"connectors": connectors} | more)
    return made


def test_the_right_password_gets_in_also_as_the_bytes_of_its_digits(stack, community):
    box = community.charge_point
    url = f"{stack.ocpp_url}/{box['charge_point_id']}"

    assert status_of(url, box["charge_point_id"], box["password"]) == 101
    assert status_of(url, box["charge_point_id"], bytes.fromhex(box["password"])) == 101


@pytest.mark.parametrize(
    ("user", "password"),
    [
        pytest.param(None, "0" * 32, id="wrong password"),
        pytest.param(None, b"\xff\xfe\x00", id="password that is no text"),
        pytest.param(None, None, id="no password"),
        pytest.param("CP-SOMEONE", None, id="no password, another's id"),
    ],
)
def test_who_has_not_the_password_is_a_401(stack, community, user, password):
    box = community.charge_point
    user = user or box["charge_point_id"]

    assert status_of(f"{stack.ocpp_url}/{box['charge_point_id']}", user, password) == 401


def test_an_unknown_charge_point_is_a_401_like_a_wrong_password(stack):
    assert status_of(f"{stack.ocpp_url}/CP-NOBODY", "CP-NOBODY", "0" * 32) == 401


def test_another_charge_points_password_opens_only_its_own_door(stack, community):
    box, other = community.charge_point, another(community)

    assert (
        status_of(f"{stack.ocpp_url}/{box['charge_point_id']}", other["charge_point_id"], other["password"])
        == 401
    )


def test_wrong_attempts_never_lock_the_right_password_out(stack, community):
    box = community.charge_point
    url = f"{stack.ocpp_url}/{box['charge_point_id']}"
    for attempt in range(30):
        assert status_of(url, box["charge_point_id"], f"wrong password {attempt}") == 401

    assert status_of(url, box["charge_point_id"], box["password"]) == 101


def test_the_id_is_percent_decoded(stack, community):
    box = another(community, charge_point_id=f"A|B@{community.station['station_id'][-20:]}+*=")
    url = f"{stack.ocpp_url}/{quote(box['charge_point_id'], safe='')}"

    assert status_of(url, box["charge_point_id"], box["password"]) == 101


@pytest.mark.parametrize(
    ("protocols", "status"), [(None, 400), (("ocpp2.0",), 1002), (("ocpp1.5", "chat"), 1002)]
)
def test_without_a_common_subprotocol_there_is_no_connection(stack, community, protocols, status):
    box = community.charge_point

    url = f"{stack.ocpp_url}/{box['charge_point_id']}"

    assert status_of(url, box["charge_point_id"], box["password"], protocols) == status
    assert community.owner.get(f"/charge-points/{box['charge_point_id']}")["last_seen_at"] is None


def test_offering_no_subprotocol_can_be_allowed(stack, community):
    box = another(community, allow_no_subprotocol=True)

    url = f"{stack.ocpp_url}/{box['charge_point_id']}"

    assert status_of(url, box["charge_point_id"], box["password"], None) == 101
    assert status_of(url, box["charge_point_id"], box["password"], ("ocpp1.5",)) == 1002


def test_profile_0_needs_no_password(stack, community):
    box = another(community, security_profile=0)

    assert status_of(f"{stack.ocpp_url}/{box['charge_point_id']}", box["charge_point_id"], None) == 101


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [(("ocpp1.5", "ocpp1.6", "ocpp2.0.1"), "ocpp1.6"), (("ocpp2.1", "ocpp2.0.1", "ocpp1.6"), "ocpp2.1")],
)
def test_the_first_offered_that_we_speak_is_chosen(stack, community, offered, chosen):
    async def story() -> str | None:
        box = community.charge_point
        url = f"{stack.ocpp_url}/{box['charge_point_id']}"
        async with dial(url, box["charge_point_id"], box["password"], offered) as socket:
            return socket.subprotocol

    assert asyncio.run(story()) == chosen


def test_health_tells_how_many_are_connected(stack):
    answer = httpx.get(f"http://127.0.0.1:{stack.ocpp_port}/health", trust_env=False)

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"


def test_management_calls_are_not_served_where_chargers_are(stack):
    url = f"http://127.0.0.1:{stack.ocpp_port}/@connections/anything"

    assert httpx.get(url, trust_env=False).status_code == 404
    with pytest.raises(httpx.HTTPError):
        httpx.post(url, content="[]", trust_env=False).raise_for_status()


def test_the_newest_connection_wins(stack, community):
    box = community.charge_point
    url = f"{stack.ocpp_url}/{box['charge_point_id']}"

    async def story() -> None:
        async with dial(url, box["charge_point_id"], box["password"]) as old:
            await ask(old, HEARTBEAT)
            async with dial(url, box["charge_point_id"], box["password"]) as new:
                await ask(new, HEARTBEAT)
                with pytest.raises(ConnectionClosed):
                    await asyncio.wait_for(old.recv(), PATIENCE)
                assert (await ask(new, '[2,"2","Heartbeat",{}]'))[1] == "2"

    asyncio.run(story())
    # the end of the old one did not take the new one's place


@pytest.mark.parametrize("cut", ["password", "removal"])
def test_who_may_come_no_more_is_sent_away(stack, community, cut):
    box = community.charge_point
    url = f"{stack.ocpp_url}/{box['charge_point_id']}"
    path = f"/charge-points/{box['charge_point_id']}"

    async def story() -> None:
        async with dial(url, box["charge_point_id"], box["password"]) as socket:
            await ask(socket, HEARTBEAT)
            if cut == "password":
                await asyncio.to_thread(community.owner.post, f"{path}/password")
            else:
                await asyncio.to_thread(community.owner.delete, path)
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(socket.recv(), PATIENCE)

    asyncio.run(story())

    assert status_of(url, box["charge_point_id"], box["password"]) == 401


def test_broken_frames_leave_the_socket_open(stack, community):
    box = community.charge_point

    async def story() -> None:
        url = f"{stack.ocpp_url}/{box['charge_point_id']}"
        async with dial(url, box["charge_point_id"], box["password"]) as socket:
            for silent in ("", "{}", "[]", "nonsense", '[3,"unknown",{}]', '[4,"unknown","X","",{}]', "[2]"):
                await socket.send(silent)
            assert await ask(socket, '[2,"a","Heartbeat"]') == [
                4,
                "a",
                "FormationViolation",
                "a CALL has four elements",
                {},
            ]
            assert (await ask(socket, '[2,"b","Fly",{}]'))[:3] == [4, "b", "NotImplemented"]
            assert (await ask(socket, '[2,"c","Authorize",{}]'))[:3] == [4, "c", "ProtocolError"]
            assert (await ask(socket, '[2,7,"Heartbeat",[]]'))[:2] == [3, 7]
            large = json.dumps([2, "d", "DataTransfer", {"vendorId": "v", "data": "x" * 140_000}])
            assert (await ask(socket, large))[:3] == [4, "d", "FormationViolation"]
            await socket.send('[2,"é","Heartbeat",{}]'.encode())
            assert json.loads(await socket.recv())[1] == "é"

    asyncio.run(story())


def test_messages_of_one_socket_are_answered_in_their_order(stack, community):
    box = community.charge_point

    async def story() -> list[str]:
        url = f"{stack.ocpp_url}/{box['charge_point_id']}"
        async with dial(url, box["charge_point_id"], box["password"]) as socket:
            for number in range(50):
                await socket.send(json.dumps([2, str(number), "Heartbeat", {}]))
            return [json.loads(await socket.recv())[1] for _ in range(50)]

    assert asyncio.run(story()) == [str(number) for number in range(50)]


def test_basic_is_what_chargers_send() -> None:
    assert basic("AL1000", "0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF")["Authorization"] == (
        "Basic QUwxMDAwOjAwMDEwMjAzMDQwNTA2MDdGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkY="
    )
