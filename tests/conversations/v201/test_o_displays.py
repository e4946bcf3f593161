"""OCPP 2.0.1, block O: messages on a station's display."""

import pytest

from tests.conversations.harness import charger

LATER, LATEST = "2031-01-01T00:00:00Z", "2031-01-02T00:00:00Z"


def message(**more):
    """In our words."""
    return {"message_id": 3, "priority": "InFront", "content": "Welcome", "language": "en"} | more


def on_the_wire(**more):
    """The same as the station is asked for it."""
    content = {"format": "UTF8", "content": "Welcome", "language": "en"}
    return {"id": 3, "priority": "InFront", "message": content} | more


async def display(door, cp, session_id=None, **more):
    """By the owner; the ended command and what the station was asked."""
    asked = {"message": message(**more), "session_id": session_id}
    command = await door.operator.command(cp, "set_display_message", **asked)
    return command, (await cp.asked("SetDisplayMessage"))["message"]


@pytest.mark.parametrize(
    ("more", "sent"),
    [
        pytest.param({}, {}, id="TC_O_01_set_a_message"),
        pytest.param(
            {"start_at": LATER, "end_at": LATEST},
            {"start_date_time": LATER, "end_date_time": LATEST},
            id="TC_O_13_from_a_start_time",
        ),
        pytest.param({"end_at": LATER}, {"end_date_time": LATER}, id="TC_O_14_until_an_end_time"),
        pytest.param({"state": "Charging"}, {"state": "Charging"}, id="TC_O_25_in_a_certain_state"),
    ],
)
async def test_a_message_is_shown(door, here, more, sent):
    """The station is asked for it with its number, priority, words, times and state"""
    async with here() as cp:
        command, asked = await display(door, cp, **more)

    assert (command["state"], asked) == ("ACCEPTED", on_the_wire(**sent))


@pytest.mark.parametrize(
    ("more", "sent"),
    [
        pytest.param({}, {}, id="TC_O_06_during_a_transaction"),
        pytest.param(
            {"start_at": LATER}, {"start_date_time": LATER}, id="TC_O_27_during_a_transaction_from_a_start"
        ),
        pytest.param(
            {"end_at": LATER}, {"end_date_time": LATER}, id="TC_O_28_during_a_transaction_until_an_end"
        ),
    ],
)
async def test_a_message_is_shown_during_a_transaction(door, here, more, sent):
    """The owner names the session; the station is told its transaction"""
    async with here() as cp:
        transaction = await cp.start(door.operator.token)
        session = (await door.operator.sessions_at(cp))[0]
        command, asked = await display(door, cp, session["session_id"], **more)
        await cp.stop(transaction, 2000)

    assert command["state"] == "ACCEPTED"
    assert asked == on_the_wire(transaction_id=transaction.transaction_id, **sent)


async def test_TC_O_10_message_during_an_unknown_transaction(door):
    """The session is over, as the station says: the command is rejected"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        transaction = await cp.start(door.operator.token)
        await cp.stop(transaction, 2000)
        (session,) = await door.operator.sessions_at(cp)
        cp.answers["SetDisplayMessage"] = "UnknownTransaction"
        command, asked = await display(door, cp, session["session_id"])

    assert asked["transaction_id"] == transaction.transaction_id
    assert (command["state"], command["detail"]) == ("REJECTED", "UnknownTransaction")


async def test_TC_O_12_replace_a_message(door, here):
    """The same number again, with other words"""
    async with here() as cp:
        asked = [(await display(door, cp, content=content))[1] for content in ("Hello", "Goodbye")]

    assert [(one["id"], one["message"]["content"]) for one in asked] == [(3, "Hello"), (3, "Goodbye")]


@pytest.mark.parametrize(
    ("answer", "more"),
    [
        pytest.param(
            "NotSupportedPriority", {"priority": "AlwaysFront"}, id="TC_O_17_priority_not_supported"
        ),
        pytest.param("NotSupportedState", {"state": "Faulted"}, id="TC_O_18_state_not_supported"),
        pytest.param("NotSupportedMessageFormat", {"format": "HTML"}, id="TC_O_19_format_not_supported"),
        pytest.param("Rejected", {}, id="TC_O_26_message_rejected"),
    ],
)
async def test_a_message_is_refused(door, here, answer, more):
    """The station's word is the command's end"""
    async with here() as cp:
        cp.answers["SetDisplayMessage"] = answer
        command, asked = await display(door, cp, **more)

    sent = asked | {"format": asked["message"]["format"]}
    assert {name: sent[name] for name in more} == more
    assert (command["state"], command["detail"]) == ("REJECTED", answer)


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        pytest.param({}, {}, id="TC_O_02_get_all_messages"),
        pytest.param({"message_ids": [3]}, {"id": [3]}, id="TC_O_07_get_a_message_by_its_id"),
        pytest.param({"priority": "InFront"}, {"priority": "InFront"}, id="TC_O_08_get_by_priority"),
        pytest.param({"state": "Idle"}, {"state": "Idle"}, id="TC_O_09_get_by_state"),
    ],
)
async def test_messages_are_asked_for(door, here, params, wanted):
    """By just these criteria; what the station tells, in parts, is answered and among its notes"""
    async with here() as cp:
        command = await door.operator.command(cp, "get_display_messages", **params)
        asked = await cp.asked("GetDisplayMessages")
        for number, more_comes in ((3, True), (4, False)):
            await cp.say(
                "NotifyDisplayMessages",
                request_id=asked["request_id"],
                message_info=[on_the_wire(id=number)],
                tbc=more_comes,
            )
        path = f"{cp.path}/notes?action=NotifyDisplayMessages&limit=2"
        notes = (await door.operator.api("GET", path))["items"]

    assert command["state"] == "ACCEPTED"
    assert asked == wanted | {"request_id": asked["request_id"]}
    assert {one["payload"]["requestId"] for one in notes} == {asked["request_id"]}
    assert [one["payload"]["messageInfo"][0]["id"] for one in notes] == [4, 3]


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({}, id="TC_O_03_get_all_messages_there_are_none"),
        pytest.param({"message_ids": [99]}, id="TC_O_11_get_messages_unknown_parameters"),
    ],
)
async def test_there_are_no_such_messages(door, here, params):
    """Unknown is an answer: there is none, and nothing follows"""
    async with here() as cp:
        cp.answers["GetDisplayMessages"] = "Unknown"
        command = await door.operator.command(cp, "get_display_messages", **params)
        asked = await cp.asked("GetDisplayMessages")

    assert asked.get("id") == params.get("message_ids")
    assert (command["state"], command["answer"]) == ("ACCEPTED", {"status": "Unknown"})


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param("Accepted", "ACCEPTED", id="TC_O_04_clear_a_message"),
        pytest.param("Unknown", "REJECTED", id="TC_O_05_clear_an_unknown_message"),
    ],
)
async def test_a_message_is_cleared(door, here, answer, state):
    """By its number; what the station answers is the command's end"""
    async with here() as cp:
        cp.answers["ClearDisplayMessage"] = answer
        command = await door.operator.command(cp, "clear_display_message", message_id=3)
        asked = await cp.asked("ClearDisplayMessage")

    assert (asked, command["state"], command["answer"]) == ({"id": 3}, state, {"status": answer})
