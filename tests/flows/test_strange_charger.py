"""A charger that departs from the standard wherever it can: its facts are kept, its answers are valid."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from ocpp.messages import CallResult, validate_payload

from tests.charger import ask, dial
from tests.site import Site


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


def test_a_strange_charger_is_understood_and_billed(site):
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    began, half, end = (
        f"{hour_ago + timedelta(minutes=m):%Y-%m-%dT%H:%M:%S}" for m in (0, 30, 60)
    )  # no zone
    phases = [{"value": 1000.5, "phase": phase, "format": "Raw"} for phase in ("L1", "L2", "L3")]
    signed = {"value": "99999999", "format": "SignedData"}
    odd_readings = {"meterValue": [{"timestamp": half, "sampledValue": [*phases, signed, {"value": "x"}, 7]}]}

    async def story():
        url = f"{site.url}/{site.charge_point_id}/"
        async with dial(url, site.charge_point_id, bytes.fromhex(site.box["password"])) as socket:

            async def say(action, payload):
                answer = await ask(socket, json.dumps([2, 1, action, payload]))  # every id is the number 1
                assert answer[:2] == [3, 1], answer
                await validate_payload(CallResult("1", answer[2], action), "1.6")
                return answer[2]

            await say("BootNotification", {"chargePointVendor": "V" * 60, "extra": {"a": 1.5}})
            await say("StatusNotification", {"connectorId": 99, "status": "charging", "timestamp": ""})
            await say(
                "StatusNotification",
                {"connectorId": "1", "status": "available", "timestamp": "0001-01-01T00:00:00Z"},
            )
            await say("Authorize", {"idTag": ""})
            start = {"connectorId": "1", "meterStart": 1000.25, "timestamp": began}
            started = await say("StartTransaction", start | {"idTag": f" {site.token.lower()} "})
            number = started["transactionId"]
            await say("MeterValues", odd_readings | {"connectorId": 1})
            await say("MeterValues", {})
            stop = {"transactionId": str(number), "meterStop": 5001.25, "timestamp": end, "reason": ""}
            await say("StopTransaction", stop)
            await say("StopTransaction", {})
            now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
            again = {"connectorId": 1, "idTag": site.token, "meterStart": 5002, "timestamp": now}
            started_again = await say("StartTransaction", again)
            await say("StopTransaction", {"transactionId": -1, "meterStop": 5002, "timestamp": now})
            return started, started_again

    started, started_again = asyncio.run(story())

    later, first = site.community.driver.get("/me/sessions")["items"]
    shown = site.community.driver.get(f"/sessions/{first['session_id']}")
    assert started["idTagInfo"]["status"] == "Accepted"
    assert started_again["idTagInfo"] == started["idTagInfo"]
    assert (shown["state"], shown["energy_kwh"]) == ("COMPLETED", 4.001)
    assert shown["cost"] == {"amount": "1.70", "currency": "EUR"}
    assert [reading["energy_kwh"] for reading in shown["readings"]] == [pytest.approx(3.0015, abs=0.001)]
    assert (later["state"], later["flags"]) == ("COMPLETED", ["stop_matched"])
