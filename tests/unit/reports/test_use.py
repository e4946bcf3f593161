"""What a booking and a visit come to."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.bookings.booking import Booking, KeptTerms, Kind, State, Step
from chalicelib.bookings.life import approved, begun, ended, over
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.rules import PrimeTime
from chalicelib.reports.use import Use, is_late_cancel, prime_part, total, use_of, use_of_session
from chalicelib.sessions.rules import NO_TARIFF, Session
from chalicelib.sessions.rules import State as SessionState
from tests.unit.bookings.scenes import NOON, booked, hours

HOUR = timedelta(hours=1)
PRIME = (PrimeTime((WeeklyHours(1, time(14), time(16)),)),)
"""Noon is 14:00 on a Monday at the station."""


def used(start: float, end: float, until: float | None = None, **other: Any) -> Booking:
    """Charged under from its start to its end, or `until`."""
    made = replace(booked(start, end, **other), history=(Step(NOON, "ann", State.RESERVED),))
    at = NOON + (end if until is None else until) * HOUR
    return ended(begun(made, "x", made.period.start, made.period.start), at, at)


def canceled(at: float, by: str = "ann", **other: Any) -> Booking:
    """A booking from 13 to 14 hours after noon, cancelled so many hours after noon."""
    made = replace(booked(13, 14), **{"history": (Step(NOON, "ann", State.RESERVED),), **other})
    return over(made, State.CANCELED, NOON + at * HOUR, by, "")


def use(booking: Booking) -> Use:
    return use_of(booking, lambda _: PRIME)


@pytest.mark.parametrize(
    ("booking", "came_to"),
    [
        pytest.param(used(3, 4), Use(bookings=1, held=HOUR), id="used"),
        pytest.param(used(3, 6, 4), Use(bookings=1, held=HOUR), id="ended early"),
        pytest.param(used(1, 3), Use(bookings=1, held=2 * HOUR, prime_held=HOUR), id="half in prime time"),
        pytest.param(used(3, 4, kind=Kind.WALK_UP), Use(walk_ups=1, held=HOUR), id="a walk-up"),
        pytest.param(used(3, 4, kind=Kind.BLOCK), Use(), id="a block is nobody's use"),
        pytest.param(
            over(booked(3, 5), State.NO_SHOW, NOON + 4 * HOUR, "clock", ""),
            Use(bookings=1, held=HOUR, no_shows=1),
            id="a no-show took what it was promised until it was released",
        ),
        pytest.param(canceled(1), Use(canceled=1), id="cancelled in time"),
        pytest.param(canceled(12.5), Use(canceled=1, late_cancels=1), id="cancelled late"),
        pytest.param(canceled(12.5, by="mia"), Use(), id="cancelled by a manager"),
        pytest.param(over(booked(3, 4), State.FAILED, NOON, "clock", ""), Use(), id="the charger failed"),
        pytest.param(over(booked(3, 4), State.REJECTED, NOON, "mia", ""), Use(), id="not approved"),
    ],
)
def test_use_of_a_booking(booking: Booking, came_to: Use) -> None:
    assert use(booking) == came_to


@pytest.mark.parametrize(
    ("booking", "late"),
    [
        pytest.param(canceled(12), False, id="exactly an hour before"),
        pytest.param(canceled(12 + 1 / 3600), True, id="a second later"),
        pytest.param(canceled(12.5, terms=KeptTerms()), False, id="under terms that set no time"),
        pytest.param(canceled(12.5, state=State.PENDING, history=()), False, id="it never held"),
    ],
)
def test_late_cancels(booking: Booking, late: bool) -> None:
    assert is_late_cancel(booking) is late


def test_what_waited_and_was_approved_did_hold() -> None:
    pending = replace(booked(13, 14, state=State.PENDING), history=(Step(NOON, "ann", State.PENDING),))
    held = approved(pending, NOON, "mia")

    late = [
        is_late_cancel(over(before, State.CANCELED, NOON + 12.5 * HOUR, "ann", ""))
        for before in (pending, held)
    ]

    assert late == [False, True]


def test_prime_time_that_lies_in_two_windows_counts_once() -> None:
    overlapping = PrimeTime((WeeklyHours(1, time(15), time(17)),))

    assert prime_part(hours(0, 6), (*PRIME, overlapping), "Europe/Berlin") == 3 * HOUR


def visit(until: float, **other: Any) -> Session:
    about: dict[str, Any] = {
        "state": SessionState.COMPLETED,
        "energy_wh": Decimal(7000),
        "end": NOON + until * HOUR,
    }
    return Session(
        "x",
        "s1-c1",
        "s1",
        "n1",
        "Courtyard",
        "Left",
        "Europe/Berlin",
        "ann",
        None,
        NO_TARIFF,
        start=NOON,
        start_received_at=NOON,
        **about | other,
    )


LATE_STOP = KeptTerms(late_stop=timedelta(minutes=15))
ENERGY = Use(energy_wh=Decimal(7000))


@pytest.mark.parametrize(
    ("session", "booking", "added"),
    [
        pytest.param(visit(1), None, ENERGY, id="under no booking"),
        pytest.param(visit(1.25), booked(0, 1, terms=LATE_STOP), ENERGY, id="to the end of late_stop"),
        pytest.param(
            visit(1.26), booked(0, 1, terms=LATE_STOP), replace(ENERGY, overstays=1), id="and longer"
        ),
        pytest.param(visit(2), booked(0, 1, kind=Kind.WALK_UP), ENERGY, id="a walk-up was promised nothing"),
        pytest.param(visit(1, state=SessionState.INVALID), None, Use(), id="an invalid one is not counted"),
        pytest.param(visit(1, state=SessionState.ACTIVE, end=None), None, Use(), id="one that goes on"),
    ],
)
def test_use_of_a_visit(session: Session, booking: Booking | None, added: Use) -> None:
    assert use_of_session(session, booking) == added


def test_uses_add_up() -> None:
    whole = total([use(used(1, 3)), ENERGY, use(canceled(12.5))])

    assert whole == Use(1, 0, 2 * HOUR, HOUR, Decimal(7000), 0, 1, 1, 0)


def test_a_use_of_nothing_changes_nothing() -> None:
    one = use(used(1, 3))

    assert total([one]) == one + Use() == Use() + one
