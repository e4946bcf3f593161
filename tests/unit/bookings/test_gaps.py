"""When a charger is free: held against counting slot by slot with the rule that books."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.gaps import (
    by_day,
    first_on_grid,
    free,
    gaps,
    held,
    is_free,
    last_on_grid,
    merged,
    next_free,
    without,
)
from chalicelib.bookings.rules import Wish, on_grid, violations
from chalicelib.bookings.slots import SLOT
from chalicelib.bookings.terms import BookingTerms
from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.rules import Closure, Policy
from tests.unit.bookings.scenes import CHARGER, NOON, booked, hours, occupied

MINUTE = timedelta(minutes=1)
ANYTHING = Policy(min_duration=None, max_duration=None, max_advance=None, max_active=None)
ZONES = ("Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Pacific/Apia")
STARTS = (
    datetime(2026, 3, 28, 18, tzinfo=UTC),
    datetime(2026, 10, 24, 18, tzinfo=UTC),
    datetime(2026, 4, 4, 9, tzinfo=UTC),
    datetime(2026, 9, 5, 20, tzinfo=UTC),
    datetime(2026, 6, 1, 12, tzinfo=UTC),
)
slots = st.integers(0, 150)
stretches = st.lists(
    st.tuples(slots, st.integers(1, 40)).map(lambda two: (two[0], two[0] + two[1])), max_size=6
)


def slot_period(start, first, last):
    return Period(start + first * SLOT, start + last * SLOT)


def slots_in(periods):
    found = set()
    for period in periods:
        instant = period.start
        while instant < period.end:
            found.add(instant)
            instant += SLOT
    return found


@given(stretches)
def test_gaps_are_all_slots_that_are_not_busy(busy):
    period = slot_period(NOON, 0, 150)
    taken = [slot_period(NOON, *stretch) for stretch in busy]

    found = gaps(period, taken)

    assert slots_in(found) == slots_in([period]) - slots_in(taken)
    assert all(left.end < right.start for left, right in pairwise(found))


@given(stretches)
def test_merged_is_the_same_time_without_overlaps(busy):
    taken = [slot_period(NOON, *stretch) for stretch in busy]

    found = merged(taken)

    assert slots_in(found) == slots_in(taken)
    assert all(left.end < right.start for left, right in pairwise(found))


@st.composite
def places(draw):
    """A charger with hours, a policy with a buffer and a closure, and bookings that do not overlap."""
    start, zone = draw(st.sampled_from(STARTS)), draw(st.sampled_from(ZONES))
    walls = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
    opened = draw(st.none() | st.lists(st.builds(WeeklyHours, st.integers(1, 7), walls, walls), max_size=6))
    day = start.date() + timedelta(days=draw(st.integers(-1, 3)))
    policy = replace(
        ANYTHING,
        grid=draw(st.sampled_from((5, 10, 15, 30, 60))) * MINUTE,
        buffer=draw(st.sampled_from((None, 5, 20, 90))) and draw(st.sampled_from((5, 20, 90))) * MINUTE,
        closures=(Closure(day, day),) if draw(st.booleans()) else (),
    )
    free_from, holders = 0, []
    for number in range(draw(st.integers(0, 4))):
        first = free_from + draw(st.integers(0, 40))
        free_from = first + draw(st.integers(1, 40))
        holders.append(
            replace(
                booked(0, 1, ref=f"aaaaaa{number}"),
                terms=booked(0, 1).terms,
                period=slot_period(start, first, free_from),
            )
        )
    hours_told = None if opened is None else tuple(opened)
    charger = replace(CHARGER, time_zone=zone, opening_hours=hours_told)
    return start, charger, policy, occupied(*holders)


@given(places(), st.integers(1, 60), st.integers(0, 100))
def test_free_is_what_the_rule_of_bookings_lets_through(place, length, first):
    """Any period on the grid is within a free stretch exactly when nothing stands in a booking's way."""
    start, charger, policy, occupancy = place
    whole = slot_period(start, 0, 200)
    begin = first_on_grid(start + first * SLOT, policy.grid, charger.time_zone)
    end = first_on_grid(begin + length * SLOT, policy.grid, charger.time_zone)
    wish = Wish(Period(begin, end))

    found = free(charger, policy, occupancy, whole)
    refused = violations(wish, BookingTerms(policy), charger, Agenda("ann", "n1"), occupancy, start)

    inside = any(stretch.start <= begin and end <= stretch.end for stretch in found)
    assert inside == (end <= whole.end and not refused)
    assert is_free(charger, policy, occupancy, wish.period) == (not refused)


