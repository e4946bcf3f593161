"""Many processes book at once: one wins, the others are told why, and nothing is out of step afterwards."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from infra.local.stack import Stack
from tests.load.crowd import attempt, run, rush

PROCESSES = 8
HOUR = timedelta(hours=1)
IN_STEP = {"overlaps": 0, "slots_out_of_step": 0, "agendas_out_of_step": 0}


def monday_at(hour: float) -> datetime:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=2, hours=hour)


def test_of_200_attempts_at_one_slot_from_8_processes_one_books(stack: Stack) -> None:
    made = run("found", {"chargers": 1, "drivers": 40}, stack.environment)
    (charger,) = made["chargers"]
    plan = [attempt(charger, made["drivers"][number % 40], monday_at(9), 2 * HOUR) for number in range(200)]

    results, _ = rush([plan[number::PROCESSES] for number in range(PROCESSES)], stack.environment)

    assert Counter(code for _, code, _, _ in results) == {"booked": 1, "overlaps": 199}
    assert run("audit", made, stack.environment) == {"bookings": 1, **IN_STEP}


def test_bookings_that_cross_and_touch_never_overlap(stack: Stack) -> None:
    made = run("found", {"chargers": 3, "drivers": 12}, stack.environment)
    chance = random.Random(7)  # noqa: S311 - a plan that can be repeated
    plan = [
        attempt(
            chance.choice(made["chargers"]),
            chance.choice(made["drivers"]),
            monday_at(chance.randrange(40) / 4 + 12),  # to and fro over the borders of sheets and of the day
            chance.randrange(1, 17) * HOUR / 4,
        )
        for _ in range(240)
    ]

    results, _ = rush([plan[number::PROCESSES] for number in range(PROCESSES)], stack.environment)

    booked = sum(code == "booked" for _, code, _, _ in results)
    assert {code for _, code, _, _ in results} == {"booked", "overlaps"}
    assert run("audit", made, stack.environment) == {"bookings": booked, **IN_STEP}


@pytest.mark.parametrize(
    ("start", "length", "most_units"),
    [
        pytest.param(9, 2 * HOUR, 12, id="on one sheet"),
        pytest.param(15, 2 * HOUR, 15, id="over the border of two sheets"),
    ],
)
def test_a_booking_is_four_requests_and_a_refusal_three(
    stack: Stack, start: float, length: timedelta, most_units: float
) -> None:
    made = run("found", {"chargers": 1, "drivers": 2}, stack.environment)
    (charger,) = made["chargers"]
    plan = [attempt(charger, driver, monday_at(start), length) for driver in made["drivers"]]

    ((_, first, requests, units), (_, second, more, _)), _ = rush([plan], stack.environment)

    assert (first, requests) == ("booked", 4)
    assert (second, more) == ("overlaps", 3)
    assert units <= most_units
