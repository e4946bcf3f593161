"""Facts of odd chargers: without a clock, a transaction or sense."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Violation
from chalicelib.kernel.paging import Wanted
from chalicelib.sessions import flags
from chalicelib.sessions.items import SessionsTable
from chalicelib.sessions.lost import WAITS
from chalicelib.sessions.matching import fingerprint, transaction_id_of
from chalicelib.sessions.rules import Mark, MeterValue, State
from tests.unit.sessions.world import DRIVER, NOON, World, counted, minutes

NOT_YOURS = Violation("not_your_turn", "Somebody else has booked this time.")


@pytest.fixture
def world(aws: None) -> World:
    return World()


def test_a_stop_of_an_unknown_transaction_is_kept(world):
    world.stop("4711")

    visit = world.store.visit(world.cp, "4711")
    assert visit.session is None
    assert visit.waiting is not None
    assert visit.waiting.meter_wh == 8000


@pytest.mark.parametrize("number", ["4711", "-1"])
def test_an_end_whose_begin_never_came_is_one_held_session_after_a_while(world, number):
    readings = (MeterValue(NOON, Decimal(1000), None, Mark.BEGIN),)
    world.later(60)
    world.stop(number, token_uid="DORA", readings=readings)
    early = WAITS - timedelta(seconds=1)
    world.sessions.lost.tick(world.now + early)
    before = world.visits.mine(DRIVER, None, Wanted()).items
    for _ in range(2):
        world.sessions.lost.tick(world.now + WAITS + minutes(1))
    world.stop(number, token_uid="DORA", readings=readings)

    (shown,) = world.visits.mine(DRIVER, None, Wanted()).items
    session = shown.session
    assert before == []
    assert (session.start, session.end, session.energy_wh) == (NOON, NOON + minutes(60), 7000)
    assert {flags.BEGIN_UNTOLD, flags.TOKEN_AT_END} <= session.flags
    assert world.store.waiting_since(world.now + minutes(999), 9) == [], "told again, it waits no more"
    assert world.store.active_of(world.cp) == []


def test_two_ends_under_one_made_up_number_are_two_sessions(world):
    for wh in (8000, 9000):
        world.later(60)
        world.stop("-1", wh, token_uid="DORA")
        world.sessions.lost.tick(world.now + WAITS + minutes(1))

    assert len(world.visits.mine(DRIVER, None, Wanted()).items) == 2


def test_two_ends_that_wait_under_one_made_up_number_are_two_sessions(world):
    for wh in (8000, 9000):
        world.later(60)
        world.stop("-1", wh, token_uid="DORA")
    world.sessions.lost.tick(world.now + WAITS + minutes(1))

    assert len(world.visits.mine(DRIVER, None, Wanted()).items) == 2
    assert world.store.waiting_since(world.now + minutes(999), 9) == []


def test_a_begin_that_comes_after_its_end_under_a_made_up_number_is_ended_by_it(world):
    fact = world.started()
    world.later(60)
    world.stop("-1", token_uid="DORA")
    number = world.sessions.start(fact).transaction_id
    world.sessions.lost.tick(world.now + WAITS + minutes(1))

    session = world.session(number)
    assert session.state is State.COMPLETED
    assert flags.STOP_MATCHED in session.flags
    assert len(world.visits.mine(DRIVER, None, Wanted()).items) == 1
    assert world.store.waiting_since(world.now + minutes(999), 9) == []


def test_an_end_without_a_time_ends_no_session_that_may_have_begun_after_it(world):
    world.stop("-1", token_uid="DORA", at=None)
    world.later(10)
    number = world.start()
    world.sessions.lost.tick(world.now + WAITS + minutes(1))

    assert world.session(number).is_open


def test_a_begin_that_comes_after_all_is_the_session_made_of_its_end(world):
    fact = world.started()
    number = transaction_id_of(fingerprint(fact))
    world.later(60)
    world.stop(number)
    world.sessions.lost.tick(world.now + WAITS + minutes(1))
    started = world.sessions.start(fact)

    session = world.session(number)
    assert (started.transaction_id, session.is_open) == (number, False)
    assert (session.start, session.energy_wh, session.driver_id) == (NOON, 7000, "dora")
    assert session.flags == {flags.TOLD_AFTER_END}
    assert [record.is_credit for record in world.store.records(session)] == [False, True, False]
    assert world.store.active_of(world.cp) == []


@pytest.mark.parametrize("made_up", ["0", "-1", str(2**63 - 1)])
def test_a_stop_under_a_made_up_number_ends_the_only_session_it_can(world, made_up):
    transaction_id = world.start()
    world.later(30)
    world.stop(made_up, token_uid="Dora")
    ended = world.session(transaction_id)
    later = world.start(token_uid="DORA")
    world.stop(made_up, token_uid="Dora")

    assert ended.state is State.COMPLETED
    assert ended.flags == {flags.STOP_MATCHED}
    assert world.session(later).is_open


def test_a_stop_under_a_made_up_number_that_could_be_two_ends_none(world):
    numbers = [world.start(connector_id=connector) for connector in (1, 2)]
    world.later(30)
    world.stop("-1")

    assert all(world.session(number).is_open for number in numbers)


def test_a_stop_that_tells_nothing_ends_none(world):
    transaction_id = world.start()

    world.stop("-1", None, at=None)

    assert world.session(transaction_id).is_open


def test_two_visits_without_any_time_told_are_two(world):
    first = world.start(at=None, meter_wh=None)
    repeated = world.start(at=None, meter_wh=None)
    world.stop(first, 2000)
    second = world.start(at=None, meter_wh=None)

    assert repeated == first
    assert second != first
    assert world.session(second).is_open


@pytest.mark.parametrize(
    "clock", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)], ids=["never set", "ahead"]
)
def test_two_visits_at_the_same_instant_of_a_clock_that_stands_are_two(world, clock):
    first = world.start(at=clock)
    repeated = world.start(at=clock)
    world.stop(first, 2000, at=clock)
    second = world.start(at=clock)
    world.stop(second, 4000, at=clock)

    assert repeated == first
    assert [world.session(number).energy_wh for number in (first, second)] == [1000, 3000]


def test_the_chargers_own_words_are_kept_with_their_fractions(world):
    words = {"meterStart": Decimal("1000.5"), "more": [Decimal("1E-7")]}

    transaction_id = world.start(raw=words)
    world.read(transaction_id, 2000, raw=words)
    world.stop(transaction_id, raw=words)

    kept = {item.sk.split("#")[0]: item.raw for item in SessionsTable.scan() if hasattr(item, "raw")}
    assert kept == {sk: {"meterStart": "1000.5", "more": ["1E-7"]} for sk in ("SESSION", "READ", "STOP")}


def test_readings_without_a_transaction_are_of_the_visit_that_goes_on_there(world):
    world.read(None, 900)
    world.later(1)
    transaction_id = world.start()
    for wh in (2000, 3500):
        world.later(10)
        with counted() as requests:
            world.read(None, wh)
    world.read(None, 77_000, connector_id=2)
    shown = world.visits.session(world.session(transaction_id).session_id, DRIVER)
    world.stop(transaction_id, None)
    world.later(10)
    world.read(None, 9000)

    session = world.session(transaction_id)
    ended = world.visits.session(session.session_id, DRIVER)
    assert requests == {"reads": 0, "writes": 1, "transactions": 0}
    assert (shown.session.energy_wh, shown.power_w) == (2500, 9000)
    assert (session.energy_wh, session.flags) == (2500, {flags.MISSING_END})
    assert [reading.energy_wh for reading in ended.readings] == [2000, 3500]


def test_a_clock_of_1970_is_kept_beside_ours(world):
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    transaction_id = world.start(at=epoch)
    world.later(60)
    world.stop(transaction_id, at=epoch + minutes(45))

    session = world.session(transaction_id)
    assert (session.start, session.end) == (NOON, NOON + minutes(45))
    assert (session.start_reported_at, session.end_reported_at) == (epoch, epoch + minutes(45))
    assert session.flags == {flags.CLOCK_BEHIND}


def test_a_visit_without_a_clock_that_drains_from_a_queue_holds_no_time_to_come(world):
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    transaction_id = world.start(at=epoch)
    world.later(1)
    world.stop(transaction_id, at=epoch + minutes(45))

    assert world.session(transaction_id).end == NOON + minutes(45)
    assert world.finished == [(world.session(transaction_id).booking_id, NOON + minutes(1))]


@pytest.mark.parametrize("number", [None, "-1"], ids=["its number", "a made-up number"])
def test_an_id_that_was_set_up_anew_in_another_network_ends_nothing_of_the_first(world, number):
    transaction_id = world.start()
    world.network_id = "n2"
    world.stop(number or transaction_id, 99_000)

    assert world.session(transaction_id).is_open
    assert world.session(transaction_id).flags == frozenset()

    world.network_id = "n1"
    world.later(60)
    world.stop(transaction_id)

    assert world.session(transaction_id).energy_wh == 7000


def tell_readings(world, number):
    world.read(number, 99_000)


def tell_end(world, number):
    world.stop(number, 99_000, token_uid="DORA")


def tell_begin(world, number):
    world.start(connector_id=1, token_uid="MAX")


@pytest.mark.parametrize("tell", [tell_readings, tell_end, tell_begin])
def test_one_charge_point_cannot_touch_anothers_transaction(world, tell):
    number = world.start()
    before = (
        world.session(number),
        world.store.readings(world.session(number)),
        world.store.active_of(world.cp),
    )
    other = World()
    other.later(30)
    tell(other, number)
    other.sessions.lost.tick(other.now + WAITS + minutes(1))

    session = world.session(number)
    assert (session, world.store.readings(session), world.store.active_of(world.cp)) == before
