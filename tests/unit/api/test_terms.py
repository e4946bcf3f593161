"""What one is told of a charger's terms is what a booking there is held to."""

from datetime import timedelta

import pytest

from tests.unit.api.circle import Circle, instant
from tests.unit.sessions.world import counted


def terms(circle: Circle, who, start=None, end=None, **more):
    query = {} if start is None else circle.time(start, end)
    text = "&".join(f"{name}={value}" for name, value in (query | more).items())
    answer = who.get(f"/chargers/{circle.left}/terms?{text}")
    assert answer.status == 200, answer.body
    return answer.body


def test_a_member_is_told_all_rules_as_they_hold_for_them(circle):
    quota = {"measure": "hours", "most": 4.5, "per": "week", "whose": "member"}
    circle.agree(max_active=2, quotas=[quota], classes={"staff": {"max_active": 7}})
    circle.ann.patch(f"/networks/{circle.network_id}/members/Bob", {"member_class": "staff"})
    circle.booked(circle.bob, 24, 25.5)

    shown = terms(circle, circle.bob)

    assert (shown["is_member"], shown["member_class"], shown["active"]) == (True, "staff", 1)
    assert shown["terms"]["max_active"] == 7
    assert "classes" not in shown["terms"]
    assert shown["quotas"] == [
        quota
        | {"used": 1.5, "left": 3, "from": "2026-05-31T22:00:00Z", "until": "2026-06-07T22:00:00Z"}
        | {"prime": False}
    ]
    assert (shown["suspended_until"], shown["strikes"], shown["wish"]) == (None, 0, None)
    assert (shown["now"]["may_charge"], shown["now"]["violations"]) == (True, [])


def test_a_wish_is_judged_as_a_booking_would_be(circle):
    circle.agree(min_notice_minutes=120, cooldown_minutes=60)
    circle.booked(circle.bob, 4, 5)
    circle.booked(circle.cleo, 6, 7)

    for wish in ((1, 2), (1.1, 9), (5.5, 6.5), (8, 9)):
        told = terms(circle, circle.bob, *wish)["wish"]
        tried = circle.book(circle.bob, *wish)
        assert told["may_book"] == (tried.status == 201)
        assert told["violations"] == ([] if tried.status == 201 else tried.body["violations"])


def test_every_violation_tells_rule_value_and_what_was_asked(circle):
    circle.agree(min_notice_minutes=120)

    refused = circle.book(circle.bob, 1.1, 6).body["violations"]
    too_long, off_grid, too_soon = refused

    asked = circle.time(1.1, 6)
    assert all(
        found.keys() == {"code", "detail", "allowed", "asked", "passes_at", "rule"} for found in refused
    )
    assert [too_long[name] for name in ("code", "rule", "allowed", "asked")] == [
        *("too_long", "max_duration", 240, 294)
    ]
    assert [off_grid[name] for name in ("code", "rule", "allowed", "asked")] == [
        *("off_grid", "grid", 15, asked)
    ]
    assert [too_soon[name] for name in ("code", "rule", "allowed", "asked", "passes_at")] == [
        *("too_soon", "min_notice", 120, asked["start_date_time"], instant(circle.at(2)))
    ]


def test_a_booking_of_ones_own_is_no_obstacle_to_moving_it(circle):
    mine = circle.booked(circle.bob, 4, 5)

    alone = terms(circle, circle.bob, 4.5, 5.5)["wish"]
    instead = terms(circle, circle.bob, 4.5, 5.5, booking_id=mine["booking_id"])["wish"]
    path = f"/chargers/{circle.left}/terms?booking_id={mine['booking_id']}"
    others = circle.cleo.get(
        f"{path}&start_date_time={instant(circle.at(4))}&end_date_time={instant(circle.at(5))}"
    )

    assert [found["code"] for found in alone["violations"]] == ["overlaps"]
    assert instead == {"may_book": True, "violations": []}
    assert (others.status, others.code) == (404, "not_found")


