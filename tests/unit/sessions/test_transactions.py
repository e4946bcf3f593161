"""OCPP 2.x: transactions that chargers name themselves, in whatever order they are told."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Violation
from chalicelib.kernel.money import Money
from chalicelib.sessions import flags
from chalicelib.sessions.rules import MeterValue, Moment, State, Told
from chalicelib.tokens.rules import group_id
from tests.unit.sessions.world import DRIVER, NOON, World, counted, minutes

STARTED, UPDATED, ENDED = Moment.STARTED, Moment.UPDATED, Moment.ENDED
NOT_YOURS = Violation("not_your_turn", "Somebody else has booked this time.")


@pytest.fixture
def world(aws: None) -> World:
    return World()


def codes(told: Told) -> list[str] | None:
    return None if told.violations is None else [violation.code for violation in told.violations]


def test_a_transaction_from_plug_to_record(world):
    begun = world.tell(STARTED, 1000, token_uid="DORA")
    world.later(30)
    updated = world.tell(UPDATED, 4000)
    world.later(30)
    ended = world.tell(ENDED, 8000, stop_reason="EVDisconnected")

    session = world.session("T")
    cdr = world.store.cdr(session)
    assert (begun, updated) == (Told((), group_id("dora")), Told())
    assert ended == Told(total_cost=Money(Decimal("3.80"), "EUR"))
    assert (session.state, session.driver_id, session.energy_wh) == (State.COMPLETED, "dora", 7000)
    assert (session.start, session.end, session.stop_reason) == (NOON, NOON + minutes(60), "EVDisconnected")
    assert session.flags == frozenset()
    assert cdr is not None
    assert (cdr.cdr_id, cdr.total_energy_wh, cdr.held_for_review) == (session.cdr_id, 7000, False)
    assert (world.begun, len(world.finished)) == ([session.session_id], 1)


def test_what_was_measured_at_the_begin_and_the_end_is_among_the_readings_once_and_in_order(world):
    begin = world.begin_at(NOON, 1000)
    for _ in range(2):
        world.tell(STARTED, token_uid="DORA", at=NOON, readings=begin)
    open_ = world.visits.session(world.session("T").session_id, DRIVER)
    world.later(30)
    world.tell(UPDATED, 4000)
    world.later(30)
    last = [MeterValue(NOON + minutes(at), Decimal(wh)) for at, wh in ((60, 8000), (0, 1000), (45, 6000))]
    for _ in range(2):
        world.tell(ENDED, readings=tuple(last))
    session = world.session("T")

    shown = world.visits.session(session.session_id, DRIVER)

    assert [reading.energy_wh for reading in open_.readings] == [1000]
    assert [reading.energy_wh for reading in shown.readings] == [1000, 4000, 6000, 8000]
    assert (shown.session.energy_wh, shown.session.flags) == (7000, frozenset())
    assert len(world.store.begin_and_end(session)) == 2


def test_of_a_begin_told_late_and_an_end_told_otherwise_only_what_counted_is_shown(world):
    world.tell(ENDED, 8000)
    world.later(1)
    began = NOON - minutes(60)
    world.tell(STARTED, token_uid="DORA", at=began, readings=world.begin_at(began, 1000))
    session = world.session("T")
    world.tell(ENDED, 9000, at=NOON + minutes(30))

    shown = world.visits.session(session.session_id, DRIVER)

    assert [reading.energy_wh for reading in shown.readings] == [1000, 8000]


def test_requests_to_storage_of_our_own(world):
    with counted() as start:
        world.tell(STARTED, 1000, token_uid="DORA")
    with counted() as update:
        world.tell(UPDATED, 2000)
    with counted() as stop:
        world.tell(ENDED, 8000)

    assert start == {"reads": 0, "writes": 0, "transactions": 1}
    assert update == {"reads": 0, "writes": 1, "transactions": 0}
    assert stop == {"reads": 1, "writes": 0, "transactions": 1}


def test_an_update_that_another_process_heard_the_begin_of_is_one_request(world):
    world.tell(STARTED, 1000, token_uid="DORA")
    elsewhere = World(cp=world.cp)
    with counted() as first:
        elsewhere.tell(UPDATED, 2000)
    with counted() as second:
        elsewhere.tell(UPDATED, 3000, seq_no=2)

    assert first == {"reads": 0, "writes": 0, "transactions": 1}
    assert second == {"reads": 0, "writes": 1, "transactions": 0}


def test_each_event_told_three_times_is_one_record(world):
    for moment, wh in ((STARTED, 1000), (UPDATED, 4000), (ENDED, 8000)):
        token = "DORA" if moment is STARTED else None
        answers = [world.tell(moment, wh, token_uid=token) for _ in range(3)]
        assert answers[0] == answers[1] == answers[2]
        world.later(30)

    session = world.session("T")
    assert (session.energy_wh, session.flags) == (7000, frozenset())
    assert len(world.store.readings(session)) == 1
    assert len(world.finished) == 1


def test_a_session_whose_token_is_not_told_yet_is_open_and_nobodys(world):
    told = world.tell(STARTED, 1000)

    session = world.session("T")
    assert told == Told()
    assert (session.state, session.driver_id, session.violations) == (State.ACTIVE, None, ())
    assert world.visits.mine(DRIVER, None, world.wanted()).items == []
    assert world.store.active_of(world.cp) == [session]


@pytest.mark.parametrize("uid", ["DORA", "dora", " Do Ra\n"])
def test_the_event_that_brings_the_token_brings_driver_and_booking(world, uid):
    world.tell(STARTED, 1000)
    world.later(5)
    told = world.tell(UPDATED, 1100, token_uid=uid, trigger="Authorized")
    repeated = world.tell(UPDATED, 1100, token_uid=uid, trigger="Authorized")
    mine = world.visits.mine(DRIVER, State.ACTIVE, world.wanted()).items
    world.later(55)
    world.tell(ENDED, 8000)

    session = world.session("T")
    assert told == repeated == Told((), group_id("dora"))
    assert [shown.session.session_id for shown in mine] == [session.session_id]
    assert (session.state, session.driver_id, session.energy_wh) == (State.COMPLETED, "dora", 7000)
    assert session.flags == frozenset()
    assert world.begun == [session.session_id]
    assert world.finished == [(f"{world.cp}-aaaa-dora", NOON + minutes(60))]


@pytest.mark.parametrize(("token", "code"), [("NOBODY", "token_unknown"), ("MAX", "not_your_turn")])
def test_a_token_that_may_not_leaves_the_place_and_its_energy_is_unpaid(world, token, code):
    world.refusals["max"] = NOT_YOURS
    world.tell(STARTED, 1000)
    told = world.tell(UPDATED, 1000, token_uid=token)
    left = world.store.active_of(world.cp)
    world.later(60)
    world.tell(ENDED, 8000)

    session = world.session("T")
    assert (codes(told), left) == ([code], [])
    assert session.flags == {flags.REFUSED, flags.ENERGY_AFTER_REFUSAL}
    assert [unpaid.session_id for unpaid in world.unpaid] == [session.session_id]


def test_who_never_told_a_token_is_nobody_and_held(world):
    world.tell(STARTED, 1000)
    world.later(60)
    ended = world.tell(ENDED, 8000)

    session = world.session("T")
    cdr = world.store.cdr(session)
    assert (session.state, session.cost.amount, session.energy_wh) == (State.INVALID, 0, 7000)
    assert (session.flags, ended.violations) == ({flags.NO_TOKEN}, None)
    assert cdr is not None
    assert cdr.held_for_review
    assert [unpaid.session_id for unpaid in world.unpaid] == [session.session_id]


def test_the_token_that_ended_it_stands_in_for_one_never_told(world):
    world.tell(STARTED, 1000)
    world.later(60)
    told = world.tell(ENDED, 8000, token_uid="DORA")

    session = world.session("T")
    assert (session.state, session.driver_id, session.energy_wh) == (State.COMPLETED, "dora", 7000)
    assert session.flags == {flags.TOKEN_AT_END}
    assert (codes(told), world.begun) == ([], [])


def test_another_token_that_stops_it_changes_nothing(world):
    world.tell(STARTED, 1000, token_uid="DORA")
    world.later(60)
    told = world.tell(ENDED, 8000, token_uid="MAX", trigger="StopAuthorized")

    assert (world.session("T").driver_id, told.group_id, codes(told)) == ("dora", group_id("max"), [])
    assert world.session("T").flags == frozenset()


def test_a_replay_after_the_end_changes_nothing(world):
    world.tell(STARTED, 1000, token_uid="DORA")
    world.later(60)
    world.tell(ENDED, 8000)
    ended = world.session("T")
    world.tell(STARTED, 1000, token_uid="DORA", at=NOON, offline=True, raw={"seqNo": 0, "offline": True})

    assert world.session("T") == ended


def test_a_connector_told_later_brings_the_tariff_and_moves_the_place(world):
    told = world.tell(STARTED, 1000, token_uid="DORA", connector_id=None)
    nowhere = world.session("T")
    world.later(5)
    world.tell(UPDATED, 1100, connector_id=2)
    world.later(55)
    world.tell(ENDED, 8000, connector_id=None)

    session = world.session("T")
    assert (codes(told), nowhere.charger_id) == ([], None)
    assert (session.charger_id, session.connector_id) == (f"{world.cp}-bbbb", 2)
    assert (session.cost.amount, session.flags) == (Decimal("3.80"), frozenset())
    assert world.store.active_of(world.cp) == []


def test_a_queue_hours_old_settles_as_it_was(world):
    world.now = NOON + minutes(600)
    for minute, moment, wh in ((0, STARTED, 1000), (30, UPDATED, 4000), (60, ENDED, 8000)):
        at = NOON + minutes(minute)
        reading = replace(world.begin_at(at, wh)[0], mark=None)
        world.tell(
            moment, at=at, readings=(reading,), token_uid="DORA" if moment is STARTED else None, offline=True
        )

    session = world.session("T")
    assert (session.start, session.end, session.energy_wh) == (NOON, NOON + minutes(60), 7000)
    assert session.flags == frozenset()


def test_a_second_end_with_other_figures_changes_nothing_but_a_flag(world):
    world.tell(STARTED, 1000, token_uid="DORA")
    world.later(30)
    world.tell(ENDED, 8000)
    ended = world.session("T")
    world.tell(ENDED, 9000, raw={"other": True})

    after = world.session("T")
    assert after.flags == {flags.STOP_REPEATED_DIFFERENTLY}
    assert replace(after, flags=ended.flags) == ended
