from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.bookings.booking import State
from chalicelib.bookings.series import at_wall_times
from chalicelib.bookings.series_service import Since
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, Invalid, NotFound
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Role
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import NOON, hours
from tests.unit.bookings.series_scenes import (
    A_DAY,
    ANN,
    BOB,
    DAILY,
    ID,
    OPEN,
    OWNER,
    consistent,
    series_of,
    weeks,
    wish,
)


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk(NOON - A_DAY, OPEN)


def test_this_and_all_later_are_cancelled_each_by_its_terms(desk: Desk) -> None:
    desk.policy = replace(OPEN, cancel_until=timedelta(hours=2))
    made = series_of(desk).book(wish(4), ANN)
    desk.now = weeks(4)[1].start - timedelta(hours=1)
    desk.bookings.cancel(made.bookings[3].booking_id, ANN)

    edited = series_of(desk).cancel(made.series.series_id, ANN, Since(made.bookings[1].booking_id), "away")

    assert [one.booking_id for one in edited.done] == [made.bookings[2].booking_id]
    assert [(one.booking.booking_id, one.violations[0].code) for one in edited.left] == [
        (made.bookings[1].booking_id, "too_late_to_cancel")
    ]
    assert edited.done[0].history[-1].reason == "away"
    states = [booking.state_at(desk.now) for booking in series_of(desk).bookings_of(made.series)]
    assert states == [State.NO_SHOW, State.RESERVED, State.CANCELED, State.CANCELED]


@pytest.mark.parametrize(
    ("since", "kept"),
    [(Since(), 0), (Since(at=weeks(3)[1].start), 1), (Since(at=weeks(3)[1].start + timedelta(hours=1)), 2)],
)
def test_from_when_on_is_cancelled(desk: Desk, since: Since, kept: int) -> None:
    made = series_of(desk).book(wish(3), ANN)

    edited = series_of(desk).cancel(made.series.series_id, ANN, since)

    assert len(edited.done) == 3 - kept
    assert desk.booked_by(ANN) == list(made.bookings[:kept])
    consistent(desk)


def test_a_booking_of_another_series_is_none_of_this_one(desk: Desk) -> None:
    made = series_of(desk).book(wish(2), ANN)
    other = desk.bookings.book(ID, ANN, hours(5, 6))

    with pytest.raises(NotFound, match="booking"):
        series_of(desk).cancel(made.series.series_id, ANN, Since(other.booking_id))


def test_later_ones_move_to_another_wall_time_where_they_can(desk: Desk) -> None:
    made = series_of(desk).book(wish(4, hours(20, 21)), ANN)  # 10:00 to 11:00 in Berlin
    taken = weeks(4, hours(21.5, 22))[2]
    desk.bookings.book(ID, BOB, taken)

    edited = series_of(desk).move(
        made.series.series_id, ANN, Since(made.bookings[1].booking_id), time(11), time(13), None
    )

    assert [booking.period for booking in edited.done] == [weeks(4, hours(21, 23))[n] for n in (1, 3)]
    assert [(one.booking, [found.code for found in one.violations]) for one in edited.left] == [
        (made.bookings[2], ["overlaps"])
    ]
    assert {booking.series_id for booking in edited.done} == {made.series.series_id}
    assert series_of(desk).bookings_of(made.series)[0] == made.bookings[0]
    consistent(desk)


@pytest.mark.parametrize("start", [time(2), time(0)])
def test_a_series_without_gaps_makes_room_for_itself(desk: Desk, start: time) -> None:
    days = hours(11, 35)  # 01:00 to 01:00 in Berlin
    made = series_of(desk).book(wish(3, days, DAILY), ANN)

    edited = series_of(desk).move(made.series.series_id, ANN, Since(), start, start, None)

    assert (len(edited.done), edited.left) == (3, ())
    consistent(desk)


def test_one_that_was_moved_stays_in_its_series(desk: Desk) -> None:
    made = series_of(desk).book(wish(2), ANN)
    later = Period(weeks(3)[2].start, weeks(3)[2].end)

    moved = desk.bookings.change(made.bookings[0].booking_id, ANN, later.start, later.end, None)

    assert series_of(desk).bookings_of(made.series) == (made.bookings[1], moved)


def test_times_that_would_end_before_they_begin_change_nothing(desk: Desk) -> None:
    made = series_of(desk).book(wish(2, hours(20, 21)), ANN)

    with pytest.raises(Invalid, match="before it ends"):
        series_of(desk).move(made.series.series_id, ANN, Since(), time(12), None, None)

    assert desk.booked_by(ANN) == list(made.bookings)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, "28 01:30-28 05:00"),
        (time(4), None, "28 04:00-28 05:00"),
        (None, time(8), "28 01:30-28 08:00"),
        (None, time(1), "28 01:30-29 01:00"),
        (time(22), time(6), "28 22:00-29 06:00"),
        (time(2, 30), time(4), "28 03:00-28 04:00"),
        (time(2, 15), time(2, 45), "28 03:00-28 03:30"),
    ],
)
def test_wall_times_of_the_same_day(start: time | None, end: time | None, expected: str) -> None:
    """In the night of 28 March 2027 Berlin's clock leaps from 2 to 3."""
    zone = ZoneInfo("Europe/Berlin")
    night = Period(
        datetime(2027, 3, 28, 1, 30, tzinfo=zone).astimezone(UTC),
        datetime(2027, 3, 28, 5, tzinfo=zone).astimezone(UTC),
    )

    moved = at_wall_times(night, start, end, "Europe/Berlin")

    shown = [edge.astimezone(zone) for edge in (moved.start, moved.end)]
    assert "-".join(f"{edge:%d %H:%M}" for edge in shown) == expected


def managed(desk: Desk) -> None:
    whole = desk.standing

    def standing(account_id: str | None) -> Any:
        found = whole(account_id)
        is_owner = account_id == "owner"
        return replace(found, membership=replace(found.membership, role=Role.OWNER)) if is_owner else found

    desk.standing = standing  # type: ignore[method-assign]


def test_a_series_is_its_drivers_and_managers_see_and_cancel_it(desk: Desk) -> None:
    managed(desk)
    made = series_of(desk).book(wish(2), ANN)
    series_id = made.series.series_id
    asked: list[Callable[[Caller], object]] = [
        lambda caller: series_of(desk).series(series_id, caller),
        lambda caller: series_of(desk).cancel(series_id, caller, Since()),
        lambda caller: series_of(desk).move(series_id, caller, Since(), time(9), None, None),
    ]

    for ask in asked:
        with pytest.raises(NotFound, match="series"):
            ask(BOB)
    assert series_of(desk).series(series_id, OWNER) == made
    with pytest.raises(Forbidden):
        series_of(desk).move(series_id, OWNER, Since(), time(9), None, None)
    assert len(series_of(desk).cancel(series_id, OWNER, Since(), "works").done) == 2
    assert [notice.event for notice in desk.notices] == ["booking_canceled"] * 2
