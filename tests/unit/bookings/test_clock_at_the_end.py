from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.booking import Kind, State
from chalicelib.kernel.errors import Refused
from chalicelib.policies.rules import AtEnd
from tests.unit.bookings.clock_desk import ANN, BOB, END, RULES, ClockDesk, after_end, after_start
from tests.unit.bookings.scenes import CHARGER, hours


@pytest.fixture
def desk(aws: None) -> ClockDesk:
    return ClockDesk()


def test_before_the_end_its_driver_is_told_what_comes(desk):
    desk.booked()
    desk.starts()

    desk.at(after_end(-10)).at(after_end(-9))

    assert desk.told() == ["ends_soon"]
    assert {"at_end": "keep", "fee_per_minute": "0.10", "currency": "EUR"}.items() <= desk.facts(
        "ends_soon"
    ).items()


def test_a_car_that_stays_keeps_what_is_free_and_no_more(desk):
    first = desk.booked()
    after = desk.booked(BOB, hours(2.5, 3))
    desk.starts()

    desk.at(END)
    assert desk.held()[first.ref] == timedelta(minutes=80)
    assert not desk.plug.turn(desk.charger, desk.standing("bob"), "bob", after_end(5)).may
    desk.at(after_end(10)).at(after_end(15)).at(after_end(30))

    assert desk.held() == {first.ref: timedelta(minutes=90), after.ref: timedelta(minutes=30)}


def test_who_stays_beyond_late_stop_is_told_once_has_a_strike_and_pays_each_minute(desk):
    booking = desk.booked()
    desk.starts()

    for minutes in (0, 9, 10, 11, 26, 41):
        desk.at(after_end(minutes))
    assert [event for event in desk.told() if event == "overstay"] == ["overstay"]
    assert desk.facts("overstay")["since_at"] == after_end(10).isoformat()
    assert desk.strikes() == [("overstay", after_end(10))]
    assert desk.stopped == []
    desk.ends(booking, after_end(40.5))

    assert desk.seen(booking).state is State.FULFILLED
    assert desk.charges() == [("overstay", "3.10", False)]
    assert desk.facts("fee_recorded")["amount"] == "3.10"
    assert desk.store.agenda("ann", "n1").entries == ()


@pytest.mark.parametrize(
    ("minutes", "charges"),
    [
        pytest.param(10, [], id="none until then"),
        pytest.param(10.01, [("overstay", "0.10", False)], id="the first minute has begun"),
        pytest.param(11, [("overstay", "0.10", False)], id="and is over"),
        pytest.param(11.01, [("overstay", "0.20", False)], id="the second"),
        pytest.param(9999, [("overstay", "144.00", False)], id="a day at most"),
    ],
)
def test_a_fee_is_due_from_the_first_begun_minute_after_late_stop(desk, minutes, charges):
    booking = desk.booked()
    desk.starts()

    desk.ends(booking, after_end(minutes))

    assert desk.charges() == charges


def test_where_the_policy_stops_it_is_stopped_and_again_while_it_goes_on(desk):
    desk.policy = replace(RULES, at_end=AtEnd.STOP)
    booking = desk.booked()
    desk.starts()

    for minutes in (-10, 0, 10, 11, 24):
        desk.at(after_end(minutes))
    assert [visit.transaction_id for visit in desk.stopped] == ["7"]
    assert desk.told() == ["charging_stopped", "ends_soon"]
    desk.at(after_end(25))
    assert len(desk.stopped) == 2
    desk.ends(booking, after_end(26))

    assert desk.told() == ["charging_stopped", "ends_soon"]
    assert (desk.strikes(), desk.charges()) == ([], [])
    assert desk.at(after_end(60)).seen(booking).state is State.FULFILLED


def test_a_charger_that_is_offline_is_stopped_when_it_is_back(desk):
    desk.policy = replace(RULES, at_end=AtEnd.STOP)
    desk.booked()
    desk.starts()
    desk.online = False

    desk.at(after_end(-10)).at(after_end(10))
    assert (desk.stopped, desk.told()) == ([], ["ends_soon"])
    desk.online = True
    desk.at(after_end(25))

    assert (len(desk.stopped), desk.told()) == (1, ["charging_stopped", "ends_soon"])


def test_a_plain_charger_that_nobody_can_stop_is_overstayed(desk):
    desk.policy = replace(RULES, at_end=AtEnd.STOP)
    desk.charger, desk.status, desk.online = CHARGER, None, None
    desk.booked()
    desk.starts()

    desk.at(after_end(10))

    assert (desk.stopped, desk.strikes()) == ([], [("overstay", after_end(10))])


def test_a_walk_up_ends_the_same_way(desk):
    desk.policy = replace(RULES, max_duration=timedelta(hours=1), at_end=AtEnd.STOP)
    walk_up = desk.starts(BOB)

    for minutes in (-10, 0, 10):
        desk.at(after_end(minutes))

    assert desk.seen(walk_up).kind is Kind.WALK_UP
    assert desk.told() == ["charging_stopped", "ends_soon"]
    assert len(desk.stopped) == 1


def test_a_session_whose_end_could_not_free_its_booking_frees_it_later(desk):
    booking = desk.booked()
    desk.starts()
    desk.visits["s1"] = replace(desk.visits["s1"], end=after_start(30), energy_wh=Decimal(7000))

    desk.at(END)

    assert (desk.seen(booking).state, desk.held()) == (State.FULFILLED, {booking.ref: timedelta(minutes=30)})
    (past,) = desk.store.agenda("ann", "n1").past
    assert past.energy_wh == 7000


def test_a_session_that_lost_its_charger_is_not_looked_at_for_ever(desk):
    booking = desk.booked()
    desk.starts()

    desk.at(after_end(10)).at(END + timedelta(days=2))

    assert desk.seen(booking).look_at is None
    assert list(desk.clock.dues.due(0, END + timedelta(days=9))) == []


def test_charging_longer_from_the_app_takes_the_next_slots_and_moves_the_end(desk):
    booking = desk.booked()
    desk.at(after_start(-10))
    desk.starts(at=after_start(-1))
    desk.at(after_end(-10))

    later = desk.bookings.change(booking.booking_id, ANN, None, END + timedelta(minutes=30), None)

    assert desk.held()[booking.ref] == timedelta(minutes=95)
    desk.at(after_end(10))
    assert desk.told() == ["booking_soon", "ends_soon"], "nothing ends at the old end"
    desk.at(after_end(20))
    assert desk.told() == ["booking_soon", "ends_soon", "ends_soon"], "the new end is told, too"
    assert desk.seen(later).session_id == "s1"
    assert [what for what, *_ in desk.reservations] == ["reserve"]


def test_charging_longer_is_refused_where_the_next_is_booked(desk):
    booking = desk.booked()
    desk.booked(BOB, hours(2, 3))
    desk.starts()

    with pytest.raises(Refused) as caught:
        desk.bookings.change(booking.booking_id, ANN, None, END + timedelta(minutes=30), None)

    assert [violation.code for violation in caught.value.facts["violations"]] == ["overlaps"]
