from dataclasses import replace

import pytest

from chalicelib.bookings.booking import Booking
from chalicelib.kernel.caller import Caller
from chalicelib.waitlist.store import DynamoWaitlist
from tests.unit.bookings.scenes import CHARGER, hours
from tests.unit.waitlist.conftest import Race
from tests.unit.waitlist.counter import HOUR, Counter

ANN, BOB, CLEO = Caller("ann"), Caller("bob"), Caller("cleo")


@pytest.fixture
def taken(counter: Counter) -> Booking:
    """Ann has the charger from 2 to 5 hours after noon."""
    return counter.desk.bookings.book(CHARGER.charger_id, ANN, hours(2, 5))


def test_two_workers_at_once_make_one_offer(counter: Counter, taken: Booking, twice: Race) -> None:
    counter.join("bob", 2, 5)
    counter.beside("new")
    counter.desk.bookings.cancel(taken.booking_id, ANN)

    twice(counter.move)

    assert counter.offered().keys() == {"bob"}
    held = [
        stretch
        for charger in counter.station.chargers
        for stretch in counter.desk.store.occupancy(charger.charger_id, hours(0, 8)).taken(hours(0, 8))
    ]
    assert len(held) == 1


def test_what_was_freed_by_somebody_who_died_is_offered_by_the_next_tick(
    counter: Counter, taken: Booking
) -> None:
    counter.join("bob", 2, 5)

    counter.desk.bookings.cancel(taken.booking_id, ANN)  # and its caller dies: nobody moves the waitlist
    assert counter.offered() == {}
    counter.offering.tick(counter.now)

    assert counter.offered().keys() == {"bob"}


def test_an_offer_that_fails_leaves_nothing_half_done(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = counter.join("bob", 2, 3, hours=1)
    assert counter.offered()
    counter.offers.pass_by(counter.offered()["bob"].booking_id, BOB, keep=True)
    counter.later(HOUR)

    def dies(*_: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(type(counter.desk.store), "commit", dies)
        with pytest.raises(OSError, match="power cut"):
            counter.move()

    assert counter.offered() == {}
    assert counter.desk.store.occupancy(CHARGER.charger_id, hours(0, 8)).taken(hours(0, 8)) == []
    counter.offering.tick(counter.now)
    assert [place.entry.entry_id for place in counter.mine("bob") if place.offer] == [entry.entry_id]


def test_a_station_that_fails_does_not_stop_the_others(counter: Counter, taken: Booking) -> None:
    entry = counter.join("bob", 2, 5)
    broken = replace(entry, entry_id="s0-broken00", station_id="s0", network_id="n1")
    counter.desk.store.commit(DynamoWaitlist().joining(broken, 0))
    counter.desk.bookings.cancel(taken.booking_id, ANN)
    offering = counter.offering
    queues = replace(
        offering.queues,
        station=lambda s: 1 / 0 if s == "s0" else counter.station_of(s),  # type: ignore[arg-type,return-value]
    )

    replace(offering, queues=queues).tick(counter.now)

    assert counter.offered().keys() == {"bob"}


def test_at_a_station_that_is_gone_nobody_is_offered_anything(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 5)
    counter.desk.bookings.cancel(taken.booking_id, ANN)
    counter.is_gone = True

    counter.move()

    assert counter.offered() == {}
