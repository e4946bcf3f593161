"""What every charger says, whichever version it speaks and whichever door it comes by."""

import asyncio

import pytest
from ocpp.exceptions import OCPPError
from websockets.exceptions import ConnectionClosed

from tests.conversations.harness import ask, charger, wire
from tests.station import PATIENCE, Transaction, id_token, now, register


async def test_it_boots_and_is_seen(door, protocol):
    async with charger(door, protocol, boots=False) as cp:
        assert await cp.boot() == "Accepted"
        assert (await cp.heartbeat()).endswith("Z")
        shown = await door.operator.api("GET", cp.path)

    assert shown["online"] is True
    assert (shown["vendor"], shown["model"], shown["firmware_version"]) == ("Vendor Y", "Model X", "1.0")
    assert shown["protocol"] == protocol


async def test_its_connectors_are_seen(door, protocol):
    async with charger(door, protocol, connectors=2) as cp:
        await cp.status(1, "Available")
        await cp.status(2, "Faulted")
        shown = await door.operator.api("GET", cp.path)

    assert [one["status"] for one in shown["connectors"]] == ["Available", "Faulted"]


async def test_it_asks_who_may_charge(door, protocol):
    async with charger(door, protocol) as cp:
        told = await cp.authorize(door.operator.token), await cp.authorize("NOBODYS")

    assert told == ("Accepted", "Invalid" if protocol == "ocpp1.6" else "Unknown")


async def test_a_session_from_plug_to_record(door, protocol):
    driver, token = await door.operator.member()
    async with charger(door, protocol) as cp:
        await cp.occupy()
        assert await cp.authorize(token) == "Accepted"
        transaction = await cp.start(token, 1000)
        assert transaction.status == "Accepted"
        await cp.meter(transaction, 3500)
        (live,) = await door.operator.sessions(driver)
        await cp.stop(transaction, 6000)
        await cp.status(1, "Available")
        (ended,) = await door.operator.sessions(driver)

    assert (live["state"], live["energy_kwh"]) == ("ACTIVE", 2.5)
    assert (ended["state"], ended["energy_kwh"]) == ("COMPLETED", 5.0)
    assert ended["cost"] == {"amount": "2.00", "currency": "EUR"}


async def test_what_only_vendors_know_is_answered(door, protocol):
    async with charger(door, protocol) as cp:
        answer = await cp.say("DataTransfer", vendor_id="com.example", data="x")

    assert answer.status == "UnknownVendorId"


async def test_it_obeys(door, protocol):
    async with charger(door, protocol) as cp:
        cp.answers["ClearCache"] = "Rejected"
        command = await door.operator.ask(cp, "clear_cache")
        assert await cp.asked("ClearCache") == {}
        ended = await door.operator.followed(command)

    assert ended["state"] == "REJECTED"


@pytest.mark.parametrize(
    ("action", "code"), [("FlyAway", "NotImplemented"), ("ClearCache", "NotSupported")], ids=["new", "ours"]
)
async def test_an_action_that_is_not_for_us_is_told_so(door, protocol, action, code):
    async with wire(door, protocol) as (socket, _):
        assert (await ask(socket, f'[2,"7","{action}",{{}}]'))[:3] == [4, "7", code]


async def test_until_it_is_accepted_a_2_x_station_may_only_boot(door):
    async with charger(door, "ocpp2.0.1", boots=False, boot_status="Pending") as cp:
        assert await cp.boot() == "Pending"
        with pytest.raises(OCPPError) as refused:
            await cp.status(1, "Available")
        shown = await door.operator.api("GET", cp.path)

    assert refused.value.code == "SecurityError"
    assert shown["connectors"][0]["status"] == "Available"


async def test_while_it_is_pending_it_may_say_what_it_was_asked_for(door):
    async with charger(door, "ocpp2.0.1", boot_status="Pending") as cp:
        command = await door.operator.ask(cp, "trigger", message="StatusNotification", connector_id=1)
        assert (await cp.asked("TriggerMessage"))["requested_message"] == "StatusNotification"
        await cp.status(1, "Available")
        assert (await door.operator.followed(command))["state"] == "ACCEPTED"
        with pytest.raises(OCPPError):
            await cp.heartbeat()


