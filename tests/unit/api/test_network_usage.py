"""What a network is used for, over HTTP: counted with what happens, and read without it."""

import csv
import io

import pytest

from tests.unit.sessions.world import counted


def usage(circle, query="", who=None):
    return (who or circle.ann).get(f"/networks/{circle.network_id}/usage{query}")


def visited(circle, who, hours, kwh):
    """A visit to the left charger, which nobody is connected to."""
    session = who.post(f"/chargers/{circle.left}/sessions", {}).body
    circle.world.later(hours=hours)
    ended = who.post(f"/sessions/{session['session_id']}/stop", {"energy_kwh": kwh})
    assert ended.status == 200, ended.body


@pytest.fixture
def june(circle):
    """Bob visits as booked, Cleo without a booking, and nobody comes to Bob's next booking."""
    circle.booked(circle.bob, 0, 2)
    visited(circle, circle.bob, 1, 10)
    visited(circle, circle.cleo, 0.5, 5)
    circle.booked(circle.bob, 1, 2)
    circle.world.later(hours=4)
    circle.ann.get(f"/networks/{circle.network_id}/fairness")
    circle.services.booking_clock.tick(circle.world.now)
    return circle


def test_months_and_chargers(june):
    told = usage(june).body

    assert [month["month"] for month in told["months"]][::11] == ["2025-07", "2026-06"]
    assert told["months"][-1] == {
        "month": "2026-06",
        "sessions": 2,
        "energy_kwh": 15.0,
        "duration_minutes": 90,
        "revenue": [{"amount": "4.50", "currency": "EUR"}],
        "bookings": 2,
        "no_shows": 1,
        "booked_hours": 2.0,
    }
    assert {month["sessions"] for month in told["months"][:-1]} == {0}
    left, right = told["chargers"]
    assert {
        name: left[name] for name in ("charger_id", "name", "station_name", "sessions", "energy_kwh")
    } == {
        "charger_id": june.left,
        "name": "Left",
        "station_name": "Courtyard",
        "sessions": 2,
        "energy_kwh": 15.0,
    }
    assert (right["charger_id"], right["revenue"], right["occupied_share"]) == (june.right, [], 0)
    assert 0 < left["occupied_share"] < 0.2


def test_the_same_as_a_table(june):
    file = usage(june, "?format=csv&until=2026-07")

    rows = list(csv.DictReader(io.StringIO(file.body)))
    assert file.headers["Content-Disposition"] == 'attachment; filename="usage.csv"'
    assert [row["month"] for row in rows][-2:] == ["2026-06", "2026-07"]
    assert [(row["sessions"], row["revenue_eur"]) for row in rows][-2:] == [("2", "4.50"), ("0", "0")]


def test_it_is_read_by_few_requests_whatever_happened(june):
    with counted() as made:
        usage(june)

    assert made == {"reads": 4, "writes": 0, "transactions": 0}


def test_it_is_for_managers(circle):
    assert usage(circle, who=circle.bob).code == "managers_only"
    assert usage(circle, who=circle.eve).status == 404
    assert usage(circle, "?until=soon").code == "bad_month"
