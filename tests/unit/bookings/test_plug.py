"""What a session does to its time, on real stores."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.booking import Kind, State
from chalicelib.bookings.plug import PlugService
from chalicelib.table import transact
from tests.unit.bookings.clock_desk import ANN, BOB, HOUR, ClockDesk, after_start
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, hours, member


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


@pytest.fixture
def desk(aws: None) -> ClockDesk:
    return ClockDesk()


def missed(desk):
    """Ann's booking, released while her start waited in the charger's queue."""
    booking = desk.booked()
    desk.at(after_start(15))
    assert desk.strikes() == [("no_show", after_start(15))]
    return booking


def test_who_came_in_time_is_pardoned_when_the_charger_tells_so_late(desk):
    missed(desk)
    desk.now = after_start(40)

    walk_up = desk.starts(at=after_start(5))

    assert (walk_up.kind, walk_up.period.start) == (Kind.WALK_UP, after_start(5))
    assert desk.strikes() == []
    assert desk.charges() == [("no_show", "5.00", True)]


def test_who_came_after_the_release_is_not(desk):
    missed(desk)

    desk.starts(at=after_start(16))

    assert desk.strikes() == [("no_show", after_start(15))]
    assert desk.charges() == [("no_show", "5.00", False)]


def test_somebody_else_who_came_then_pardons_nobody(desk):
    missed(desk)
    desk.now = after_start(40)

    desk.starts(BOB, at=after_start(5))

    assert desk.strikes() == [("no_show", after_start(15))]


def test_one_who_came_in_time_is_in_the_right_whatever_holds_the_slots_now(desk):
    desk.policy = replace(desk.policy, walk_up=False)
    missed(desk)
    desk.booked(BOB, hours(1.25, 2))
    desk.now = after_start(40)

    turn = desk.plug.turn(desk.charger, desk.standing("ann"), "ann", after_start(5))
    transact(desk.plug.begin(turn, "s1", after_start(5)))

    assert (turn.violations, turn.missed is not None) == ((), True)
    assert (desk.strikes(), desk.charges()) == ([], [("no_show", "5.00", True)])


@pytest.mark.parametrize(
    ("minutes", "may"),
    [
        pytest.param(-10, True, id="as early as one may"),
        pytest.param(-11, False, id="too early"),
        pytest.param(59, True, id="to the last minute"),
        pytest.param(60, False, id="too late"),
    ],
)
def test_who_came_while_the_charger_was_offline_had_a_booking_then(desk, minutes, may):
    desk.policy = replace(desk.policy, walk_up=False)
    booking = desk.booked()
    desk.online = False
    for later in range(15, 65, 5):
        desk.at(after_start(later))
    assert desk.seen(booking).state is State.NO_SHOW
    desk.now = after_start(300)

    turn = desk.plug.turn(desk.charger, desk.standing("ann"), "ann", after_start(minutes))
    others = desk.plug.turn(desk.charger, desk.standing("bob"), "bob", after_start(minutes))

    assert (turn.may, others.may) == (may, False)
    if may:
        transact(desk.plug.begin(turn, "s1", after_start(minutes)))


def test_a_booking_may_begin_as_early_as_the_terms_say_that_it_was_made_under(desk):
    desk.policy = replace(desk.policy, early_start=timedelta(minutes=30), walk_up=False)
    booking = desk.booked()
    desk.policy = replace(desk.policy, early_start=timedelta(0))

    at = after_start(-30)

    assert desk.plug.turn(desk.charger, desk.standing("ann"), "ann", at).booking == desk.seen(booking)
    assert not desk.plug.turn(desk.charger, desk.standing("ann"), "ann", at - timedelta(seconds=1)).may


def test_what_a_session_took_counts_with_its_car(desk):
    booking = desk.bookings.book(desk.charger.charger_id, ANN, HOUR, car_id="zoe")
    desk.starts()

    desk.ends(booking, after_start(30), wh=7400)

    (past,) = desk.store.agenda("ann", "n1").past
    assert (past.energy_wh, past.car_id, past.length) == (7400, "zoe", timedelta(minutes=30))


@pytest.mark.parametrize("minute", [30, 33.7])
def test_what_a_session_is_found_to_have_taken_counts_instead(desk, minute):
    booking = desk.booked()
    desk.starts()
    desk.ends(booking, after_start(minute), wh=900_000)
    for before, after in ((900_000, 7400), (1, 2), (7400, 0)):
        transact(desk.plug.recount(booking.booking_id, Decimal(before), Decimal(after)))
        (past,) = desk.store.agenda("ann", "n1").past
        assert past.energy_wh == (0 if after == 0 else 7400)


def test_a_walk_up_counts_with_the_car_that_it_was_checked_in_with(desk):
    turn = desk.plug.turn(desk.charger, desk.standing("ann"), "ann", NOON)
    transact(desk.plug.begin(turn, "s1", NOON, "zoe"))

    (entry,) = desk.store.agenda("ann", "n1").entries
    assert (entry.kind, entry.car_id) == (Kind.WALK_UP, "zoe")


def test_a_booking_ends_with_the_session_that_runs_under_it_and_with_no_other(desk):
    booking = desk.booked()
    desk.starts()

    assert desk.plug.finish(booking.booking_id, after_start(30), "another session", 0) == ()
    assert desk.plug.finish(booking.booking_id, after_start(30), "s1", 0) != ()
