from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.sessions import flags
from chalicelib.sessions.lost import WAITS
from chalicelib.sessions.rules import MeterValue, Moment, State, Told
from chalicelib.tokens.rules import group_id
from tests.unit.sessions.world import DRIVER, NOON, World, counted, minutes

STARTED, UPDATED, ENDED = Moment.STARTED, Moment.UPDATED, Moment.ENDED


@pytest.fixture
def world(aws: None) -> World:
    return World()


def codes(told: Told) -> list[str] | None:
    return None if told.violations is None else [violation.code for violation in told.violations]


def test_an_update_before_the_begin_opens_it_and_the_begin_tells_the_rest(world):
    world.later(10)
    world.tell(UPDATED, 2000)
    early = world.session("T")
    world.tell(STARTED, 1000, token_uid="DORA", at=NOON, readings=world.begin_at(NOON, 1000))
    world.later(50)
    world.tell(ENDED, 8000)

    session = world.session("T")
    assert (early.flags, early.driver_id, early.start) == ({flags.BEGIN_UNTOLD}, None, NOON + minutes(10))
    assert (session.session_id, session.start, session.driver_id) == (early.session_id, NOON, "dora")
    assert (session.state, session.energy_wh, session.flags) == (State.COMPLETED, 7000, frozenset())


@pytest.mark.parametrize("name", ["T", "-1", "4711"])
def test_an_end_alone_waits_a_while_and_is_then_a_held_session_of_what_it_tells(world, name):
    readings = (*world.begin_at(NOON, 1000), MeterValue(NOON + minutes(60), Decimal(8000)))
    world.later(60)
    for _ in range(2):
        told = world.tell(ENDED, token_uid="DORA", readings=readings, offline=True, transaction_id=name)
    world.sessions.lost.tick(world.now + WAITS - timedelta(seconds=1))
    early = world.store.visit(world.cp, name).session
    for _ in range(2):
        world.sessions.lost.tick(world.now + WAITS + minutes(1))

    session = world.session(name)
    assert (codes(told), early) == ([], None)
    assert (session.start, session.energy_wh, session.driver_id) == (NOON, 7000, "dora")
    assert (session.charger_id, session.cost.amount) == (world.networked.charger_id, Decimal("3.80"))
    assert session.flags == {flags.BEGIN_UNTOLD, flags.TOKEN_AT_END}
    assert world.store.active_of(world.cp) == []
    assert world.store.waiting_since(world.now + minutes(999), 9) == []


@pytest.mark.parametrize(("token", "code"), [("NOBODY", "token_unknown"), ("DORA", None), (None, None)])
def test_an_end_that_waits_tells_what_is_known_of_its_token_and_costs_as_much_as_another(world, token, code):
    with counted() as requests:
        told = world.tell(ENDED, 8000, token_uid=token)

    assert codes(told) == (None if token is None else [code] if code else [])
    assert requests == {"reads": 1, "writes": 0, "transactions": 1}


EARLY = {"the end": [], "an update and the end": [UPDATED], "the end, then an update": [ENDED, UPDATED]}


@pytest.mark.parametrize("early", list(EARLY.values()), ids=list(EARLY))
@pytest.mark.parametrize("end_token", ["DORA", None])
def test_a_begin_after_the_end_brings_all_that_it_tells(world, early, end_token):
    world.later(60)
    for moment in [*early, ENDED]:
        if moment is ENDED:
            world.tell(ENDED, 8000, token_uid=end_token, trigger="StopAuthorized")
        else:
            world.tell(UPDATED, 4000, at=NOON + minutes(30))
    world.later(45)
    for _ in range(2):
        told = world.tell(
            STARTED, token_uid="DORA", at=NOON, readings=world.begin_at(NOON, 1000), offline=True
        )
    world.sessions.lost.tick(world.now + WAITS + minutes(1))

    session = world.session("T")
    (record,) = world.store.records(session)
    assert (told, session.flags) == (Told((), group_id("dora")), {flags.STOP_BEFORE_START})
    assert (session.start, session.end) == (NOON, NOON + minutes(60))
    assert (session.driver_id, session.energy_wh, record.total_energy_wh) == ("dora", 7000, 7000)
    assert (session.cost, record.total_cost.amount) == (record.total_cost, Decimal("3.80"))
    assert session.session_id in world.begun
    assert world.finished == [(session.booking_id, NOON + minutes(60))]
    assert world.store.active_of(world.cp) == []


def test_a_begin_that_is_never_told_leaves_what_was_heard_a_held_session(world):
    world.later(30)
    world.tell(UPDATED, 4000, token_uid="DORA", trigger="Authorized")
    world.later(30)
    world.tell(ENDED, 8000)
    world.sessions.lost.tick(world.now + WAITS + minutes(1))

    session = world.session("T")
    assert (session.start, session.energy_wh, session.driver_id) == (NOON + minutes(30), 4000, "dora")
    assert flags.BEGIN_UNTOLD in session.flags
    assert world.store.active_of(world.cp) == []


def figures(records) -> list[tuple[bool, Decimal, str | None, bool]]:
    return [(one.is_credit, one.total_energy_wh, one.driver_id, one.held_for_review) for one in records]


def test_a_begin_after_that_while_is_settled_by_records_that_follow(world):
    world.later(60)
    world.tell(ENDED, 8000, connector_id=None)
    world.sessions.lost.tick(world.now + WAITS + minutes(1))
    (first,) = world.store.records(world.session("T"))
    world.later(90)
    for _ in range(2):
        world.tell(STARTED, token_uid="DORA", at=NOON, readings=world.begin_at(NOON, 1000), connector_id=2)

    session = world.session("T")
    records = world.store.records(session)
    assert records[0] == first
    assert figures(records) == [(False, 0, None, True), (True, 0, None, False), (False, 7000, "dora", True)]
    assert records[1].credit_reference_id == first.cdr_id
    assert (session.cdr_id, session.charger_id) == (records[2].cdr_id, f"{world.cp}-bbbb")
    assert (session.start, session.end, session.state) == (NOON, NOON + minutes(60), State.COMPLETED)
    assert session.flags == {flags.TOLD_AFTER_END}
    assert [shown.session for shown in world.visits.mine(DRIVER, None, world.wanted()).items] == [session]


def test_a_token_told_after_the_end_brings_the_driver(world):
    world.tell(STARTED, 1000)
    world.later(60)
    world.tell(ENDED, 8000)
    for _ in range(2):
        told = world.tell(UPDATED, 1100, token_uid="DORA", at=NOON + minutes(1))

    session = world.session("T")
    assert (codes(told), session.driver_id, session.cost.amount) == ([], "dora", Decimal("3.80"))
    assert session.flags == {flags.TOLD_AFTER_END}
    assert len(world.store.records(session)) == 3


def test_a_token_of_a_later_time_is_none_of_a_session_that_had_ended(world):
    world.tell(STARTED, 1000)
    world.later(60)
    world.tell(ENDED, 8000)
    world.later(60)
    world.tell(UPDATED, 8100, token_uid="MAX")

    session = world.session("T")
    assert (session.driver_id, session.flags) == (None, {flags.NO_TOKEN, flags.TOLD_AFTER_END})
    assert len(world.store.records(session)) == 1