def test_whoever_holds_the_charger_now_is_in_the_way_until_they_lapse(circle):
    circle.agree(noshow_timeout_minutes=15)
    circle.booked(circle.cleo, 0, 2)

    taken = terms(circle, circle.bob)["now"]
    hers = terms(circle, circle.cleo)["now"]
    circle.world.later(minutes=15)
    freed = terms(circle, circle.bob, 0, 1)

    assert [found["code"] for found in taken["violations"]] == ["not_your_turn"]
    assert (hers["may_charge"], hers["until"]) == (True, "2026-06-01T14:00:00Z")
    assert freed["now"]["may_charge"]
    assert freed["wish"]["may_book"]


def test_a_stranger_sees_the_terms_of_a_public_charger_only(circle):
    hidden = circle.eve.get(f"/chargers/{circle.left}/terms")
    circle.ann.patch(f"/networks/{circle.network_id}", {"visibility": "public"})

    shown = terms(circle, circle.eve, 1, 2)

    assert (hidden.status, hidden.code) == (404, "not_found")
    assert (shown["is_member"], shown["terms"]["max_active"]) == (False, 3)
    assert [found["code"] for found in shown["wish"]["violations"]] == ["not_a_member"]


def test_a_time_too_long_to_look_at_is_told_as_any_other(circle):
    told = terms(circle, circle.bob, 1, 24 * 30)["wish"]

    assert [found["code"] for found in told["violations"]] == ["too_long"]


@pytest.mark.parametrize(
    "query",
    ["start_date_time=2026-06-01T13:00:00Z", "booking_id=x", "car_id=x"],
)
def test_half_a_question_is_no_question(circle, query):
    answer = circle.bob.get(f"/chargers/{circle.left}/terms?{query}")

    assert (answer.status, answer.code) == (400, "invalid_request")


def test_terms_take_two_reads_and_a_third_where_somebody_holds_the_charger(circle):
    circle.agree(max_active=None)
    with counted() as nobody:
        terms(circle, circle.bob, 4, 5)
    for start in range(4, 12):
        circle.booked(circle.cleo, start, start + 0.5)
    with counted() as many:
        told = terms(circle, circle.bob, 3, 12)

    assert nobody == {"reads": 2, "writes": 0, "transactions": 0}
    assert many == {"reads": 3, "writes": 0, "transactions": 0}
    assert "overlaps" in [found["code"] for found in told["wish"]["violations"]]


def test_a_move_is_judged_for_the_car_that_the_booking_has(circle):
    car = circle.bob.post("/me/cars", {"name": "Zoe", "connectors": ["IEC_62196_T2"]}).body["car_id"]
    circle.agree(quotas=[{"measure": "hours", "most": 2, "per": "week", "whose": "car"}])
    mine, _ = (
        circle.bob.post(f"/chargers/{circle.left}/bookings", circle.time(*period) | {"car_id": car}).body
        for period in ((2, 3), (5, 6))
    )

    told = terms(circle, circle.bob, 2, 4, booking_id=mine["booking_id"])["wish"]
    tried = circle.bob.patch(f"/bookings/{mine['booking_id']}", circle.time(2, 4))

    assert [found["code"] for found in told["violations"]] == ["quota_exceeded"]
    assert told["violations"] == tried.body["violations"]


def test_an_offer_that_lapsed_is_in_nobodys_way_worked_off_or_not(circle):
    given_back = circle.booked(circle.bob, 3, 4)
    wanted = {"duration_minutes": 60, "charger_ids": [circle.left], **circle.time(3, 4)}
    circle.cleo.post(f"/stations/{circle.station['station_id']}/waitlist", wanted)
    circle.bob.post(f"/bookings/{given_back['booking_id']}/cancel", {})
    (offer,) = circle.cleo.get("/me/offers").body["items"]

    circle.world.now += timedelta(minutes=14)
    while_it_holds = circle.book(circle.ann, 3 - 14 / 60, 4 - 14 / 60)
    circle.world.now += timedelta(minutes=1)
    afterwards = circle.book(circle.ann, 2.75, 3.75)

    assert [found["code"] for found in while_it_holds.body["violations"]] == ["overlaps"]
    assert (afterwards.status, afterwards.body["start_date_time"]) == (201, offer["start_date_time"])
