"""What a session does to its time, on real stores."""

from datetime import timedelta

import pytest

from chalicelib.bookings.plug import PlugService
from chalicelib.table import transact
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, member


@pytest.fixture
def plug(aws: None) -> PlugService:
    return Desk().plug


def charge(plug, driver, minutes, until):
    """From so many minutes after noon to so many, by a walk-up."""
    at = NOON + timedelta(minutes=minutes)
    turn = plug.turn(CHARGER, member(driver), driver, at)
    assert turn.may, turn.violations
    transact(plug.begin(turn, f"session {minutes}", at))
    transact(plug.finish(turn.booking.booking_id, NOON + timedelta(minutes=until), f"session {minutes}"))


@pytest.mark.parametrize("second", ["ann", "bob"])
@pytest.mark.parametrize("until", [2, 63], ids=["in its first slot", "in a later one"])
def test_who_comes_a_minute_after_a_walk_up_has_ended_may_charge(plug, second, until):
    charge(plug, "ann", 1, until)

    charge(plug, second, until + 1, until + 30)


def test_while_it_goes_on_nobody_else_may(plug):
    at = NOON + timedelta(minutes=1)
    transact(plug.begin(plug.turn(CHARGER, member("ann"), "ann", at), "session", at))

    assert not plug.turn(CHARGER, member("bob"), "bob", at).may
