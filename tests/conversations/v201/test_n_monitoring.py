"""OCPP 2.0.1, block N: what a station watches of itself, and what it notices."""

import pytest

from tests.conversations.harness import charger
from tests.station import now

POWER = {"component": {"name": "EVSE", "evse": {"id": 1}}, "variable": {"name": "Power"}}
LIMIT = {"key": "EVSE@1/Power", "type": "UpperThreshold", "value": "10.5", "severity": 4}
OFTEN = {"key": "Connector@1.1/AvailabilityState", "type": "Periodic", "value": "60", "severity": 8}
CRITERIA = ["ThresholdMonitoring", "DeltaMonitoring", "PeriodicMonitoring"]
A_COMPONENT = {"component": {"name": "EVSE", "evse": {"id": 1}}}
A_VARIABLE = {"component": {"name": "Connector"}, "variable": {"name": "AvailabilityState"}}


def numbered(*numbers):
    """An answer to SetVariableMonitoring that gives these numbers."""

    def answer(asked):
        kept = ("component", "variable", "type", "severity")
        told = zip(numbers, asked["set_monitoring_data"], strict=True)
        return {
            "set_monitoring_result": [
                {name: one[name] for name in kept} | {"id": number, "status": "Accepted"}
                for number, one in told
            ]
        }

    return answer


async def monitors(door, cp, *numbers):
    """What the owner sees of them, as soon as they are those."""
    path = f"{cp.path}/monitors"
    holds = lambda shown: [one["monitor_id"] for one in shown["items"]] == list(numbers)  # noqa: E731
    return (await door.operator.until(path, holds))["items"]


async def noticed(door, cp, **event):
    """NotifyEvent of one event; what the owner then sees first."""
    told = {"event_id": 1, "timestamp": now(), "trigger": "Alerting", "actual_value": "true"} | event
    await cp.say("NotifyEvent", generated_at=now(), seq_no=0, event_data=[told])
    return (await door.operator.api("GET", f"{cp.path}/events"))["items"][0]


async def alarms(door, cp, state):
    """Those of the station."""
    path = f"/networks/{door.operator.network_id}/alarms?state={state}&limit=100"
    items = (await door.operator.api("GET", path))["items"]
    return [one["kind"] for one in items if one["charge_point_id"] == cp.charge_point_id]


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        pytest.param({"criteria": CRITERIA}, {"monitoring_criteria": CRITERIA}, id="TC_N_01_by_criteria"),
        pytest.param(
            {"components": ["Connector/AvailabilityState"]},
            {"component_variable": [A_VARIABLE]},
            id="TC_N_02_by_components",
        ),
        pytest.param(
            {"criteria": CRITERIA[:1], "components": ["EVSE@1"]},
            {"monitoring_criteria": CRITERIA[:1], "component_variable": [A_COMPONENT]},
            id="TC_N_03_by_criteria_and_a_component",
        ),
        pytest.param({}, {}, id="TC_N_47_everything"),
        pytest.param(
            {"criteria": CRITERIA[1:], "components": ["EVSE@1", "Connector/AvailabilityState"]},
            {"monitoring_criteria": CRITERIA[1:], "component_variable": [A_COMPONENT, A_VARIABLE]},
            id="TC_N_60_by_criteria_and_components",
        ),
    ],
)
async def test_monitors_are_asked_for(door, here, params, wanted):
    """By just these criteria; the report, in two parts, is answered, and the owner sees the monitors"""
    async with here() as cp:
        command = await door.operator.command(cp, "get_monitoring_report", **params)
        asked = await cp.asked("GetMonitoringReport")
        for number, more_comes in ((5, True), (6, False)):
            watched = {"id": number, "transaction": False, "value": 10.5, "type": "Delta", "severity": 4}
            await cp.say(
                "NotifyMonitoringReport",
                request_id=asked["request_id"],
                seq_no=number - 5,
                generated_at=now(),
                tbc=more_comes,
                monitor=[POWER | {"variable_monitoring": [watched]}],
            )
        shown = await monitors(door, cp, 5, 6)

    assert (command["state"], asked) == ("ACCEPTED", wanted | {"request_id": asked["request_id"]})
    assert {(one["key"], one["type"], one["value"]) for one in shown} == {("EVSE@1/Power", "Delta", "10.5")}


async def test_TC_N_05_set_the_monitoring_base(door, here):
    """Each of the three is asked for by its name, and agreed to"""
    async with here() as cp:
        bases = ["All", "FactoryDefault", "HardWiredOnly"]
        commands = [await door.operator.command(cp, "set_monitoring_base", base=base) for base in bases]
        asked = [(await cp.asked("SetMonitoringBase"))["monitoring_base"] for _ in bases]

    assert (asked, {one["state"] for one in commands}) == (bases, {"ACCEPTED"})


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param([LIMIT], id="TC_N_08_set_one_monitor"),
        pytest.param([LIMIT, OFTEN], id="TC_N_09_set_several_monitors"),
        pytest.param([OFTEN], id="TC_N_24_periodic_monitor"),
    ],
)
async def test_monitors_are_set(door, wanted):
    """All in one message; each is listed by the number that the station gave it"""
    numbers = range(20, 20 + len(wanted))
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        cp.answers["SetVariableMonitoring"] = numbered(*numbers)
        command = await door.operator.command(cp, "set_monitoring", monitors=wanted)
        asked = (await cp.asked("SetVariableMonitoring"))["set_monitoring_data"]
        shown = await monitors(door, cp, *numbers)

    assert command["state"] == "ACCEPTED"
    assert [(one["type"], one["value"], one["severity"]) for one in asked] == [
        (one["type"], float(one["value"]), one["severity"]) for one in wanted
    ]
    assert [(one["key"], one["type"]) for one in shown] == [(one["key"], one["type"]) for one in wanted]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param("Accepted", "ACCEPTED", id="TC_N_16_set_the_level"),
        pytest.param("Rejected", "REJECTED", id="TC_N_17_level_out_of_range"),
    ],
)
async def test_the_monitoring_level_is_set(door, here, answer, state):
    """The station's word is the command's; what is out of OCPP's range never goes out"""
    async with here() as cp:
        cp.answers["SetMonitoringLevel"] = answer
        command = await door.operator.command(cp, "set_monitoring_level", severity=4)
        asked = await cp.asked("SetMonitoringLevel")
        body = {"action": "set_monitoring_level", "severity": 10}
        beyond = await door.operator.asked("POST", f"{cp.path}/commands", body)

    assert (asked, command["state"]) == ({"severity": 4}, state)
    assert beyond.status_code == 400


