"""Slices of the clock side by side do what one worker does alone, whatever number of them there is."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from chalicelib.bookings import clock_store
from chalicelib.bookings.booking import State
from chalicelib.bookings.clock_store import DynamoClock
from chalicelib.bookings.putting_on_the_clock import Opening, Reached
from chalicelib.bookings.sheet_items import ClockItem
from chalicelib.bookings.slots import SHARDS, SHEET, floor, sheet_key
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.shards import in_shards, shard_of
from chalicelib.kernel.slices import WHOLE, Slice
from tests.unit.bookings.clock_desk import NETWORKED, ClockDesk, after_start
from tests.unit.bookings.test_putting_on_the_clock import FAR, NEAR, due_at
from tests.unit.notices.scenes import MINUTE
from tests.unit.slicing import NAMES, NUMBERS, slices

SOON = after_start(-30)


def in_one_shard(many: int) -> list[str]:
    """Chargers of the first shard, in order."""
    return sorted(name for name in map(str, range(200)) if shard_of(name, SHARDS) == 0)[:many]


def booked_everywhere(period: Any = None, names: Sequence[str] = NAMES) -> tuple[ClockDesk, list[Any]]:
    """A booking at each of the chargers, each somebody else's."""
    desk, made = ClockDesk(), []
    for name in names:
        desk.charger = replace(NETWORKED, charger_id=name)
        made.append(desk.booked(Caller(f"driver-{name}"), *([period] if period else [])))
    return desk, made


@pytest.mark.parametrize("of", NUMBERS)
def test_all_that_is_due_of_bookings_is_done_once(aws, of):
    desk, made = booked_everywhere()

    done = []
    for one in slices(of):
        desk.clock.tick(SOON, one)
        done.append(len(desk.told()))
    for one in slices(of):
        desk.clock.tick(after_start(15), one)

    assert done[-1] == len(NAMES)
    assert of == 1 or done[0] < len(NAMES), "the first slice has not all"
    assert [desk.seen(booking).state for booking in made] == [State.NO_SHOW] * len(NAMES)
    assert desk.told() == sorted(["booking_soon", "no_show"] * len(NAMES))


def test_who_share_a_shard_pass_by_what_is_the_others(aws):
    desk, made = booked_everywhere(names=in_one_shard(6))
    first, second = Slice(0, 16), Slice(1, 16)
    firsts = [booking for booking in made if first.has(booking.booking_id, 0, SHARDS)]

    desk.clock.tick(SOON, first)
    by_the_first = len(desk.told())
    desk.clock.tick(SOON, second)

    assert by_the_first == len(firsts)
    assert len(desk.told()) == len(made)


def test_a_slice_that_runs_twice_at_once_does_nothing_twice(aws):
    desk, _ = booked_everywhere()

    in_shards(4, lambda worker: desk.clock.tick(SOON, Slice(worker % 2, 2)))

    assert desk.told() == ["booking_soon"] * len(NAMES)


def test_a_slice_that_never_ran_is_caught_up_by_the_next_minute(aws):
    desk, _ = booked_everywhere()
    for one in slices(3)[:2]:
        desk.clock.tick(SOON, one)
    before = len(desk.told())

    for one in slices(3):
        desk.clock.tick(SOON + MINUTE, one)

    assert before < len(desk.told()) == len(NAMES)


@pytest.mark.parametrize("of", NUMBERS)
def test_slices_put_all_on_the_clock_and_know_together_how_far_they_are(aws, of):
    desk, made = booked_everywhere(FAR)
    for one in slices(of):
        desk.clock.tick(NEAR - MINUTE, one)
    assert not any(due_at(booking) for booking in made)

    for at in (NEAR, NEAR + MINUTE):
        for one in slices(of):
            desk.clock.tick(at, one)

    assert all(due_at(booking) for booking in made)
    reached = Reached(sheet_key(FAR.start))
    assert [DynamoClock().reached(shard, WHOLE) for shard in range(SHARDS)] == [reached] * SHARDS


