"""OCPP 2.0.1, block N: a station's logs, and what it keeps of people."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.community import instant
from tests.conversations.harness import charger
from tests.station import now

FILE = b"09:00 contactor closed\n" * 50
HASH = {
    "hash_algorithm": "SHA256",
    "issuer_name_hash": "ab" * 32,
    "issuer_key_hash": "cd" * 32,
    "serial_number": "17",
}


async def seen(door, cp, log, state):
    """The log as the owner sees it, as soon as it is in that state."""
    path = f"{cp.path}/logs/{log['log_id']}"
    return await door.operator.until(path, lambda shown: shown["state"] == state)


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        pytest.param("diagnostics", "DiagnosticsLog", id="TC_N_25_diagnostics_log"),
        pytest.param("security", "SecurityLog", id="TC_N_35_security_log"),
    ],
)
async def test_a_log_is_uploaded(door, here, kind, type_):
    """Asked for a span of time; the station uploads it where it was told, and the owner downloads the same"""
    since, until = instant(datetime.now(UTC) - timedelta(days=1)), instant(datetime.now(UTC))
    async with here() as cp:
        log = await door.operator.api("POST", f"{cp.path}/logs", {"kind": kind, "from": since, "to": until})
        asked = await cp.asked("GetLog")
        await cp.say("LogStatusNotification", status="Uploading", request_id=asked["request_id"])
        await seen(door, cp, log, "UPLOADING")
        where = asked["log"]["remote_location"]
        put = await asyncio.to_thread(httpx.put, where, content=FILE, trust_env=False)
        await cp.say("LogStatusNotification", status="Uploaded", request_id=asked["request_id"])
        shown = await seen(door, cp, log, "UPLOADED")
        fetched = await asyncio.to_thread(httpx.get, shown["download_url"], trust_env=False)

    assert (asked["log_type"], put.status_code, fetched.content) == (type_, 200, FILE)
    assert asked["log"]["oldest_timestamp"] < asked["log"]["latest_timestamp"]


async def test_TC_N_34_log_rejected(door, here):
    """The log has failed, and says so"""
    async with here() as cp:
        cp.answers["GetLog"] = "Rejected"
        log = await door.operator.api("POST", f"{cp.path}/logs", {"kind": "diagnostics"})
        shown = await seen(door, cp, log, "FAILED")

    assert "refused" in shown["detail"]


async def test_TC_N_36_log_asked_for_a_second_time(door, here):
    """AcceptedCanceled: the first is given up, the second goes on"""
    async with here() as cp:
        first = await door.operator.api("POST", f"{cp.path}/logs", {"kind": "diagnostics"})
        asked = await cp.asked("GetLog")
        await cp.say("LogStatusNotification", status="Uploading", request_id=asked["request_id"])
        cp.answers["GetLog"] = {"status": "AcceptedCanceled", "filename": "second.txt"}
        second = await door.operator.api("POST", f"{cp.path}/logs", {"kind": "diagnostics"})
        again = await cp.asked("GetLog")
        await cp.say("LogStatusNotification", status="AcceptedCanceled", request_id=asked["request_id"])
        await cp.say("LogStatusNotification", status="Uploading", request_id=again["request_id"])
        given_up = await seen(door, cp, first, "FAILED")
        await seen(door, cp, second, "UPLOADING")

    assert again["request_id"] != asked["request_id"]
    assert "Another log" in given_up["detail"]


async def customer(door, cp, *, report, clear, told=(), **whom):
    """By the owner; the ended command, what the station was asked, and what it told as the owner sees it."""
    command = await door.operator.command(cp, "customer_information", report=report, clear=clear, **whom)
    asked = await cp.asked("CustomerInformation")
    for number, data in enumerate(told):
        await cp.say(
            "NotifyCustomerInformation",
            request_id=asked["request_id"],
            seq_no=number,
            generated_at=now(),
            tbc=number + 1 < len(told),
            data=data,
        )
    path = f"{cp.path}/notes?action=NotifyCustomerInformation&limit=10"
    notes = [one["payload"] for one in (await door.operator.api("GET", path))["items"]]
    of_this = [one["data"] for one in reversed(notes) if one["requestId"] == asked["request_id"]]
    return command, asked, of_this


@pytest.mark.parametrize(
    ("report", "clear", "told"),
    [
        pytest.param(True, False, ("Known: ", "yes"), id="TC_N_27_with_data"),
        pytest.param(True, False, ("",), id="TC_N_28_no_data"),
        pytest.param(True, True, ("Known: yes",), id="TC_N_30_cleared_and_reported_with_data"),
        pytest.param(True, True, ("",), id="TC_N_31_cleared_and_reported_no_data"),
        pytest.param(False, True, ("",), id="TC_N_32_cleared_not_reported"),
    ],
)
async def test_what_is_kept_of_the_holder_of_a_token(door, here, report, clear, told):
    """The station is asked by the token, to tell, to forget, or both; what it tells is among its notes"""
    token = door.operator.token
    async with here() as cp:
        command, asked, notes = await customer(
            door, cp, report=report, clear=clear, told=told, token_uid=token
        )

    assert (asked["report"], asked["clear"], asked["id_token"]["id_token"]) == (report, clear, token)
    assert (command["state"], notes) == ("ACCEPTED", list(told))


@pytest.mark.parametrize(
    ("whom", "named"),
    [
        pytest.param(
            {"customer_identifier": "C-17"},
            {"customer_identifier": "C-17"},
            id="TC_N_62_by_customer_identifier",
        ),
        pytest.param({"certificate": HASH}, {"customer_certificate": HASH}, id="TC_N_63_by_certificate"),
    ],
)
async def test_what_is_kept_of_a_customer(door, here, whom, named):
    """Named otherwise than by a token: to tell and to forget"""
    async with here() as cp:
        command, asked, notes = await customer(door, cp, report=True, clear=True, told=("Gone",), **whom)

    assert asked == {"report": True, "clear": True, "request_id": asked["request_id"]} | named
    assert (command["state"], notes) == ("ACCEPTED", ["Gone"])


async def test_TC_N_29_customer_information_not_accepted(door, here):
    """The station's word is the command's"""
    async with here() as cp:
        cp.answers["CustomerInformation"] = "Rejected"
        command, _, notes = await customer(door, cp, report=True, clear=False, token_uid=door.operator.token)

    assert (command["state"], command["detail"], notes) == ("REJECTED", "Rejected", [])


async def test_TC_N_46_customer_information_cleared_and_local_list_updated(door):
    """Whose token was removed is forgotten by the station, and leaves its local list at once"""
    uid = await door.operator.new_token()
    async with charger(door, "ocpp2.0.1") as cp:
        path = f"{cp.path}/local-list"
        await door.operator.api("PUT", path, {"enabled": True})
        full = await cp.asked("SendLocalList")
        await door.operator.until(path, lambda shown: shown["state"] == "in_step")
        await door.operator.api("DELETE", f"/me/tokens/{uid}", who=door.operator.driver)
        command, asked, _ = await customer(door, cp, report=True, clear=True, told=("Gone",), token_uid=uid)
        update = await cp.asked("SendLocalList")

    assert (command["state"], asked["id_token"]["id_token"]) == ("ACCEPTED", uid)
    assert (update["update_type"], update["version_number"]) == ("Differential", full["version_number"] + 1)
    (entry,) = update["local_authorization_list"]
    assert (entry["id_token"], "id_token_info" in entry) == (asked["id_token"], False)
