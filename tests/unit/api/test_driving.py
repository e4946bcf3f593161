"""A driver's own year over HTTP."""

from datetime import UTC, datetime

import pytest

from tests.unit.api.circle import Circle
from tests.unit.networks.world import Person

NOTHING = {"sessions": 0, "energy_kwh": 0, "duration_minutes": 0, "cost": [], "co2_avoided_kg": 0}


def charges(circle: Circle, who: Person, minutes: int, kwh: float) -> None:
    begun = who.post(f"/chargers/{circle.left}/sessions")
    assert begun.status == 201, begun.body
    circle.world.later(minutes=minutes)
    assert who.post(f"/sessions/{begun.body['session_id']}/stop", {"energy_kwh": kwh}).status == 200


def test_a_year_with_nothing_in_it_has_twelve_months(circle: Circle) -> None:
    answer = circle.bob.get("/me/usage")

    assert answer.status == 200
    assert [one["month"] for one in answer.body["months"]][::11] == ["2025-07", "2026-06"]
    assert [one for one in answer.body["months"] if one != NOTHING | {"month": one["month"]}] == []
    assert answer.body["totals"] == NOTHING
    assert answer.body["assumptions"].keys() == {
        "combustion_g_per_km",
        "kwh_per_100_km",
        "grid_g_per_kwh",
        "source",
    }


def test_what_was_charged_counts_in_the_month_of_its_end_for_its_driver_alone(circle: Circle) -> None:
    circle.world.now = datetime(2026, 5, 31, 21, 30, tzinfo=UTC)  # half past eleven in Berlin
    charges(circle, circle.bob, 20, 10)
    charges(circle, circle.bob, 61, 20.5)

    answer = circle.bob.get("/me/usage")

    figures = {one.pop("month"): one for one in answer.body["months"] if one["sessions"]}
    assert figures.keys() == {"2026-05", "2026-06"}
    assert figures["2026-05"] == {
        "sessions": 1,
        "energy_kwh": 10,
        "duration_minutes": 20,
        "cost": [{"amount": "3.00", "currency": "EUR"}],
        "co2_avoided_kg": 6.146,
    }
    assert answer.body["totals"] == {
        "sessions": 2,
        "energy_kwh": 30.5,
        "duration_minutes": 81,
        "cost": [{"amount": "9.15", "currency": "EUR"}],
        "co2_avoided_kg": 18.744,
    }
    assert circle.cleo.get("/me/usage").body["totals"] == NOTHING
    assert circle.bob.get("/me/usage?until=2026-05").body["totals"]["sessions"] == 1
    assert circle.bob.get("/me/usage?until=2027-05").body["totals"]["sessions"] == 1
    assert circle.bob.get("/me/usage?until=2025-05").body["totals"] == NOTHING


@pytest.mark.parametrize("until", ["2026", "2026-13", "2026-00", "2026-6", "0000-06", "9999-06", "now"])
def test_what_is_no_month_is_told(circle: Circle, until: str) -> None:
    answer = circle.bob.get(f"/me/usage?until={until}")

    assert (answer.status, answer.code) == (400, "invalid_request")
    assert answer.body["errors"][0]["field"] == "until"