def test_what_one_of_them_has_not_reached_is_not_reached(aws):
    desk, made = booked_everywhere(FAR)
    for one in slices(20)[1:]:
        desk.clock.tick(NEAR, one)
    off = [booking for booking in made if not due_at(booking)]

    desk.clock.tick(NEAR + MINUTE)  # by one worker again

    assert off
    assert all(due_at(booking) for booking in made)


def test_another_number_of_slices_goes_on_where_those_before_were(aws):
    both = [Slice(0, 16), Slice(1, 16)]
    store = DynamoClock()
    for one, key in zip(both, ("2026060108", "2026060116"), strict=True):
        store.reach(0, one, Reached(key))
    assert [store.reached(0, one) for one in both] == [Reached("2026060108"), Reached("2026060116")]

    assert store.reached(0, Slice(0, 1)) == store.reached(0, Slice(0, 24)) == Reached("2026060108")


@pytest.mark.parametrize("seed", range(3))
def test_however_slices_come_and_go_nothing_is_left_behind(aws, monkeypatch, seed):
    """Each is cut off at any time, and their number changes: what is told to be reached is on the clock."""
    monkeypatch.setattr(clock_store, "MOST_KEYS", 1)
    chance = Random(seed)  # noqa: S311 - any order, not a secret
    desk, made = booked_everywhere(FAR, in_one_shard(6))
    desk.at(NEAR - MINUTE)
    opening, reached = desk.clock.opening, Reached(sheet_key(FAR.start))
    sharing = [one for of in (8, 16, 24) for one in Slice(0, of).sharing(0, SHARDS)]

    for _ in range(25):
        opening.open(0, NEAR, lambda: chance.random() < 0.5, chance.choice(sharing))
        told = opening.store.reached(0, WHOLE)
        assert told != reached or all(due_at(booking) for booking in made)
    for one in Slice(0, 16).sharing(0, SHARDS):
        opening.open(0, NEAR + MINUTE, lambda: True, one)

    assert all(due_at(booking) for booking in made)


def test_never_back_again(aws):
    store = DynamoClock()
    for at in (Reached("2026060108"), Reached("2026060108", "b"), Reached("2026060108", "a")):
        store.reach(0, WHOLE, at)
    assert store.reached(0, WHOLE) == Reached("2026060108", "b")

    store.reach(0, WHOLE, Reached("2026060116"))
    store.reach(0, WHOLE, Reached("2026060108", "c"))

    assert store.reached(0, WHOLE) == Reached("2026060116")
    assert ClockItem.get("CLOCK#0", "CLOCK").within is None


def test_a_window_left_half_done_goes_on_where_it_was(aws, monkeypatch):
    monkeypatch.setattr(clock_store, "MOST_KEYS", 2)
    names = in_one_shard(5)
    desk, bookings = booked_everywhere(FAR, names)
    made = dict(zip(names, bookings, strict=True))
    desk.at(NEAR - MINUTE)
    read = []
    store = DynamoClock()
    look = clock_store.look

    def looked(at: Any) -> Any:
        read.extend(key[1] for key in at.keys)
        return look(at)

    monkeypatch.setattr(clock_store, "look", looked)

    goes_on = iter([True, True, False])
    Opening(store).open(0, NEAR, lambda: next(goes_on))
    first, read[:] = names[:4], []
    on = [name for name in names if due_at(made[name])]
    left_at = store.reached(0, WHOLE)
    Opening(store).open(0, NEAR + MINUTE, lambda: True)

    assert on == first
    assert left_at == Reached(sheet_key(floor(FAR.start, SHEET) - SHEET), first[-1])
    assert read == [f"CHARGER#{names[4]}"], "the others are not read again"
    assert all(due_at(booking) for booking in made.values())
    assert store.reached(0, WHOLE) == Reached(sheet_key(FAR.start))
