"""OCPP 2.0.1, block B: a station's variables are read, set and reported; the owner sees what it is set to."""

import pytest

from tests.conversations.harness import charger
from tests.conversations.v201.states import V201
from tests.station import now

INTERVAL = "OCPPCommCtrlr/HeartbeatInterval"
TIMEOUT = "TxCtrlr/EVConnectionTimeOut"
ITEMS = "DeviceDataCtrlr/ItemsPerMessage[GetVariables]"
SEVERAL = [
    ITEMS,
    "DeviceDataCtrlr/ItemsPerMessage[GetReport]",
    "DeviceDataCtrlr/BytesPerMessage[GetVariables]",
    "DeviceDataCtrlr/BytesPerMessage[GetReport]",
    "AuthCtrlr/AuthorizeRemoteStart",
]


def keys(data):
    """The variables in a GetVariables or SetVariables, as our keys."""
    found = []
    for one in data:
        instance = one["variable"].get("instance")
        name = one["variable"]["name"] + (f"[{instance}]" if instance else "")
        found.append(f"{one['component']['name']}/{name}")
    return found


async def settings(door, cp):
    """What the owner sees that it is set to: value by key."""
    shown = await door.operator.api("GET", f"{cp.path}/configuration")
    return {one["key"]: one["value"] for one in shown["items"]}


def by_key(shown):
    """What a configuration shows, by key: an answer is kept soon after its command has ended."""
    return {one["key"]: one for one in shown["items"]}


async def reported(cp, number, *variables):
    """NotifyReport in parts, one variable in each."""
    for seq_no, (key, value) in enumerate(variables):
        component, name = key.split("/")
        about = {
            "component": {"name": component},
            "variable": {"name": name},
            "variable_attribute": [{"type": "Actual", "value": value, "mutability": "ReadWrite"}],
            "variable_characteristics": {"data_type": "string", "supports_monitoring": False},
        }
        await cp.say(
            "NotifyReport",
            request_id=number,
            generated_at=now(),
            seq_no=seq_no,
            tbc=seq_no < len(variables) - 1,
            report_data=[about],
        )


async def read(door, wanted):
    """The command when it has ended, what the station was asked, what the owner then sees."""
    async with charger(door, V201) as cp:
        command = await door.operator.command(cp, "get_configuration", keys=wanted)
        asked = (await cp.asked("GetVariables"))["get_variable_data"]
        await door.operator.until(f"{cp.path}/configuration", lambda shown: set(wanted) <= set(by_key(shown)))
        return command, keys(asked), await settings(door, cp)


async def test_TC_B_06_get_one_variable(door):
    """One is asked for; its value is in the command's answer and in the configuration."""
    command, asked, shown = await read(door, [INTERVAL])

    assert (command["state"], asked) == ("ACCEPTED", [INTERVAL])
    assert [one["value"] for one in command["answer"]["configuration_key"]] == ["1"]
    assert shown == {INTERVAL: "1"}


async def test_TC_B_07_get_several_variables(door):
    """All are asked for at once, and each has its value."""
    command, asked, shown = await read(door, SEVERAL)

    assert (command["state"], asked) == ("ACCEPTED", SEVERAL)
    assert shown == dict.fromkeys(SEVERAL, "1")


async def test_TC_B_08_no_more_variables_than_the_station_takes(door):
    """ItemsPerMessage is 4: five at once are refused to the owner, and never sent; four and one are."""
    async with charger(door, V201) as cp:
        await reported(cp, 1, (ITEMS.partition("[")[0], "9"))
        cp.answers["GetVariables"] = lambda asked: {
            "get_variable_result": [
                {key: one[key] for key in ("component", "variable")}
                | {"attribute_status": "Accepted", "attribute_value": "4"}
                for one in asked["get_variable_data"]
            ]
        }
        await door.operator.command(cp, "get_configuration", keys=[ITEMS])
        await cp.asked("GetVariables")
        await door.operator.until(
            f"{cp.path}/configuration",
            lambda shown: by_key(shown).get(ITEMS, {}).get("value") == "4",
        )
        five = {"action": "get_configuration", "keys": SEVERAL}
        refused = await door.operator.asked("POST", f"{cp.path}/commands", five)
        for part in (SEVERAL[:4], SEVERAL[4:]):
            await door.operator.command(cp, "get_configuration", keys=part)
        sizes = []
        while cp.was_asked("GetVariables"):
            sizes.append(len((await cp.asked("GetVariables"))["get_variable_data"]))

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
    assert {4, 1} <= set(sizes) <= {1, 2, 3, 4}  # after its start it may be asked by itself


async def test_TC_B_09_set_one_variable(door):
    """The value goes out, and is what the owner sees wanted and applied."""
    async with charger(door, V201) as cp:
        await door.operator.api("PATCH", f"{cp.path}/configuration", {"settings": {INTERVAL: "120"}})
        (asked,) = (await cp.asked("SetVariables"))["set_variable_data"]
        shown = await door.operator.until(
            f"{cp.path}/configuration", lambda found: found["items"][0]["state"] == "applied"
        )

    assert (keys([asked]), asked["attribute_value"]) == ([INTERVAL], "120")
    assert (shown["items"][0]["wanted"], shown["items"][0]["value"]) == ("120", "120")


