"""An alarm that nobody knows what to do about is noise: each has its lines, and no lines are without one."""

import re
from pathlib import Path

import pytest

from infra.cloud.watching import RUNBOOK, alarms, section

TEXT = (Path(__file__).parents[2] / RUNBOOK).read_text()
SECTIONS = dict(
    re.findall(
        r"^## (\S+)\n(.+?)(?=^#|\Z)",
        TEXT.partition("\n# Alarms\n")[2].split("\n# ")[0],
        re.MULTILINE | re.DOTALL,
    )
)
ALARMS = alarms("try")


def test_every_alarm_has_its_section_and_every_section_its_alarm():
    assert sorted(SECTIONS) == sorted(alarm.anchor for alarm in ALARMS)


@pytest.mark.parametrize("alarm", ALARMS, ids=lambda alarm: alarm.anchor)
def test_an_alarm_tells_where_its_section_is_and_somebody(alarm):
    made = section("try").resources[f"{alarm.name}Alarm"]["Properties"]

    assert made["AlarmDescription"].endswith(f"{RUNBOOK}#{alarm.anchor}")
    assert made["AlarmActions"] == [{"Ref": "AlarmTopic"}]
    assert len(SECTIONS[alarm.anchor].split()) > 20


@pytest.mark.parametrize("alarm", ALARMS, ids=lambda alarm: alarm.anchor)
def test_an_alarm_looks_at_one_value_and_asks_no_more_metrics_than_it_may(alarm):
    made = section("try").resources[f"{alarm.name}Alarm"]["Properties"]
    looked_at = made.get("Metrics", [{"MetricStat": made, "ReturnData": True}])

    assert ("Metrics" in made) != ("MetricName" in made)
    assert [each["ReturnData"] for each in looked_at] == [False] * (len(looked_at) - 1) + [True]
    assert sum("MetricStat" in each for each in looked_at) <= 10
