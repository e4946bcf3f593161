"""Slots and sheets: nothing of a period is lost, nothing beyond it is taken."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.bookings.slots import SLOT, Occupancy, Taken, ceiling, floor, sheet_keys, slots_of
from chalicelib.kernel.period import Period

MIDNIGHT = datetime(2026, 6, 1, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return MIDNIGHT + timedelta(minutes=minutes)


starts = st.integers(-500_000, 500_000).map(lambda number: at(number * 5))
lengths = st.integers(1, 2016).map(lambda number: number * SLOT)


def held(*stretches: tuple[float, float, str]) -> Occupancy:
    sheets: dict[str, dict[str, str]] = {}
    for start, end, ref in stretches:
        for key, names in slots_of(Period(at(start), at(end))).items():
            sheets.setdefault(key, {}).update(dict.fromkeys(names, ref))
    return Occupancy(sheets)


@given(starts, lengths)
def test_a_period_on_the_slots_has_as_many_slots_as_it_is_long(start, length):
    slots = slots_of(Period(start, start + length))

    assert sum(len(names) for names in slots.values()) == length // SLOT
    assert sorted(slots) == sheet_keys(Period(start, start + length))


@given(starts, lengths, starts, lengths)
def test_two_periods_share_a_slot_exactly_when_they_overlap(start, length, other_start, other_length):
    one, other = Period(start, start + length), Period(other_start, other_start + other_length)
    pairs = [
        {(key, name) for key, names in slots_of(period).items() for name in names} for period in (one, other)
    ]

    assert bool(pairs[0] & pairs[1]) == one.overlaps(other)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC)))  # noqa: DTZ001 - made aware at once
def test_floor_and_ceiling_enclose_an_instant_by_less_than_a_slot(instant):
    assert floor(instant) <= instant <= ceiling(instant)
    assert ceiling(instant) - floor(instant) in (timedelta(0), SLOT)


def test_a_sheet_has_slots_00_to_95_and_the_day_has_three():
    slots = slots_of(Period(at(0), at(24 * 60)))

    assert list(slots) == ["2026060100", "2026060108", "2026060116"]
    assert {(names[0], names[-1], len(names)) for names in slots.values()} == {("00", "95", 96)}


def test_a_period_that_ends_with_a_sheet_leaves_the_next_alone():
    assert list(slots_of(Period(at(7 * 60), at(8 * 60)))) == ["2026060100"]


def test_no_period_has_no_slots():
    assert slots_of(None) == {}


def test_stretches_of_one_reference_are_told_as_one_and_neighbours_apart():
    occupancy = held((0, 30, "a"), (30, 45, "b"), (50, 60, "b"))

    assert occupancy.taken(Period(at(10), at(120))) == [
        Taken(Period(at(10), at(30)), "a"),
        Taken(Period(at(30), at(45)), "b"),
        Taken(Period(at(50), at(60)), "b"),
    ]


def test_what_one_holds_oneself_is_not_taken():
    assert held((0, 30, "a")).taken(Period(at(0), at(30)), but_for="a") == []


def test_free_until_the_next_that_is_taken_or_the_horizon():
    occupancy = held((60, 90, "a"))

    assert occupancy.free_until(at(2), at(120)) == at(60)
    assert occupancy.free_until(at(90), at(120)) == at(120)
    assert occupancy.free_until(at(120), at(120)) == at(120)