async def test_what_nothing_here_acts_on_is_kept(door):
    async with charger(door, "ocpp2.0.1") as cp:
        await cp.say("NotifyChargingLimit", charging_limit={"charging_limit_source": "EMS"})
        await cp.say("ClearedChargingLimit", charging_limit_source="EMS")
        notes = await door.operator.api("GET", f"{cp.path}/notes")
        limits = await door.operator.api("GET", f"{cp.path}/notes?action=NotifyChargingLimit")

    assert [one["action"] for one in notes["items"]] == ["ClearedChargingLimit", "NotifyChargingLimit"]
    assert [one["payload"] for one in limits["items"]] == [{"chargingLimit": {"chargingLimitSource": "EMS"}}]


async def test_an_evse_is_as_busy_as_its_busiest_connector(door):
    async with charger(door, "ocpp2.0.1") as cp:
        seen = []
        for outlet, status in ((1, "Available"), (2, "Occupied"), (1, "Available"), (2, "Available")):
            await cp.status(1, status, outlet)
            seen.append((await door.operator.api("GET", cp.path))["connectors"][0]["status"])

    assert seen == ["Available", "Occupied", "Occupied", "Available"]


async def test_who_has_another_password_or_no_protocol_of_ours_is_turned_away(door):
    box = await door.operator.new_box()
    refused = {}
    for name, who, protocols in (
        ("password", box | {"password": "wrong-wrong-wrong"}, ("ocpp1.6",)),
        ("no protocol", box, None),
    ):
        with pytest.raises(Exception, match=r"HTTP 4\d\d") as error:
            async with door.dial(who, protocols):
                pass
        refused[name] = error.value.response.status_code

    assert refused == {"password": 401, "no protocol": 400}


async def test_text_sent_as_bytes_is_text(door):
    async with wire(door) as (socket, _):
        assert (await ask(socket, b'[2,"7","Heartbeat",{}]'))[:2] == [3, "7"]


async def test_what_no_frame_is_gets_an_error_and_the_socket_stays(door, protocol):
    async with wire(door, protocol) as (socket, _):
        told = await ask(socket, '[2,"7","Heartbeat"]')
        assert (await ask(socket, '[2,"8","Heartbeat",{}]'))[:2] == [3, "8"]

    assert told[:3] == [4, "7", "FormationViolation" if protocol == "ocpp1.6" else "RpcFrameworkError"]


async def test_the_newest_connection_wins_and_the_old_one_is_closed(door):
    async with wire(door) as (old, box):
        await ask(old, '[2,"1","Heartbeat",{}]')
        async with wire(door, again=box) as (new, _):
            assert (await ask(new, '[2,"1","Heartbeat",{}]'))[0] == 3
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(old.recv(), PATIENCE)
            assert (await ask(new, '[2,"2","Heartbeat",{}]'))[0] == 3


async def test_a_start_may_come_after_what_followed_it_and_all_of_it_twice(door):
    driver, token = await door.operator.member()
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = Transaction("T-1", "", token)
        at = now()
        events = [
            ("Updated", "MeterValuePeriodic", {"seq_no": 1, "meter_value": [register(2000)]}),
            (
                "Started",
                "Authorized",
                {
                    "seq_no": 0,
                    "id_token": id_token(token),
                    "meter_value": [register(1000, "Transaction.Begin")],
                },
            ),
            (
                "Ended",
                "StopAuthorized",
                {
                    "seq_no": 2,
                    "info": {"stopped_reason": "Local"},
                    "meter_value": [register(4000, "Transaction.End")],
                },
            ),
        ]
        for kind, trigger, fields in [one for one in events for _ in range(2)]:
            await cp.event(kind, transaction, trigger, timestamp=at, **fields)
        sessions = await door.operator.sessions(driver)

    assert [(one["state"], one["energy_kwh"]) for one in sessions] == [("COMPLETED", 3.0)]
