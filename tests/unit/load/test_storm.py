"""A storm and a day of sweeps, simulated: what must hold whatever the figures are."""

from dataclasses import replace
from itertools import islice
from random import Random
from typing import Any

import pytest

from tests.load.cost_measure import kept
from tests.load.storm_model import OCPP_16, OCPP_201, BackOff, Storm
from tests.load.sweep_model import AWAY, BY_HOUR, DAY, Sweep, drained, due_by_minute

SMALL = Storm(chargers=100_000, rate=500, stands_for=100)


@pytest.fixture
def measured() -> dict[str, Any]:
    return kept()


def test_each_wait_is_twice_the_one_before_and_more_until_it_doubles_no_longer():
    waits = list(islice(BackOff(10, 0, 3).waits(Random(1)), 6))  # noqa: S311 - waits, not secrets

    assert waits == [10, 20, 40, 80, 80, 80]


@pytest.mark.parametrize("rule", [OCPP_16, OCPP_201])
def test_no_wait_is_shorter_than_the_least(rule):
    assert min(islice(rule.waits(Random(1)), 50)) >= rule.least  # noqa: S311 - likewise


def test_nobody_is_let_in_faster_than_the_door_allows_and_all_come_back():
    told = SMALL.run()

    assert told["all_back_minutes"] >= told["least_minutes"] - 1
    assert told["half_back_minutes"] <= told["99_percent_back_minutes"] <= told["all_back_minutes"]
    assert told["most_let_in_per_s"] <= 1.05 * told["let_in_per_s"]
    assert told["most_online"] == SMALL.chargers
    assert told["tries_per_charger"] >= 1


def test_a_storm_can_be_repeated():
    assert SMALL.run() == SMALL.run()
    assert SMALL.run() != replace(SMALL, seed=2).run()


def test_a_wider_door_ends_it_sooner_with_fewer_tries():
    narrow, wide = SMALL.run(), replace(SMALL, rate=5000).run()

    assert wide["all_back_minutes"] < narrow["all_back_minutes"]
    assert wide["tries_per_charger"] < narrow["tries_per_charger"]


def test_where_nobody_is_cut_the_storm_does_not_come_again():
    assert SMALL.run()["after_two_hours_most_let_in_per_s"] > 0
    assert replace(SMALL, cuts=False).run()["after_two_hours_most_let_in_per_s"] == 0


@pytest.mark.parametrize(
    ("due", "capacity", "late", "left"),
    [
        pytest.param(10, 10, 0, 0, id="as much as can be done"),
        pytest.param(10, 5, 1, 0, id="twice as much, once a day: a minute late"),
        pytest.param(10, 1, 9, 0, id="ten times as much: nine minutes"),
    ],
)
def test_what_is_left_over_is_the_next_minutes(due, capacity, late, left):
    only_at_noon = {minute: due if minute == DAY // 2 else 0 for minute in range(DAY)}

    assert drained(only_at_noon, capacity) == (late, left)


def test_more_than_can_be_done_falls_behind_for_ever():
    late, left = drained(dict.fromkeys(range(DAY), 10.0), 9.0)

    assert left == pytest.approx(2 * DAY)
    assert late > 200


def test_every_booking_has_each_of_its_moments_once_a_day():
    due = due_by_minute(9600)

    assert sum(sum(kinds.values()) for kinds in due.values()) == pytest.approx(9600 * len(AWAY))
    assert len(BY_HOUR) == 24


def test_more_functions_hold_more(measured):
    alone = Sweep(bookings=1_000_000, chargers=1_000_000)
    needed = alone.run(measured)

    for kind, told in needed.items():
        slices = told["slices_to_be_in_time"]
        assert replace(alone, slices=slices).holds(measured, kind), kind
        assert not replace(alone, slices=slices - 1).holds(measured, kind), kind
    assert replace(alone, bookings=10_000, chargers=10_000).needed(measured) == 1


def test_a_million_chargers_and_bookings_a_day_hold_in_64_slices_and_not_in_one(measured):
    million = Sweep(bookings=1_000_000, chargers=1_000_000)

    assert not any(kind["holds"] for kind in million.run(measured).values())
    assert all(kind["holds"] for kind in replace(million, slices=64).run(measured).values())
    assert million.needed(measured) <= 64
    for kind in replace(million, slices=64).run(measured).values():
        assert kind["left_after_two_days"] == 0


def test_of_two_slices_neither_does_twice_as_much_where_they_share_a_shard(measured):
    alone = Sweep(bookings=1_000_000, chargers=1_000_000, slices=8)
    work = alone.work(measured)["moments"]

    assert work.surely(16) < 2 * work.surely(8), "each reads the other's too, and one has more"
    assert work.surely(16) > 1.5 * work.surely(8)


def test_after_a_power_cut_each_charger_boots_once():
    for chargers in (10_000, 1_000_000):
        assert sum(Sweep(chargers=chargers, rate=500).boots().values()) == pytest.approx(chargers)
