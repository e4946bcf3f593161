"""Every reason to refuse a booking, its border from both sides, and all of them told at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import KeptTerms, State
from chalicelib.bookings.rules import (
    Wish,
    cancel_violations,
    change_violations,
    local_day,
    on_grid,
    violations,
)
from tests.unit.bookings.scenes import CHARGER, NOON, TERMS, agenda, booked, hours, occupied, terms

SOMEBODY = booked(1, 2, driver="bob")
A_MINUTE = timedelta(minutes=1)


def codes(period, under=TERMS, charger=CHARGER, seen=(), now=NOON, instead_of=None):
    found = violations(Wish(period, instead_of), under, charger, agenda(*seen), occupied(SOMEBODY), now)
    return [violation.code for violation in found]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(hours(2, 6), [], id="back to back, and exactly the longest"),
        pytest.param(hours(2, 6.25), ["too_long"], id="longer than the longest"),
        pytest.param(hours(2, 2.5), [], id="exactly the shortest"),
        pytest.param(hours(2, 2.25), ["too_short"], id="shorter than the shortest"),
        pytest.param(hours(0, 1), [], id="ends where another begins"),
        pytest.param(hours(1.75, 3), ["overlaps"], id="a quarter shared"),
        pytest.param(hours(-0.25, 0.5), ["in_past"], id="the quarter before this one"),
        pytest.param(hours(2.1, 3), ["off_grid"], id="starts between two quarters"),
        pytest.param(hours(2, 3.1), ["off_grid"], id="ends between two quarters"),
        pytest.param(hours(168, 169), [], id="exactly as far ahead as allowed"),
        pytest.param(hours(168.25, 169.25), ["too_far_ahead"], id="further ahead than allowed"),
        pytest.param(hours(-1, 4), ["too_long", "in_past", "overlaps"], id="all are told at once"),
    ],
)
def test_violations(period, expected):
    assert codes(period) == expected


def test_the_quarter_that_has_begun_can_still_be_booked():
    assert codes(hours(0, 1), now=NOON + timedelta(minutes=14)) == []
    assert codes(hours(0, 1), now=NOON + timedelta(minutes=15)) == ["in_past"]


def test_only_members_book():
    assert codes(hours(3, 4), under=replace(TERMS, is_member=False)) == ["not_a_member"]


@pytest.mark.parametrize("switch", ["in_service", "station_in_service"])
def test_what_is_out_of_service_is_not_booked(switch):
    assert codes(hours(3, 4), charger=replace(CHARGER, **{switch: False})) == ["out_of_service"]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param([booked(3, 4)], [], id="one fewer than allowed"),
        pytest.param([booked(3, 4), booked(4, 5, "bbbbbbb")], ["too_many_active"], id="as many as allowed"),
        pytest.param([booked(-2, 0), booked(4, 5, "bbbbbbb")], [], id="one that ends now is over"),
    ],
)
def test_bookings_that_are_not_over_are_limited(seen, expected):
    assert codes(hours(5, 6), seen=seen) == expected


def test_too_many_active_passes_when_the_first_of_them_is_over():
    found = violations(
        Wish(hours(5, 6)), TERMS, CHARGER, agenda(booked(3, 4), booked(1, 2, "bbbbbbb")), occupied(), NOON
    )

    assert [violation.passes_at for violation in found] == [NOON + timedelta(hours=2)]


def test_too_far_ahead_passes_when_it_is_no_longer():
    found = violations(Wish(hours(170, 171)), TERMS, CHARGER, Agenda("ann", "n1"), occupied(), NOON)

    assert [violation.passes_at for violation in found] == [NOON + timedelta(hours=2)]


def test_no_limit_set_is_no_limit():
    free = terms(min_duration=None, max_duration=None, max_advance=None, max_active=None)

    assert codes(hours(2400, 2430), under=free, seen=[booked(3, 4), booked(4, 5, "bbbbbbb")]) == []


def test_a_booking_that_is_changed_is_not_in_its_own_way():
    mine = booked(1, 2, SOMEBODY.ref)

    assert codes(hours(1, 3), seen=[mine, booked(5, 6, "bbbbbbb")], instead_of=mine) == []


def test_one_that_has_begun_may_be_extended_but_not_moved():
    begun = booked(-1, 1)

    assert codes(hours(-1, 1), instead_of=begun) == []
    assert change_violations(begun, hours(-1, 2), NOON) == []
    assert [v.code for v in change_violations(begun, hours(0, 2), NOON)] == ["too_late_to_change"]


@pytest.mark.parametrize("state", [State.CANCELED, State.FULFILLED, State.NO_SHOW])
def test_what_is_over_cannot_be_changed(state):
    found = change_violations(booked(1, 2, state=state), hours(3, 4), NOON)

    assert [violation.code for violation in found] == ["too_late_to_change"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(NOON - A_MINUTE, [], id="earlier than cancel_until"),
        pytest.param(NOON, [], id="exactly cancel_until before the start"),
        pytest.param(NOON + A_MINUTE, ["too_late_to_cancel"], id="later than cancel_until"),
    ],
)
def test_cancelling_ends_cancel_until_before_the_start(now, expected):
    assert [v.code for v in cancel_violations(booked(1, 2), now)] == expected


def test_without_cancel_until_one_may_cancel_until_the_end():
    free = booked(-1, 1, terms=KeptTerms(cancel_until=None))

    assert cancel_violations(free, NOON + timedelta(minutes=59)) == []
    assert cancel_violations(free, NOON + timedelta(hours=1)) != []


def test_a_booking_that_charges_is_not_cancelled():
    assert cancel_violations(booked(-1, 1, session_id="s", terms=KeptTerms()), NOON) != []


@pytest.mark.parametrize(
    ("session", "state"),
    [(None, State.NO_SHOW), ("s", State.RESERVED)],
    ids=["nobody came", "its car still charges"],
)
def test_what_is_over_is_never_shown_as_reserved(session, state):
    booking = booked(-2, 0, session_id=session)

    assert booking.state_at(NOON - A_MINUTE) is State.RESERVED
    assert booking.state_at(NOON) is state


ZONES = [
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Pacific/Chatham",
    "UTC",
]


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - placed in each zone below
    st.sampled_from(ZONES),
    st.sampled_from([5, 10, 15, 30, 60]),
)
def test_a_wall_time_is_on_the_grid_when_its_minutes_are(wall, zone, grid):
    wall = wall.replace(second=0, microsecond=0)
    instant = wall.replace(tzinfo=ZoneInfo(zone))

    assert on_grid(instant, timedelta(minutes=grid), zone) == (
        instant.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).minute % grid == 0
    )


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Europe/Berlin", date(2026, 6, 1), 24),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("America/Santiago", date(2026, 9, 6), 23),
    ],
)
def test_a_day_lasts_from_midnight_to_midnight_of_the_stations_clock(zone, day, length):
    assert local_day(day, zone).duration == timedelta(hours=length)