async def test_TC_B_10_set_several_variables(door):
    """Each goes out in a message of its own, so that one refused keeps no other from being applied."""
    async with charger(door, V201) as cp:
        cp.answers["SetVariables"] = lambda asked: {
            "set_variable_result": [
                {key: one[key] for key in ("component", "variable")}
                | {"attribute_status": "Rejected" if keys([one]) == [TIMEOUT] else "Accepted"}
                for one in asked["set_variable_data"]
            ]
        }
        wanted = {INTERVAL: "120", TIMEOUT: "60"}
        await door.operator.api("PATCH", f"{cp.path}/configuration", {"settings": wanted})
        asked = [(await cp.asked("SetVariables"))["set_variable_data"] for _ in wanted]
        shown = await door.operator.until(
            f"{cp.path}/configuration",
            lambda found: all(one["state"] in ("applied", "rejected") for one in found["items"]),
        )

    assert [(keys(data), data[0]["attribute_value"]) for data in asked] == [
        ([INTERVAL], "120"),
        ([TIMEOUT], "60"),
    ]
    assert {one["key"]: one["state"] for one in shown["items"]} == {INTERVAL: "applied", TIMEOUT: "rejected"}


async def base_report(door, kind):
    """Asked for by the owner; told in two parts, which the owner then sees."""
    async with charger(door, V201) as cp:
        command = await door.operator.command(cp, "get_base_report", kind=kind)
        asked = await cp.asked("GetBaseReport")
        await reported(cp, asked["request_id"], (INTERVAL, "300"), (TIMEOUT, "30"))
        shown = await settings(door, cp)
    assert (command["state"], asked["report_base"]) == ("ACCEPTED", kind)
    assert shown == {INTERVAL: "300", TIMEOUT: "30"}


async def test_TC_B_12_base_report_configuration(door):
    """ConfigurationInventory is asked for; what comes in parts is the configuration that the owner sees."""
    await base_report(door, "ConfigurationInventory")


async def test_TC_B_13_base_report_full(door):
    """FullInventory is asked for; what comes in parts is the configuration that the owner sees."""
    await base_report(door, "FullInventory")


async def test_TC_B_14_base_report_summary(door):
    """SummaryInventory is asked for; what comes in parts is the configuration that the owner sees."""
    await base_report(door, "SummaryInventory")


@pytest.mark.parametrize("criterion", ["Active", "Available", "Enabled", "Problem"])
async def test_TC_B_18_custom_report(door, criterion):
    """Components and variables are named, and a criterion; what comes is what the owner sees."""
    async with charger(door, V201) as cp:
        asked_for = {"criteria": [criterion], "components": ["EVSE@1/AvailabilityState", "TxCtrlr"]}
        command = await door.operator.command(cp, "get_report", **asked_for)
        asked = await cp.asked("GetReport")
        await reported(cp, asked["request_id"], (TIMEOUT, "30"))
        shown = await settings(door, cp)

    assert (command["state"], asked["component_criteria"]) == ("ACCEPTED", [criterion])
    assert asked["component_variable"] == [
        {"component": {"name": "EVSE", "evse": {"id": 1}}, "variable": {"name": "AvailabilityState"}},
        {"component": {"name": "TxCtrlr"}},
    ]
    assert shown == {TIMEOUT: "30"}


async def test_a_report_of_nothing_is_an_answer(door):
    async with charger(door, V201) as cp:
        cp.answers["GetReport"] = "EmptyResultSet"
        command = await door.operator.command(cp, "get_report", criteria=["Problem"])

    assert (command["state"], command["answer"]["status"]) == ("ACCEPTED", "EmptyResultSet")


async def raised(door, answer):
    """A charge point without a password is to come with one: its way goes by a new network profile."""
    box = await door.operator.new_box(security_profile=0)
    path = f"{box['path']}/security-profile"
    async with charger(door, V201, again=box | {"password": None}) as cp:
        cp.answers["SetNetworkProfile"] = answer
        await door.operator.api("PUT", path, {"security_profile": 1, "interface": "Wireless0"})
        told = await cp.asked("SetNetworkProfile")
        ordered = (await cp.asked("SetVariables"))["set_variable_data"] if answer == "Accepted" else None
        change = await door.operator.until(
            path,
            lambda shown: shown["change"]["state"] == "failed" or shown["change"]["step"] == "use",
        )
    return told, ordered, change["change"]


async def test_TC_B_42_new_network_profile_accepted(door):
    """It goes into a free slot, with all that the station needs; then it is put first in the order."""
    told, ordered, change = await raised(door, "Accepted")

    assert told["connection_data"] == {
        "ocpp_version": "OCPP20",
        "ocpp_transport": "JSON",
        "ocpp_csms_url": told["connection_data"]["ocpp_csms_url"],
        "message_timeout": 30,
        "security_profile": 1,
        "ocpp_interface": "Wireless0",
    }
    assert told["connection_data"]["ocpp_csms_url"].startswith("ws://")
    assert keys(ordered) == ["OCPPCommCtrlr/NetworkConfigurationPriority"]
    assert ordered[0]["attribute_value"] == f"{told['configuration_slot']},1"
    assert (change["state"], change["step"]) == ("pending", "use")


async def test_TC_B_44_new_network_profile_failed(door):
    """The station cannot: nothing is changed, and the owner sees why."""
    _, _, change = await raised(door, "Failed")

    assert (change["state"], change["why"]) == ("failed", "set_network_profile: Failed")
