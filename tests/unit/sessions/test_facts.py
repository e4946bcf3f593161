"""Facts of chargers: kept always, answered rightly, and each visit ends in one record."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Violation
from chalicelib.kernel.money import Money
from chalicelib.kernel.paging import Wanted
from chalicelib.sessions import flags
from chalicelib.sessions.matching import fingerprint, transaction_id_of
from chalicelib.sessions.rules import MeterValue, State
from tests.unit.sessions.world import DRIVER, NOON, World, counted, minutes

NOT_YOURS = Violation("not_your_turn", "Somebody else has booked this time.")


@pytest.fixture
def world(aws: None) -> World:
    return World()


def test_a_visit_from_plug_to_record(world):
    transaction_id = world.start()
    world.later(60)
    world.stop(transaction_id, reason="Local")

    session = world.session(transaction_id)
    cdr = world.store.cdr(session)
    assert session.state is State.COMPLETED
    assert (session.energy_wh, session.cost) == (7000, Money(Decimal("3.80"), "EUR"))  # 2.10 + 1.20 + 0.50
    assert (session.start, session.end, session.stop_reason) == (NOON, NOON + minutes(60), "Local")
    assert (session.driver_id, session.charger_id, session.flags) == (
        "dora",
        world.networked.charger_id,
        frozenset(),
    )
    assert cdr is not None
    assert (cdr.cdr_id, cdr.total_cost, cdr.total_energy_wh, cdr.total_hours) == (
        session.cdr_id,
        session.cost,
        7000,
        1,
    )
    assert not cdr.held_for_review
    assert world.begun == [session.session_id]
    assert world.finished == [(session.booking_id, NOON + minutes(60))]


def test_requests_to_storage_of_our_own(world):
    with counted() as start:
        transaction_id = world.start()
    with counted() as reading:
        world.read(transaction_id, 2000)
    with counted() as stop:
        world.stop(transaction_id)

    assert start == {"reads": 0, "writes": 0, "transactions": 1}
    assert reading == {"reads": 0, "writes": 1, "transactions": 0}
    assert stop == {"reads": 1, "writes": 0, "transactions": 1}


def test_a_start_told_twice_is_one_session_with_one_answer(world):
    fact = world.started()
    first = world.sessions.start(fact)
    world.later(3)

    again = world.sessions.start(replace(fact, meter_wh=Decimal("1000.0"), token_uid="dora"))

    assert again == first
    assert 0 < int(first.transaction_id) < 2**31
    assert len(world.store.active_of(world.cp)) == 1


def test_two_starts_that_clash_in_their_number_get_two_numbers(world):
    first = world.started()
    number = world.sessions.start(first).transaction_id
    other = world.started(connector_id=2)
    taken = transaction_id_of(fingerprint(other))
    mine = world.session(number)
    world.store.open(
        replace(mine, transaction_id=taken, connector_id=9, session_id="other"), None, takes_place=False,
        instead_of=None, despite_waiting_stop=True, writes=(),
    )  # fmt: skip

    numbers = {world.sessions.start(other).transaction_id for _ in range(2)}

    assert numbers == {str(int(taken) % 0x7FFFFFFF + 1)}


def test_a_stop_told_three_times_is_one_record(world):
    transaction_id = world.start()
    world.later(30)
    for _ in range(3):
        world.stop(transaction_id)
    ended = world.session(transaction_id)
    world.later(1)
    world.stop(transaction_id, at=NOON + minutes(30))

    assert world.session(transaction_id) == ended
    assert len(world.finished) == 1


def test_a_second_stop_with_other_figures_changes_nothing_but_a_flag(world):
    transaction_id = world.start()
    world.later(30)
    world.stop(transaction_id)
    ended = world.session(transaction_id)
    for _ in range(2):
        world.stop(transaction_id, 9000)

    after = world.session(transaction_id)
    assert after.flags == {flags.STOP_REPEATED_DIFFERENTLY}
    assert replace(after, flags=ended.flags) == ended


@pytest.mark.parametrize(("later", "flagged"), [(60, set()), (61, {flags.STOP_REPEATED_DIFFERENTLY})])
def test_a_repetition_that_is_stamped_anew_is_no_other_end(world, later, flagged):
    transaction_id = world.start()
    world.later(30)
    world.stop(transaction_id, at=NOON + minutes(30))

    world.stop(transaction_id, at=NOON + minutes(30) + timedelta(seconds=later))

    assert world.session(transaction_id).flags == flagged


def test_a_stop_before_its_start_waits_for_it(world):
    fact = world.started()
    transaction_id = transaction_id_of(fingerprint(fact))
    world.later(60)
    for _ in range(2):
        world.stop(transaction_id)
    world.later(5)

    started = world.sessions.start(fact)
    world.stop(transaction_id, at=NOON + minutes(60))

    session = world.session(transaction_id)
    assert started.transaction_id == transaction_id
    assert (session.state, session.energy_wh, session.end) == (State.COMPLETED, 7000, NOON + minutes(60))
    assert session.flags == {flags.STOP_BEFORE_START}
    assert world.store.active_of(world.cp) == []


def test_a_second_start_without_a_stop_flags_the_first_which_its_late_stop_ends(world):
    first = world.start()
    world.later(60)
    second = world.start(token_uid="MAX", meter_wh=Decimal(5000))
    flagged = world.session(first)
    world.later(60)
    world.stop(first, 5000, at=NOON + minutes(50))
    world.stop(first, 5000, at=NOON + minutes(50))

    assert flagged.is_open
    assert flagged.flags == {flags.NEXT_START_WITHOUT_STOP}
    ended = world.session(first)
    assert (ended.state, ended.energy_wh, ended.end) == (State.COMPLETED, 4000, NOON + minutes(50))
    assert [session.transaction_id for session in world.store.active_of(world.cp)] == [second]
    assert world.finished == [(ended.booking_id, NOON + minutes(50))]


def test_a_start_that_drains_after_its_successor_leaves_the_place_to_it(world):
    earlier = world.started()
    world.later(60)
    second = world.start(token_uid="MAX")

    first = world.sessions.start(earlier).transaction_id

    assert world.session(first).flags == {flags.NEXT_START_WITHOUT_STOP}
    assert [session.transaction_id for session in world.store.active_of(world.cp)] == [second]


def test_readings_before_the_start_and_after_the_stop_are_kept_and_flagged(world):
    fact = world.started()
    transaction_id = transaction_id_of(fingerprint(fact))
    world.read(transaction_id, 1500)
    world.sessions.start(fact)
    world.later(30)
    world.stop(transaction_id)
    world.later(5)
    world.read(transaction_id, 8100)

    session = world.session(transaction_id)
    shown = world.visits.session(session.session_id, DRIVER)
    assert [reading.energy_wh for reading in shown.readings] == [1500, 8100]
    assert shown.session.flags == {flags.READINGS_AFTER_STOP}
    assert shown.session.energy_wh == 7000


def test_what_a_stop_tells_of_the_time_before_it_is_among_the_readings(world):
    transaction_id = world.start()
    world.later(30)
    world.read(transaction_id, 4000)
    told = [MeterValue(NOON + minutes(at), Decimal(wh)) for at, wh in ((30, 4000), (60, 8000), (10, 2000))]
    world.later(30)
    world.stop(transaction_id, readings=tuple(told))

    shown = world.visits.session(world.session(transaction_id).session_id, DRIVER)

    assert [reading.energy_wh for reading in shown.readings] == [2000, 4000, 8000]


def test_a_message_of_readings_told_twice_is_stored_once(world):
    transaction_id = world.start()
    for _ in range(2):
        world.read(transaction_id, 2000, raw=[{"value": "2000"}])

    assert len(world.store.readings(world.session(transaction_id))) == 1


def test_live_figures_while_it_charges(world):
    transaction_id = world.start()
    world.later(10)
    world.read(transaction_id, 2000)
    world.later(10)
    world.read(transaction_id, 3500)
    world.later(1)

    page = world.visits.mine(DRIVER, State.ACTIVE, Wanted())

    (shown,) = page.items
    assert (shown.session.energy_wh, shown.power_w) == (2500, 9000)
    assert shown.session.cost.amount == Decimal("1.67")  # 0.75 + 0.42 + 0.50
