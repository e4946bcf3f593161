"""A booking whose answer was lost: the same request makes it once, whoever remembers the request."""

from datetime import timedelta

import pytest

from chalicelib.bookings.booking import State
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.policies.rules import Policy
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, hours

ANN, BOB = Caller("ann"), Caller("bob")


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk(NOON - timedelta(days=1))


def test_the_same_request_again_is_the_same_booking(desk: Desk) -> None:
    first = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")
    again = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")

    assert again == first
    assert desk.booked_by(ANN) == [first]


def test_the_same_key_for_another_time_is_another_booking(desk: Desk) -> None:
    first = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")
    other = desk.bookings.book(CHARGER.charger_id, ANN, hours(2, 3), key="k")

    assert desk.booked_by(ANN) == [first, other]


def test_the_same_key_of_another_driver_is_no_way_to_the_first_ones_booking(desk: Desk) -> None:
    desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")

    with pytest.raises(Refused, match="already taken"):
        desk.bookings.book(CHARGER.charger_id, BOB, hours(1, 2), key="k")


def test_without_a_key_the_same_request_is_refused_by_the_first(desk: Desk) -> None:
    desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))

    with pytest.raises(Refused, match="already taken"):
        desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))


def test_what_has_lapsed_is_no_active_booking_before_the_clock_says_so(desk: Desk) -> None:
    desk.policy = Policy(max_active=1, noshow_timeout=timedelta(minutes=15))
    missed = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))
    desk.now = NOON + timedelta(minutes=75)

    desk.bookings.book(CHARGER.charger_id, ANN, hours(3, 4))

    seen = desk.store.booking(missed.booking_id)
    assert seen is not None
    assert seen.state is State.NO_SHOW
