"""The rules of waiting: order, gaps, holds, estimates."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.bookings.agenda import Agenda, Entry, Past
from chalicelib.bookings.booking import Booking, Kind
from chalicelib.bookings.gaps import first_on_grid
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Order
from chalicelib.waitlist.entry import WaitlistEntry, entry_id, station_of
from chalicelib.waitlist.estimate import estimates
from chalicelib.waitlist.gaps import Spot, first_gap, with_taken
from chalicelib.waitlist.rules import held_until, in_order, use_of
from tests.unit.bookings.scenes import CHARGER, NOON, booked, hours, occupied, terms

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def wait(name: str, joined: int = 0, start: float = 0, end: float = 12, length: float = 1) -> WaitlistEntry:
    """Somebody who joined so many minutes after noon."""
    return WaitlistEntry(
        entry_id=entry_id("s1", name),
        station_id="s1",
        network_id="n1",
        station_name="Courtyard",
        time_zone="Europe/Berlin",
        driver_id=name,
        charger_ids=(),
        window=hours(start, end),
        duration=length * HOUR,
        joined_at=NOON + joined * MINUTE,
    )


def spot(*bookings: Booking, **rules: object) -> Spot:
    return Spot(CHARGER, terms(**rules), occupied(*bookings))


@pytest.mark.parametrize(
    ("order", "use", "names"),
    [
        pytest.param(Order.FIRST_COME, {"ann": 9, "bob": 1}, ["ann", "bob", "cleo"], id="who came first"),
        pytest.param(Order.FAIR_SHARE, {"ann": 9, "bob": 1}, ["cleo", "bob", "ann"], id="who used least"),
        pytest.param(Order.FAIR_SHARE, {"cleo": 1}, ["ann", "bob", "cleo"], id="used alike: who came first"),
    ],
)
def test_who_is_first(order, use, names):
    waiting = [wait("cleo", 3), wait("bob", 2), wait("ann", 1)]

    found = in_order(waiting, order, {name: used * HOUR for name, used in use.items()})

    assert [entry.driver_id for entry in found] == names


queues = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8
)  # minutes of arrival and hours of use: many are alike


@given(queue=queues, order=st.sampled_from(Order), data=st.data())
def test_the_order_is_one_whatever_order_they_are_found_in(queue, order, data):
    entries = [wait(f"d{number}", joined) for number, (joined, _) in enumerate(queue)]
    use = {f"d{number}": used * HOUR for number, (_, used) in enumerate(queue)}

    found = in_order(entries, order, use)

    assert in_order(data.draw(st.permutations(entries)), order, use) == found
    assert sorted(found, key=lambda entry: entry.entry_id) == entries
    for first, second in pairwise(found):
        used = (use[first.driver_id], use[second.driver_id]) if order is Order.FAIR_SHARE else (HOUR, HOUR)
        assert used[0] <= used[1]
        assert used[0] < used[1] or first.joined_at <= second.joined_at


@given(queue=queues, order=st.sampled_from(Order), gone=st.integers(0, 7))
def test_that_one_leaves_changes_nothing_among_the_others(queue, order, gone):
    entries = [wait(f"d{number}", joined) for number, (joined, _) in enumerate(queue)]
    use = {f"d{number}": used * HOUR for number, (_, used) in enumerate(queue)}
    stay = [entry for entry in entries if entry.driver_id != f"d{gone}"]

    assert in_order(stay, order, use) == [e for e in in_order(entries, order, use) if e in stay]


@pytest.mark.parametrize(
    ("past", "entries", "used"),
    [
        pytest.param([], [], 0, id="nothing"),
        pytest.param([(-48, 2), (-5, 1.5)], [], 3.5, id="what is past"),
        pytest.param([(-31 * 24, 2)], [], 0, id="longer ago than 30 days"),
        pytest.param([(-30 * 24 - 1, 3)], [], 2, id="what is left of it within 30 days"),
        pytest.param([], [(-1, 1, Kind.BOOKING), (5, 6, Kind.WALK_UP)], 3, id="going on and to come"),
        pytest.param([], [(-1, 1, Kind.OFFER)], 0, id="an offer is no use"),
    ],
)
def test_use(past, entries, used):
    agenda = Agenda(
        "ann",
        "n1",
        tuple(Entry(f"s1-c1-{n}", hours(a, b), kind) for n, (a, b, kind) in enumerate(entries)),
        tuple(Past(NOON + start * HOUR, length * HOUR, "s1") for start, length in past),
    )

    assert use_of(agenda, NOON) == used * HOUR


@pytest.mark.parametrize(
    ("start", "length", "hold", "until"),
    [
        pytest.param(2, 1, 15, 15, id="as long as the policy says"),
        pytest.param(1, 1, 90, 70, id="at most ten minutes of it"),
        pytest.param(0, 1, 15, 10, id="ten minutes where it begins at once"),
        pytest.param(0, 0.25, 15, 7.5, id="half of what is short"),
        pytest.param(-0.1, 1, 15, 10, id="where it has begun, from now on"),
        pytest.param(0.1, 1, 5, 5, id="less where the policy says less"),
    ],
)
def test_how_long_an_offer_holds(start, length, hold, until):
    period = hours(start, start + length)

    assert held_until(period, hold * MINUTE, NOON) == NOON + until * MINUTE


@pytest.mark.parametrize(
    ("minute", "grid", "zone", "next_minute"),
    [
        pytest.param(0, 15, "Europe/Berlin", 0, id="on it"),
        pytest.param(1, 15, "Europe/Berlin", 15, id="just after"),
        pytest.param(59, 60, "Europe/Berlin", 60, id="hours"),
        pytest.param(1, 30, "Asia/Kathmandu", 15, id="half hours where it is a quarter to"),
    ],
)
def test_the_next_step_of_the_grid(minute, grid, zone, next_minute):
    assert first_on_grid(NOON + minute * MINUTE, grid * MINUTE, zone) == NOON + next_minute * MINUTE


@pytest.mark.parametrize(
    ("window", "length", "found"),
    [
        pytest.param((0, 8), 1, 0, id="free at once"),
        pytest.param((1, 8), 1, 2, id="after the first"),
        pytest.param((1, 8), 2, 5, id="where it is long enough"),
        pytest.param((1, 4), 2, None, id="nowhere"),
        pytest.param((2, 3), 1, 2, id="just fits"),
        pytest.param((2.1, 3.1), 1, None, id="not on the grid"),
    ],
)
def test_the_first_gap_between_bookings(window, length, found):
    between = spot(booked(1, 2), booked(3, 5, "bbbbbbb"))

    gap = first_gap([between], length * HOUR, hours(*window), lambda _, period: period.start)

    assert (gap and gap.period.start) == (None if found is None else NOON + found * HOUR)


@pytest.mark.parametrize(("next_one", "found"), [(3.25, 2), (3, 5)], ids=["just kept", "not kept"])
def test_the_buffer_is_kept_after_it(next_one, found):
    tight = spot(booked(1, 2), booked(next_one, 5, "bbbbbbb"), buffer=15 * MINUTE)

    gap = first_gap([tight], HOUR, hours(1, 8), lambda _, period: period.start)

    assert gap is not None
    assert gap.period == hours(found, found + 1)


busy = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=5)


@given(busy=busy, length=st.integers(1, 12), refused=st.sets(st.integers(0, 48)))
def test_the_gap_is_free_good_and_the_first_such(busy, length, refused):
    quarter = 15 * MINUTE
    taken = [
        booked(start / 4, (start + long) / 4, f"aaaaaa{number}") for number, (start, long) in enumerate(busy)
    ]
    here = spot(*taken)
    bad = {NOON + number * quarter for number in refused}
    window = hours(0, 12)

    gap = first_gap(
        [here], length * quarter, window, lambda _, p: p.start + quarter if p.start in bad else p.start
    )

    good = [
        period
        for number in range(49 - length)
        if not here.occupancy.taken(
            period := Period(NOON + number * quarter, NOON + (number + length) * quarter)
        )
        and period.start not in bad
    ]
    assert (gap and gap.period) == (good[0] if good else None)


def test_each_expects_the_first_time_that_those_before_leave():
    entries = [wait("ann", length=2), wait("bob"), wait("cleo", length=3), wait("dora", end=3)]
    one = spot(booked(1, 3), booked(4, 6, "bbbbbbb"))

    found = estimates(entries, {entry.entry_id: [one] for entry in entries}, {}, NOON)

    assert found == {
        "s1-ann": NOON + 6 * HOUR,
        "s1-bob": NOON,
        "s1-cleo": NOON + 8 * HOUR,
        "s1-dora": None,
    }


def test_what_is_offered_is_expected_when_it_begins_and_snoozes_are_waited_for():
    offer = booked(4, 5, kind=Kind.OFFER)
    ann = replace(wait("ann"), offer_id=offer.booking_id)
    bob = replace(wait("bob"), snoozed_until=NOON + 90 * MINUTE)
    cleo = wait("cleo")

    found = estimates(
        [ann, bob, cleo], {e.entry_id: [spot(offer)] for e in (ann, bob)}, {offer.booking_id: offer}, NOON
    )

    assert found == {"s1-ann": NOON + 4 * HOUR, "s1-bob": NOON + 1.5 * HOUR, "s1-cleo": None}


def test_nothing_is_expected_of_a_charger_that_is_out_of_service():
    broken = replace(spot(), charger=replace(CHARGER, in_service=False))

    assert estimates([wait("ann")], {"s1-ann": [broken]}, {}, NOON) == {"s1-ann": None}


def test_what_is_taken_is_taken_with_its_buffer():
    gap = first_gap([spot(buffer=HOUR)], HOUR, hours(0, 4), lambda _, period: period.start)
    assert gap is not None

    (held,) = with_taken({}, gap)[CHARGER.charger_id].taken(hours(0, 8))

    assert held.period == hours(0, 2)
    assert Occupancy().taken(hours(0, 8)) == []


def test_an_entry_names_its_station():
    assert station_of(entry_id("s1", "ref")) == "s1"
