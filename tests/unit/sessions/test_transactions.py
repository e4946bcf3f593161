"""OCPP 2.x: transactions that chargers name themselves, in whatever order they are told."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Violation
from chalicelib.kernel.money import Money
from chalicelib.sessions import flags
from chalicelib.sessions.lost import WAITS
from chalicelib.sessions.rules import MeterValue, Moment, State, Told
from chalicelib.tokens.rules import group_id
from tests.unit.sessions.world import DRIVER, MANAGER, MEMBER, NOON, World, counted, minutes

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


def test_a_second_end_with_other_figures_changes_nothing_but_a_flag(world):
    world.tell(STARTED, 1000, token_uid="DORA")
    world.later(30)
    world.tell(ENDED, 8000)
    ended = world.session("T")
    world.tell(ENDED, 9000, raw={"other": True})

    after = world.session("T")
    assert after.flags == {flags.STOP_REPEATED_DIFFERENTLY}
    assert replace(after, flags=ended.flags) == ended


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
