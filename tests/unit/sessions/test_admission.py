"""Who may charge; what becomes of the sessions of those who may not."""

from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Violation
from chalicelib.sessions import flags
from chalicelib.sessions.items import SessionItem
from chalicelib.sessions.rules import State, StopFact
from chalicelib.table import check
from chalicelib.tokens.rules import group_id
from tests.unit.sessions.world import NOON, World

NOT_YOURS = Violation("not_your_turn", "Somebody else has booked this time.")


@pytest.fixture
def world(aws: None) -> World:
    return World()


def codes(violations: tuple[Violation, ...]) -> list[str]:
    return [violation.code for violation in violations]


@pytest.mark.parametrize(
    ("token", "code", "driver"),
    [("NOBODY", "token_unknown", None), ("SAM", "not_a_member", "sam"), ("MAX", "not_your_turn", "max")],
)
def test_a_refused_start_is_stored_and_costs_nothing_without_energy(world, token, code, driver):
    world.refusals["max"] = NOT_YOURS
    started = world.sessions.start(world.started(token_uid=token))
    world.later(1)
    world.stop(started.transaction_id, 1000)

    session = world.session(started.transaction_id)
    assert codes(started.violations) == [code]
    assert (session.state, session.cost.amount, session.driver_id) == (State.INVALID, 0, driver)
    assert session.flags == {flags.REFUSED}
    assert world.store.cdr(session) is not None
    assert world.begun == []


def test_a_refused_start_told_twice_is_refused_twice(world):
    world.refusals["max"] = NOT_YOURS
    fact = world.started(token_uid="MAX")
    first = world.sessions.start(fact)
    world.refusals.clear()

    assert world.sessions.start(fact) == first


@pytest.mark.parametrize(
    ("token", "state", "amount"), [("SAM", State.COMPLETED, "3.80"), ("NOBODY", State.INVALID, "0")]
)
def test_energy_after_a_refusal_is_held_and_owed_by_whom_we_know(world, token, state, amount):
    transaction_id = world.start(token_uid=token)
    world.later(60)
    world.stop(transaction_id)

    session = world.session(transaction_id)
    cdr = world.store.cdr(session)
    assert (session.state, session.energy_wh, session.cost.amount) == (state, 7000, Decimal(amount))
    assert flags.ENERGY_AFTER_REFUSAL in session.flags
    assert cdr is not None
    assert cdr.held_for_review


def test_a_blocked_token_is_told_so(world):
    world.blocked.add("dora")

    assert codes(world.sessions.start(world.started()).violations) == ["token_blocked"]
    assert codes(world.sessions.authorize(world.cp, "DORA", None, NOON).violations) == ["token_blocked"]


@pytest.mark.parametrize("about", [{"connector_id": 7}, {"charge_point_id": "CP-unknown"}])
def test_a_start_at_a_place_nobody_set_up_is_stored(world, about):
    fact = world.started(**about)
    started = world.sessions.start(fact)
    world.sessions.stop(StopFact(fact.charge_point_id, started.transaction_id, NOON, Decimal(1000)))

    session = world.store.visit(fact.charge_point_id, started.transaction_id).session
    assert codes(started.violations) == ["unknown_connector"]
    assert session is not None
    assert (session.state, session.charger_id) == (State.INVALID, None)
    assert flags.UNKNOWN_CONNECTOR in session.flags


@pytest.mark.parametrize(
    ("token", "code"), [("DORA", []), ("NOBODY", ["token_unknown"]), ("SAM", ["not_a_member"])]
)
def test_authorize_asks_the_same_rule(world, token, code):
    assert codes(world.sessions.authorize(world.cp, token, None, NOON).violations) == code
    assert codes(world.sessions.authorize(world.cp, token, 1, NOON).violations) == code


@pytest.mark.parametrize(
    ("token", "asked"),
    [("DORA", ["s1", "aaaa"]), ("MAX", ["s1", "aaaa", "bbbb"]), ("SAM", ["s1", "aaaa"]), ("NOBODY", [])],
)
def test_authorize_looks_at_the_station_once_and_at_no_more_turns_than_matter(world, token, asked):
    world.refusals["max"] = NOT_YOURS

    world.sessions.authorize(world.cp, token, None, NOON)

    assert world.asked == asked


def test_authorize_at_a_connector_nobody_set_up(world):
    nowhere = world.sessions.authorize(world.cp, "DORA", 9, NOON)
    at_none_of_ours = world.sessions.authorize("CP-unknown", "DORA", None, NOON)

    assert codes(nowhere.violations) == codes(at_none_of_ours.violations) == ["unknown_connector"]


@pytest.mark.parametrize(
    ("token", "connector_id", "group"),
    [
        pytest.param("DORA", 1, group_id("dora"), id="a member's"),
        pytest.param("MAX", 1, group_id("max"), id="a member's whose turn it is not"),
        pytest.param("SAM", 1, None, id="a stranger's"),
        pytest.param("NOBODY", 1, None, id="nobody's"),
        pytest.param("DORA", 9, None, id="where nobody can tell whether it is a member's"),
    ],
)
def test_the_charger_is_told_a_known_tokens_group(world, token, connector_id, group):
    world.refusals["max"] = NOT_YOURS
    fact = world.started(token_uid=token, connector_id=connector_id)

    assert world.sessions.authorize(world.cp, token, connector_id, NOON).group_id == group
    assert [world.sessions.start(fact).group_id for _ in range(2)] == [group, group], "told twice, too"


def test_of_a_blocked_token_no_group_is_told(world):
    world.blocked.add("dora")

    assert world.sessions.authorize(world.cp, "DORA", None, NOON).group_id is None
    assert world.sessions.start(world.started()).group_id is None


def test_slots_lost_in_the_same_moment_are_asked_for_again(world):
    world.begin_writes = [never(world)]

    started = world.sessions.start(world.started())

    assert started.violations == ()
    assert world.session(started.transaction_id).flags == frozenset()
    assert len(world.begun) == 2


def test_slots_lost_again_and_again_do_not_lose_the_session(world):
    world.begin_writes = [never(world), never(world)]

    session = world.session(world.start())

    assert session.flags == {flags.SLOTS_NOT_HELD}
    assert session.booking_id is None


def never(world: World) -> tuple[object, ...]:
    missing = SessionItem(f"{world.cp}-missing", "SESSION")
    return (check("taken", missing, SessionItem.pk.exists()),)
