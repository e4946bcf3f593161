"""A station's calendar over HTTP: who has which charger when, and how many requests it takes."""

import pytest

from tests.unit.sessions.world import counted


def calendar(circle, who, query="from=2026-06-01"):
    return who.get(f"/stations/{circle.station['station_id']}/calendar?{query}")


def test_managers_see_who_has_which_charger(circle):
    booked = circle.booked(circle.bob, 3, 4, circle.right)
    later = circle.booked(circle.cleo, 27, 28, circle.left)
    block = circle.time(5, 6) | {"reason": "Works"}
    assert circle.ann.post(f"/chargers/{circle.left}/blocks", block).status == 201

    shown = calendar(circle, circle.ann, "from=2026-06-01&days=2").body

    assert shown["time_zone"] == "Europe/Berlin"
    found = {
        one["charger_name"]: [
            [(busy["kind"], busy["booking_id"], busy["driver_name"], busy["reason"]) for busy in day["busy"]]
            for day in one["days"]
        ]
        for one in shown["chargers"]
    }
    bob, cleo = (who.get("/me").body["name"] for who in (circle.bob, circle.cleo))
    ((kind, _, _, reason),) = found["Left"][0]
    assert (kind, reason) == ("block", "Works")
    assert found["Left"][1] == [("booking", later["booking_id"], cleo, None)]
    assert found["Right"] == [[("booking", booked["booking_id"], bob, None)], []]
    assert [day["date"] for day in shown["chargers"][0]["days"]] == ["2026-06-01", "2026-06-02"]


def test_each_day_is_told_as_the_chargers_own(circle):
    circle.booked(circle.bob, 3, 4)

    (left,) = (one for one in calendar(circle, circle.ann).body["chargers"] if one["charger_name"] == "Left")

    assert left["days"] == [circle.ann.get(f"/chargers/{circle.left}/day?date=2026-06-01").body]


def test_a_week_takes_as_many_requests_as_a_day(circle):
    circle.booked(circle.bob, 3, 4)
    circle.booked(circle.cleo, 27, 28)

    counts = []
    for days in (1, 7):
        with counted() as requests:
            assert calendar(circle, circle.ann, f"from=2026-06-01&days={days}").status == 200
        counts.append(dict(requests))

    assert counts == [{"reads": 5, "writes": 0, "transactions": 0}] * 2


@pytest.mark.parametrize(
    ("who", "code"),
    [pytest.param("bob", "managers_only", id="a member"), pytest.param("eve", "not_found", id="a stranger")],
)
def test_only_managers_are_told(circle, who, code):
    assert calendar(circle, getattr(circle, who)).code == code


@pytest.mark.parametrize("query", ["", "from=2026-06-01&days=8", "from=2026-06-01&days=0", "from=soon"])
def test_what_are_no_days_is_told(circle, query):
    answer = calendar(circle, circle.ann, query)

    assert (answer.status, answer.code) == (400, "invalid_request")
