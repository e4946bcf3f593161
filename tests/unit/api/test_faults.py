"""People report what is wrong with a charger, and managers put it right."""

import pytest

from chalicelib.alarms.rules import Alarm, AlarmKind
from tests.unit.api.circle import Circle


def report(circle: Circle, who, what="no_power", note=None, charger_id=None):
    body = {"what": what} | ({} if note is None else {"note": note})
    return who.post(f"/chargers/{charger_id or circle.left}/faults", body)


def alarms(circle: Circle, state="open"):
    return circle.ann.get(f"/networks/{circle.network_id}/alarms?state={state}").body["items"]


def alarmed(circle: Circle):
    return sorted(
        (notice.account_id, notice.facts["reason"])
        for notice in circle.told()
        if notice.event == "alarm_raised"
    )


def test_a_report_is_an_alarm_of_the_charger_and_managers_are_told_once(circle):
    told = report(circle, circle.bob, "cable_stuck", "I had to cut it.")
    circle.world.later(minutes=1)
    other = report(circle, circle.cleo, "damaged")

    assert told.status == 201
    assert told.body == {
        "fault_id": told.body["fault_id"],
        "what": "cable_stuck",
        "note": "I had to cut it.",
        "reported_at": "2026-06-01T12:00:00Z",
    }
    (alarm,) = alarms(circle)
    assert (alarm["kind"], alarm["charger_id"], alarm["charge_point_id"]) == (
        "fault_reported",
        circle.left,
        None,
    )
    assert (alarm["charge_point_name"], alarm["detail"]) == ("Left", "I had to cut it.")
    assert (alarm["report_count"], alarm["reports"]) == (2, [told.body, other.body])
    assert alarmed(circle) == [("Ann", "fault_cable_stuck")]


def test_the_same_of_one_person_within_an_hour_is_one_report(circle):
    first = report(circle, circle.bob, note="Dark")
    circle.world.later(minutes=59)
    again = report(circle, circle.bob, note="Still dark")
    others = report(circle, circle.cleo)
    circle.world.later(minutes=1)
    later = report(circle, circle.bob)

    assert again.body == first.body
    assert len({first.body["fault_id"], others.body["fault_id"], later.body["fault_id"]}) == 3
    assert alarms(circle)[0]["report_count"] == 3


def test_what_was_put_right_and_is_wrong_again_is_a_report_of_its_own(circle):
    first = report(circle, circle.bob)
    closed = circle.ann.post(f"/alarms/{alarms(circle)[0]['alarm_id']}/close")

    again = report(circle, circle.bob)

    assert (closed.status, closed.body["state"]) == (200, "cleared")
    assert (closed.body["acknowledged_by"], closed.body["cleared_at"]) == ("Ann", "2026-06-01T12:00:00Z")
    assert again.body["fault_id"] != first.body["fault_id"]
    assert [alarm["report_count"] for alarm in alarms(circle)] == [1]
    assert [alarm["alarm_id"] for alarm in alarms(circle, "cleared")] == [closed.body["alarm_id"]]


def test_having_seen_it_does_not_end_it_and_twice_closed_is_closed(circle):
    report(circle, circle.bob)
    (alarm,) = alarms(circle)

    seen = circle.ann.post(f"/alarms/{alarm['alarm_id']}/acknowledge")
    once, twice = (circle.ann.post(f"/alarms/{alarm['alarm_id']}/close") for _ in range(2))

    assert seen.body["state"] == "open"
    assert once.body == twice.body
    assert once.body["state"] == "cleared"


def test_what_ends_by_itself_is_not_closed(circle):
    station, now = circle.station["station_id"], circle.world.now
    offline = Alarm(AlarmKind.OFFLINE, circle.network_id, station, "CP", "CP", "", now)
    circle.services.alarms.raise_named(offline, ("Courtyard", "Box"))

    refused = circle.ann.post(f"/alarms/{alarms(circle)[0]['alarm_id']}/close")

    assert (refused.status, refused.code) == (409, "ends_by_itself")
    assert [alarm["kind"] for alarm in alarms(circle)] == ["offline"]


def test_one_person_reports_so_much_of_a_charger_and_no_more(circle):
    kinds = ["no_power", "cable_stuck", "damaged", "blocked_by_car", "wrong_state"]

    *taken, refused = [report(circle, circle.bob, what) for what in kinds]

    assert {answer.status for answer in taken} == {201}
    assert (refused.status, refused.code) == (429, "too_many_attempts")
    assert refused.body["retry_after_seconds"] > 0
    assert report(circle, circle.cleo).status == 201
    assert report(circle, circle.bob, charger_id=circle.right).status == 201


def test_an_alarm_keeps_the_last_reports_and_counts_them_all(circle, monkeypatch):
    monkeypatch.setattr("chalicelib.alarms.reported.MOST_SHOWN", 2)

    told = [
        report(circle, who, what).body for who in (circle.bob, circle.cleo) for what in ("other", "damaged")
    ]

    (alarm,) = alarms(circle)
    assert (alarm["report_count"], alarm["reports"]) == (4, told[-2:])


def test_a_charger_that_goes_takes_its_reports_along(circle):
    report(circle, circle.bob)

    circle.ann.delete(f"/chargers/{circle.left}")

    assert alarms(circle) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"what": "ugly"}, 400),
        ({"what": "other", "note": "x" * 501}, 400),
        ({"what": "other", "note": ""}, 201),
    ],
)
def test_a_report_says_what_and_not_too_much(circle, body, status):
    assert circle.bob.post(f"/chargers/{circle.left}/faults", body).status == status


def test_who_may_not_see_the_charger_reports_nothing(circle):
    assert report(circle, circle.eve).status == 404
    assert alarms(circle) == []


def test_of_many_who_report_at_once_all_are_counted_by_one_alarm(circle):
    faults, store = circle.services.faults, circle.services.faults.store
    asked = []

    def open_id(kind, subject):
        found = type(store).open_id(store, kind, subject)
        asked.append(found)
        if len(asked) == 1:  # somebody else comes between the look and the write
            report(circle, circle.cleo)
        return found

    object.__setattr__(faults, "store", Between(store, open_id))
    report(circle, circle.bob)

    (alarm,) = alarms(circle)
    assert alarm["report_count"] == 2


class Between:
    """A store that something happens to between a look and a write."""

    def __init__(self, store, open_id):
        self.store, self.open_id = store, open_id

    def __getattr__(self, name):
        return getattr(self.store, name)
