"""Where a charge point's time went."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.charge_points.presence import OFFLINE_AFTER, Link, Presence
from chalicelib.charge_points.rules import ConnectorStatus
from chalicelib.kernel.period import Period
from chalicelib.uptime.explained import MINIMUM_REQUIRED, OCPP_1_6, cause, explanation
from chalicelib.uptime.rules import (
    Connection,
    Ended,
    Fault,
    Figures,
    Outage,
    connection_of,
    ended_at,
    faulted_times,
    figures,
    offline_times,
    outage_times,
    together,
)

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    return NOON + hours * HOUR


def hours(start: float, end: float) -> Period:
    return Period(at(start), at(end))


def link(hour: float) -> Link:
    return Link("new", "http://gateway", "ocpp1.6", at(hour))


OLD = Link("old", "http://gateway", "ocpp1.6", at(-9))


@pytest.mark.parametrize(
    ("before", "since", "ended"),
    [
        pytest.param(Presence(), None, None, id="the first connect ever"),
        pytest.param(
            Presence(None, at(-2), disconnected_at=at(-2)), at(-2), Ended.CLOSED, id="its socket closed"
        ),
        pytest.param(
            Presence(None, at(-3), disconnected_at=at(-1)),
            at(-3) + OFFLINE_AFTER,
            Ended.SILENT,
            id="silent first, and only then seen to close",
        ),
        pytest.param(
            Presence(OLD, at(-1)), at(-1) + OFFLINE_AFTER, Ended.SILENT, id="silent, and never seen to close"
        ),
        pytest.param(Presence(OLD, at(-0.1)), None, Ended.REPLACED, id="replaced while it was good"),
        pytest.param(
            Presence(None, at(0), disconnected_at=at(0)), None, Ended.CLOSED, id="closed at the same instant"
        ),
    ],
)
def test_how_the_gap_before_a_connect_began(before, since, ended):
    connection = connection_of(link(0), before)

    assert (connection.offline_since, connection.ended) == (since, ended)
    assert connection.offline_before == (at(0) - since if since else timedelta())


def test_when_connections_ended():
    first = Connection(at(-9), "a", "ocpp1.6")
    after_gap = Connection(at(-5), "b", "ocpp1.6", offline_since=at(-6), ended=Ended.CLOSED)
    at_once = Connection(at(-1), "c", "ocpp1.6", ended=Ended.REPLACED)

    assert ended_at(first, after_gap, Presence()) == at(-6)
    assert ended_at(after_gap, at_once, Presence()) == at(-1)
    assert ended_at(at_once, None, Presence(OLD, at(0))) is None
    assert ended_at(at_once, None, Presence(None, at(-0.5), disconnected_at=at(-0.4))) == at(-0.4)


def test_offline_times_are_the_gaps_and_what_lasts_still():
    connects = [Connection(at(-9), "a", ""), Connection(at(-5), "b", "", offline_since=at(-6))]

    assert offline_times(connects, Presence(OLD, at(0)), at(0)) == [hours(-6, -5)]
    gone = Presence(None, at(-2), disconnected_at=at(-2))
    assert offline_times(connects, gone, at(0)) == [hours(-6, -5), hours(-2, 0)]


def status(word: str, hour: float) -> ConnectorStatus:
    return ConnectorStatus(1, word, "NoError", at(hour))


@pytest.mark.parametrize(
    ("faults", "last", "found"),
    [
        pytest.param([Fault(1, at(-5), "x", at(-4))], None, [hours(-5, -4)], id="over"),
        pytest.param([Fault(1, at(-5), "x")], None, [hours(-5, 0)], id="still broken"),
        pytest.param([Fault(2, at(-5), "x")], None, [], id="another connector"),
        pytest.param([Fault(0, at(-5), "x", at(-4))], None, [hours(-5, -4)], id="the whole charge point"),
        pytest.param(
            [Fault(1, at(-5), "x"), Fault(1, at(-3), "y", at(-2))],
            None,
            [hours(-5, -3), hours(-3, -2)],
            id="one without an end ends with the next",
        ),
        pytest.param(
            [Fault(1, at(-5), "x")], status("Available", -4), [hours(-5, -4)], id="well by its word"
        ),
        pytest.param([Fault(1, at(-5), "x")], status("Faulted", -4), [hours(-5, 0)], id="broken by its word"),
        pytest.param([Fault(1, at(-5), "x")], status("Available", -6), [hours(-5, 0)], id="well before"),
    ],
)
def test_faulted_times(faults, last, found):
    assert faulted_times(faults, 1, last, NOON) == found


def test_outages_are_of_a_connector_or_of_all():
    outages = [Outage(0, at(-5), at(-4)), Outage(1, at(-3)), Outage(2, at(-2))]

    assert outage_times(outages, 1, NOON) == [hours(-5, -4), hours(-3, 0)]


def test_what_is_excused_counts_as_nothing_else_and_what_is_offline_not_as_faulted():
    found = figures(hours(-10, 0), [hours(-20, -6), hours(-3, -2)], [hours(-7, -4)], [hours(-20, -8)])

    assert found == Figures(up=3 * HOUR, offline=3 * HOUR, faulted=2 * HOUR, excused=2 * HOUR)


@pytest.mark.parametrize(
    ("spent", "percent"),
    [
        (Figures(up=99 * HOUR, offline=HOUR), 99.0),
        (Figures(up=99_999 * HOUR, faulted=HOUR), 99.99),
        (Figures(up=HOUR), 100.0),
        (Figures(excused=HOUR), None),
        (Figures(offline=HOUR, excused=HOUR), 0.0),
    ],
)
def test_the_percentage_is_of_what_counts_and_never_rounded_up(spent, percent):
    assert spent.percent == percent


def test_together_is_the_mean():
    both = together({1: Figures(up=2 * HOUR), 2: Figures(faulted=2 * HOUR)})

    assert both == Figures(up=HOUR, faulted=HOUR)
    assert both.percent == 50.0


PERIODS = st.lists(
    st.tuples(st.integers(-30, 30), st.integers(1, 20)).map(lambda told: hours(told[0], told[0] + told[1])),
    max_size=8,
)


@given(PERIODS, PERIODS, PERIODS)
def test_every_hour_is_spent_once_and_as_the_first_that_holds(offline, faulted, excused):
    span = hours(-12, 12)

    found = figures(span, offline, faulted, excused)

    expected = {"excused": 0, "offline": 0, "faulted": 0, "up": 0}
    for hour in range(-12, 12):
        middle = at(hour + 0.5)
        kinds = (("excused", excused), ("offline", offline), ("faulted", faulted))
        name = next((name for name, periods in kinds if any(one.has(middle) for one in periods)), "up")
        expected[name] += 1
    assert found == Figures(**{name: count * HOUR for name, count in expected.items()})
    assert found.counted + found.excused == span.duration


def test_codes_are_explained():
    assert explanation("GroundFailure", None) == OCPP_1_6["GroundFailure"]
    assert explanation("OtherError", "cx008") == MINIMUM_REQUIRED["CX008"]
    assert explanation("OtherError", "E42") == OCPP_1_6["OtherError"]
    assert explanation("Whatever", "E42") is None
    assert [cause("OtherError", "CX002"), cause("noerror", None), cause("x", "y")] == [
        "GroundFailure",
        "NoError",
        None,
    ]
    assert len(OCPP_1_6) == 16  # 7.6
