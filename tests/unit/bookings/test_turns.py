"""Whose turn it is at the plug."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.rules import State
from chalicelib.bookings.slots import ceiling
from chalicelib.bookings.turns import Plug, ref_that_decides, turn
from tests.unit.bookings.scenes import CHARGER, NOON, TERMS, booked, hours, occupied, terms

ANNS = booked(1, 2, "annann1", "ann")
BOBS = booked(2, 3, "bobbob1", "bob")
BOOKINGS = {booking.ref: booking for booking in (ANNS, BOBS)}


def asked(driver, after_noon, terms=TERMS, charger=CHARGER, bookings=(ANNS, BOBS)):
    at = NOON + timedelta(hours=after_noon)
    occupancy = occupied(*bookings)
    ref = ref_that_decides(occupancy, terms, at)
    return turn(Plug(at, occupancy, {b.ref: b for b in bookings}.get(ref)), terms, charger, driver)


MINUTE = 1 / 60


@pytest.mark.parametrize(
    ("driver", "after_noon", "expected"),
    [
        pytest.param("ann", 1, [], id="the booker, from the start"),
        pytest.param("ann", 2 - MINUTE, [], id="the booker, to the last minute"),
        pytest.param("ann", 2, ["not_your_turn"], id="the booker, once the next one's time has begun"),
        pytest.param("bob", 1.5, ["not_your_turn"], id="another member in that window"),
        pytest.param("ann", 1 - 10 * MINUTE, [], id="the booker, as early as early_start"),
        pytest.param("bob", 2 - 10 * MINUTE, ["not_your_turn"], id="early, but somebody still has it"),
        pytest.param("eve", 0, [], id="a walk-up while nobody has it"),
    ],
)
def test_turn(driver, after_noon, expected):
    assert [violation.code for violation in asked(driver, after_noon).violations] == expected


def test_the_booker_has_the_plug_until_the_bookings_end():
    found = asked("ann", 1)

    assert (found.booking, found.until, found.walk_up) == (ANNS, ANNS.period.end, None)


def test_a_walk_up_ends_where_the_next_booking_begins():
    found = asked("eve", 0.5)

    assert found.walk_up == hours(0.5, 1)
    assert found.until == ANNS.period.start


def test_a_walk_up_ends_after_the_longest_time():
    assert asked("eve", 3.5).walk_up == hours(3.5, 7.5)
    assert asked("eve", 3.51).until == ceiling(NOON + timedelta(hours=7.51))


def test_not_your_turn_passes_when_those_who_have_it_are_through():
    (violation,) = asked("eve", 1.5).violations

    assert violation.passes_at == BOBS.period.end


def test_a_walk_up_needs_a_policy_that_allows_it():
    by_booking_only = terms(walk_up=False)

    assert [v.code for v in asked("eve", 0, by_booking_only).violations] == ["walk_up_not_allowed"]
    assert asked("ann", 1, by_booking_only).may


def test_a_stranger_may_not_even_with_a_booking_left_over():
    assert [v.code for v in asked("ann", 1, replace(TERMS, is_member=False)).violations] == ["not_a_member"]


def test_what_is_out_of_service_charges_nobody():
    broken = replace(CHARGER, in_service=False)

    assert [v.code for v in asked("ann", 1, charger=broken).violations] == ["out_of_service"]


def test_time_given_back_is_anyones():
    ended_early = replace(ANNS, state=State.FULFILLED, held_until=NOON + timedelta(hours=1.25))

    found = asked("eve", 1.5, bookings=(ended_early, BOBS))

    assert found.walk_up == hours(1.5, 2)


def test_an_early_start_without_limit_reaches_the_next_booking_only():
    unlimited = terms(early_start=None)

    assert asked("ann", 0, unlimited).booking == ANNS
    assert asked("bob", 0, unlimited).walk_up == hours(0, 1)


def test_who_comes_long_before_the_own_booking_begins_it_where_a_walk_up_would_do():
    found = asked("ann", 0.5)

    assert (found.booking, found.until, found.walk_up) == (ANNS, ANNS.period.end, None)
    assert [v.code for v in asked("ann", 0.5, terms(walk_up=False)).violations] == ["walk_up_not_allowed"]


def test_an_own_booking_after_anothers_does_not_reach_past_it():
    assert asked("bob", 0.5).walk_up == hours(0.5, 1)


def test_an_own_booking_further_off_than_the_longest_time_is_left_alone():
    far = booked(6, 7, "annann2", "ann")

    assert asked("ann", 0, bookings=(far,)).walk_up == hours(0, 4)
