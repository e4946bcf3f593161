from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.sessions import flags
from chalicelib.sessions.rules import MeterValue, Moment, State
from tests.unit.sessions.world import DRIVER, MANAGER, MEMBER, NOON, World, counted, minutes

STARTED, UPDATED, ENDED = Moment.STARTED, Moment.UPDATED, Moment.ENDED


@pytest.fixture
def world(aws: None) -> World:
    return World()


@pytest.mark.parametrize("name", ["0", "-1", str(2**63 - 1), "a#b", "ü" * 36, "\ud800", "x" * 5000])
def test_a_transaction_may_have_any_name(world, name):
    world.tell(STARTED, 1000, token_uid="DORA", transaction_id=name)
    world.later(60)
    world.tell(ENDED, 8000, transaction_id=name)

    (shown,) = world.visits.mine(DRIVER, State.COMPLETED, world.wanted()).items
    assert shown.session.energy_wh == 7000


@pytest.mark.parametrize("moment", list(Moment))
def test_another_charge_points_transaction_of_the_same_name_is_another(world, moment):
    world.tell(STARTED, 1000, token_uid="DORA")
    before = world.session("T"), world.store.readings(world.session("T"))
    other = World()
    other.later(10)
    other.tell(moment, 99_000, token_uid="MAX")

    assert (world.session("T"), world.store.readings(world.session("T"))) == before


@pytest.mark.parametrize("moment", [UPDATED, ENDED])
def test_an_id_that_was_set_up_anew_in_another_network_changes_nothing_of_the_first(world, moment):
    world.tell(STARTED, 1000)
    before = world.session("T")
    world.network_id = "n2"
    world.later(10)
    world.tell(moment, 99_000, token_uid="DORA")

    assert world.session("T") == before


def visited(world, begin, end, uid="DORA") -> None:
    """Half an hour."""
    world.tell(STARTED, begin, token_uid=uid)
    world.later(10)
    world.tell(UPDATED, begin + 10)
    world.later(20)
    world.tell(ENDED, end)
    world.later(30)


def test_a_name_that_is_used_again_after_the_end_is_another_visit(world):
    for begin, end, token in ((1000, 8000, "DORA"), (8000, 9000, "MAX"), (9000, 9500, "DORA")):
        visited(world, begin, end, token)
    mine = [shown.session for shown in world.visits.mine(DRIVER, None, world.wanted()).items]
    (other,) = (shown.session for shown in world.visits.mine(MEMBER, None, world.wanted()).items)

    assert [(one.start, one.energy_wh) for one in mine] == [(NOON + minutes(120), 500), (NOON, 7000)]
    assert (other.start, other.end, other.energy_wh) == (NOON + minutes(60), NOON + minutes(90), 1000)
    for session in (*mine, other):
        assert (session.flags, len(world.store.readings(session))) == (frozenset(), 1)
        assert world.visits.transaction_of(session.session_id, MANAGER) == (world.cp, "T")
    assert world.store.active_of(world.cp) == []


def test_each_visit_of_one_name_hears_its_own_repetitions(world):
    visited(world, 1000, 8000)
    visited(world, 8000, 9000)
    before = [shown.session for shown in world.visits.mine(DRIVER, None, world.wanted()).items]
    for hour, begin, end in ((0, 1000, 8000), (60, 8000, 9000)):
        at = NOON + minutes(hour)
        elsewhere = World(cp=world.cp, now=world.now)
        elsewhere.tell(STARTED, token_uid="DORA", at=at, readings=world.begin_at(at, begin), offline=True)
        late = MeterValue(at + minutes(5), Decimal(begin + 5))
        elsewhere.tell(UPDATED, at=late.at, readings=(late,), offline=True)
        elsewhere.tell(ENDED, end, at=at + minutes(30), offline=True)

    after = [shown.session for shown in world.visits.mine(DRIVER, None, world.wanted()).items]
    assert after == before
    assert [len(world.store.readings(session)) for session in after] == [2, 2]


def test_a_process_that_has_not_heard_of_the_later_visit_tells_it_all_the_same(world):
    visited(world, 1000, 8000)
    world.tell(STARTED, 8000, token_uid="MAX")
    elsewhere = World(cp=world.cp, now=world.now + minutes(10))
    with counted() as update:
        elsewhere.tell(UPDATED, 8500)
    elsewhere.later(10)
    with counted() as end:
        elsewhere.tell(ENDED, 9000)

    (session,) = (shown.session for shown in world.visits.mine(MEMBER, None, world.wanted()).items)
    assert (session.energy_wh, session.flags) == (1000, frozenset())
    assert len(world.store.readings(session)) == 1
    assert update == {"reads": 2, "writes": 1, "transactions": 1}
    assert end == {"reads": 2, "writes": 0, "transactions": 1}


def test_a_begin_that_is_stamped_anew_after_the_end_is_no_other_visit(world):
    visited(world, 1000, 8000)
    world.tell(STARTED, 1000, token_uid="DORA")

    assert len(world.visits.mine(DRIVER, None, world.wanted()).items) == 1
    assert world.session("T").flags == {flags.ID_REUSED}


def test_a_name_that_is_used_again_before_the_end_is_flagged_and_changes_nothing_else(world):
    world.tell(STARTED, 1000, token_uid="DORA")
    world.later(30)
    before = world.session("T")
    world.later(60)
    world.tell(STARTED, 8000, token_uid="MAX")

    after = world.session("T")
    assert after.flags == {flags.ID_REUSED}
    assert replace(after, flags=before.flags) == before
    assert len(world.store.readings(after)) == 1
