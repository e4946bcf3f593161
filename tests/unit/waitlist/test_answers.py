"""What becomes of an offer: taken, passed, snoozed, left, or never answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.booking import Booking, Kind, Moment, State
from chalicelib.bookings.moments import next_moment
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import DomainError, NotFound, Refused
from chalicelib.kernel.paging import Wanted
from chalicelib.policies.rules import Approval
from tests.unit.bookings.scenes import CHARGER, NOON, hours
from tests.unit.waitlist.conftest import Race
from tests.unit.waitlist.counter import HOUR, MINUTE, Counter

ANN, BOB, CLEO = Caller("ann"), Caller("bob"), Caller("cleo")


@pytest.fixture
def offer(counter: Counter) -> Booking:
    """Bob is offered the hour from 2 to 3 after noon; cleo waits for the same."""
    counter.join("bob", 2, 3)
    counter.join("cleo", 2, 3)
    return counter.offered()["bob"]


def test_an_offer_that_is_accepted_is_a_booking(counter: Counter, offer: Booking) -> None:
    counter.offers.accept(offer.booking_id, BOB)

    (booking,) = counter.desk.booked_by(BOB)
    assert (booking.booking_id, booking.kind, booking.state) == (
        offer.booking_id,
        Kind.BOOKING,
        State.RESERVED,
    )
    assert (booking.period, booking.lapses_at) == (hours(2, 3), NOON + 3 * HOUR)
    assert counter.mine("bob") == []


def test_accepting_twice_is_as_good_as_once(counter: Counter, offer: Booking) -> None:
    first = counter.offers.accept(offer.booking_id, BOB)

    assert counter.offers.accept(offer.booking_id, BOB) == first
    assert counter.desk.booked_by(BOB) == [first]


def test_accepting_twice_at_once_is_one_booking(counter: Counter, offer: Booking, twice: Race) -> None:
    first, second = twice(lambda: counter.offers.accept(offer.booking_id, BOB))

    assert first == second
    assert counter.desk.booked_by(BOB) == [first]


def test_the_policy_may_want_a_manager_to_approve(counter: Counter, offer: Booking) -> None:
    counter.desk.policy = replace(counter.desk.policy, approval=Approval.MANAGER)

    booking = counter.offers.accept(offer.booking_id, BOB)

    assert booking.state is State.PENDING
    assert counter.desk.asked == [booking]
    assert booking.lapses_at == counter.now + 24 * HOUR


def test_the_rules_are_asked_again(counter: Counter, offer: Booking) -> None:
    counter.desk.policy = replace(counter.desk.policy, max_active=1)
    counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(10, 11))

    with pytest.raises(Refused) as refused:
        counter.offers.accept(offer.booking_id, BOB)

    assert refused.value.code == "booking_refused"
    assert [violation.code for violation in refused.value.facts["violations"]] == ["too_many_active"]  # type: ignore[attr-defined]
    assert counter.offered().keys() == {"bob"}


def test_who_is_blocked_by_then_cannot_accept(counter: Counter, offer: Booking) -> None:
    counter.blocked = {"bob"}

    with pytest.raises(Refused, match="Only members"):
        counter.offers.accept(offer.booking_id, BOB)


def test_what_is_held_for_one_who_is_blocked_goes_to_the_next(counter: Counter, offer: Booking) -> None:
    counter.blocked = {"bob"}
    assert counter.offer_to("bob") is None

    counter.move()

    assert counter.offered().keys() == {"cleo"}
    assert counter.told("waitlist_snoozed") == []


def test_who_accepts_late_has_the_whole_time_to_come(counter: Counter) -> None:
    counter.desk.policy = replace(counter.desk.policy, noshow_timeout=10 * MINUTE)
    counter.desk.now = NOON - 2 * MINUTE
    counter.join("bob")
    offer = counter.offered()["bob"]
    counter.desk.now = NOON + 8 * MINUTE

    booking = counter.offers.accept(offer.booking_id, BOB)

    assert offer.period.start == NOON
    assert booking.lapses_at == NOON + 18 * MINUTE
    assert booking.state_at(NOON + 17 * MINUTE) is State.RESERVED
    assert next_moment(replace(booking, done=Moment.OPEN)) == (NOON + 18 * MINUTE, Moment.NO_SHOW)


def test_others_cannot_answer(counter: Counter, offer: Booking) -> None:
    for answer in (
        lambda: counter.offers.accept(offer.booking_id, CLEO),
        lambda: counter.offers.pass_by(offer.booking_id, CLEO, keep=True),
        lambda: counter.offers.snooze(offer.booking_id, CLEO, HOUR),
    ):
        with pytest.raises(NotFound):
            answer()
    assert counter.offered().keys() == {"bob"}


def test_a_booking_is_no_offer(counter: Counter) -> None:
    booking = counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(2, 3))

    for answer in (counter.offers.accept, lambda *who: counter.offers.pass_by(*who, keep=True)):
        with pytest.raises(NotFound):
            answer(booking.booking_id, BOB)


def test_what_is_passed_goes_to_the_next(counter: Counter, offer: Booking) -> None:
    counter.offers.pass_by(offer.booking_id, BOB, keep=True)

    assert counter.offered().keys() == {"cleo"}
    (bob,) = counter.mine("bob")
    assert (bob.number, bob.entry.snoozes, bob.snoozed_until) == (1, 0, None)


def test_what_is_passed_is_not_offered_again_at_once(counter: Counter, offer: Booking) -> None:
    for name, caller in (("bob", BOB), ("cleo", CLEO)):
        counter.offers.pass_by(counter.offered()[name].booking_id, caller, keep=True)
    assert counter.offered() == {}

    counter.later(29 * MINUTE)
    counter.move()
    assert counter.offered() == {}

    counter.later(2 * MINUTE)
    counter.move()
    assert counter.offered().keys() == {"bob"}


def test_who_passes_may_have_another_time(counter: Counter) -> None:
    counter.join("bob", 2, 5)

    counter.offers.pass_by(counter.offered()["bob"].booking_id, BOB, keep=True)

    assert counter.offered()["bob"].period == hours(3, 4)


def test_who_passes_and_keeps_no_place_waits_no_more(counter: Counter, offer: Booking) -> None:
    counter.offers.pass_by(offer.booking_id, BOB, keep=False)

    assert counter.mine("bob") == []
    assert counter.offered().keys() == {"cleo"}


def test_who_leaves_gives_back_what_is_held(counter: Counter, offer: Booking) -> None:
    (bob,) = counter.mine("bob")

    counter.service.leave(bob.entry.entry_id, BOB)

    assert counter.mine("bob") == []
    assert counter.offered().keys() == {"cleo"}


def test_only_ones_own_entry_is_left(counter: Counter, offer: Booking) -> None:
    (bob,) = counter.mine("bob")

    for call in (counter.service.leave, counter.service.wake):
        with pytest.raises(NotFound):
            call(bob.entry.entry_id, CLEO)
    assert counter.offered().keys() == {"bob"}


def test_an_offer_is_neither_cancelled_nor_changed_as_a_booking(counter: Counter, offer: Booking) -> None:
    refusals = []
    for call in (
        lambda: counter.desk.bookings.cancel(offer.booking_id, BOB),
        lambda: counter.desk.bookings.change(offer.booking_id, BOB, None, NOON + 4 * HOUR, None),
    ):
        with pytest.raises(DomainError) as refused:
            call()
        refusals.append([violation.code for violation in refused.value.facts["violations"]])  # type: ignore[attr-defined]

    assert refusals[0] == ["is_an_offer"]
    assert "too_late_to_change" in refusals[1]
    assert counter.offered().keys() == {"bob"}


def test_an_offer_that_came_to_nothing_is_nobodys_past(counter: Counter, offer: Booking) -> None:
    counter.offers.pass_by(offer.booking_id, BOB, keep=False)

    assert counter.desk.store.past_of_driver("bob", NOON + 100 * HOUR, Wanted()).items == []


def test_an_offer_that_was_withdrawn_is_no_silence(counter: Counter) -> None:
    counter.join("bob", 2, 5)
    counter.desk.bookings.withdraw(CHARGER.charger_id, "station", "The charger was removed.")
    counter.desk.charger = replace(CHARGER, in_service=False)

    counter.move()

    (bob,) = counter.mine("bob")
    assert (bob.offer, bob.entry.snoozes, bob.snoozed_until) == (None, 0, None)


def test_who_booked_it_otherwise_waits_no_more_and_gives_back_the_offer(counter: Counter) -> None:
    counter.join("bob", 2, 5)
    counter.join("cleo", 2, 3)
    counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(3, 4))
    assert counter.mine("bob") == []

    counter.move()

    assert counter.offered().keys() == {"cleo"}
    assert counter.offered()["cleo"].period == hours(2, 3)


def test_what_one_had_before_is_not_what_one_waits_for(counter: Counter) -> None:
    counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(2, 3))

    counter.join("bob", 2, 5)

    assert counter.offered()["bob"].period == hours(3, 4)


def test_a_wait_is_over_when_there_is_no_room_left(counter: Counter) -> None:
    counter.desk.bookings.book(CHARGER.charger_id, ANN, hours(2, 5))
    counter.join("bob", 2, 5)

    counter.desk.now = NOON + 4 * HOUR
    assert len(counter.mine("bob")) == 1
    counter.later(timedelta(seconds=1))
    assert counter.mine("bob") == []

    counter.move()
    assert counter.reader.store.entries("s1") == []
