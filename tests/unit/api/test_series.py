"""Series of bookings over HTTP: what is sent, what is answered, who may."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.unit.api.circle import Circle

WEEK = 7 * 24
NOT_BOUND = {"max_active": None, "max_advance_minutes": 366 * 1440}


def new(circle: Circle, start: float = 24, end: float = 25, **other: Any) -> dict[str, Any]:
    return circle.time(start, end) | {"rrule": "FREQ=WEEKLY;COUNT=3"} | other


def made(circle: Circle, **other: Any) -> dict[str, Any]:
    circle.agree(**NOT_BOUND)
    answer = circle.bob.post(f"/chargers/{circle.left}/series", new(circle, **other))
    assert answer.status == 201, answer.body
    series: dict[str, Any] = answer.body
    return series


def test_a_series_is_answered_with_its_bookings_and_its_rule(circle: Circle) -> None:
    series = made(circle)

    assert [booking["series_id"] for booking in series["bookings"]] == [series["series_id"]] * 3
    assert [booking["start_date_time"] for booking in series["bookings"]] == [
        circle.time(24 + n * WEEK, 25)["start_date_time"] for n in range(3)
    ]
    assert (series["refused"], series["count"], series["until"], series["occurrences"]) == ([], 3, None, 3)
    assert series["rrule"] == f"FREQ=WEEKLY;BYDAY={day_of(circle)};COUNT=3"
    shown = circle.bob.get(f"/series/{series['series_id']}").body
    assert shown == {name: value for name, value in series.items() if name != "refused"}
    (line,) = circle.bob.get("/me/series").body["items"]
    assert line == {name: value for name, value in shown.items() if name != "bookings"}
    (first, *_) = series["bookings"]
    assert circle.bob.get(f"/bookings/{first['booking_id']}").body == first


def day_of(circle: Circle) -> str:
    return f"{circle.at(24):%a}"[:2].upper()


def test_a_rule_may_be_said_in_parts(circle: Circle) -> None:
    until = (circle.at(24 + WEEK)).date().isoformat()
    weekdays = [circle.at(24).isoweekday()]

    series = made(circle, rrule=None, recurrence={"weekdays": weekdays, "interval": 1, "until": until})

    assert (series["until"], series["count"], len(series["bookings"])) == (until, None, 2)
    assert series["weekdays"] == weekdays
    assert "UNTIL=" in series["rrule"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"rrule": None}, "bad_recurrence"),
        ({"recurrence": {"count": 2}}, "bad_recurrence"),
        ({"rrule": "FREQ=DAILY;COUNT=3"}, "bad_recurrence"),
        ({"rrule": "FREQ=WEEKLY;COUNT=53"}, "too_many_occurrences"),
        ({"rrule": None, "recurrence": {"weekdays": [8], "count": 2}}, "bad_recurrence"),
        ({"rrule": "FREQ=WEEKLY;COUNT=3", "colour": "red"}, "invalid_request"),
        ({"end_date_time": "2020-01-01T00:00:00Z"}, "bad_period"),
    ],
)
def test_what_cannot_be_a_series_is_told(circle: Circle, asked: dict[str, Any], code: str) -> None:
    answer = circle.bob.post(f"/chargers/{circle.left}/series", new(circle, **asked))

    assert (answer.status, answer.body["code"]) == (400, code)


def test_what_does_not_fit_is_told_as_a_refused_booking_is(circle: Circle) -> None:
    circle.agree(**NOT_BOUND)
    circle.booked(circle.cleo, 24 + WEEK, 25 + WEEK)
    single = circle.book(circle.bob, 24 + WEEK, 25 + WEEK)

    answer = circle.bob.post(f"/chargers/{circle.left}/series", new(circle))
    whole = circle.cleo.post(f"/chargers/{circle.left}/series", new(circle, all_or_none=True))

    (refused,) = answer.body["refused"]
    assert (answer.status, len(answer.body["bookings"])) == (201, 2)
    assert refused == circle.time(24 + WEEK, 25 + WEEK) | {"violations": single.body["violations"]}
    assert (whole.status, whole.body["code"]) == (409, "series_refused")
    assert [one["violations"][0]["code"] for one in whole.body["refused"]] == ["overlaps"] * 3
    assert whole.body["refused"][1] == refused
    assert circle.cleo.get("/me/series").body["items"] == []


def test_this_and_all_later_are_moved_and_given_back(circle: Circle) -> None:
    series = made(circle)
    path, (first, second, third) = f"/series/{series['series_id']}", series["bookings"]

    moved = circle.bob.patch(path, {"from_booking_id": second["booking_id"], "end_time": "00:00"}).body
    away = {"from_booking_id": third["booking_id"], "reason": "away"}
    given_back = circle.bob.post(f"{path}/cancel", away).body

    assert (moved["changed"], [one["violations"][0]["code"] for one in moved["refused"]]) == (
        [],
        ["too_long", "too_long"],
    )
    assert moved["refused"][0]["booking_id"] == second["booking_id"]
    assert [one["state"] for one in given_back["canceled"]] == ["CANCELED"]
    assert given_back["refused"] == []
    states = [one["state"] for one in circle.bob.get(path).body["bookings"]]
    assert states == ["RESERVED", "RESERVED", "CANCELED"]
    assert first["state"] == "RESERVED"


def test_all_that_is_to_come_moves_by_an_hour(circle: Circle) -> None:
    series = made(circle)
    end = circle.at(26).astimezone(ZoneInfo(circle.station["time_zone"]))

    moved = circle.bob.patch(f"/series/{series['series_id']}", {"end_time": f"{end:%H:%M}"}).body

    assert [one["end_date_time"] for one in moved["changed"]] == [
        circle.time(0, 26 + n * WEEK)["end_date_time"] for n in range(3)
    ]


def test_whose_series_it_is(circle: Circle) -> None:
    series = made(circle)
    path = f"/series/{series['series_id']}"

    assert circle.ann.get(path).body["driver_name"] == "Bob"
    assert circle.ann.patch(path, {"end_time": "12:00"}).body["code"] == "not_yours"
    for person in (circle.cleo, circle.eve):
        assert person.get(path).status == 404
        assert person.patch(path, {"end_time": "12:00"}).status == 404
        assert person.post(f"{path}/cancel", {}).status == 404
    assert circle.eve.post(f"/chargers/{circle.left}/series", new(circle)).status == 404
    given_back = circle.ann.post(f"{path}/cancel", {"reason": "works"}).body
    assert [one["state"] for one in given_back["canceled"]] == ["CANCELED"] * 3


def test_one_key_makes_one_series(circle: Circle) -> None:
    circle.agree(**NOT_BOUND)
    wish = new(circle)

    first, again = (
        circle.bob.ask("POST", f"/chargers/{circle.left}/series", wish, Idempotency_Key="k") for _ in range(2)
    )

    assert first.body == again.body
    assert len(circle.bob.get("/me/series").body["items"]) == 1
