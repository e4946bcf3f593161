"""What the clock's work costs: requests, and items of a transaction."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import botocore.client
import pytest

from chalicelib.bookings.slots import SHARDS
from tests.unit.bookings.clock_desk import ANN, BOB, ClockDesk, after_end, after_start
from tests.unit.bookings.scenes import NOON, hours


@contextmanager
def requests() -> Iterator[tuple[Counter[str], list[int]]]:
    """Requests made inside by operation, and how many items each transaction has."""
    made: Counter[str] = Counter()
    items: list[int] = []
    original = botocore.client.BaseClient._make_api_call  # noqa: SLF001 - the one place all requests pass

    def noted(self: Any, operation: str, arguments: Any) -> Any:
        made[operation] += 1
        if operation == "TransactWriteItems":
            items.append(len(arguments["TransactItems"]))
        return original(self, operation, arguments)

    botocore.client.BaseClient._make_api_call = noted  # noqa: SLF001 - likewise
    try:
        yield made, items
    finally:
        botocore.client.BaseClient._make_api_call = original  # noqa: SLF001 - likewise


@pytest.fixture
def desk(aws: None) -> ClockDesk:
    made = ClockDesk()
    made.at(made.now)
    return made


def test_a_minute_in_which_nothing_is_due_is_two_reads_a_shard(desk):
    desk.booked()

    with requests() as (made, items):
        desk.at(desk.now + timedelta(minutes=1))

    assert made == {"GetItem": SHARDS, "Query": SHARDS}
    assert items == []


@pytest.mark.parametrize(
    ("minutes", "reads", "most"),
    [
        pytest.param(-30, 0, 2, id="reminder: booking, notice"),
        pytest.param(-10, 1, 1, id="opening: booking"),
        pytest.param(15, 1, 6, id="no-show: slots, booking, use, agenda, charge, notice"),
    ],
)
def test_what_is_due_of_a_booking_to_come(desk, minutes, reads, most):
    booking = desk.booked()
    for earlier in (-30, -10):
        if earlier < minutes:
            desk.at(after_start(earlier))
    seen = desk.seen(booking)

    with requests() as (made, items):
        desk.clock.settle(seen, after_start(minutes))

    assert items == [most]
    assert sum(made.values()) == reads + 1


@pytest.mark.parametrize(
    ("minutes", "most"),
    [
        pytest.param(-10, 2, id="word before the end: booking, notice"),
        pytest.param(0, 2, id="end: slots, booking"),
        pytest.param(10, 3, id="overstay: booking, agenda, notice"),
    ],
)
def test_what_is_due_while_a_car_charges(desk, minutes, most):
    booking = desk.booked(BOB)
    desk.starts(BOB)
    for earlier in (-10, 0):
        if earlier < minutes:
            desk.at(after_end(earlier))
    seen = desk.seen(booking)

    with requests() as (_, items):
        desk.clock.settle(seen, after_end(minutes))

    assert items == [most]


def test_a_suspension_over_the_edge_of_a_sheet_is_the_most_of_all(desk):
    desk.booked()
    desk.at(after_start(15))
    booking = desk.booked(ANN, hours(3.5, 4.5))
    desk.at(NOON + timedelta(hours=3, minutes=20))
    seen = desk.seen(booking)

    with requests() as (_, items):
        desk.clock.settle(seen, NOON + timedelta(hours=3, minutes=45))

    assert items == [8], "two sheets, booking, use, agenda, charge, two notices"
