"""What people do with visits."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, NotFound, Refused, Violation
from chalicelib.kernel.paging import Wanted
from chalicelib.sessions import flags
from chalicelib.sessions.figures import Shown
from chalicelib.sessions.items import SessionItem
from chalicelib.sessions.rules import State
from chalicelib.stations.rules import Live, Status
from chalicelib.table import check
from tests.unit.sessions.world import DRIVER, MANAGER, MEMBER, NOON, STRANGER, World, minutes

NOT_YOURS = Violation("not_your_turn", "Somebody else has booked this time.")


@pytest.fixture
def world(aws: None) -> World:
    return World()


def checked_in(world: World, caller: Caller = DRIVER) -> Shown:
    begun = world.visits.start_at(world.plain.charger_id, caller)
    assert isinstance(begun, Shown)
    return begun


def refusal(world: World, charger_id: str, caller: Caller = DRIVER) -> list[str]:
    with pytest.raises(Refused) as caught:
        world.visits.start_at(charger_id, caller)
    assert caught.value.code == "charge_refused"
    return [violation.code for violation in caught.value.facts["violations"]]


def test_start_at_a_networked_charger_tells_it_to_start_with_the_apps_token(world):
    assert world.visits.start_at(world.networked.charger_id, DRIVER) == "a command"

    params = {"connector_id": 1, "token_uid": "dora", "token_type": "APP_USER"}
    assert world.commands == [(world.cp, "remote_start", params, "dora")]


@pytest.mark.parametrize(
    ("live", "codes"),
    [
        pytest.param(Live(Status.UNKNOWN, online=False), ["offline"], id="offline"),
        pytest.param(Live(Status.CHARGING, online=True), ["in_use"], id="somebody charges"),
        pytest.param(Live(Status.CHARGING, online=False), ["in_use", "offline"], id="all are told at once"),
    ],
)
def test_a_networked_charger_that_cannot_start_is_not_told_to(world, live, codes):
    world.live = live

    assert refusal(world, world.networked.charger_id) == codes
    assert world.commands == []


def test_both_kinds_of_charger_ask_the_same_rule(world):
    world.refusals["dora"] = NOT_YOURS

    assert refusal(world, world.networked.charger_id) == ["not_your_turn"]
    assert refusal(world, world.plain.charger_id) == ["not_your_turn"]
    world.blocked.add("max")
    assert refusal(world, world.plain.charger_id, MEMBER) == ["token_blocked"]


def test_a_charger_that_one_may_not_see_is_not_there(world):
    with pytest.raises(NotFound):
        world.visits.start_at(world.plain.charger_id, STRANGER)


def test_somebody_elses_car_is_not_there(world):
    with pytest.raises(NotFound):
        world.visits.start_at(world.plain.charger_id, DRIVER, "not mine")


def test_check_in_and_out_with_the_energy_that_the_driver_read(world):
    begun = world.visits.start_at(world.plain.charger_id, DRIVER, "zoe")
    assert isinstance(begun, Shown)
    world.later(30)
    ended = world.visits.stop_by(begun.session.session_id, DRIVER, Decimal("4.2"))
    assert isinstance(ended, Shown)

    session = ended.session
    assert (begun.session.state, begun.session.car_id, begun.driver_name) == (State.ACTIVE, "zoe", "Dora")
    assert (session.state, session.energy_wh, session.end) == (State.COMPLETED, 4200, NOON + minutes(30))
    assert session.cost.amount == Decimal("2.36")  # 1.26 + 0.60 + 0.50
    assert session.flags == {flags.SELF_REPORTED}
    assert world.store.cdr(session).total_cost == session.cost
    assert world.finished == [(session.booking_id, NOON + minutes(30))]


def test_a_check_out_without_energy_costs_the_time(world):
    begun = checked_in(world)
    world.later(30)
    ended = world.visits.stop_by(begun.session.session_id, DRIVER)
    assert isinstance(ended, Shown)

    assert (ended.session.cost.amount, ended.session.flags) == (Decimal("1.10"), frozenset())


def test_more_energy_than_the_charger_can_give_is_held(world):
    begun = checked_in(world)
    world.later(30)
    ended = world.visits.stop_by(begun.session.session_id, DRIVER, Decimal(42))
    assert isinstance(ended, Shown)

    assert ended.session.flags == {flags.SELF_REPORTED, flags.IMPOSSIBLE_POWER}


def test_one_visit_at_a_time_at_a_plain_charger(world):
    begun = checked_in(world)

    assert refusal(world, world.plain.charger_id, MEMBER) == ["in_use"]
    assert world.sessions.charging([world.plain.charger_id, "other"]) == {world.plain.charger_id}
    world.visits.stop_by(begun.session.session_id, DRIVER)
    assert world.sessions.charging([world.plain.charger_id]) == set()
    checked_in(world, MEMBER)


def test_checking_out_twice_is_checking_out_once(world):
    begun = checked_in(world)
    world.later(5)
    first = world.visits.stop_by(begun.session.session_id, DRIVER, Decimal(1))
    world.later(5)
    again = world.visits.stop_by(begun.session.session_id, MANAGER, Decimal(2))

    assert again == first


def test_slots_that_somebody_else_takes_meanwhile_are_asked_for_again(world):
    missing = SessionItem(f"{world.cp}-missing", "SESSION")
    world.begin_writes = [(check("taken", missing, SessionItem.pk.exists()),)]

    assert checked_in(world).session.state is State.ACTIVE
    assert len(world.begun) == 2


@pytest.mark.parametrize("caller", [DRIVER, MANAGER])
def test_driver_and_manager_stop_and_see(world, caller):
    session_id = world.session(world.start()).session_id

    assert world.visits.stop_by(session_id, caller) == "a command"
    (command,) = world.commands
    assert command[:2] == (world.cp, "remote_stop")
    assert command[2] == {"transaction_id": world.visits.session(session_id, caller).session.transaction_id}


@pytest.mark.parametrize("caller", [MEMBER, STRANGER])
def test_for_anyone_else_a_session_is_not_there(world, caller):
    session_id = world.session(world.start()).session_id

    for question in (world.visits.session, world.visits.stop_by, world.visits.transaction_of):
        with pytest.raises(NotFound):
            question(session_id, caller)
    with pytest.raises(NotFound):
        world.visits.of_network("n1", caller, Wanted())


def test_a_session_that_has_ended_is_not_told_to_stop(world):
    transaction_id = world.start()
    world.stop(transaction_id)

    with pytest.raises(Refused) as caught:
        world.visits.stop_by(world.session(transaction_id).session_id, DRIVER)
    assert caught.value.code == "stop_refused"


def test_my_sessions_page_by_page_those_that_go_on_first(world):
    numbers = []
    for _ in range(3):
        numbers.append(world.start())
        world.later(10)
        world.stop(numbers[-1])
    numbers.append(world.start())

    seen, cursor = [], None
    while cursor or not seen:
        page = world.visits.mine(DRIVER, None, Wanted(2, cursor))
        seen += [shown.session.transaction_id for shown in page.items]
        cursor = page.next_cursor
    completed = world.visits.mine(DRIVER, State.COMPLETED, Wanted())

    assert seen == [numbers[3], numbers[2], numbers[1], numbers[0]]
    assert [shown.session.transaction_id for shown in completed.items] == [numbers[2], numbers[1], numbers[0]]
    assert world.visits.mine(MEMBER, None, Wanted()).items == []


def test_a_networks_sessions_for_its_managers_newest_first(world):
    first = world.start()
    world.later(5)
    second = world.start(connector_id=2, token_uid="MAX")

    page = world.visits.of_network("n1", MANAGER, Wanted())

    found = [(shown.session.transaction_id, shown.driver_name) for shown in page.items]
    assert [entry for entry in found if entry[0] in (first, second)] == [(second, "Max"), (first, "Dora")]
    assert replace(page.items[0], readings=()) == page.items[0]


def test_a_manager_ends_what_its_charger_never_ends_by_the_last_reading(world):
    transaction_id = world.start()
    world.later(30)
    world.read(transaction_id, 4000)
    session = world.session(transaction_id)
    world.later(600)

    closed = [world.visits.close_by(session.session_id, MANAGER) for _ in range(2)]

    ended = closed[0].session
    assert (ended.state, ended.end, ended.energy_wh) == (State.COMPLETED, NOON + minutes(30), Decimal(3000))
    assert flags.CLOSED_BY_MANAGER in ended.flags
    assert closed[1].session == ended
    assert len(world.finished) == len({ended.cdr_id}) == 1


def test_what_the_charger_tells_after_that_changes_nothing_but_a_flag(world):
    transaction_id = world.start()
    closed = world.visits.close_by(world.session(transaction_id).session_id, MANAGER).session
    world.later(600)

    world.stop(transaction_id, 9000)

    after = world.session(transaction_id)
    assert after.flags == closed.flags | {flags.STOP_REPEATED_DIFFERENTLY}
    assert (after.cdr_id, after.energy_wh) == (closed.cdr_id, closed.energy_wh)


def test_only_managers_end_a_session_without_its_charger(world):
    session = world.session(world.start())

    with pytest.raises(Forbidden):
        world.visits.close_by(session.session_id, DRIVER)
    with pytest.raises(NotFound):
        world.visits.close_by(session.session_id, MEMBER)
