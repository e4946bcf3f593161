"""OCPP 2.0.1, block P: what only vendors know."""

import json

import pytest

from tests.conversations.harness import ask, charger, wire


@pytest.mark.parametrize("message_id", [None, "Hello"], ids=["vendor", "message"])
async def test_TC_P_02_data_transfer_to_the_csms_unknown(door, message_id):
    """No vendor's extension is known: said so, and the message is in the log"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        answer = await cp.say("DataTransfer", vendor_id="com.example", message_id=message_id, data={"a": 1})
        path = f"{cp.path}/messages?action=DataTransfer&text=com.example"
        logged = await door.operator.until(path, lambda shown: shown["items"])

    assert answer.status in ("UnknownVendorId", "UnknownMessageId", "Rejected")
    assert logged["items"]


async def test_TC_P_03_custom_data(door):
    """Custom data, wherever it may stand, disturbs nothing: the message is answered as ever"""
    custom = {"vendorId": "com.example", "anything": {"at": "all"}}
    station = {"model": "Model X", "vendorName": "Vendor Y", "customData": custom}
    boot = {"reason": "PowerUp", "chargingStation": station, "customData": custom}
    async with wire(door, "ocpp2.0.1") as (socket, box):
        told = await ask(socket, json.dumps([2, "1", "BootNotification", boot]))
        beat = await ask(socket, json.dumps([2, "2", "Heartbeat", {"customData": custom}]))
        shown = await door.operator.api("GET", box["path"])

    assert (told[0], told[2]["status"], beat[:2]) == (3, "Accepted", [3, "2"])
    assert (shown["vendor"], shown["model"]) == ("Vendor Y", "Model X")