@given(places(), st.integers(1, 60))
def test_next_free_is_the_first_instant_on_the_grid_that_the_rule_lets_through(place, length):
    start, charger, policy, occupancy = place
    whole, lasting = slot_period(start, 0, 200), length * SLOT
    candidates = (start + number * SLOT for number in range(200))
    naive = next(
        (
            begin
            for begin in candidates
            if on_grid(begin, policy.grid, charger.time_zone)
            and (end := first_on_grid(begin + lasting, policy.grid, charger.time_zone)) <= whole.end
            and is_free(charger, policy, occupancy, Period(begin, end))
        ),
        None,
    )

    assert next_free(free(charger, policy, occupancy, whole), lasting) == naive


def test_a_buffer_is_kept_on_both_sides():
    policy = replace(ANYTHING, buffer=30 * MINUTE)
    other = booked(2, 3, terms=replace(booked(0, 1).terms, buffer=30 * MINUTE))

    found = free(CHARGER, policy, occupied(other), hours(0, 6))

    assert found == [hours(0, 1.5), hours(3.5, 6)]


def test_a_booking_just_after_the_time_looked_at_keeps_its_distance():
    policy = replace(ANYTHING, buffer=30 * MINUTE)

    assert free(CHARGER, policy, occupied(booked(6, 7)), hours(0, 6)) == [hours(0, 5.5)]


def test_out_of_service_is_never_free():
    charger = replace(CHARGER, in_service=False)

    assert free(charger, ANYTHING, occupied(), hours(0, 6)) == []
    assert not is_free(charger, ANYTHING, occupied(), hours(0, 6))


def test_edges_lie_on_the_grid():
    policy = replace(ANYTHING, grid=60 * MINUTE)

    assert free(CHARGER, policy, occupied(booked(2.25, 2.75)), hours(0.5, 6)) == [hours(1, 2), hours(3, 6)]


def test_a_closed_day_is_not_free():
    policy = replace(ANYTHING, closures=(Closure(date(2026, 6, 2), date(2026, 6, 2)),))

    assert free(CHARGER, policy, occupied(), hours(0, 48)) == [hours(0, 10), hours(34, 48)]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        pytest.param(1, 0, id="the first stretch"),
        pytest.param(1.25, 4, id="a later one"),
        pytest.param(3, None, id="none"),
    ],
)
def test_next_free(length, expected):
    found = next_free([hours(0, 1), hours(4, 6)], timedelta(hours=length))

    assert found == (None if expected is None else NOON + timedelta(hours=expected))


def test_who_has_lapsed_can_be_left_out():
    both = occupied(booked(0, 1, ref="aaaaaaa"), booked(1, 2, ref="bbbbbbb"))

    assert held(without(both, ["aaaaaaa"]), hours(0, 3)) == [hours(1, 2)]
    assert held(both, hours(0, 3)) == [hours(0, 2)]


def test_a_stretch_over_midnight_belongs_to_both_days():
    days = [hours(-12, 12), hours(12, 36)]

    assert list(by_day([hours(10, 14)], days)) == [[hours(10, 12)], [hours(12, 14)]]


def test_on_the_grid_both_ways():
    off = NOON + 7 * MINUTE

    assert first_on_grid(off, 15 * MINUTE, "Europe/Berlin") == NOON + 15 * MINUTE
    assert last_on_grid(off, 15 * MINUTE, "Europe/Berlin") == NOON
    assert first_on_grid(NOON, 60 * MINUTE, "Asia/Kathmandu") == NOON + 15 * MINUTE
