"""What owners do with a network, on the whole stack: files of stations, faults that people report, use."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "docs" / "samples" / "stations.csv"


def test_one_file_that_two_bring_at_once_makes_each_station_once(community):
    owner, network = community.owner, f"/networks/{community.network['network_id']}"
    file = {"format": "csv", "text": SAMPLE.read_text("utf-8")}

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: owner.post(f"{network}/stations/import", file), range(2)))

    assert Counter(one["state"] for answer in both for one in answer["stations"]) == {
        "created": 2,
        "exists": 2,
    }
    names = [station["name"] for station in owner.get(f"{network}/stations")["items"]]
    assert sorted(names) == ["Courtyard", "Swimming pool", "Town hall"]
    exported = owner.send("GET", f"{network}/stations/export", params={"format": "csv"})
    assert exported.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert owner.post(f"{network}/stations/import", {"format": "csv", "text": exported.text})["created"] == 0


def test_faults_that_two_report_at_once_are_one_alarm_until_it_is_closed(community):
    drivers = [community.driver, community.member()]
    alarms = f"/networks/{community.network['network_id']}/alarms"
    fault = {"what": "cable_stuck", "note": "It does not let go."}

    with ThreadPoolExecutor(2) as pool:
        reports = list(
            pool.map(
                lambda who: who.create(f"/chargers/{community.plain['charger_id']}/faults", fault), drivers
            )
        )

    (alarm,) = community.owner.get(alarms)["items"]
    assert (alarm["kind"], alarm["report_count"]) == ("fault_reported", 2)
    assert {report["fault_id"] for report in alarm["reports"]} == {report["fault_id"] for report in reports}
    community.owner.post(f"/alarms/{alarm['alarm_id']}/close")
    assert community.owner.get(alarms)["items"] == []


def test_a_visit_is_used_at_once(community):
    charger = community.plain["charger_id"]
    visit = community.driver.create(f"/chargers/{charger}/sessions", {})
    community.driver.post(f"/sessions/{visit['session_id']}/stop", {"energy_kwh": 2})

    told = community.owner.get(f"/networks/{community.network['network_id']}/usage")

    assert told["months"][-1]["energy_kwh"] == 2
    assert [(one["charger_id"], one["sessions"]) for one in told["chargers"] if one["sessions"]] == [
        (charger, 1)
    ]
