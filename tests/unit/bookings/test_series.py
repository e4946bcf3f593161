"""Series: what fits, all or nothing, once for each key, and whole whatever breaks in between."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.bookings.booking import Kind, State
from chalicelib.bookings.recurrence import MOST, Recurrence
from chalicelib.bookings.series import SeriesWish
from chalicelib.bookings.slots import slots_of
from chalicelib.kernel.errors import Invalid, NotFound, Refused
from chalicelib.kernel.paging import Wanted
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Approval
from chalicelib.table import connection
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import NOON, hours
from tests.unit.bookings.series_scenes import (
    A_DAY,
    A_WEEK,
    ANN,
    BOB,
    DAILY,
    ID,
    OPEN,
    codes,
    consistent,
    nothing_is_left,
    series_of,
    weeks,
    wish,
)


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk(NOON - A_DAY, OPEN)


class Crash(Exception):
    """The machine went away."""


def crash() -> None:
    raise Crash


@contextmanager
def counted(
    number: int | None = None, *, after: bool = False, then: Callable[[], None] = crash
) -> Iterator[list[str]]:
    """The requests to DynamoDB; at the one of that number the machine goes, before or after its effect."""
    asked: list[str] = []
    events = connection().client.meta.events
    event = "after-call.dynamodb" if after else "before-call.dynamodb"

    def count(model: Any, **_: Any) -> None:
        asked.append(model.name)
        if len(asked) == number:
            then()

    events.register(event, count, unique_id="counted")
    try:
        yield asked
    finally:
        events.unregister(event, unique_id="counted")


@pytest.mark.parametrize("all_or_none", [False, True])
def test_a_series_is_booked_as_ordinary_bookings_that_know_it(desk: Desk, all_or_none: bool) -> None:
    made = series_of(desk).book(wish(3, all_or_none=all_or_none, car_id="zoe"), ANN)

    assert [booking.period for booking in made.bookings] == weeks(3)
    assert made.unfit == ()
    assert desk.booked_by(ANN) == list(made.bookings)
    for booking in made.bookings:
        assert (booking.kind, booking.state, booking.car_id) == (Kind.BOOKING, State.RESERVED, "zoe")
        assert (booking.series_id, booking.version) == (made.series.series_id, 1)
        assert [step.reason for step in booking.history] == ["booked"]
    assert series_of(desk).series(made.series.series_id, ANN) == made
    assert series_of(desk).mine(ANN, Wanted()).items == [made.series]
    consistent(desk)


def test_its_bookings_are_as_single_ones_are(desk: Desk) -> None:
    desk.policy = replace(OPEN, buffer=timedelta(minutes=15), cancel_until=timedelta(hours=1))
    single = desk.bookings.book(ID, BOB, hours(5, 6))
    (one,) = series_of(desk).book(wish(1), ANN).bookings
    (other,) = series_of(desk).book(wish(1, hours(3, 4), all_or_none=True), ANN).bookings

    about = {"booking_id": "", "driver_id": "", "period": hours(1, 2), "series_id": None, "history": ()}
    assert replace(one, **about) == replace(other, **about) == replace(single, **about)
    consistent(desk)


def test_what_cannot_be_booked_is_told_with_every_reason_and_the_rest_is_booked(desk: Desk) -> None:
    desk.policy = replace(OPEN, max_advance=timedelta(days=16), max_active=2)
    desk.bookings.book(ID, BOB, Period(hours(1, 2).start + A_WEEK, hours(1, 2).end + A_WEEK))

    made = series_of(desk).book(wish(4), ANN)

    assert [booking.period for booking in made.bookings] == [weeks(4)[0], weeks(4)[2]]
    assert [(one.period, [found.code for found in one.violations]) for one in made.unfit] == [
        (weeks(4)[1], ["overlaps"]),
        (weeks(4)[3], ["too_far_ahead", "too_many_active"]),
    ]
    consistent(desk)


@pytest.mark.parametrize("all_or_none", [False, True])
def test_where_nothing_fits_nothing_is_left(desk: Desk, all_or_none: bool) -> None:
    desk.policy = replace(OPEN, max_duration=timedelta(minutes=30))

    with pytest.raises(Refused) as refusal:
        series_of(desk).book(wish(3, all_or_none=all_or_none), ANN)

    assert refusal.value.code == "series_refused"
    assert codes(refusal.value) == [["too_long"]] * 3
    nothing_is_left(desk)


def test_all_or_none_books_nothing_when_one_does_not_fit(desk: Desk) -> None:
    desk.policy = replace(OPEN, max_active=2)

    with pytest.raises(Refused) as refusal:
        series_of(desk).book(wish(3, all_or_none=True), ANN)

    assert codes(refusal.value) == [["too_many_active"]]
    assert refusal.value.facts["refused"][0]["start_date_time"] == weeks(3)[2].start  # type: ignore[index]
    nothing_is_left(desk)


@pytest.mark.parametrize(("all_or_none", "writes"), [(False, MOST), (True, 3)])
def test_52_nights_on_two_sheets_each_take_a_bounded_number_of_requests(
    desk: Desk, all_or_none: bool, writes: int
) -> None:
    """104 sheets are 2 reads; place, member and bookings are 3. Holds of 52 nights are 2 transactions."""
    night = hours(10, 18)  # Berlin's midnight, and UTC's, lie in it

    with counted() as asked:
        made = series_of(desk).book(wish(MOST, night, DAILY, all_or_none=all_or_none), ANN)

    assert Counter(asked) == {"BatchGetItem": 5, "TransactWriteItems": writes}
    assert (len(made.bookings), len(desk.booked_by(ANN))) == (MOST, MOST)
    assert {len(slots_of(booking.held)) for booking in made.bookings} == {2}
    consistent(desk)


def test_over_a_change_of_the_clock_the_wall_time_stays(desk: Desk) -> None:
    first = Period(datetime(2026, 10, 23, 6, tzinfo=UTC), datetime(2026, 10, 23, 8, tzinfo=UTC))

    made = series_of(desk).book(wish(2, first), ANN)

    berlin = [booking.period.start.astimezone(ZoneInfo("Europe/Berlin")) for booking in made.bookings]
    assert [f"{start:%d %H:%M}" for start in berlin] == ["23 08:00", "30 08:00"]
    assert made.bookings[1].period.start.hour == 7


def test_a_rule_that_cannot_be_is_told_only_to_who_sees_the_charger(desk: Desk) -> None:
    tuesdays = SeriesWish(ID, hours(1, 2), Recurrence((2,), count=2))
    with pytest.raises(Invalid, match="one of its weekdays"):
        series_of(desk).book(tuesdays, ANN)

    blocked(desk, "ann")
    with pytest.raises(NotFound):
        series_of(desk).book(tuesdays, ANN)


def blocked(desk: Desk, account_id: str) -> None:
    whole = desk.standing

    def standing(other: str | None) -> Any:
        found = whole(other)
        return replace(found, membership=None) if other == account_id else found

    desk.standing = standing  # type: ignore[method-assign]


def test_a_car_that_is_anothers_does_not_exist(desk: Desk) -> None:
    with pytest.raises(NotFound, match="car"):
        series_of(desk).book(wish(car_id="mini"), ANN)


@pytest.mark.parametrize("all_or_none", [False, True])
def test_managers_are_asked_once_for_a_series_that_waits_for_them(desk: Desk, all_or_none: bool) -> None:
    desk.policy = replace(OPEN, approval=Approval.MANAGER)

    made = series_of(desk).book(wish(3, all_or_none=all_or_none), ANN)

    assert {booking.state for booking in made.bookings} == {State.PENDING}
    assert desk.asked == [made.bookings[0]]


@pytest.mark.parametrize("all_or_none", [False, True])
def test_the_same_key_makes_one_series(desk: Desk, all_or_none: bool) -> None:
    first = series_of(desk).book(wish(3, all_or_none=all_or_none), ANN, "k")
    again = series_of(desk).book(wish(3, all_or_none=all_or_none), ANN, "k")

    assert again == first
    assert desk.booked_by(ANN) == list(first.bookings)


def test_the_same_key_of_another_driver_or_for_another_rule_is_another_series(desk: Desk) -> None:
    first = series_of(desk).book(wish(1), ANN, "k")
    longer = series_of(desk).book(wish(2), ANN, "k")

    assert longer.series.series_id != first.series.series_id
    assert [booking.period for booking in longer.bookings] == [weeks(2)[1]]
    with pytest.raises(Refused):
        series_of(desk).book(wish(2), BOB, "k")


def test_what_was_cancelled_is_not_booked_again_by_the_same_key(desk: Desk) -> None:
    first = series_of(desk).book(wish(2), ANN, "k")
    desk.bookings.cancel(first.bookings[0].booking_id, ANN)

    again = series_of(desk).book(wish(2), ANN, "k")

    assert [booking.state for booking in again.bookings] == [State.CANCELED, State.RESERVED]
    consistent(desk)
