"""Twelve months of a network, from what is kept of each."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chalicelib.bookings.usage import Held
from chalicelib.bookings.usage import Month as HeldIn
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.money import Money
from chalicelib.reports.usage import asked_months, usage
from chalicelib.sessions.usage import Kept, Use
from tests.unit.stations.scenes import charger, station

NOW = datetime(2026, 6, 16, tzinfo=UTC)
DAY = 86_400
HERE = charger(station("s1"))
MONTHS = asked_months(None, NOW)


def kept(month: str, charger_id: str = HERE.charger_id) -> Kept:
    return Kept("n1", month, charger_id, "Old name", "s0", "Old station")


@pytest.mark.parametrize(
    ("until", "first", "last"),
    [(None, "2025-07", "2026-06"), ("2026-01", "2025-02", "2026-01"), ("2025-12", "2025-01", "2025-12")],
)
def test_twelve_months_in_order(until, first, last):
    months = asked_months(until, NOW)

    assert (months[0], months[-1], len(months)) == (first, last, 12)
    assert months == sorted(set(months))


@pytest.mark.parametrize(
    "until", ["2026-13", "2026-00", "2026", "26-01", "2026-1", "²026-01", "0001-01", "2026-06-01"]
)
def test_what_is_no_month(until):
    with pytest.raises(Invalid) as refused:
        asked_months(until, NOW)

    assert refused.value.code == "bad_month"


def test_a_network_without_any_use_has_twelve_empty_months():
    report = usage(MONTHS, [], [], [HERE], NOW)

    assert [month.month for month in report.months] == MONTHS
    assert {(month.use, month.held) for month in report.months if month.use.cost} == set()
    (told,) = report.chargers
    assert (told.use, told.occupied_share, told.name) == (Use(), 0, HERE.name)


def test_chargers_add_up_to_months_and_those_that_are_gone_keep_their_last_names():
    used = [
        (kept("2026-05"), Use(1, 4000, DAY, {"EUR": 10_000})),
        (kept("2026-06"), Use(2, 6000, DAY, {"EUR": 5_000, "CHF": 25_000})),
        (kept("2026-06", "gone"), Use(1, 20_000, 3600)),
        (kept("2026-06", ""), Use(1, 1, 60)),
    ]
    held = [(HeldIn("n1", "2026-06", HERE.charger_id), Held(3, 1, 7200))]

    report = usage(MONTHS, used, held, [HERE], NOW)

    may, june = report.months[-2:]
    assert (may.use.sessions, may.use.revenue) == (1, [Money(Decimal("1.00"), "EUR")])
    assert (june.use.sessions, june.use.energy_wh, june.held) == (4, 26_001, Held(3, 1, 7200))
    assert june.use.revenue == [Money(Decimal("2.50"), "CHF"), Money(Decimal("0.50"), "EUR")]
    gone, here = report.chargers
    assert (gone.charger_id, gone.name, gone.station_name) == ("gone", "Old name", "Old station")
    assert (here.name, here.station_id, here.use.energy_wh) == (HERE.name, "s1", 10_000)
    assert here.occupied_share == pytest.approx(2 / 46)  # of May, and June so far


def test_a_span_that_is_over_is_measured_to_its_end():
    months = asked_months("2026-05", NOW)

    report = usage(months, [(kept("2026-05"), Use(1, 1, 31 * DAY))], [], [HERE], NOW)

    assert report.chargers[0].occupied_share == 1.0
