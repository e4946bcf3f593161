"""Many processes book at once: one wins, the others are told why, and nothing is out of step afterwards."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from infra.local.stack import Stack
from tests.load.audit import IN_STEP
from tests.load.crowd import attempt, dealt, run, rush

PROCESSES = 16
HOUR = timedelta(hours=1)
QUARTER = HOUR / 4
REFUSED = {"overlaps", "in_past", "too_soon", "too_late_to_change", "too_late_to_cancel", "not_your_turn"}
REFUSED |= {"series_refused"}
NOTHING = {"nothing to change", "nothing to cancel", "nothing to finish", "bad_period"}
"""A client that has booked nothing yet, or has shortened it to nothing."""


def monday_at(hour: float) -> datetime:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=2, hours=hour)


def codes_of(told):
    return Counter(code for _, _, code, _ in told["results"])


def told_codes(told):
    """Each code by itself, and nothing that stands for an error."""
    return {one for code in codes_of(told) for one in code.split("+")}


def test_of_160_attempts_at_one_slot_from_16_processes_one_books(stack: Stack) -> None:
    made = run("found", {"chargers": 1, "drivers": 40}, stack.environment)
    (charger,) = made["chargers"]
    plan = [attempt(charger, made["drivers"][number % 40], monday_at(9), 2 * HOUR) for number in range(160)]

    told = rush(dealt(plan, PROCESSES), stack.environment)

    assert codes_of(told) == {"done": 1, "overlaps": 159}
    assert run("audit", made, stack.environment) == {"bookings": 1, "most_active": 1, **IN_STEP}


def mixed(made, start, quarters, chance, many):
    """Bookings that cross and touch, and what else moves slots meanwhile."""
    steps = []
    for _ in range(many):
        charger, driver = chance.choice(made["chargers"]), chance.choice(made["drivers"])
        step = attempt(
            charger, driver, start + chance.randrange(quarters) * QUARTER, chance.randrange(1, 9) * QUARTER
        )
        does = ["book"] * 8 + ["extend", "extend", "shorten", "cancel", "cancel", "walk_up", "finish"]
        does += ["series", "series"]
        steps.append({**step, "do": chance.choice(does)})
    return steps


@pytest.mark.parametrize(
    ("chargers", "quarters", "many", "fits"),
    [
        pytest.param(1, 48, 320, {"book"}, id="one charger"),
        pytest.param(200, 30 * 96, 480, {"book", "walk_up", "cancel", "series"}, id="200 chargers, 30 days"),
    ],
)
def test_whatever_is_done_at_once_leaves_everything_in_step(
    stack: Stack, chargers: int, quarters: int, many: int, fits: set[str]
) -> None:
    made = run("found", {"chargers": chargers, "drivers": 24}, stack.environment)
    now = datetime.now(UTC)
    this_quarter = now - (now - datetime.min.replace(tzinfo=UTC)) % QUARTER
    chance = random.Random(7)  # noqa: S311 - a plan that can be repeated
    plan = mixed(made, this_quarter, quarters, chance, many)

    told = rush(dealt(plan, PROCESSES), stack.environment)

    assert told_codes(told) <= {"done"} | REFUSED | NOTHING
    done = Counter(do for do, _, code, _ in told["results"] if code == "done")
    assert fits <= done.keys(), "where there is room for all, each of them was done"
    left = run("audit", made, stack.environment)
    assert {name: left[name] for name in IN_STEP} == IN_STEP
    of_series = left["bookings"] - done["book"] - done["walk_up"]
    assert done["series"] <= of_series <= 3 * done["series"]


@pytest.mark.parametrize(
    ("policy", "code", "most"),
    [
        pytest.param({"max_active": 3}, "too_many_active", 3, id="active bookings"),
        pytest.param(
            {"quotas": [{"measure": "hours", "most": "2", "per": "day", "whose": "member"}]},
            "quota_exceeded",
            4,
            id="hours of a day",
        ),
    ],
)
def test_one_member_from_8_processes_gets_no_more_than_its_share(
    stack: Stack, policy: dict[str, object], code: str, most: int
) -> None:
    made = run("found", {"chargers": 8, "drivers": 1, "policy": policy}, stack.environment)
    (driver,) = made["drivers"]
    plan = [
        attempt(charger, driver, monday_at(8 + number / 2), HOUR / 2)
        for number in range(6)
        for charger in made["chargers"]
    ]

    told = rush(dealt(plan, 8), stack.environment)

    assert codes_of(told) == {"done": most, code: len(plan) - most}
    assert run("audit", made, stack.environment) == {"bookings": most, "most_active": most, **IN_STEP}


def test_one_key_from_8_processes_is_one_booking_and_each_is_told_so(stack: Stack) -> None:
    made = run("found", {"chargers": 1, "drivers": 1}, stack.environment)
    one = attempt(made["chargers"][0], made["drivers"][0], monday_at(9), HOUR, key="k")

    told = rush([[one]] * 8, stack.environment)

    assert codes_of(told) == {"done": 8}
    assert run("audit", made, stack.environment) == {"bookings": 1, "most_active": 1, **IN_STEP}


def test_on_the_stack_too_the_engine_does_what_its_oracle_does(stack: Stack) -> None:
    apart = {"PLUGNEXUS_TABLE_PREFIX": "plugnexus-model-"}  # its June is long past for the stack's own jobs
    assert run("model", {"examples": 4, "steps": 25}, stack.environment | apart) == {"examples": 4}


@pytest.mark.parametrize("past", [0, 2000])
@pytest.mark.parametrize(
    "policy",
    [
        pytest.param({}, id="simple policy"),
        pytest.param(
            {
                "quotas": [
                    {"measure": measure, "most": "99", "per": per, "whose": "member"}
                    for measure in ("hours", "kwh", "count")
                    for per in ("day", "week", "month")
                ],
                "cooldown_minutes": 15,
                "buffer_minutes": 15,
            },
            id="every quota",
        ),
    ],
)
def test_a_booking_is_6_write_units_and_8_over_the_edge_of_a_sheet(
    stack: Stack, policy: dict[str, object], past: int
) -> None:
    made = run("found", {"chargers": 1, "drivers": 3, "policy": policy}, stack.environment)
    if past:
        run("past", {**made, "bookings": past}, stack.environment)
    (charger,), (ann, bob, eve) = made["chargers"], made["drivers"]
    plan = [
        attempt(charger, ann, monday_at(9), 2 * HOUR),
        attempt(charger, bob, monday_at(15), 2 * HOUR),
        attempt(charger, eve, monday_at(10), 2 * HOUR),
    ]

    told = rush([plan], stack.environment)

    costs = [(code, cost["requests"], cost["write_units"]) for _, _, code, cost in told["results"]]
    assert costs == [("done", 3, 6), ("done", 3, 8), ("overlaps", 2, 0)]
