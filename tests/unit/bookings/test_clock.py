"""What the clock does at each due moment: seen in bookings, slots, strikes, charges and notices."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.at_charger import Visit
from chalicelib.bookings.booking import Kind, Moment, State
from chalicelib.bookings.keeping import reservation_id
from chalicelib.bookings.life import drafted, stepped, under
from chalicelib.bookings.terms import terms_of
from chalicelib.kernel.errors import Refused
from chalicelib.policies.rules import Approval, AtEnd
from chalicelib.table import transact
from chalicelib.tokens.rules import group_id
from tests.unit.bookings.clock_desk import (
    ANN,
    BOB,
    END,
    HOUR,
    RULES,
    START,
    ClockDesk,
    after_end,
    after_start,
)
from tests.unit.bookings.scenes import CHARGER, NOON, hours

A_DAY = timedelta(days=1)


@pytest.fixture
def desk(aws: None) -> ClockDesk:
    return ClockDesk()


def test_a_booking_is_reminded_of_once(desk):
    booking = desk.booked()

    desk.at(after_start(-31))
    assert desk.told() == []
    desk.at(after_start(-30)).at(after_start(-29))

    assert desk.told() == ["booking_soon"]
    assert desk.facts("booking_soon")["booking_id"] == booking.booking_id


def test_after_its_start_nobody_is_reminded_of_it(desk):
    desk.booked()

    assert desk.at(START).told() == []


def test_from_early_start_on_the_charger_is_kept_for_its_driver(desk):
    booking = desk.booked()
    number = reservation_id(booking.booking_id)

    desk.at(after_start(-10)).at(after_start(-9))

    assert desk.reservations == [("reserve", "CP1", 1, "APP-ann", group_id("ann"), number, END, None)]
    assert 0 < number < 2**31


def test_a_plain_charger_is_not_asked_to_keep_anything(desk):
    desk.charger, desk.status, desk.online = CHARGER, None, None
    booking = desk.booked()

    assert desk.at(after_start(-10)).reservations == []
    assert desk.seen(booking).done is Moment.OPEN


def test_a_cancelled_booking_is_not_kept_any_longer(desk):
    booking = desk.booked()
    desk.at(after_start(-10))

    desk.bookings.cancel(booking.booking_id, ANN)

    assert desk.reservations[1:] == [("unreserve", "CP1", reservation_id(booking.booking_id), None)]


def test_a_booking_moved_to_later_is_kept_later(desk):
    desk.policy = replace(RULES, change_until=None)
    booking = desk.booked()
    desk.at(after_start(-10))

    desk.bookings.change(booking.booking_id, ANN, START + timedelta(hours=3), END + timedelta(hours=3), None)

    assert [what for what, *_ in desk.reservations] == ["reserve", "unreserve"]
    desk.at(after_start(170))
    assert [what for what, *_ in desk.reservations] == ["reserve", "unreserve", "reserve"]


def test_a_charger_is_not_kept_for_one_while_it_is_booked_by_another(desk):
    desk.policy = replace(RULES, early_start=timedelta(hours=2))
    desk.booked(BOB, hours(2.5, 3))
    desk.booked()

    desk.at(after_start(-30))

    assert [(what, about[2]) for what, *about in desk.reservations] == [("reserve", "APP-ann")]


def test_who_books_the_time_before_is_not_sent_away(desk):
    desk.policy = replace(RULES, early_start=timedelta(hours=2))
    later = desk.booked(BOB, hours(2.5, 3))
    desk.at(after_start(-30))
    desk.booked()

    desk.at(after_start(-20))

    assert [what for what, *_ in desk.reservations] == ["reserve", "unreserve", "reserve"]
    assert desk.reservations[1] == ("unreserve", "CP1", reservation_id(later.booking_id), None)
    assert desk.reservations[2][3] == "APP-ann"


def test_a_booking_only_made_longer_stays_kept(desk):
    booking = desk.booked()
    desk.at(after_start(-10))

    desk.bookings.change(booking.booking_id, ANN, None, END + timedelta(hours=1), None)

    assert [what for what, *_ in desk.reservations] == ["reserve"]


@pytest.mark.parametrize(
    ("about"),
    [
        pytest.param({"status": "Faulted"}, id="it says so"),
        pytest.param({"charger": replace(CHARGER, in_service=False)}, id="its owner says so"),
    ],
)
def test_of_a_broken_charger_its_driver_is_told_and_offered_the_nearest(desk, about):
    booking = desk.booked()
    desk.nearest = ("Garage", "/stations/s2")
    for name, value in about.items():
        setattr(desk, name, value)

    desk.at(after_start(-10))

    assert desk.seen(booking).state is State.FAILED
    assert desk.facts("booking_failed")["nearest_path"] == "/stations/s2"
    assert (desk.held(), desk.strikes()) == ({}, [])
    assert [freed.booking_id for freed in desk.freed] == [booking.booking_id]
    assert desk.store.agenda("ann", "n1").entries == ()


def test_who_does_not_come_loses_the_slots_pays_and_has_a_strike(desk):
    booking = desk.booked()
    desk.at(after_start(-10))

    desk.at(after_start(14))
    assert desk.seen(booking).state is State.RESERVED
    desk.at(after_start(15)).at(after_start(16))

    assert desk.seen(booking).state is State.NO_SHOW
    assert desk.held() == {}
    assert desk.strikes() == [("no_show", after_start(15))]
    assert desk.charges() == [("no_show", "5.00", False)]
    assert desk.told() == ["booking_soon", "no_show"]
    assert desk.facts("no_show")["fee"] == "5.00"
    assert desk.facts("no_show")["strikes_left"] == "1"
    assert [what for what, *_ in desk.reservations] == ["reserve", "unreserve"]
    assert [freed.booking_id for freed in desk.freed] == [booking.booking_id]
    assert desk.booked(BOB, hours(1.5, 2)).state is State.RESERVED


def test_the_strike_that_suspends_is_told_once(desk):
    desk.booked()
    desk.booked(ANN, hours(3, 4))

    desk.at(after_start(15)).at(after_start(135))

    assert desk.told() == ["no_show", "no_show", "suspended"]
    assert desk.facts("suspended") == {
        "until_at": (after_start(135) + timedelta(days=14)).isoformat(),
        "network_name": "Home",
    }


def test_where_strikes_mean_nothing_none_are_left(desk):
    desk.policy = replace(RULES, strikes=None)
    desk.booked()

    assert desk.at(after_start(15)).facts("no_show")["strikes_left"] == ""
    assert desk.strikes() == [("no_show", after_start(15))]


def test_while_a_charger_is_offline_nobody_can_know_who_came(desk):
    booking = desk.booked()
    desk.online = False

    desk.at(after_start(15))
    assert desk.seen(booking).state_at(after_start(19)) is State.RESERVED
    for minutes in range(20, 60, 5):
        desk.at(after_start(minutes))
    assert desk.seen(booking).state is State.RESERVED
    desk.at(END)

    assert desk.seen(booking).state is State.NO_SHOW
    assert desk.seen(booking).history[-1].reason == "charger offline"
    assert (desk.strikes(), desk.charges(), desk.told()) == ([], [], [])


def test_a_charger_that_comes_back_without_a_car_is_released_but_its_driver_is_not_to_blame(desk):
    booking = desk.booked()
    desk.online = False
    desk.at(after_start(15))
    desk.online = True

    assert desk.at(after_start(20)).seen(booking).state is State.NO_SHOW
    assert (desk.held(), desk.strikes(), desk.charges(), desk.told()) == ({}, [], [], ["no_show"])
    assert (desk.facts("no_show")["fee"], desk.facts("no_show")["strikes_left"]) == ("", "")


@pytest.mark.parametrize("status", ["Preparing", "Finishing"])
def test_while_a_car_is_plugged_in_its_driver_may_be_there(desk, status):
    booking = desk.booked()
    desk.status = status

    for minutes in range(15, 60, 5):
        desk.at(after_start(minutes))
    assert desk.seen(booking).state is State.RESERVED
    assert desk.plug.turn(desk.charger, desk.standing("ann"), "ann", after_start(56)).may
    desk.at(END)

    assert (desk.seen(booking).state, desk.strikes()) == (State.NO_SHOW, [])


def test_after_an_outage_what_has_lasted_since_then_still_tells(desk):
    plugged_in, later = desk.booked(), desk.booked(BOB, hours(3, 4))
    desk.status, desk.status_since = "Preparing", START

    desk.at(NOON + timedelta(hours=9))

    assert [desk.seen(booking).state for booking in (plugged_in, later)] == [State.NO_SHOW] * 2
    assert (desk.strikes(), desk.strikes(BOB)) == ([], [])


def test_who_finds_somebody_elses_car_charging_is_not_at_fault(desk):
    booking = desk.booked()
    desk.status, desk.going_on = "Charging", Visit("s9", "bob", START - timedelta(hours=3))

    desk.at(after_start(15))

    assert (desk.seen(booking).state, desk.strikes(), desk.told()) == (State.FAILED, [], ["booking_failed"])
    assert desk.seen(booking).history[-1].reason == "in_use"


def test_who_still_charges_under_the_booking_before_has_come(desk):
    first = desk.booked()
    second = desk.booked(ANN, hours(2, 3))
    desk.starts()

    for minutes in range(0, 70, 5):
        desk.at(after_end(minutes))
    assert desk.seen(second).state is State.FULFILLED
    assert (desk.strikes(), desk.charges()) == ([], [])
    assert desk.seen(first).state is State.RESERVED
    desk.ends(first, after_end(60))

    assert desk.charges() == [], "it was all booked"


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


def test_what_nobody_approves_lapses(desk):
    desk.policy = replace(RULES, approval=Approval.MANAGER)
    booking = desk.booked()
    assert booking.state is State.PENDING

    desk.at(booking.lapses_at)

    assert (desk.seen(booking).state, desk.held(), desk.told()) == (State.REJECTED, {}, ["booking_lapsed"])
    assert len(desk.freed) == 1


def test_what_waits_for_approval_gives_no_turn(desk):
    desk.policy = replace(RULES, approval=Approval.MANAGER, approve_within=timedelta(days=9), walk_up=False)
    desk.now = after_start(-30)
    desk.booked()

    turn = desk.plug.turn(desk.charger, desk.standing("ann"), "ann", after_start(-5))

    assert [violation.code for violation in turn.violations] == ["walk_up_not_allowed"]


def test_an_offer_lapses_without_a_word(desk):
    terms = terms_of(desk.standing("ann"), desk.charger)
    offer = under(terms, drafted(desk.charger, "offer00", "ann", HOUR, desk.now), desk.now)
    offer = replace(offer, kind=Kind.OFFER, state=State.PENDING, look_at=desk.now + timedelta(minutes=15))
    desk.store.commit(desk.store.making(stepped(offer, desk.now, "waitlist", "offered"), desk.now))

    desk.at(desk.now + timedelta(minutes=15))

    assert (desk.seen(offer).state, desk.held(), desk.told()) == (State.REJECTED, {}, [])
    assert [freed.kind for freed in desk.freed] == [Kind.OFFER]


def test_a_block_is_over_at_its_end(desk):
    terms = terms_of(desk.standing("mia"), desk.charger)
    block = under(terms, drafted(desk.charger, "block00", "mia", HOUR, desk.now), desk.now)
    block = stepped(replace(block, kind=Kind.BLOCK), desk.now, "mia", "blocked")
    desk.store.commit(desk.store.making(block, desk.now))

    assert desk.at(END - timedelta(seconds=1)).seen(block).state is State.RESERVED
    assert desk.at(END).seen(block).state is State.FULFILLED
    assert desk.told() == []


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


def test_an_outage_of_hours_is_made_up_for(desk):
    missed, used = desk.booked(), desk.booked(BOB, hours(3, 4))
    desk.now = START + timedelta(hours=2)
    turn = desk.plug.turn(desk.charger, desk.standing("bob"), "bob", desk.now)
    transact(desk.plug.begin(turn, "s1", desk.now))
    desk.visits["s1"] = Visit("s1", "bob", desk.now, charge_point_id="CP1", transaction_id="7")
    desk.status, desk.going_on = "Charging", desk.visits["s1"]

    desk.at(END + timedelta(hours=8))

    assert desk.seen(missed).state is State.NO_SHOW, "whoever charges now has not been there then"
    assert desk.strikes() == [("no_show", after_start(15))]
    assert desk.charges() == [("no_show", "5.00", False)]
    assert desk.strikes(BOB) == [("overstay", NOON + timedelta(hours=4, minutes=10))]
    assert desk.told() == ["no_show", "overstay"], "what is too late to matter is not told"
    assert desk.seen(used).state is State.RESERVED


def test_one_that_fails_keeps_no_other_back(desk, monkeypatch):
    broken, other = desk.booked(), desk.booked(BOB, hours(3, 4))
    settle = type(desk.clock).settle

    def fails(self, booking, now):
        if booking.booking_id == broken.booking_id:
            raise RuntimeError("broken")
        settle(self, booking, now)

    monkeypatch.setattr(type(desk.clock), "settle", fails)
    desk.at(NOON + timedelta(hours=3, minutes=15))

    assert desk.seen(broken).state is State.RESERVED
    assert desk.seen(other).state is State.NO_SHOW


def test_a_worker_begins_nothing_more_when_its_time_is_over(desk):
    booking = desk.booked()
    desk.at(after_start(-40))
    seconds = iter([0.0, *[100.0] * 50])

    replace(desk.clock, elapsed=lambda: next(seconds)).tick(after_start(15))

    assert desk.seen(booking).state is State.RESERVED
    assert desk.at(after_start(15)).seen(booking).state is State.NO_SHOW