async def test_TC_N_18_no_more_at_once_than_the_station_takes(door):
    """ItemsPerMessage is 3: four at once are refused to the owner, and never sent; three and one are"""
    items = "MonitoringCtrlr/ItemsPerMessage[ClearVariableMonitoring]"
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        cp.answers["GetVariables"] = lambda asked: {
            "get_variable_result": [
                {name: one[name] for name in ("component", "variable")}
                | {"attribute_status": "Accepted", "attribute_value": "3"}
                for one in asked["get_variable_data"]
            ]
        }
        await door.operator.command(cp, "get_configuration", keys=[items])
        await door.operator.until(f"{cp.path}/configuration", lambda shown: shown["items"])
        body = {"action": "clear_monitoring", "monitor_ids": [1, 2, 3, 4]}
        refused = await door.operator.asked("POST", f"{cp.path}/commands", body)
        sent = []
        for part in ([1, 2, 3], [4]):
            command = await door.operator.command(cp, "clear_monitoring", monitor_ids=part)
            sent.append(((await cp.asked("ClearVariableMonitoring"))["id"], command["state"]))

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
    assert sent == [([1, 2, 3], "ACCEPTED"), ([4], "ACCEPTED")]


async def test_TC_N_44_clear_a_monitor_rejected(door):
    """It is watched on, and the owner sees that the station refused"""
    async with charger(door, "ocpp2.0.1", boots=False) as cp:
        cp.answers["SetVariableMonitoring"] = numbered(20)
        await door.operator.command(cp, "set_monitoring", monitors=[LIMIT])
        await monitors(door, cp, 20)
        cp.answers["ClearVariableMonitoring"] = {
            "clear_monitoring_result": [{"id": 20, "status": "Rejected"}]
        }
        command = await door.operator.command(cp, "clear_monitoring", monitor_ids=[20])
        asked = await cp.asked("ClearVariableMonitoring")
        (still,) = await monitors(door, cp, 20)

    assert (asked, command["state"], command["detail"]) == ({"id": [20]}, "REJECTED", "Rejected")
    assert still["key"] == LIMIT["key"]


async def test_TC_N_21_alert_of_a_hard_wired_monitor(door, here):
    """Kept as it was told"""
    async with here() as cp:
        seen = await noticed(
            door,
            cp,
            **POWER,
            event_notification_type="HardWiredMonitor",
            tech_code="E7",
            tech_info="Overheated",
        )

    assert (seen["key"], seen["trigger"], seen["notification"]) == (
        "EVSE@1/Power",
        "Alerting",
        "HardWiredMonitor",
    )
    assert (seen["tech_code"], seen["tech_info"], seen["cleared"]) == ("E7", "Overheated", False)


async def test_TC_N_48_alert_of_a_write_only_variable(door, here):
    """Without a value: answered and kept"""
    async with here() as cp:
        seen = await noticed(
            door, cp, **POWER, actual_value="", event_notification_type="HardWiredMonitor", event_id=48
        )

    assert (seen["event_id"], seen["value"]) == (48, "")


async def test_TC_N_49_alert_cleared_after_a_reboot(door):
    """What a critical monitor told is an alarm; when it says after a reboot that it is over, it is"""
    async with charger(door, "ocpp2.0.1") as cp:
        cp.answers["SetVariableMonitoring"] = numbered(20)
        await door.operator.command(cp, "set_monitoring", monitors=[LIMIT | {"severity": 2}])
        await monitors(door, cp, 20)
        about = POWER | {"event_notification_type": "CustomMonitor", "variable_monitoring_id": 20}
        await noticed(door, cp, **about, actual_value="11")
        during = await alarms(door, cp, "open")
        await cp.boot("RemoteReset")
        seen = await noticed(door, cp, **about, actual_value="3", cleared=True, event_id=2)
        after = await alarms(door, cp, "open")

    assert (seen["cleared"], seen["monitor_id"], seen["severity"]) == (True, 20, 2)
    assert (len(during), after) == (1, [])


async def test_TC_N_50_periodic_event(door, here):
    """Several in one message: each is kept"""
    about = POWER | {"trigger": "Periodic", "event_notification_type": "CustomMonitor", "timestamp": now()}
    async with here() as cp:
        told = [
            about | {"event_id": number, "actual_value": str(number), "variable_monitoring_id": 7}
            for number in (501, 502)
        ]
        await cp.say("NotifyEvent", generated_at=now(), seq_no=0, event_data=told)
        items = (await door.operator.api("GET", f"{cp.path}/events"))["items"]

    assert {(one["event_id"], one["trigger"]) for one in items[:2]} == {(501, "Periodic"), (502, "Periodic")}
