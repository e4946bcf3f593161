"""What the clock does at each due moment: seen in bookings, slots, strikes, charges and notices."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.at_charger import Visit
from chalicelib.bookings.booking import Kind, Moment, State
from chalicelib.bookings.keeping import reservation_id
from chalicelib.bookings.life import drafted, stepped, under
from chalicelib.bookings.terms import terms_of
from chalicelib.policies.rules import Approval
from chalicelib.table import transact
from chalicelib.tokens.rules import group_id
from tests.unit.bookings.clock_desk import ANN, BOB, END, HOUR, RULES, START, ClockDesk, after_start
from tests.unit.bookings.scenes import CHARGER, NOON, hours


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
