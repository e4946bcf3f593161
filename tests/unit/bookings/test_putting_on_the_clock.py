"""What was booked far ahead is on the clock in time, whenever it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.bookings.booking import Booking, State
from chalicelib.bookings.clock import OPENING
from chalicelib.bookings.items import BookingItem
from chalicelib.bookings.moments import AHEAD, GRACE, is_on_the_clock
from chalicelib.bookings.putting_on_the_clock import Opening, Reached, windows
from chalicelib.bookings.slots import SHARDS, SHEET, floor, sheet_key
from chalicelib.kernel.period import Period
from chalicelib.kernel.shards import shard_of
from chalicelib.kernel.slices import Slice
from tests.unit.bookings.clock_desk import ANN, BOB, ClockDesk
from tests.unit.bookings.scenes import CHARGER, NOON, booked, hours

FAR = Period(NOON + timedelta(days=5), NOON + timedelta(days=5, hours=1))
NEAR = floor(FAR.start, SHEET) - AHEAD
"""When the sheet that it begins on comes near."""


def due_at(booking: Booking) -> str | None:
    key = BookingItem.keyed(booking.booking_id)
    return BookingItem.get(key.pk, key.sk).gsi1sk


@pytest.mark.parametrize(
    ("reached", "now", "keys"),
    [
        pytest.param(None, NOON, ["2026053108", "2026060108", "2026060200", "2026060208"], id="never yet"),
        pytest.param("2026060108", NOON, ["2026060116", "2026060200", "2026060208"], id="where it was"),
        pytest.param("2026060208", NOON, [], id="nothing comes near"),
        pytest.param("2026060208", NOON + timedelta(hours=3), ["2026060216"], id="the next one"),
        pytest.param("2026060208", NOON + timedelta(hours=2, minutes=59), [], id="a minute before"),
    ],
)
def test_windows(reached, now, keys):
    found = list(windows(reached, now))

    assert [key for key in keys if key not in found] == []
    assert found[-1:] == keys[-1:]
    assert found[:1] == keys[:1]


def test_a_booking_far_ahead_comes_on_the_clock_when_its_sheet_comes_near(aws):
    desk = ClockDesk()
    booking = desk.booked(ANN, FAR)

    desk.at(NEAR - timedelta(minutes=1))
    assert due_at(booking) is None
    desk.at(NEAR)

    assert due_at(booking) == f"{FAR.start - timedelta(minutes=30):%Y-%m-%dT%H:%M:%SZ}#{booking.booking_id}"
    assert desk.seen(booking) == booking, "nothing else has changed"
    assert desk.at(FAR.start - timedelta(minutes=30)).told() == ["booking_soon"]


def test_after_an_outage_of_days_the_clock_goes_on_where_it_was(aws):
    desk = ClockDesk()
    desk.at(desk.now)
    booking = desk.booked(ANN, FAR)
    other = desk.booked(BOB, Period(FAR.start + timedelta(hours=9), FAR.end + timedelta(hours=9)))

    desk.at(FAR.end + timedelta(hours=9))

    assert [desk.seen(each).state for each in (booking, other)] == [State.NO_SHOW, State.NO_SHOW]


def test_a_window_left_half_done_is_opened_again(aws):
    desk = ClockDesk()
    booking = desk.booked(ANN, FAR)
    desk.at(NEAR - timedelta(minutes=1))
    shard = shard_of(CHARGER.charger_id, SHARDS)

    desk.clock.opening.open(shard, NEAR, lambda: False)
    assert due_at(booking) is None
    desk.clock.opening.open(shard, NEAR, lambda: True)

    assert due_at(booking) is not None


def test_what_is_due_now_does_not_wait_for_what_is_put_on_the_clock(aws):
    desk = ClockDesk()
    far = desk.booked(ANN, FAR)
    soon = desk.booked(BOB, Period(NEAR - timedelta(minutes=15), NEAR + timedelta(minutes=45)))
    desk.at(NEAR - timedelta(minutes=1))
    seconds = iter([0.0, *[OPENING] * 500])

    replace(desk.clock, elapsed=lambda: next(seconds)).tick(NEAR)

    assert (desk.seen(soon).state, due_at(far)) == (State.NO_SHOW, None)
    desk.at(NEAR + timedelta(minutes=1))
    assert due_at(far) is not None


def test_one_that_is_changed_while_it_is_put_on_puts_itself_there(aws):
    desk = ClockDesk()
    booking = desk.booked(ANN, FAR)
    desk.now = NEAR
    moved = desk.bookings.change(booking.booking_id, ANN, None, FAR.end + timedelta(hours=1), None)

    desk.clock.opening.store.put_on(booking)

    assert desk.seen(booking) == moved
    assert due_at(moved) is not None


def test_cancelled_bookings_are_not_put_on(aws):
    desk = ClockDesk()
    booking = desk.booked(ANN, FAR)
    desk.bookings.cancel(booking.booking_id, ANN)

    desk.at(NEAR)

    assert due_at(booking) is None


@dataclass
class Memory:
    """Sheets and the clock, in memory."""

    written: list[Booking] = field(default_factory=list)
    on: set[str] = field(default_factory=set)
    cursor: Reached | None = None

    def reached(self, _: int, __: Slice) -> Reached | None:
        return self.cursor

    def reach(self, _: int, __: Slice, at: Reached) -> None:
        self.cursor = max(self.cursor or at, at)

    def off_clock(self, _: int, __: Slice, key: str, after: str) -> Iterator[tuple[str, list[Booking]]]:
        for booking in self.written:
            if sheet_key(booking.period.start) == key and booking.charger_id > after:
                yield booking.charger_id, [] if booking.booking_id in self.on else [booking]

    def put_on(self, booking: Booking) -> None:
        self.on.add(booking.booking_id)


@given(
    decided=st.timedeltas(timedelta(minutes=-20), timedelta(minutes=20)),
    took=st.timedeltas(timedelta(0), GRACE - timedelta(seconds=1)),
    phase=st.timedeltas(timedelta(0), timedelta(seconds=59)),
    late=st.timedeltas(timedelta(0), timedelta(minutes=40)),
)
def test_whenever_it_is_written_around_the_opening_it_is_on_the_clock(decided, took, phase, late):
    """Its writer decides, then is slow; the clock ticks every minute, and may be late."""
    memory = Memory(cursor=Reached(sheet_key(NEAR)))
    booking = booked(120, 121)
    writes_at = NEAR + decided + took
    ticks = [NEAR - timedelta(minutes=25) + phase + timedelta(minutes=minute) for minute in range(90)]
    ticks = [at for at in ticks if not NEAR <= at < NEAR + late]
    is_written = False
    for at in ticks:
        if not is_written and at >= writes_at:
            is_written = True
            memory.written.append(booking)
            if is_on_the_clock(booking, NEAR + decided):
                memory.put_on(booking)
        Opening(memory).open(0, at, lambda: True)

    assert memory.on == {booking.booking_id}
    assert booking.period.start == FAR.start == datetime(2026, 6, 6, 12, tzinfo=UTC)
    assert hours(120, 121) == FAR
