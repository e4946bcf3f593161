from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.booking import KeptTerms, Kind, State
from chalicelib.bookings.rules import cancel_violations, change_violations, late_fee
from chalicelib.kernel.money import Money
from chalicelib.policies.rules import Fees
from tests.unit.bookings.scenes import NOON, booked, hours

HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)
FEE = Money(Decimal(2), "EUR")


def kept(fee=None, **until):
    return KeptTerms(fees=Fees(late_cancel=fee), **{"cancel_until": None} | until)


@pytest.mark.parametrize(
    ("until", "fee", "minutes", "expected", "owed"),
    [
        pytest.param(None, None, -1, [], None, id="no rule: until it starts"),
        pytest.param(None, None, 0, ["too_late_to_change"], None, id="no rule: not once it has begun"),
        pytest.param(HOUR, None, -60, [], None, id="exactly change_until before"),
        pytest.param(HOUR, None, -59, ["too_late_to_change"], None, id="a minute later"),
        pytest.param(HOUR, FEE, -60, [], None, id="with a fee, in time: nothing"),
        pytest.param(HOUR, FEE, -59, [], FEE, id="with a fee, a minute later"),
        pytest.param(HOUR, FEE, -1, [], FEE, id="with a fee, until it starts"),
        pytest.param(HOUR, FEE, 0, ["too_late_to_change"], FEE, id="not even for a fee once it has begun"),
    ],
)
def test_moving_ends_change_until_before_the_start(until, fee, minutes, expected, owed):
    mine, now = booked(0, 2, terms=kept(fee, change_until=until)), NOON + minutes * A_MINUTE

    assert [v.code for v in change_violations(mine, hours(1, 3), now)] == expected
    assert late_fee(mine, hours(1, 3), now) == owed


def test_its_end_moves_free_and_until_it_is_over():
    mine = booked(0, 2, terms=kept(FEE, change_until=HOUR))

    assert change_violations(mine, hours(0, 3), NOON + 2 * HOUR - A_MINUTE) == []
    assert late_fee(mine, hours(0, 3), NOON) is None
    assert change_violations(mine, hours(0, 3), NOON + 2 * HOUR) != []


@pytest.mark.parametrize("kind", [Kind.BLOCK, Kind.OFFER])
def test_only_bookings_are_moved(kind):
    assert change_violations(booked(1, 2, kind=kind), hours(2, 3), NOON) != []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(hours(-1, 2), [], id="longer"),
        pytest.param(hours(-1, 1), [], id="as it is"),
        pytest.param(hours(-1, 0.5), ["too_late_to_change"], id="shorter: who leaves ends the session"),
        pytest.param(hours(-0.5, 1), ["too_late_to_change"], id="from another start"),
    ],
)
def test_who_charges_unbooked_may_only_stay_longer(wanted, expected):
    walk_up = booked(-1, 1, kind=Kind.WALK_UP, session_id="s1")

    assert [v.code for v in change_violations(walk_up, wanted, NOON)] == expected


@pytest.mark.parametrize(
    ("until", "fee", "minutes", "expected", "owed"),
    [
        pytest.param(HOUR, None, -60, [], None, id="exactly cancel_until before"),
        pytest.param(HOUR, None, -59, ["too_late_to_cancel"], None, id="a minute later"),
        pytest.param(HOUR, FEE, -60, [], None, id="with a fee, in time: nothing"),
        pytest.param(HOUR, FEE, -59, [], FEE, id="with a fee, a minute later"),
        pytest.param(HOUR, FEE, 119, [], FEE, id="with a fee, until it ends"),
        pytest.param(HOUR, FEE, 120, ["too_late_to_cancel"], FEE, id="not once it is over"),
        pytest.param(None, FEE, 119, [], None, id="no rule: free until it ends"),
    ],
)
def test_cancelling_late(until, fee, minutes, expected, owed):
    mine, now = booked(0, 2, terms=kept(fee, cancel_until=until)), NOON + minutes * A_MINUTE

    assert [v.code for v in cancel_violations(mine, now)] == expected
    assert late_fee(mine, None, now) == owed


def test_a_manager_cancels_late_and_what_waits_for_one_is_free():
    mine = booked(0, 2, terms=kept(cancel_until=HOUR))

    assert cancel_violations(mine, NOON, by_manager=True) == []
    waiting = replace(mine, state=State.PENDING, look_at=NOON + HOUR)
    assert cancel_violations(waiting, NOON) == []
    assert late_fee(replace(waiting, terms=kept(FEE, cancel_until=HOUR)), None, NOON) is None
