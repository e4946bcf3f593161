"""A booking whose answer was lost: the same request makes it once, whoever remembers the request."""

from datetime import timedelta

import pytest

from chalicelib.bookings.service import BookingService
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.kernel.paging import Wanted
from tests.unit.bookings.scenes import CHARGER, NOON, hours, member

ANN, BOB = Caller("ann"), Caller("bob")


@pytest.fixture
def bookings(aws: None) -> BookingService:
    return BookingService(
        DynamoBookings(),
        now=lambda: NOON - timedelta(days=1),
        charger_for=lambda _, caller: (CHARGER, member(caller.account_id if caller else "")),
        standing=lambda _, account_id: member(account_id or ""),
        has_car=lambda _, __: None,
    )


def test_the_same_request_again_is_the_same_booking(bookings: BookingService) -> None:
    first = bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")
    again = bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")

    assert again == first
    assert bookings.upcoming(ANN, Wanted()).items == [first]


def test_the_same_key_for_another_time_is_another_booking(bookings: BookingService) -> None:
    first = bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")
    other = bookings.book(CHARGER.charger_id, ANN, hours(2, 3), key="k")

    assert bookings.upcoming(ANN, Wanted()).items == [first, other]


def test_the_same_key_of_another_driver_is_no_way_to_the_first_ones_booking(bookings: BookingService) -> None:
    bookings.book(CHARGER.charger_id, ANN, hours(1, 2), key="k")

    with pytest.raises(Refused, match="already taken"):
        bookings.book(CHARGER.charger_id, BOB, hours(1, 2), key="k")


def test_without_a_key_the_same_request_is_refused_by_the_first(bookings: BookingService) -> None:
    bookings.book(CHARGER.charger_id, ANN, hours(1, 2))

    with pytest.raises(Refused, match="already taken"):
        bookings.book(CHARGER.charger_id, ANN, hours(1, 2))
