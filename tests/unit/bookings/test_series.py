"""Series: what fits, all or nothing, once for each key, and whole whatever breaks in between."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.items import BookingItem, BookingsItem
from chalicelib.bookings.reading import BookingReader
from chalicelib.bookings.recurrence import MOST, Recurrence, parsed
from chalicelib.bookings.series import SeriesWish, at_wall_times
from chalicelib.bookings.series_making import HOLD_FOR
from chalicelib.bookings.series_service import SeriesService, Since
from chalicelib.bookings.series_store import DynamoSeries
from chalicelib.bookings.sheet_items import SheetItem
from chalicelib.bookings.slots import slots_of
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, Invalid, NotFound, Refused
from chalicelib.kernel.paging import Wanted
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Role
from chalicelib.policies.rules import Approval, Policy
from chalicelib.table import Look, connection
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, hours

ANN, BOB, OWNER = Caller("ann"), Caller("bob"), Caller("owner")
ID = CHARGER.charger_id
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
OPEN = Policy(max_advance=timedelta(days=366), max_active=None, max_duration=None)
DAILY = "BYDAY=MO,TU,WE,TH,FR,SA,SU"


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk(NOON - A_DAY, OPEN)


def series_of(desk: Desk) -> SeriesService:
    store = DynamoSeries(
        charger_of=lambda _: Look((), lambda _: desk.charger),
        has_car=lambda _, car_id: Look((), lambda _: car_id == "zoe"),
    )
    return SeriesService(store, desk.bookings)


def wish(count: int = 3, first: Period | None = None, days: str = "", **other: Any) -> SeriesWish:
    rule = f"FREQ=WEEKLY;COUNT={count}" + (f";{days}" if days else "")
    return SeriesWish(ID, first or hours(1, 2), parsed(rule), **other)


def weeks(count: int, first: Period | None = None) -> list[Period]:
    """The same period a week later each time, where no clock is changed."""
    first = first or hours(1, 2)
    return [Period(first.start + n * A_WEEK, first.end + n * A_WEEK) for n in range(count)]


def stored(kind: type[BookingsItem]) -> list[Any]:
    return list(kind.scan())


def all_bookings() -> list[Booking]:
    """Whatever the table has, holds too."""
    return [item.booking() for item in stored(BookingItem) if isinstance(item, BookingItem)]


def slots() -> dict[str, str]:
    """Every slot that is taken, and by whom."""
    sheets = [item for item in stored(SheetItem) if isinstance(item, SheetItem)]
    return {f"{sheet.key} {name}": ref for sheet in sheets for name, ref in sheet.refs().items()}


def consistent(desk: Desk) -> None:
    """Slots are those of the bookings that hold them, and agendas name those that are not over."""
    held = [booking for booking in all_bookings() if booking.held]
    expected = {
        f"{key} {name}": booking.ref
        for booking in held
        for key, names in slots_of(booking.held).items()
        for name in names
    }
    assert slots() == expected
    assert Counter(slots().values()) == Counter(
        booking.ref for booking in held for names in slots_of(booking.held).values() for _ in names
    )
    on_agendas = {
        entry.booking_id
        for driver in ("ann", "bob")
        for agenda in desk.store.agendas_of(driver)
        for entry in agenda.entries
    }
    assert on_agendas == {booking.booking_id for booking in held if booking.kind is Kind.BOOKING}


def nothing_is_left(desk: Desk) -> None:
    assert (slots(), all_bookings()) == ({}, [])
    assert [entry for agenda in desk.store.agendas_of("ann") for entry in agenda.entries] == []
    assert series_of(desk).mine(ANN, Wanted()).items == []


def codes(refusal: Refused) -> list[list[str]]:
    refused: Any = refusal.facts["refused"]
    return [[violation.code for violation in one["violations"]] for one in refused]


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


# What fits


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


# Once


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


# Whatever breaks


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


# At once


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


# This and all later


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


# Whose


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
