from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.at_charger import Visit
from chalicelib.bookings.booking import State
from tests.unit.bookings.clock_desk import ANN, BOB, END, RULES, START, ClockDesk, after_end, after_start
from tests.unit.bookings.scenes import NOON, hours


@pytest.fixture
def desk(aws: None) -> ClockDesk:
    return ClockDesk()


def test_who_does_not_come_loses_the_slots_pays_and_has_a_strike(desk):
    booking = desk.booked()
    desk.at(after_start(-10))

    desk.at(after_start(14))
    assert desk.seen(booking).state is State.RESERVED
    desk.at(after_start(15)).at(after_start(16))

    assert desk.seen(booking).state is State.NO_SHOW
    assert desk.held() == {}
    assert desk.strikes() == [("no_show", after_start(15))]
    assert desk.charges() == [("no_show", "5.00", False)]
    assert desk.told() == ["booking_soon", "no_show"]
    assert desk.facts("no_show")["fee"] == "5.00"
    assert desk.facts("no_show")["strikes_left"] == "1"
    assert [what for what, *_ in desk.reservations] == ["reserve", "unreserve"]
    assert [freed.booking_id for freed in desk.freed] == [booking.booking_id]
    assert desk.booked(BOB, hours(1.5, 2)).state is State.RESERVED


def test_the_strike_that_suspends_is_told_once(desk):
    desk.booked()
    desk.booked(ANN, hours(3, 4))

    desk.at(after_start(15)).at(after_start(135))

    assert desk.told() == ["no_show", "no_show", "suspended"]
    assert desk.facts("suspended") == {
        "until_at": (after_start(135) + timedelta(days=14)).isoformat(),
        "network_name": "Home",
    }


def test_where_strikes_mean_nothing_none_are_left(desk):
    desk.policy = replace(RULES, strikes=None)
    desk.booked()

    assert desk.at(after_start(15)).facts("no_show")["strikes_left"] == ""
    assert desk.strikes() == [("no_show", after_start(15))]


def test_while_a_charger_is_offline_nobody_can_know_who_came(desk):
    booking = desk.booked()
    desk.online = False

    desk.at(after_start(15))
    assert desk.seen(booking).state_at(after_start(19)) is State.RESERVED
    for minutes in range(20, 60, 5):
        desk.at(after_start(minutes))
    assert desk.seen(booking).state is State.RESERVED
    desk.at(END)

    assert desk.seen(booking).state is State.NO_SHOW
    assert desk.seen(booking).history[-1].reason == "charger offline"
    assert (desk.strikes(), desk.charges(), desk.told()) == ([], [], [])


def test_a_charger_that_comes_back_without_a_car_is_released_but_its_driver_is_not_to_blame(desk):
    booking = desk.booked()
    desk.online = False
    desk.at(after_start(15))
    desk.online = True

    assert desk.at(after_start(20)).seen(booking).state is State.NO_SHOW
    assert (desk.held(), desk.strikes(), desk.charges(), desk.told()) == ({}, [], [], ["no_show"])
    assert (desk.facts("no_show")["fee"], desk.facts("no_show")["strikes_left"]) == ("", "")


@pytest.mark.parametrize("status", ["Preparing", "Finishing"])
def test_while_a_car_is_plugged_in_its_driver_may_be_there(desk, status):
    booking = desk.booked()
    desk.status = status

    for minutes in range(15, 60, 5):
        desk.at(after_start(minutes))
    assert desk.seen(booking).state is State.RESERVED
    assert desk.plug.turn(desk.charger, desk.standing("ann"), "ann", after_start(56)).may
    desk.at(END)

    assert (desk.seen(booking).state, desk.strikes()) == (State.NO_SHOW, [])


def test_after_an_outage_what_has_lasted_since_then_still_tells(desk):
    plugged_in, later = desk.booked(), desk.booked(BOB, hours(3, 4))
    desk.status, desk.status_since = "Preparing", START

    desk.at(NOON + timedelta(hours=9))

    assert [desk.seen(booking).state for booking in (plugged_in, later)] == [State.NO_SHOW] * 2
    assert (desk.strikes(), desk.strikes(BOB)) == ([], [])


def test_who_finds_somebody_elses_car_charging_is_not_at_fault(desk):
    booking = desk.booked()
    desk.status, desk.going_on = "Charging", Visit("s9", "bob", START - timedelta(hours=3))

    desk.at(after_start(15))

    assert (desk.seen(booking).state, desk.strikes(), desk.told()) == (State.FAILED, [], ["booking_failed"])
    assert desk.seen(booking).history[-1].reason == "in_use"


def test_who_still_charges_under_the_booking_before_has_come(desk):
    first = desk.booked()
    second = desk.booked(ANN, hours(2, 3))
    desk.starts()

    for minutes in range(0, 70, 5):
        desk.at(after_end(minutes))
    assert desk.seen(second).state is State.FULFILLED
    assert (desk.strikes(), desk.charges()) == ([], [])
    assert desk.seen(first).state is State.RESERVED
    desk.ends(first, after_end(60))

    assert desk.charges() == [], "it was all booked"
