from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.items import BookingItem, BookingsItem
from chalicelib.bookings.reading import BookingReader
from chalicelib.bookings.series_making import HOLD_FOR
from chalicelib.bookings.series_service import Since
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound, Refused
from chalicelib.kernel.paging import Wanted
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
    all_bookings,
    codes,
    consistent,
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


def lapsed(desk: Desk) -> None:
    """Later, and what is due worked off, as the clock does."""
    desk.now += HOLD_FOR
    for booking in all_bookings():
        desk.clock.settle(booking, desk.now)


@pytest.mark.parametrize("after", [False, True])
def test_all_or_none_is_whole_or_nothing_wherever_the_machine_goes(
    desk: Desk, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for 10 writes, 5 nights take two transactions of holds and one that makes them bookings."""
    monkeypatch.setattr("chalicelib.bookings.series_making.MOST_WRITES", 10)
    whole = wish(5, hours(10, 18), DAILY, all_or_none=True)
    with counted() as asked:
        series_of(desk).book(whole, BOB, "rehearsal")
    forgotten(desk, BOB)
    assert asked.count("TransactWriteItems") == 3

    for number in range(1, len(asked) + 1):
        with counted(number, after=after), pytest.raises(Crash):
            series_of(desk).book(whole, ANN, f"k{number}")
        is_whole = after and number == len(asked)

        shown = series_of(desk).mine(ANN, Wanted()).items
        assert len(shown) == is_whole
        assert [kind for kind in kinds_of("ann") if kind is Kind.BOOKING] == [Kind.BOOKING] * 5 * is_whole
        lapsed(desk)
        assert len(kinds_of("ann")) == 5 * is_whole
        consistent(desk)
    assert desk.notices == []


def kinds_of(driver: str) -> list[Kind]:
    return [booking.kind for booking in all_bookings() if booking.driver_id == driver]


@pytest.mark.parametrize("all_or_none", [False, True])
@pytest.mark.parametrize("after", [False, True])
def test_asked_again_after_a_crash_it_is_completed(desk: Desk, all_or_none: bool, after: bool) -> None:
    whole = wish(3, all_or_none=all_or_none)
    with counted() as asked:
        series_of(desk).book(whole, BOB, "k")
    forgotten(desk, BOB)

    for number in range(1, len(asked) + 1):
        with counted(number, after=after), pytest.raises(Crash):
            series_of(desk).book(whole, ANN, "k")
        made = series_of(desk).book(whole, ANN, "k")

        assert [booking.period for booking in made.bookings] == weeks(3)
        assert desk.booked_by(ANN) == list(made.bookings)
        consistent(desk)
        forgotten(desk, ANN)


def forgotten(desk: Desk, caller: Caller) -> None:
    """As if this driver's series had never been."""
    for series in series_of(desk).mine(caller, Wanted()).items:
        series_of(desk).cancel(series.series_id, caller, Since())
        for booking in series_of(desk).bookings_of(series):
            BookingItem.keyed(booking.booking_id).delete()
        BookingsItem(f"SERIES#{series.series_id}", "SERIES").delete()


def test_a_hold_is_no_booking_to_anybody(desk: Desk) -> None:
    with counted() as asked:
        series_of(desk).book(wish(2, hours(5, 6), all_or_none=True), BOB)
    with counted(len(asked)), pytest.raises(Crash):
        series_of(desk).book(wish(2, all_or_none=True), ANN, "k")
    (hold, _) = [booking for booking in all_bookings() if booking.kind is Kind.HOLD]

    for refused in (
        lambda: desk.bookings.cancel(hold.booking_id, ANN),
        lambda: desk.bookings.change(hold.booking_id, ANN, None, hours(1, 3).end, None),
    ):
        with pytest.raises(NotFound):
            refused()
    with pytest.raises(Refused, match="already taken"):
        desk.bookings.book(ID, BOB, hours(1, 2))
    assert desk.store.pending("n1", Wanted()).items == []
    reader = BookingReader(
        desk.store,
        lambda: desk.now,
        lambda _, caller: (desk.charger, desk.standing(caller and caller.account_id)),
        lambda _, account_id: desk.standing(account_id),
    )
    with pytest.raises(NotFound):
        reader.booking(hold.booking_id, ANN)
    assert reader.day(ID, ANN, NOON.date()).busy[0] == (hours(1, 2), None)

    lapsed(desk)
    assert desk.store.past_of_driver("ann", desk.now + 9 * A_WEEK, Wanted()).items == []
    assert desk.store.booking(hold.booking_id) is None
    assert desk.bookings.book(ID, BOB, hours(1, 2)).state is State.RESERVED
    assert desk.notices == []


def test_an_id_that_another_booking_has_is_passed_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = desk.bookings.book(ID, BOB, hours(5, 6))
    made_up = {0: other.booking_id}
    whole = "chalicelib.bookings.series.Series.booking_id"
    monkeypatch.setattr(
        whole, lambda _, number, attempt=0: made_up.get(attempt, f"{ID}-{attempt}{number:06}")
    )

    made = series_of(desk).book(wish(2), ANN)

    assert [booking.period for booking in made.bookings] == weeks(2)
    assert series_of(desk).series(made.series.series_id, ANN) == made
    consistent(desk)


@pytest.mark.parametrize("all_or_none", [False, True])
def test_of_two_series_at_once_each_time_has_one_owner(desk: Desk, all_or_none: bool) -> None:
    """Wherever between two requests of the one the other comes, which wants all of it and one time more."""
    whole = wish(3, all_or_none=all_or_none)
    with counted() as asked:
        series_of(desk).book(whole, ANN, "rehearsal")
    forgotten(desk, ANN)

    for number in range(1, len(asked) + 1):
        made: dict[Caller, tuple[Booking, ...]] = {ANN: (), BOB: ()}

        def other(made: dict[Caller, tuple[Booking, ...]] = made) -> None:
            with suppress(Refused):
                made[BOB] = series_of(desk).book(wish(4, all_or_none=all_or_none), BOB).bookings

        with counted(number, then=other), suppress(Refused):
            made[ANN] = series_of(desk).book(whole, ANN).bookings

        owned = [booking.period for bookings in made.values() for booking in bookings]
        assert sorted(owned) == weeks(4)[: 3 if all_or_none and made[ANN] else 4]
        assert not all_or_none or not (made[ANN] and made[BOB])
        assert set(all_bookings()) == {*made[ANN], *made[BOB]}
        consistent(desk)
        forgotten(desk, ANN)
        forgotten(desk, BOB)


def test_a_booking_made_meanwhile_by_the_same_member_counts(desk: Desk) -> None:
    """The agenda moves between the look and the last transaction: all is judged again, and refused whole."""
    desk.policy = replace(OPEN, max_active=3)
    whole, meanwhile = desk.store.commit, iter([lambda: desk.bookings.book(ID, ANN, hours(8, 9))])

    def commit(*parts: Any) -> None:
        for book in meanwhile:
            book()
        whole(*parts)

    desk.store.commit = commit  # type: ignore[method-assign]
    with pytest.raises(Refused) as refusal:
        series_of(desk).book(wish(3, all_or_none=True), ANN)

    assert codes(refusal.value) == [["too_many_active"]]
    assert [booking.period for booking in desk.booked_by(ANN)] == [hours(8, 9)]
    consistent(desk)
