"""Managers keep chargers free of bookings, and see what stands in the way."""

import pytest

from chalicelib.wiring import Services


def block(circle, start, end, who=None, charger_id=None, **more):
    path = f"/chargers/{charger_id or circle.left}/blocks"
    return (who or circle.ann).post(path, circle.time(start, end) | more)


def told(circle, event):
    return [notice.account_id for notice in circle.told() if notice.event == event]


def blocks(circle):
    return circle.ann.get(f"/chargers/{circle.left}/blocks").body["items"]


def test_nobody_books_in_a_block_and_the_day_shows_why(circle):
    made = block(circle, 2, 4, reason="Works")

    refused = circle.book(circle.bob, 3, 5)
    (busy,) = circle.bob.get(f"/chargers/{circle.left}/day?date=2026-06-01").body["busy"]

    assert (made.status, made.body["reason"], made.body["made_by"]) == (201, "Works", "Ann")
    assert [found["code"] for found in refused.body["violations"]] == ["overlaps"]
    assert (busy["kind"], busy["reason"], busy["booking_id"]) == ("block", "Works", None)
    assert circle.book(circle.bob, 4, 5).status == 201
    assert blocks(circle) == [made.body]


def test_a_block_is_nobodys_booking(circle):
    circle.agree(max_active=1)
    block(circle, 2, 4)

    assert circle.ann.get("/me/bookings").body["items"] == []
    assert circle.book(circle.ann, 4, 5).status == 201


def test_what_is_in_the_way_is_named_and_stays(circle):
    mine = circle.booked(circle.bob, 3, 4)

    refused = block(circle, 2, 5)

    assert (refused.status, refused.code) == (409, "booking_refused")
    assert [found["code"] for found in refused.body["violations"]] == ["overlaps"]
    assert refused.body["in_the_way"] == [
        {
            "booking_id": mine["booking_id"],
            "kind": "booking",
            "driver_id": "Bob",
            "driver_name": "Bob",
            "start_date_time": mine["start_date_time"],
            "end_date_time": mine["end_date_time"],
            "is_charging": False,
        }
    ]
    assert circle.bob.get(f"/bookings/{mine['booking_id']}").body["state"] == "RESERVED"
    assert blocks(circle) == []


def test_bookings_in_the_way_are_cancelled_when_the_manager_says_so(circle):
    gone = [circle.booked(circle.bob, 2, 3), circle.booked(circle.cleo, 4.5, 6)]
    stays = circle.booked(circle.bob, 7, 8)

    made = block(circle, 2, 5, cancel_bookings=True, reason="Works")

    assert made.status == 201
    states = [circle.ann.get(f"/bookings/{one['booking_id']}").body["state"] for one in (*gone, stays)]
    assert states == ["CANCELED", "CANCELED", "RESERVED"]
    assert sorted(told(circle, "booking_canceled")) == ["Bob", "Cleo"]
    assert circle.book(circle.cleo, 5, 6).status == 201


def test_who_charges_is_not_sent_away(circle):
    circle.bob.post(f"/chargers/{circle.left}/sessions")

    refused = block(circle, 0, 2, cancel_bookings=True)

    assert refused.code == "booking_refused"
    assert [(one["kind"], one["is_charging"]) for one in refused.body["in_the_way"]] == [("walk_up", True)]


def test_another_block_stays(circle):
    block(circle, 2, 4)

    refused = block(circle, 3, 5, cancel_bookings=True)

    assert [one["kind"] for one in refused.body["in_the_way"]] == ["block"]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        pytest.param(1.01, 2, "off_grid", id="no slot begins then"),
        pytest.param(-0.25, 1, "in_past", id="began a quarter ago"),
        pytest.param(24 * 366 + 1, 24 * 366 + 2, "too_far_ahead", id="in more than a year"),
        pytest.param(1, 24 * 14 + 1.25, "too_long", id="more than 14 days"),
    ],
)
def test_what_cannot_be_blocked(circle, start, end, code):
    refused = block(circle, start, end)

    assert (refused.status, [found["code"] for found in refused.body["violations"]]) == (409, [code])


def test_fourteen_days_are_one_transaction(circle):
    assert block(circle, 0, 24 * 14).status == 201


def test_a_block_may_begin_between_two_slots_of_the_policy(circle):
    circle.agree(grid_minutes=60, min_duration_minutes=60)

    assert block(circle, 1 / 12, 2 / 12).status == 201


def test_an_unblocked_time_can_be_booked_again(circle):
    made = block(circle, 2, 4).body
    path = f"/blocks/{made['booking_id']}"

    first, again = circle.ann.delete(path), circle.ann.delete(path)

    assert (first.status, again.status) == (204, 204)
    assert blocks(circle) == []
    assert circle.book(circle.bob, 2, 4).status == 201


def test_a_block_that_is_over_is_listed_no_more(circle):
    made = block(circle, 0, 1).body
    circle.world.later(hours=1)

    over = circle.ann.delete(f"/blocks/{made['booking_id']}")

    assert blocks(circle) == []
    assert [found["code"] for found in over.body["violations"]] == ["too_late_to_cancel"]


def test_only_managers_block(circle):
    made = block(circle, 2, 4).body
    path = f"/blocks/{made['booking_id']}"
    booking = circle.booked(circle.bob, 6, 7)["booking_id"]

    assert block(circle, 5, 6, who=circle.bob).code == "managers_only"
    assert block(circle, 5, 6, who=circle.eve).code == "not_found"
    assert [circle.bob.delete(path).code, circle.eve.delete(path).code] == ["managers_only", "not_found"]
    assert circle.ann.delete(f"/blocks/{booking}").code == "not_found"


def test_a_station_is_blocked_charger_by_charger(circle):
    circle.booked(circle.bob, 3, 4)
    path = f"/stations/{circle.station['station_id']}/blocks"

    some = circle.ann.post(path, circle.time(2, 5))
    rest = circle.ann.post(path, circle.time(2, 5) | {"cancel_bookings": True})

    assert some.status == 201
    assert [made["charger_id"] for made in some.body["items"]] == [circle.right]
    assert [(no["charger_id"], len(no["in_the_way"])) for no in some.body["refused"]] == [(circle.left, 1)]
    assert [made["charger_id"] for made in rest.body["items"]] == [circle.left]
    assert [no["charger_id"] for no in rest.body["refused"]] == [circle.right]


def test_a_lapsed_booking_is_in_nobodys_way(circle):
    circle.agree(noshow_timeout_minutes=15)
    circle.booked(circle.bob, 0, 2)
    circle.world.later(minutes=15)

    assert block(circle, 0, 1).status == 201


def test_those_who_wait_are_told_only_when_the_block_stands(circle, monkeypatch):
    freed = []
    monkeypatch.setattr(Services, "let_go", lambda _, booking: freed.append((booking, blocks(circle))))
    circle.booked(circle.bob, 2, 3)

    block(circle, 2.5, 5, cancel_bookings=True)

    ((booking, standing),) = freed
    assert booking.driver_id == "Bob"
    assert len(standing) == 1


def test_who_made_a_block_and_manages_no_longer_neither_sees_nor_ends_it(circle):
    role = f"/networks/{circle.network_id}/members/Bob"
    circle.ann.patch(role, {"role": "manager"})
    made = block(circle, 2, 4, circle.bob).body
    circle.ann.patch(role, {"role": "member"})
    path = f"/bookings/{made['booking_id']}"

    answers = [circle.bob.get(path), circle.bob.post(f"{path}/cancel", {})]

    assert [answer.status for answer in answers] == [404, 404]
    assert blocks(circle) == [made]
