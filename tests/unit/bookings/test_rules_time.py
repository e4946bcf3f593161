"""Borders in time: notice, horizon, closures, hours, the buffer, and until when one may change or cancel."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.bookings.booking import KeptTerms, State
from chalicelib.bookings.rules import FARTHEST, LONGEST_BOOKING, Wish, asked_period, refusals, violations
from chalicelib.kernel.errors import Invalid, Refused
from chalicelib.kernel.period import Period
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.rules import Closure
from tests.unit.bookings.scenes import CHARGER, NOON, TERMS, agenda, booked, hours, occupied, terms

HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)


def told(period, under=TERMS, charger=CHARGER, others=(), instead_of=None, now=NOON):
    return violations(Wish(period, instead_of), under, charger, agenda(), occupied(*others), now)


def codes(*asked, **more):
    return [violation.code for violation in told(*asked, **more)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(NOON, [], id="exactly min_notice before"),
        pytest.param(NOON - A_MINUTE, [], id="earlier"),
        pytest.param(NOON + A_MINUTE, ["too_soon"], id="later"),
    ],
)
def test_min_notice(now, expected):
    found = told(hours(2, 3), terms(min_notice=2 * HOUR), now=now)

    assert [violation.code for violation in found] == expected
    assert {violation.passes_at for violation in found} <= {now + 2 * HOUR}


def test_what_is_moved_to_where_min_notice_passes_passes():
    (found,) = told(hours(1, 2), terms(min_notice=2 * HOUR))

    assert codes(Period(found.passes_at, found.passes_at + HOUR), terms(min_notice=2 * HOUR)) == []


def test_an_extension_needs_no_notice():
    mine = booked(1, 2)

    assert codes(hours(1, 3), terms(min_notice=24 * HOUR), instead_of=mine) == []
    assert codes(hours(1.25, 3), terms(min_notice=24 * HOUR), instead_of=mine) == ["too_soon"]


def test_the_horizon_where_the_policy_sets_none():
    no_horizon = terms(max_advance=None)
    last = NOON + FARTHEST

    assert codes(Period(last, last + HOUR), no_horizon) == []
    assert codes(Period(last + HOUR / 4, last + HOUR), no_horizon) == ["too_far_ahead"]


def test_asked_again_when_the_horizon_reaches_it_it_passes():
    (found,) = told(hours(170, 171))

    assert codes(hours(170, 171), now=found.passes_at) == []
    assert codes(hours(170, 171), now=found.passes_at - A_MINUTE) == ["too_far_ahead"]


HOLIDAYS = terms(closures=(Closure(date(2026, 6, 3), date(2026, 6, 4), "Works"),))
"""In Berlin, two hours before UTC: 34 to 82 hours after NOON."""


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(hours(33, 34), [], id="until its first midnight"),
        pytest.param(hours(33, 34.25), ["closed"], id="a quarter into it"),
        pytest.param(hours(81.75, 83), ["closed"], id="its last quarter"),
        pytest.param(hours(82, 83), [], id="from its last midnight on"),
    ],
)
def test_closures(period, expected):
    found = told(period, HOLIDAYS)

    assert [violation.code for violation in found] == expected
    assert {violation.passes_at for violation in found} <= {NOON + 82 * HOUR}
    assert all("Works" in violation.detail for violation in found)


def test_opening_hours():
    eight_to_six = tuple(WeeklyHours(day, time(8), time(18)) for day in range(1, 8))
    charger = replace(CHARGER, opening_hours=eight_to_six)

    assert codes(hours(2, 4), charger=charger) == []
    assert codes(hours(2, 4.25), charger=charger) == ["closed"]


BUFFERED = terms(buffer=HOUR / 2)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param(hours(4.5, 5.5), [], id="after the other's buffer"),
        pytest.param(hours(4.25, 5.5), ["overlaps"], id="within the other's buffer"),
        pytest.param(hours(1, 2.5), [], id="its own buffer ends where the other begins"),
        pytest.param(hours(1, 2.75), ["overlaps"], id="its own buffer reaches into the other"),
        pytest.param(hours(2, 3.25), ["overlaps"], id="into the other itself"),
    ],
)
def test_a_buffer_lies_between_two_bookings(period, expected):
    other = booked(3, 4, "bobbob1", "bob", terms=KeptTerms(buffer=HOUR / 2))

    assert codes(period, BUFFERED, others=[other]) == expected


def test_a_buffer_in_the_way_is_told_as_the_rule_that_it_is():
    (found,) = told(hours(1, 2.75), BUFFERED, others=[booked(3, 4, "bobbob1", "bob")])

    assert (found.rule, found.allowed) == ("buffer", HOUR / 2)


def test_a_booking_keeps_the_buffer_it_was_made_under_while_it_only_gives_back():
    mine, others = booked(1, 2.75, terms=KeptTerms()), [booked(3, 4, "bobbob1", "bob")]

    assert codes(hours(1, 2.5), BUFFERED, others=[mine, *others], instead_of=mine) == []
    assert codes(hours(1, 3), BUFFERED, others=[mine, *others], instead_of=mine) == ["overlaps"]


@pytest.mark.parametrize(
    "agreed_since",
    [
        {"max_duration": HOUR / 2},
        {"max_advance": HOUR / 2},
        {"min_notice": 6 * HOUR},
        {"closures": (Closure(date(2026, 6, 1), date(2026, 6, 1)),)},
        {"grid": HOUR},
    ],
    ids=lambda said: next(iter(said)),
)
def test_what_was_agreed_on_since_keeps_nobody_from_giving_time_back(agreed_since):
    mine = booked(1.25, 4)

    assert codes(hours(1.25, 3), terms(**agreed_since), others=[mine], instead_of=mine) == []
    assert codes(hours(1.25, 5), terms(**agreed_since), others=[mine], instead_of=mine) == (
        []
        if "grid" in agreed_since or "min_notice" in agreed_since
        else codes(hours(1, 5), terms(**agreed_since))
    )


def test_a_charger_out_of_service_keeps_nobody_from_giving_time_back():
    mine, broken = booked(1, 3), replace(CHARGER, in_service=False)

    assert codes(hours(1, 2), charger=broken, others=[mine], instead_of=mine) == []
    assert codes(hours(1, 4), charger=broken, others=[mine], instead_of=mine) == ["out_of_service"]


def test_what_is_left_after_giving_back_is_a_booking_by_length_and_grid():
    mine = booked(1, 3)

    assert codes(hours(1, 1.1), others=[mine], instead_of=mine) == ["too_short", "off_grid"]


def test_one_who_charges_goes_on_under_the_terms_of_the_booking():
    mine = booked(-1, 1, session_id="s", terms=KeptTerms())

    assert codes(hours(-1, 3), BUFFERED, others=[mine, booked(3, 4, "bobbob1", "bob")], instead_of=mine) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param({}, hours(1, 2), id="its own time"),
        pytest.param({"terms": KeptTerms(buffer=HOUR / 4)}, hours(1, 2.25), id="and its buffer"),
        pytest.param({"held_from": NOON}, hours(0, 2), id="from when its driver began"),
        pytest.param({"held_until": NOON + 1.5 * HOUR}, hours(1, 1.5), id="until its driver left"),
        pytest.param(
            {"held_until": NOON + 3 * HOUR, "terms": KeptTerms(buffer=HOUR)}, hours(1, 3), id="while it stays"
        ),
        pytest.param({"held_until": NOON + HOUR}, None, id="left at once"),
        pytest.param({"state": State.PENDING}, hours(1, 2), id="while it waits for a manager"),
        pytest.param({"state": State.CANCELED}, None, id="canceled"),
        pytest.param({"state": State.REJECTED}, None, id="rejected"),
        pytest.param({"state": State.NO_SHOW}, None, id="released"),
        pytest.param({"state": State.FAILED}, None, id="failed"),
    ],
)
def test_the_time_that_its_slots_cover(other, expected):
    assert booked(1, 2, **other).held == expected


def test_everything_wrong_is_told_at_once_and_in_one_order():
    found = told(
        hours(-1.1, 5),
        replace(
            terms(max_duration=HOUR, min_notice=HOUR, closures=HOLIDAYS.policy.closures), is_member=False
        ),
        replace(CHARGER, in_service=False, opening_hours=()),
        [booked(3, 4, "bobbob1", "bob")],
    )

    assert [violation.code for violation in found] == [
        "not_a_member",
        "out_of_service",
        "closed",
        "too_long",
        "off_grid",
        "in_past",
        "too_soon",
        "overlaps",
    ]
    assert all(violation.detail.endswith(".") for violation in found)


def test_refusals_say_nothing_of_the_others():
    assert refusals(Wish(hours(3, 4)), TERMS, CHARGER, agenda(), NOON) == []


@pytest.mark.parametrize(
    ("length", "refused"), [(LONGEST_BOOKING, False), (LONGEST_BOOKING + A_MINUTE, True)]
)
def test_what_is_too_long_to_be_looked_up(length, refused):
    if refused:
        with pytest.raises(Refused) as told_why:
            asked_period(NOON, NOON + length)
        assert [v.code for v in told_why.value.facts["violations"]] == ["too_long"]
    else:
        assert asked_period(NOON, NOON + length).duration == length


@pytest.mark.parametrize("end", [NOON, NOON - A_MINUTE])
def test_a_booking_starts_before_it_ends(end):
    with pytest.raises(Invalid):
        asked_period(NOON, end)


@pytest.mark.parametrize(
    ("minutes", "expected"), [(14, State.RESERVED), (15, State.NO_SHOW)], ids=["before", "at noshow_timeout"]
)
def test_a_booking_waits_for_its_driver_so_long(minutes, expected):
    mine = booked(0, 2, terms=KeptTerms(noshow_timeout=HOUR / 4))

    assert mine.state_at(NOON + minutes * A_MINUTE) is expected


def test_a_booking_of_a_day_with_a_clock_change_is_on_the_grid_of_the_wall():
    charger = replace(CHARGER, time_zone="Australia/Lord_Howe")
    day = datetime(2026, 10, 3, 16, tzinfo=UTC)  # 03:00 there: half an hour after the leap
    hourly = terms(grid=HOUR, max_advance=None)

    assert codes(Period(day, day + HOUR), hourly, charger) == []
    assert codes(Period(day + HOUR / 2, day + 1.5 * HOUR), hourly, charger) == ["off_grid"]
