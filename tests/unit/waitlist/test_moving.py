"""What frees a charger moves the waitlist, once, whoever looks and however often."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.agenda import Strike, past_of
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.life import CLOCK, over
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.policies.rules import Strikes
from tests.unit.bookings.scenes import CHARGER, NOON, hours
from tests.unit.waitlist.counter import HOUR, MINUTE, Counter

ANN, BOB, CLEO = Caller("ann"), Caller("bob"), Caller("cleo")


@pytest.fixture
def taken(counter: Counter) -> Booking:
    """Ann has the charger from 2 to 5 hours after noon."""
    return counter.desk.bookings.book(CHARGER.charger_id, ANN, hours(2, 5))


def test_what_is_cancelled_is_offered_to_the_first_whom_it_suits(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 5, hours=3)
    counter.join("cleo", 2, 5, hours=3)
    assert counter.offered() == {}

    counter.desk.bookings.cancel(taken.booking_id, ANN)
    counter.move()

    (name, offer), *others = counter.offered().items()
    assert (name, others) == ("bob", [])
    assert (offer.period, offer.kind, offer.state) == (hours(2, 5), Kind.OFFER, State.PENDING)
    assert offer.lapses_at == counter.now + 15 * MINUTE
    assert counter.told("waitlist_offer") == ["bob"]


def test_nobody_can_be_booked_over_an_offer(counter: Counter) -> None:
    counter.join("bob", 2, 3)

    with pytest.raises(Refused, match="already taken"):
        counter.desk.bookings.book(CHARGER.charger_id, CLEO, hours(2, 3))


def test_what_is_free_already_is_offered_at_once(counter: Counter) -> None:
    entry = counter.join("bob", 2, 5)

    (place,) = counter.mine("bob")
    assert place.entry.entry_id == entry.entry_id
    assert place.offer is not None
    assert place.offer.period == hours(2, 3)


def test_what_is_shortened_is_offered(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 4, 5)

    counter.desk.bookings.change(taken.booking_id, ANN, None, NOON + 4 * HOUR, None)
    counter.move()

    assert counter.offered()["bob"].period == hours(4, 5)


def test_several_gaps_are_offered_to_several(counter: Counter, taken: Booking) -> None:
    for name in ("bob", "cleo", "dora", "emil"):
        counter.join(name, 2, 5)

    counter.desk.bookings.cancel(taken.booking_id, ANN)
    counter.move()

    assert {name: offer.period for name, offer in counter.offered().items()} == {
        "bob": hours(2, 3),
        "cleo": hours(3, 4),
        "dora": hours(4, 5),
    }


def test_who_waits_for_longer_than_what_is_free_is_passed_over(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 5, hours=3)
    counter.join("cleo", 2, 5, hours=1)

    counter.desk.bookings.change(taken.booking_id, ANN, None, NOON + 4 * HOUR, None)
    counter.move()

    assert counter.offered().keys() == {"cleo"}


def test_who_may_not_book_by_now_is_passed_over(counter: Counter, taken: Booking) -> None:
    counter.desk.policy = replace(counter.desk.policy, max_active=1)
    counter.join("bob", 2, 5)
    counter.join("cleo", 2, 5)
    counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(10, 11))

    counter.desk.bookings.cancel(taken.booking_id, ANN)
    counter.move()

    assert counter.offered().keys() == {"cleo"}


def test_who_is_blocked_or_left_is_passed_over_and_shown_to_nobody(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 5)
    counter.join("cleo", 2, 5)
    counter.blocked = {"bob"}

    counter.desk.bookings.cancel(taken.booking_id, ANN)
    counter.move()

    assert counter.offered().keys() == {"cleo"}
    assert [place.entry.driver_id for place in counter.reader.of_station("s1", CLEO).places] == ["cleo"]
    assert [place.number for place in counter.mine("bob")] == [None]


def test_nobody_is_offered_more_than_they_may_have(counter: Counter) -> None:
    counter.desk.policy = replace(counter.desk.policy, max_active=1)

    counter.join("bob", 2, 3)
    counter.join("bob", 6, 7)

    assert [place.offer is not None for place in counter.mine("bob")] == [True, False]


def test_fair_share_goes_by_use(counter: Counter, taken: Booking) -> None:
    counter.fair()
    counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(20, 21))
    counter.join("bob", 2, 5, hours=3)
    counter.join("cleo", 2, 5, hours=3)

    counter.desk.bookings.cancel(taken.booking_id, ANN)
    counter.move()

    assert counter.offered().keys() == {"cleo"}


def test_a_charger_that_is_repaired_is_offered(counter: Counter) -> None:
    counter.desk.charger = replace(CHARGER, in_service=False)
    counter.join("bob", 2, 5)
    assert counter.offered() == {}

    counter.desk.charger = CHARGER
    counter.offering.tick(counter.now)

    assert counter.offered().keys() == {"bob"}


def test_a_charger_that_is_new_is_offered(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 5, hours=3)

    new = counter.beside("new")
    counter.offering.tick(counter.now)

    assert counter.offered()["bob"].charger_id == new.charger_id


def test_of_chosen_chargers_only(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 5, charger_ids=(CHARGER.charger_id,))

    counter.beside("new")
    counter.offering.tick(counter.now)

    assert counter.offered() == {}


def test_the_earliest_time_of_all_chargers_then_the_first_charger(counter: Counter, taken: Booking) -> None:
    early, late = counter.beside("early"), counter.beside("late")
    counter.desk.store.commit(  # the new chargers are free from 3 and 4 hours after noon on
        *(
            counter.desk.store.making(
                replace(
                    taken,
                    booking_id=f"{charger.charger_id}-xxxxxx{n}",
                    charger_id=charger.charger_id,
                    period=hours(2, end),
                    version=1,
                ),
                counter.now,
            )
            for n, (charger, end) in enumerate(((late, 4), (early, 3)))
        )
    )

    counter.join("bob", 2, 6)

    assert counter.offered()["bob"].charger_id == early.charger_id
    assert counter.offered()["bob"].period == hours(3, 4)


def test_for_now_means_the_next_step_of_the_grid_and_nothing_later(counter: Counter) -> None:
    held = counter.desk.bookings.book(CHARGER.charger_id, ANN, hours(0, 2))
    counter.desk.now = NOON + 31 * MINUTE
    counter.join("bob")
    assert counter.offered() == {}

    counter.later(HOUR + 10 * MINUTE)  # 13:42, ann is to go at 14:00
    counter.move()
    assert counter.offered() == {}

    counter.later(15 * MINUTE)
    counter.move()

    assert held.period == hours(0, 2)
    assert counter.offered()["bob"].period == hours(2, 3)


def test_an_offer_for_now_never_lets_most_of_its_time_pass(counter: Counter) -> None:
    counter.waiting(hold=3 * HOUR)
    counter.desk.now = NOON - MINUTE

    counter.join("bob", hours=0.25)

    offer = counter.offered()["bob"]
    assert offer.period == hours(0, 0.25)
    assert offer.lapses_at == NOON + timedelta(minutes=7.5)


def test_who_is_suspended_waits_until_that_is_over(counter: Counter, taken: Booking) -> None:
    counter.desk.policy = replace(
        counter.desk.policy, strikes=Strikes(1, timedelta(days=30), timedelta(days=1))
    )
    late = counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(-23, -22))
    counter.desk.now = NOON - 22 * HOUR
    missed = over(late, State.NO_SHOW, counter.now, CLOCK, "nobody came")
    strike = Strike(NOON - 22 * HOUR, "no_show", late.booking_id)
    store = counter.desk.store
    store.commit(store.changing(late, missed, counter.now), store.leaving(late, past_of(missed), strike))
    counter.join("bob", 2, 5)
    counter.desk.bookings.cancel(taken.booking_id, ANN)
    counter.move()
    assert counter.offered() == {}

    counter.desk.now = NOON + 2 * HOUR + MINUTE
    counter.move()

    assert counter.offered()["bob"].period == hours(2.25, 3.25)
