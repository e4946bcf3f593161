import pytest

from chalicelib.bookings.booking import Booking, State
from chalicelib.bookings.life import CLOCK, over
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from tests.unit.waitlist.conftest import Race
from tests.unit.waitlist.counter import HOUR, MINUTE, Counter

ANN, BOB, CLEO = Caller("ann"), Caller("bob"), Caller("cleo")


@pytest.fixture
def offer(counter: Counter) -> Booking:
    """Bob is offered the hour from 2 to 3 after noon; cleo waits for the same."""
    counter.join("bob", 2, 3)
    counter.join("cleo", 2, 3)
    return counter.offered()["bob"]


def test_who_snoozes_is_offered_nothing_for_so_long(counter: Counter) -> None:
    counter.join("bob", 2, 5)
    asked = counter.now

    counter.offers.snooze(counter.offered()["bob"].booking_id, BOB, 2 * HOUR)

    assert counter.offered() == {}
    assert [place.snoozed_until for place in counter.mine("bob")] == [asked + 2 * HOUR]
    counter.later(2 * HOUR)
    counter.move()
    assert counter.offered().keys() == {"bob"}


def test_who_wakes_is_offered_things_again(counter: Counter) -> None:
    entry = counter.join("bob", 2, 5)
    counter.offers.snooze(counter.offered()["bob"].booking_id, BOB, 20 * HOUR)

    counter.service.wake(entry.entry_id, BOB)

    assert counter.offered().keys() == {"bob"}


def test_silence_snoozes_and_the_next_one_is_asked(counter: Counter, offer: Booking) -> None:
    counter.desk.now = offer.lapses_at
    assert "bob" not in counter.offered()

    counter.move()

    assert counter.offered().keys() == {"cleo"}
    (bob,) = counter.mine("bob")
    assert (bob.entry.snoozes, bob.snoozed_until) == (1, offer.lapses_at + 30 * MINUTE)
    assert counter.told("waitlist_snoozed") == ["bob"]


def test_it_is_the_same_when_the_clock_of_bookings_was_first(counter: Counter, offer: Booking) -> None:
    counter.desk.now = offer.lapses_at
    lapsed = over(offer, State.REJECTED, counter.now, CLOCK, "lapsed")
    counter.desk.store.commit(counter.desk.store.changing(offer, lapsed, counter.now))

    counter.move()

    assert counter.offered().keys() == {"cleo"}
    assert [place.entry.snoozes for place in counter.mine("bob")] == [1]
    assert counter.told("waitlist_snoozed") == ["bob"]


def test_what_was_snoozed_is_shown_so_before_anybody_has_written_it(counter: Counter, offer: Booking) -> None:
    counter.desk.now = offer.lapses_at

    (bob,) = counter.mine("bob")

    assert (bob.offer, bob.entry.offer_id, bob.snoozed_until) == (None, None, counter.now + 30 * MINUTE)
    with pytest.raises(Refused, match="no longer held"):
        counter.offers.accept(offer.booking_id, BOB)


def test_after_the_last_silence_one_is_out(counter: Counter) -> None:
    counter.waiting(max_snoozes=2)
    counter.join("bob", 2, 5)

    for _ in range(3):
        counter.desk.now = counter.offered()["bob"].lapses_at
        counter.move()
        counter.later(30 * MINUTE)
        counter.move()

    assert counter.mine("bob") == []
    assert counter.told("waitlist_snoozed") == ["bob", "bob"]
    assert counter.told("waitlist_out") == ["bob"]


def test_two_workers_tell_of_a_silence_once(counter: Counter, offer: Booking, twice: Race) -> None:
    counter.desk.now = offer.lapses_at

    twice(counter.move)

    assert counter.offered().keys() == {"cleo"}
    assert [place.entry.snoozes for place in counter.mine("bob")] == [1]
    keys = {notice.key for notice in counter.desk.notices if notice.event == "waitlist_snoozed"}
    assert len(keys) == 1
