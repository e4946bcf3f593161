"""What bookings come to by month and charger."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.bookings.booking import Booking, Kind, State, Step
from chalicelib.bookings.usage import Held, Month, held_of, moves
from chalicelib.kernel.period import Period

START = datetime(2026, 5, 31, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOOKING = Booking(
    "s1-c1-ref",
    "s1-c1",
    "s1",
    "n1",
    "Courtyard",
    "Left",
    "Europe/Berlin",
    "ann",
    Period(START, START + 3 * HOUR),
    START,
)
JUNE = Month("n1", "2026-06", "s1-c1")


def over(state: State, at: datetime, **other) -> Booking:
    return replace(BOOKING, state=state, held_until=at, history=(Step(at, "clock", state, ""),), **other)


@pytest.mark.parametrize(
    ("booking", "counted"),
    [
        pytest.param(replace(BOOKING, state=State.RESERVED), None, id="to come"),
        pytest.param(over(State.CANCELED, START + 3 * HOUR), None, id="given back"),
        pytest.param(over(State.FAILED, START + 3 * HOUR), None, id="the charger broke"),
        pytest.param(over(State.FULFILLED, START + 3 * HOUR, kind=Kind.WALK_UP), None, id="a walk-up"),
        pytest.param(over(State.FULFILLED, START + 3 * HOUR), (JUNE, Held(1, 0, 10_800)), id="used"),
        pytest.param(
            over(State.FULFILLED, START + HOUR),
            (Month("n1", "2026-05", "s1-c1"), Held(1, 0, 3600)),
            id="over before June begins at the station",
        ),
    ],
)
def test_what_a_booking_counts_for(booking, counted):
    assert held_of(booking) == counted


def test_what_was_missed_counts_as_that_until_its_driver_had_come_after_all():
    missed = over(State.NO_SHOW, START + 3 * HOUR)
    used = over(State.FULFILLED, START + 3 * HOUR)

    first = moves(replace(BOOKING, state=State.RESERVED), missed)
    mended = moves(missed, used)

    assert (first[JUNE].bookings, first[JUNE].no_shows) == (1, 1)
    assert first[JUNE] + mended[JUNE] == Held(1, 0, 10_800)
    assert moves(used, replace(used, version=9)) == {}
