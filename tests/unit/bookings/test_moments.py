"""When something is due in a booking's life, and what is passed over when it is too late for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.booking import KeptTerms, Kind, Moment, State
from chalicelib.bookings.moments import due, is_kept, is_on_the_clock, next_moment, overstays_at
from tests.unit.bookings.scenes import NOON, booked

MINUTE = timedelta(minutes=1)
START, END = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
TERMS = KeptTerms(early_start=10 * MINUTE, noshow_timeout=15 * MINUTE, late_stop=10 * MINUTE)
WAITS = booked(1, 2, terms=TERMS)
CHARGES = replace(WAITS, session_id="s", done=Moment.NO_SHOW)
LONG_KEPT = replace(WAITS, terms=replace(TERMS, early_start=60 * MINUTE))


@pytest.mark.parametrize(
    ("booking", "expected"),
    [
        pytest.param(WAITS, (START - 30 * MINUTE, Moment.REMIND), id="half an hour before"),
        pytest.param(
            replace(WAITS, created_at=START - 30 * MINUTE),
            (START - 10 * MINUTE, Moment.OPEN),
            id="not of what was booked half an hour before",
        ),
        pytest.param(replace(WAITS, done=Moment.REMIND), (START - 10 * MINUTE, Moment.OPEN), id="it opens"),
        pytest.param(LONG_KEPT, (START - 60 * MINUTE, Moment.OPEN), id="opens before it reminds"),
        pytest.param(
            replace(LONG_KEPT, done=Moment.OPEN), (START - 30 * MINUTE, Moment.REMIND), id="then reminds"
        ),
        pytest.param(
            replace(LONG_KEPT, done=Moment.REMIND), (START + 15 * MINUTE, Moment.NO_SHOW), id="and opens once"
        ),
        pytest.param(
            replace(WAITS, done=Moment.OPEN), (START + 15 * MINUTE, Moment.NO_SHOW), id="nobody came"
        ),
        pytest.param(
            replace(WAITS, done=Moment.OPEN, terms=KeptTerms()),
            (END, Moment.NO_SHOW),
            id="or not at all",
        ),
        pytest.param(
            replace(WAITS, done=Moment.OPEN, look_at=START + 20 * MINUTE),
            (START + 20 * MINUTE, Moment.NO_SHOW),
            id="it waits longer",
        ),
        pytest.param(
            replace(WAITS, done=Moment.OPEN, look_at=END + MINUTE),
            (END, Moment.NO_SHOW),
            id="to its end",
        ),
        pytest.param(CHARGES, (END - 10 * MINUTE, Moment.ENDS_SOON), id="ends soon"),
        pytest.param(
            replace(CHARGES, period=booked(1, 1 + 1 / 6).period),
            (START + 10 * MINUTE, Moment.END),
            id="which is not said of ten minutes",
        ),
        pytest.param(replace(CHARGES, done=Moment.ENDS_SOON), (END, Moment.END), id="the end"),
        pytest.param(
            replace(CHARGES, done=Moment.END, look_at=END + 10 * MINUTE),
            (END + 10 * MINUTE, Moment.OVERSTAY),
            id="it stays",
        ),
        pytest.param(
            replace(CHARGES, done=Moment.OVERSTAY, look_at=END + 25 * MINUTE),
            (END + 25 * MINUTE, Moment.OVERSTAY),
            id="and stays",
        ),
        pytest.param(replace(CHARGES, done=Moment.OVERSTAY), None, id="for ever"),
        pytest.param(replace(WAITS, kind=Kind.BLOCK), (END, Moment.END), id="a block ends"),
        pytest.param(
            replace(WAITS, state=State.PENDING, look_at=NOON), (NOON, Moment.LAPSE), id="nobody approves"
        ),
        pytest.param(replace(WAITS, state=State.CANCELED), None, id="cancelled"),
    ],
)
def test_next_moment(booking, expected):
    assert next_moment(booking) == expected


@pytest.mark.parametrize(
    ("booking", "at", "expected"),
    [
        pytest.param(WAITS, START - 31 * MINUTE, None, id="nothing yet"),
        pytest.param(WAITS, START - 30 * MINUTE, Moment.REMIND, id="to the minute"),
        pytest.param(WAITS, START - MINUTE, Moment.REMIND, id="a late reminder is one"),
        pytest.param(WAITS, START, Moment.OPEN, id="of what has begun nobody is reminded"),
        pytest.param(WAITS, START + 15 * MINUTE, Moment.NO_SHOW, id="nor is it kept when it is released"),
        pytest.param(WAITS, END + 99 * MINUTE, Moment.NO_SHOW, id="after an outage"),
        pytest.param(CHARGES, END - MINUTE, Moment.ENDS_SOON, id="ends very soon"),
        pytest.param(CHARGES, END, Moment.END, id="what has ended does not end soon"),
    ],
)
def test_due(booking, at, expected):
    assert due(booking, at) is expected


@pytest.mark.parametrize(
    ("booking", "kept"),
    [
        (WAITS, False),
        (replace(WAITS, done=Moment.REMIND), False),
        (replace(WAITS, done=Moment.OPEN), True),
        (replace(LONG_KEPT, done=Moment.REMIND), True),
        (CHARGES, False),
        (replace(WAITS, done=Moment.OPEN, state=State.CANCELED), False),
    ],
)
def test_a_charger_is_kept_from_its_opening_until_its_driver_begins(booking, kept):
    assert is_kept(booking) is kept


def test_late_stop_comes_after_the_end():
    assert overstays_at(WAITS) == END + 10 * MINUTE
    assert overstays_at(booked(1, 2, terms=KeptTerms())) == END


@pytest.mark.parametrize(
    ("booking", "hours", "on"),
    [
        pytest.param(booked(20, 21), -9, False, id="its sheet (from 8 in the morning) is far"),
        pytest.param(booked(20, 21), -5 - 1 / 12, True, id="five minutes before that is near"),
        pytest.param(booked(20, 21), -5 - 6 / 60, False, id="six minutes before"),
        pytest.param(booked(99, 100, session_id="s"), 0, True, id="a session has begun"),
        pytest.param(booked(99, 100, state=State.PENDING, look_at=NOON), 0, True, id="it waits for approval"),
        pytest.param(booked(0, 1, state=State.CANCELED), 0, False, id="nothing is due any more"),
    ],
)
def test_what_is_far_off_is_not_on_the_clock(booking, hours, on):
    assert is_on_the_clock(booking, NOON + timedelta(hours=hours)) is on
