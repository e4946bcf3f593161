"""Nobody is blamed for what nobody can know, or what is known to be otherwise."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.at_charger import Visit
from chalicelib.bookings.booking import Kind, State
from chalicelib.policies.rules import AtEnd, Measure, Quota, Span
from tests.unit.bookings.clock_desk import ANN, BOB, END, RULES, ClockDesk, after_end, after_start
from tests.unit.bookings.scenes import hours


@pytest.fixture
def desk(aws: None) -> ClockDesk:
    return ClockDesk()


def test_who_charged_into_the_second_booking_and_left_has_come(desk):
    first, second = desk.booked(), desk.booked(ANN, hours(2, 3))
    desk.starts()
    for minutes in (0, 15):
        desk.at(after_end(minutes))
    desk.ends(first, after_end(18))

    for minutes in range(20, 65, 5):
        desk.at(after_end(minutes))

    assert desk.seen(second).state is State.FULFILLED
    assert desk.held() == {first.ref: timedelta(minutes=60), second.ref: timedelta(minutes=20)}
    assert (desk.strikes(), desk.charges(), "no_show" in desk.told()) == ([], [], False)


def test_while_its_charger_is_offline_nobody_can_know_whether_a_car_stays(desk):
    booking = desk.booked()
    desk.starts()
    desk.online = False
    for minutes in (0, 10, 15, 30):
        desk.at(after_end(minutes))

    assert (desk.strikes(), "overstay" in desk.told()) == ([], False)

    desk.online = True
    desk.at(after_end(300))
    desk.ends(booking, after_end(-10))

    assert (desk.strikes(), desk.charges()) == ([], [])


def test_whose_end_in_time_is_told_late_is_pardoned(desk):
    booking = desk.booked()
    desk.starts()
    desk.at(END).at(after_end(10))
    assert desk.strikes() == [("overstay", after_end(10))]

    desk.ends(booking, after_end(10))

    assert (desk.strikes(), desk.charges()) == ([], [])
    assert desk.store.agenda("ann", "n1").entries == ()


@pytest.mark.parametrize("at_end", [AtEnd.KEEP, AtEnd.STOP])
def test_a_car_whose_connector_is_free_has_gone(desk, at_end):
    desk.policy = replace(RULES, at_end=at_end)
    booking = desk.booked()
    desk.starts()
    desk.status, desk.status_since = "Available", after_start(30)

    for minutes in (0, 10, 30, 45, 60):
        desk.at(after_end(minutes))

    assert (desk.strikes(), desk.stopped) == ([], [])
    assert desk.held() == {booking.ref: timedelta(hours=1)}


def test_a_car_in_whose_place_another_charges_has_gone(desk):
    booking = desk.booked()
    desk.starts()
    desk.going_on = Visit("s2", "bob", after_start(40), charge_point_id="CP1", transaction_id="8")

    for minutes in (0, 10, 30):
        desk.at(after_end(minutes))

    assert desk.strikes() == []
    assert desk.held() == {booking.ref: timedelta(hours=1)}


def test_a_second_start_in_the_same_booking_is_no_second_strike(desk):
    desk.booked()
    desk.starts()
    desk.at(END).at(after_end(10))
    desk.starts(at=after_end(12), session_id="s2")
    desk.at(after_end(12)).at(after_end(27))

    assert desk.strikes() == [("overstay", after_end(10))]


def test_who_came_in_time_may_stay_until_the_end_that_was_promised(desk):
    desk.policy = replace(RULES, quotas=(Quota(Measure.HOURS, Decimal(1), Span.DAY),))
    desk.booked()
    desk.at(after_start(15))
    desk.now = END + timedelta(hours=3)

    walk_up = desk.starts(at=after_start(5))
    desk.ends(walk_up, after_end(10))

    assert (walk_up.kind, walk_up.period.end) == (Kind.WALK_UP, END)
    assert (desk.strikes(), [charge for charge in desk.charges() if not charge[2]]) == ([], [])


def test_what_others_booked_of_a_promise_meanwhile_stays_theirs(desk):
    desk.booked()
    desk.at(after_start(15))
    others = desk.booked(BOB, hours(1.5, 2))
    desk.now = after_start(20)

    walk_up = desk.starts(at=after_start(5))
    desk.ends(walk_up, after_end(0), wh=1)

    assert desk.held() == {walk_up.ref: timedelta(minutes=25), others.ref: timedelta(minutes=30)}
    assert [charge for charge in desk.charges() if not charge[2]] == []


def test_who_came_while_the_charger_was_offline_and_left_again(desk):
    booking = desk.booked()
    desk.online = False
    for minutes in range(15, 60, 5):
        desk.at(after_start(minutes))
    desk.online = True

    desk.at(after_start(60))

    assert desk.seen(booking).state is State.NO_SHOW
    assert (desk.strikes(), desk.charges()) == ([], [])
