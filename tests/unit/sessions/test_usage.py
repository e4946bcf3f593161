"""What sessions come to by month and charger: whatever becomes of one, its last figures are what counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.money import Money
from chalicelib.sessions.rules import Session, State
from chalicelib.sessions.usage import Kept, Use, moves, total, use_of
from chalicelib.tariffs.rules import Tariff

MAY = datetime(2026, 5, 31, 21, 30, tzinfo=UTC)
"""Half an hour before June in Berlin."""
SESSION = Session(
    session_id="s",
    charger_id="c1",
    station_id="s1",
    network_id="n1",
    station_name="Courtyard",
    charger_name="Left",
    time_zone="Europe/Berlin",
    driver_id="ann",
    token_uid=None,
    tariff=Tariff("EUR"),
    start=MAY,
    start_received_at=MAY,
    state=State.COMPLETED,
    energy_wh=Decimal("7000.5"),
    cost=Money(Decimal("2.10"), "EUR"),
    end=MAY + timedelta(hours=1),
)


def test_a_session_counts_in_the_month_of_its_end_by_the_stations_calendar():
    assert use_of(SESSION) == (Kept("n1", "2026-06", "c1"), Use(1, 7001, 3600, {"EUR": 21_000}))
    ended_in_may = replace(SESSION, end=MAY + timedelta(minutes=29))
    assert use_of(ended_in_may) == (Kept("n1", "2026-05", "c1"), Use(1, 7001, 1740, {"EUR": 21_000}))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"end": None, "state": State.ACTIVE}, id="it goes on"),
        pytest.param({"state": State.INVALID}, id="it is void"),
        pytest.param({"network_id": None}, id="its charge point is nobody's"),
    ],
)
def test_what_counts_for_nothing(other):
    assert use_of(replace(SESSION, **other)) is None
    assert moves(SESSION, replace(SESSION, **other)) == {
        Kept("n1", "2026-06", "c1"): Use(-1, -7001, -3600, {"EUR": -21_000})
    }


def test_an_unknown_connector_counts_for_its_network():
    where, _ = use_of(replace(SESSION, charger_id=None)) or (None, None)

    assert where == Kept("n1", "2026-06", "")


def test_what_is_as_it_was_moves_nothing():
    assert moves(SESSION, replace(SESSION, flags=frozenset({"seen"}))) == {}


SESSIONS = st.builds(
    lambda state, charger, minutes, wh, cents, currency: replace(
        SESSION,
        state=state,
        charger_id=charger,
        end=MAY + timedelta(minutes=minutes),
        energy_wh=Decimal(wh) / 10,
        cost=Money(Decimal(cents) / 100, currency),
    ),
    st.sampled_from([State.COMPLETED, State.INVALID]),
    st.sampled_from(["c1", "c2", None]),
    st.integers(0, 120),
    st.integers(0, 10**6),
    st.integers(0, 10**5),
    st.sampled_from(["EUR", "CHF"]),
)


@given(st.lists(SESSIONS, min_size=1, max_size=6))
def test_whatever_a_session_becomes_its_last_figures_are_all_that_is_counted(versions):
    kept: dict[Kept, Use] = {}
    for before, after in zip([None, *versions], versions, strict=False):
        for where, use in moves(before, after).items():
            kept[where] = kept.get(where, Use()) + use

    last = use_of(versions[-1])
    left = {where: use for where, use in kept.items() if not use.is_nothing}
    assert left.keys() == ({last[0]} if last and not last[1].is_nothing else set())
    if last:
        assert total(left.values()).revenue == last[1].revenue
        assert (left[last[0]].sessions, left[last[0]].energy_wh) == (1, last[1].energy_wh)
