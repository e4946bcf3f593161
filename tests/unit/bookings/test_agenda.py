"""What stands on a member's agenda, what counts there, and what is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.agenda import (
    REMEMBERED,
    STRIKES_REMEMBERED,
    Agenda,
    Past,
    Strike,
    entered,
    past_of,
)
from chalicelib.bookings.booking import Kind, State, Step
from tests.unit.bookings.scenes import NOON, agenda, booked, hours

A_MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_a_booking_entered_again_replaces_what_stood_there():
    first = booked(1, 2)

    moved = entered(agenda(first, booked(5, 6, "bbbbbbb")), [replace(first, period=hours(7, 8))], NOON)

    assert [entry.period for entry in moved.entries] == [hours(5, 6), hours(7, 8)]


def test_but_for_one():
    both = agenda(booked(1, 2), booked(3, 4, "bbbbbbb"))

    assert [entry.period for entry in both.but_for("s1-c1-aaaaaaa").entries] == [hours(3, 4)]
    assert both.but_for(None) == both


@pytest.mark.parametrize(
    ("kind", "now", "expected"),
    [
        (Kind.BOOKING, NOON + 2 * HOUR - A_MINUTE, 1),
        (Kind.BOOKING, NOON + 2 * HOUR, 0),
        (Kind.WALK_UP, NOON, 0),
    ],
)
def test_what_is_active(kind, now, expected):
    assert len(agenda(booked(1, 2, kind=kind)).active_at(now)) == expected


def test_an_entry_knows_its_station_by_its_id():
    (entry,) = agenda(booked(1, 2)).entries

    assert entry.station_id == "s1"


@pytest.mark.parametrize(("ago", "is_kept"), [(REMEMBERED - A_MINUTE, True), (REMEMBERED, False)])
def test_what_is_long_past_is_forgotten_when_the_agenda_moves(ago, is_kept):
    past = Past(NOON - ago, HOUR, "s1")

    assert bool(entered(replace(agenda(), past=(past,)), [], NOON).past) is is_kept


@pytest.mark.parametrize(
    ("ago", "is_kept"), [(STRIKES_REMEMBERED - A_MINUTE, True), (STRIKES_REMEMBERED, False)]
)
def test_strikes_are_forgotten_after_a_year(ago, is_kept):
    strike = Strike(NOON - ago, "no_show", "s1-c1-aaaaaaa")

    assert bool(entered(replace(agenda(), strikes=(strike,)), [], NOON).strikes) is is_kept


def test_it_remembers_a_whole_month_of_any_calendar_and_thirty_days():
    assert timedelta(days=31, hours=26) <= REMEMBERED


@pytest.mark.parametrize(
    ("other", "start", "length"),
    [
        pytest.param({"state": State.FULFILLED}, 1, 1, id="all of its time"),
        pytest.param(
            {"state": State.FULFILLED, "held_until": NOON + 1.5 * HOUR}, 1, 0.5, id="until it ended"
        ),
        pytest.param(
            {"state": State.FULFILLED, "held_from": NOON + 0.5 * HOUR}, 0.5, 1.5, id="since it began"
        ),
        pytest.param(
            {"state": State.FULFILLED, "held_until": NOON + 3 * HOUR}, 1, 2, id="as long as it stayed"
        ),
        pytest.param(
            {"state": State.NO_SHOW, "history": (Step(NOON + 1.25 * HOUR, "clock", State.NO_SHOW),)},
            1,
            0.25,
            id="a no-show, until it was released",
        ),
        pytest.param(
            {"state": State.CANCELED, "history": (Step(NOON, "ann", State.CANCELED),)}, 1, 0, id="never begun"
        ),
    ],
)
def test_what_a_booking_came_to(other, start, length):
    past = past_of(booked(1, 2, car_id="zoe", **other), 1234)

    assert past == Past(NOON + start * HOUR, length * HOUR, "s1", 1234, Kind.BOOKING, "zoe")


def test_a_new_agenda_is_empty_and_of_version_0():
    assert Agenda("ann", "n1") == Agenda("ann", "n1", (), (), (), 0)
