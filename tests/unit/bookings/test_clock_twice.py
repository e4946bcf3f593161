"""Each due moment has its effect once: two workers, old views, any times, a death between any two calls."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import botocore.client
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.bookings.booking import Booking, Moment, State
from chalicelib.kernel.caller import Caller
from tests.unit.bookings.clock_desk import ANN, NETWORKED, ClockDesk, after_end, after_start
from tests.unit.bookings.scenes import NOON, hours

MOST_CALLS = 8
ONCE = {"no_show", "suspended", "overstay"}
"""Events that are told however late it is."""


class Killed(BaseException):
    """The worker is gone."""


@contextmanager
def killed_before(call: int) -> Iterator[None]:
    """Whoever calls AWS inside dies before this call (0 is the first)."""
    made = 0
    original = botocore.client.BaseClient._make_api_call  # noqa: SLF001 - the one place all requests pass

    def counted(self: Any, operation: str, arguments: Any) -> Any:
        nonlocal made
        if made == call:
            raise Killed
        made += 1
        return original(self, operation, arguments)

    botocore.client.BaseClient._make_api_call = counted  # noqa: SLF001 - likewise
    try:
        yield
    except Killed:
        pass
    finally:
        botocore.client.BaseClient._make_api_call = original  # noqa: SLF001 - likewise


@pytest.mark.parametrize("call", range(MOST_CALLS))
def test_a_worker_that_dies_at_a_no_show_leaves_nothing_half_done(aws, call):
    desk = ClockDesk()
    desk.booked(ANN, hours(-2, -1))
    desk.at(NOON - timedelta(minutes=105))
    booking = desk.booked()
    desk.at(after_start(-10))

    with killed_before(call):
        desk.clock.settle(desk.seen(booking), after_start(15))
    desk.at(after_start(16))

    assert desk.seen(booking).state is State.NO_SHOW
    assert desk.held() == {}
    assert desk.strikes() == [("no_show", NOON - timedelta(minutes=105)), ("no_show", after_start(15))]
    assert desk.charges() == [("no_show", "5.00", False)] * 2
    assert [event for event in desk.told() if event in ONCE] == ["no_show", "no_show", "suspended"]
    assert desk.store.agenda("ann", "n1").entries == ()
    assert desk.reservations[-1][0] == "unreserve"


@pytest.mark.parametrize("call", range(MOST_CALLS))
def test_a_worker_that_dies_while_a_car_stays_leaves_nothing_half_done(aws, call):
    desk = ClockDesk()
    booking = desk.booked()
    desk.starts()

    with killed_before(call):
        desk.clock.settle(desk.seen(booking), after_end(10))
    desk.at(after_end(11))

    assert desk.seen(booking).done is Moment.OVERSTAY
    assert desk.strikes() == [("overstay", after_end(10))]
    assert [event for event in desk.told() if event in ONCE] == ["overstay"]
    assert desk.held()[booking.ref] >= timedelta(minutes=85)


def test_a_worker_makes_no_more_calls_than_are_tried(aws):
    desk = ClockDesk()
    missed, stays = desk.booked(ANN, hours(-2, -1)), desk.booked()
    desk.starts()
    reached = []

    for booking, at in ((missed, after_start(15)), (stays, after_end(10))):
        before = desk.seen(booking)
        with killed_before(MOST_CALLS):
            desk.clock.settle(before, at)
            reached.append(booking)

    assert reached == [missed, stays], "a death beyond MOST_CALLS would not be tested"


ticks = st.lists(st.tuples(st.integers(min_value=-60, max_value=300), st.booleans()), min_size=1, max_size=12)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticks)
def test_ticks_at_any_times_in_any_order_by_two_workers_are_one_late_tick(aws, ticks):
    assert outcome([*ticks, (300, False)]) == outcome([(300, False)])


def outcome(ticks: list[tuple[int, bool]]) -> tuple[Any, ...]:
    """What became of two bookings that nobody came to and one whose car stays, after `ticks`: minutes after
    their start, and whether by a worker with an old view of the bookings.
    """
    ann, bob = Caller(secrets.token_hex(6)), Caller(secrets.token_hex(6))
    desk = ClockDesk(charger=replace(NETWORKED, charger_id=f"s1-{secrets.token_hex(2)}"))
    desk.policy = replace(desk.policy, max_active=None)
    first, second, third = desk.booked(ann), desk.booked(ann, hours(2.5, 3)), desk.booked(bob, hours(3, 4))
    late = desk.booked(ann, hours(10, 11))
    desk.starts(bob, NOON + timedelta(hours=3), session_id=secrets.token_hex(6))
    desk.status, desk.going_on = "Available", None
    bookings = [first, second, third, late]
    views = [[desk.seen(booking)] for booking in bookings]
    for minutes, is_old in ticks:
        tick(desk, views, after_start(minutes), is_old=is_old)
    told = [event for event in (*desk.told(ann), *desk.told(bob)) if event in ONCE]
    seen = [desk.seen(booking) for booking in bookings]
    return (
        [booking.state for booking in seen],
        seen[2].done,
        desk.strikes(ann),
        desk.strikes(bob),
        desk.charges(ann),
        told,
        [desk.held().get(booking.ref) for booking in (first, second, late)],
        len(desk.store.agenda(ann.account_id, "n1").entries),
    )


def tick(desk: ClockDesk, views: list[list[Booking]], now: datetime, *, is_old: bool) -> None:
    for view in views:
        current = desk.seen(view[0])
        desk.clock.settle(view[len(view) // 2] if is_old else current, now)
        view.append(current)


def test_two_workers_at_once_have_one_effect(aws):
    desk = ClockDesk()
    booking = desk.booked()
    desk.at(after_start(-10))
    seen = desk.seen(booking)

    desk.clock.settle(seen, after_start(15))
    desk.clock.settle(seen, after_start(15))

    assert desk.charges() == [("no_show", "5.00", False)]
    assert desk.strikes() == [("no_show", after_start(15))]
    assert desk.told().count("no_show") == 1


def test_who_begins_to_charge_while_a_worker_thinks_keeps_the_booking(aws):
    desk = ClockDesk()
    booking = desk.booked()
    desk.at(after_start(-10))
    seen = desk.seen(booking)
    desk.starts(at=after_start(14))

    desk.clock.settle(seen, after_start(15))

    assert desk.seen(booking).session_id == "s1"
    assert desk.strikes() == []
